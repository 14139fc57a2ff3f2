package ringside.adapters.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Requests on their way: each account's arrive in the order they were sent. */
final class RequestQueue {
  private final LatencyModel latency;
  private final SplittableRandom random;
  private final long[] lastDueNs;
  private final PriorityQueue<Sent> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Sent::dueNs).thenComparingLong(Sent::ordinal));
  private long sent;

  /** A request and when it arrives at the matching engine. */
  record Sent(long dueNs, long ordinal, long requestId, VenueRequest request) {}

  RequestQueue(LatencyModel latency, SplittableRandom random, int accounts) {
    this.latency = latency;
    this.random = random;
    lastDueNs = new long[accounts];
  }

  /** Whether a request arrives at once. */
  boolean isDirect() {
    return latency.equals(LatencyModel.NONE);
  }

  void send(long nowNs, long requestId, VenueRequest request) {
    int account = request.account();
    lastDueNs[account] = Math.max(lastDueNs[account], nowNs + latency.sampleNs(random));
    waiting.add(new Sent(lastDueNs[account], sent++, requestId, request));
  }

  long nextNs() {
    return waiting.isEmpty() ? MarketSource.ENDED : waiting.peek().dueNs();
  }

  Sent poll() {
    return waiting.poll();
  }
}
