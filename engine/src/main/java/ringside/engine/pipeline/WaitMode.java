package ringside.engine.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.concurrent.TimeUnit;

/** How a stage waits for work: latency against the core it burns. */
public enum WaitMode {
  /** Spins for some microseconds, then sleeps until signalled. The default. */
  PHASED {
    @Override
    WaitStrategy strategy() {
      return PhasedBackoffWaitStrategy.withLock(SPIN_US, YIELD_US, TimeUnit.MICROSECONDS);
    }

    @Override
    WaitStrategy timed(long ms) {
      return new PhasedBackoffWaitStrategy(
          SPIN_US, YIELD_US, TimeUnit.MICROSECONDS, super.timed(ms));
    }
  },
  /** Sleeps until signalled. */
  BLOCKING {
    @Override
    WaitStrategy strategy() {
      return new BlockingWaitStrategy();
    }
  },
  /** Gives its time slice away while it waits: busy, but polite. */
  YIELDING {
    @Override
    WaitStrategy strategy() {
      return new YieldingWaitStrategy();
    }
  },
  /** Burns its core. */
  SPINNING {
    @Override
    WaitStrategy strategy() {
      return new BusySpinWaitStrategy();
    }

    @Override
    WaitStrategy timed(long ms) {
      return new TimeoutSpinWaitStrategy(TimeUnit.MILLISECONDS.toNanos(ms));
    }
  };

  private static final long SPIN_US = 20;

  // Whoever yields to a busy thread gets the processor back at the scheduler's next tick,
  // milliseconds later; whoever sleeps, when it is woken.
  private static final long YIELD_US = 0;

  abstract WaitStrategy strategy();

  /** The same for who must look up from time to time though nothing came. */
  WaitStrategy timed(long ms) {
    return new TimeoutBlockingWaitStrategy(ms, TimeUnit.MILLISECONDS);
  }
}
