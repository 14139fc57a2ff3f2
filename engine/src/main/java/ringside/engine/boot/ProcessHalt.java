package ringside.engine.boot;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.port.FaultListener;
import ringside.engine.pipeline.HaltHandler;

/**
 * Ends the process with exit code 70, at once and without any clean-up: what is committed is safe,
 * and nothing more may leave. Any thread; the first caller speaks.
 */
public final class ProcessHalt implements HaltHandler, FaultListener {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

  private final AtomicBoolean halted = new AtomicBoolean();

  @Override
  public void halt(String where, Throwable cause) {
    if (halted.compareAndSet(false, true)) {
      System.err.println("ringside: halted: " + where + (cause == null ? "" : ": " + cause));
      LOG.debug("halted: {}", where, cause);
      System.err.flush();
      Runtime.getRuntime().halt(ExitCode.HALTED);
    }
  }

  @Override
  public void onFault(String where, Throwable fault) {
    halt(where, fault);
  }
}
