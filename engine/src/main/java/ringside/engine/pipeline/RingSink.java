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
    fill(records, last - count + 1, last);
    return true;
  }

  /** After this nothing is taken any more. */
  void close() {
    closed = true;
  }

  /** Claimed slots must be published, come what may: those not filled go as void ones. */
  private void fill(RecordBuffer records, long first, long last) {
    long filled = first;
    try {
      // Whoever claims after the close finds this set; whoever claimed before it is waited for.
      requireOpen();
      DirectBuffer source = records.buffer();
      int offset = 0;
      for (; filled <= last; filled++) {
        ring.get(filled).take(source, offset);
        offset += RecordLayout.aligned(RecordLayout.length(source, offset));
      }
    } finally {
      for (long slot = filled; slot <= last; slot++) {
        ring.get(slot).makeVoid();
      }
      ring.publish(first, last);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the engine has stopped and takes no more events");
    }
  }

  private long claim(int count, long maxWaitNs) {
    boolean waited = false;
    long startNs = 0;
    int spins = 0;
    while (true) {
      requireOpen();
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
