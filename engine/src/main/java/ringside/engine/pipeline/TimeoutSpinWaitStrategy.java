package ringside.engine.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;

/** Burns its core while it waits, and looks up after a time though nothing came. */
final class TimeoutSpinWaitStrategy implements WaitStrategy {
  private final long timeoutNs;

  TimeoutSpinWaitStrategy(long timeoutNs) {
    this.timeoutNs = timeoutNs;
  }

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    long startNs = System.nanoTime();
    long available = dependentSequence.get();
    while (available < sequence) {
      barrier.checkAlert();
      if (System.nanoTime() - startNs > timeoutNs) {
        throw TimeoutException.INSTANCE;
      }
      Thread.onSpinWait();
      available = dependentSequence.get();
    }
    return available;
  }

  @Override
  public void signalAllWhenBlocking() {
    // Nobody sleeps.
  }
}
