package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;

/** The newest of numbers with times, in a ring. One thread. */
final class SampleSeries {
  private final long[] timesNs;
  private final long[] values;
  private long count;

  SampleSeries(int capacity) {
    timesNs = new long[capacity];
    values = new long[capacity];
  }

  void add(long timeNs, long value) {
    int at = (int) (count % timesNs.length);
    timesNs[at] = timeNs;
    values[at] = value;
    count++;
  }

  /** Of those in this range of time the newest, at most so many, newest first. */
  List<Sample> newestFirst(long fromNs, long toNs, int limit) {
    List<Sample> samples = new ArrayList<>();
    long oldest = Math.max(0, count - timesNs.length);
    for (long i = count - 1; i >= oldest && samples.size() < limit; i--) {
      int at = (int) (i % timesNs.length);
      if (timesNs[at] < fromNs) {
        break;
      }
      if (timesNs[at] <= toNs) {
        samples.add(new Sample(timesNs[at], values[at]));
      }
    }
    return samples;
  }
}
