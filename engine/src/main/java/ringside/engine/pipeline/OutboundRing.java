package ringside.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;

/**
 * Commands on their way out: the engine thread puts, the gateway thread takes. Bounded, never
 * waited on by the engine.
 */
final class OutboundRing {
  private final RingBuffer<RingSlot> ring;
  private final BatchEventProcessor<RingSlot> processor;
  private final Thread thread;

  /**
   * @param capacity a power of two; what the core may have in flight
   */
  OutboundRing(int capacity, CommandHandler handler, HaltHandler halt) {
    ring = RingBuffer.createSingleProducer(RingSlot::new, capacity, new BlockingWaitStrategy());
    processor =
        new BatchEventProcessorBuilder()
            .build(
                ring,
                ring.newBarrier(),
                (slot, sequence, endOfBatch) -> handler.onCommand(slot.record(), 0));
    processor.setExceptionHandler(new HaltingExceptionHandler<>("gateway", halt));
    ring.addGatingSequences(processor.getSequence());
    thread = new Thread(processor, "ringside-gateway");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void put(DirectBuffer buffer, int offset) {
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

  void stop(long deadlineNanoTime) {
    Waiting.until(() -> processor.getSequence().get() >= ring.getCursor(), deadlineNanoTime);
    processor.halt();
    Waiting.join(thread, deadlineNanoTime);
  }
}
