package ringside.adapters.recording;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A clock that the test moves, or that moves by itself as soon as somebody waits. */
final class VirtualPacer implements Pacer {
  private final AtomicLong now = new AtomicLong();
  private final boolean moves;

  VirtualPacer(boolean moves) {
    this.moves = moves;
  }

  @Override
  public long nowNs() {
    return now.get();
  }

  @Override
  public void park(long ns) {
    if (moves) {
      now.addAndGet(ns);
    } else {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  void advanceMs(long ms) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }
}
