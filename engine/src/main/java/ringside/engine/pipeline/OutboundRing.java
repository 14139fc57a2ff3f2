package ringside.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;

/**
 * Commands on their way out: the engine thread puts, the gateway thread takes. Bounded, never
 * waited on by the engine.
 */
final class OutboundRing {
  private static final long FLUSH_EVERY_MS = 20;

  private final boolean open;
  private final RingBuffer<RingSlot> ring;
  private final BatchEventProcessor<RingSlot> processor;
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param capacity a power of two; what the core may have in flight. 0: nothing leaves, as in a
   *     replay, where recorded answers free places whatever the gateway does
   */
  OutboundRing(int capacity, WaitMode wait, CommandHandler handler, HaltHandler halt) {
    open = capacity > 0;
    // A command may be answered, and its place given to another, while its slot is still held: the
    // processor frees slots by the run, not one by one. Hence room for two runs.
    ring =
        RingBuffer.createSingleProducer(
            RingSlot.factory(Math.max(1, 2 * capacity)),
            Math.max(1, 2 * capacity),
            wait.timed(FLUSH_EVERY_MS));
    processor =
        new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), new Delivery(handler));
    processor.setExceptionHandler(new HaltingExceptionHandler<>("gateway", halt));
    ring.addGatingSequences(processor.getSequence());
    thread = new Thread(processor, "ringside-gateway");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void put(DirectBuffer buffer, int offset) {
    if (!open) {
      return;
    }
    long slot;
    try {
      slot = ring.tryNext();
    } catch (InsufficientCapacityException e) {
      throw new IllegalStateException(
          "the outbound ring of " + ring.getBufferSize() + " is full: the core sent too much", e);
    }
    ring.get(slot).take(buffer, offset);
    ring.publish(slot);
  }

  /** Waits until the gateway has taken all commands; false when that took longer than allowed. */
  boolean awaitEmpty(long deadlineNanoTime) {
    return Waiting.until(() -> processor.getSequence().get() >= ring.getCursor(), deadlineNanoTime);
  }

  /** The engine is about to take no more events: that an answer is refused is no fault. */
  void stopping() {
    stopping = true;
  }

  /** Lets what is in through to the gateway; false when that took longer than allowed. */
  boolean stop(long deadlineNanoTime) {
    boolean ended = awaitEmpty(deadlineNanoTime);
    processor.halt();
    return Waiting.join(thread, deadlineNanoTime) && ended;
  }

  private final class Delivery implements EventHandler<RingSlot> {
    private final CommandHandler handler;

    Delivery(CommandHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onEvent(RingSlot slot, long sequence, boolean endOfBatch) {
      try {
        handler.onCommand(slot.record(), 0);
        handler.flush();
      } catch (IllegalStateException e) {
        requireStopping(e);
      }
    }

    @Override
    public void onTimeout(long sequence) {
      try {
        handler.flush();
      } catch (IllegalStateException e) {
        requireStopping(e);
      }
    }

    private void requireStopping(IllegalStateException refusal) {
      if (!stopping) {
        throw refusal;
      }
    }
  }
}
