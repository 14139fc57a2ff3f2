package ringside.engine.boot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ringside.journal.codec.StopReason;

/** That a run should end, and why; the first request counts. Any thread. */
final class StopRequest {
  private static final long LONGEST_STOP_SECONDS = 40;

  private final CountDownLatch requested = new CountDownLatch(1);
  private StopReason reason;
  private String detail = "";

  /** Asks for the end. */
  synchronized void request(StopReason why, String what) {
    if (reason == null) {
      reason = why;
      detail = what;
      requested.countDown();
    }
  }

  /** The work is done. */
  void finished() {
    request(StopReason.FINISHED, "");
  }

  synchronized StopReason reason() {
    return reason;
  }

  synchronized String detail() {
    return detail;
  }

  /** Waits; whether the end was asked for. */
  boolean await(long timeout, TimeUnit unit) {
    try {
      return requested.await(timeout, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request(StopReason.OPERATOR, "interrupted");
      return true;
    }
  }

  /**
   * From now until the returned object is closed, SIGTERM and SIGINT ask for the end; the process
   * then waits for the run to close it, and exits with the run's exit code.
   */
  OnSignal onSignal() {
    OnSignal onSignal = new OnSignal();
    Runtime.getRuntime().addShutdownHook(onSignal.hook);
    return onSignal;
  }

  /** The hook of a run. */
  final class OnSignal implements AutoCloseable {
    private final CountDownLatch runEnded = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "ringside-signal");
    private volatile int exitCode = ExitCode.FAILED;

    /** Notes what the run exits with. */
    int exitCode(int code) {
      exitCode = code;
      return code;
    }

    @Override
    public void close() {
      runEnded.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is on its way out, and the hook with it.
      }
    }

    private void onShutdown() {
      request(StopReason.SIGNAL, "");
      try {
        boolean inTime = runEnded.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().halt(inTime ? exitCode : ExitCode.HALTED);
      } catch (InterruptedException e) {
        Runtime.getRuntime().halt(ExitCode.HALTED);
      }
    }
  }
}
