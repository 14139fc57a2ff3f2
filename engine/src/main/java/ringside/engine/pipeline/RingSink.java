package ringside.engine.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** The ring's entrance: claims consecutive slots for the records, copies, publishes at once. */
final class RingSink implements EventSink {
  private static final int SPINS = 200;
  private static final long PARK_NS = 20_000;

  private final RingBuffer<RingSlot> ring;
  private final PipelineCounters counters;
  private volatile boolean closed;

  RingSink(RingBuffer<RingSlot> ring, PipelineCounters counters) {
    this.ring = ring;
    this.counters = counters;
  }

  @Override
  public void publish(RecordBuffer records) {
    offer(records, Long.MAX_VALUE);
  }

  @Override
  public boolean offer(RecordBuffer records, long maxWaitNs) {
    int count = records.recordCount();
    if (count == 0) {
      return true;
    }
    if (count > ring.getBufferSize()) {
      throw new IllegalArgumentException(
          count + " records in one range; the ring holds " + ring.getBufferSize());
    }
    long last = claim(count, maxWaitNs);
    if (last < 0) {
      return false;
    }
    long first = last - count + 1;
    try {
      DirectBuffer source = records.buffer();
      int offset = 0;
      for (long slot = first; slot <= last; slot++) {
        ring.get(slot).take(source, offset);
        offset += RecordLayout.aligned(RecordLayout.length(source, offset));
      }
    } finally {
      ring.publish(first, last);
    }
    return true;
  }

  /** After this nothing is taken any more. */
  void close() {
    closed = true;
  }

  private long claim(int count, long maxWaitNs) {
    boolean waited = false;
    long startNs = 0;
    int spins = 0;
    while (true) {
      if (closed) {
        throw new IllegalStateException("the engine has stopped and takes no more events");
      }
      try {
        return ring.tryNext(count);
      } catch (InsufficientCapacityException e) {
        if (!waited) {
          waited = true;
          counters.ringFull();
          startNs = System.nanoTime();
        } else if (System.nanoTime() - startNs >= maxWaitNs) {
          return -1;
        }
        if (maxWaitNs == 0) {
          return -1;
        }
        if (++spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(PARK_NS);
        }
      }
    }
  }
}
