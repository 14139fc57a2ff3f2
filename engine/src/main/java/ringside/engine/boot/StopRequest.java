package ringside.engine.boot;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ringside.journal.codec.StopReason;

/** That a run should end, and why; the first request counts. Any thread. */
public final class StopRequest {
  private final CountDownLatch requested = new CountDownLatch(1);
  private StopReason reason;
  private String detail = "";

  /** Asks for the end. */
  public synchronized void request(StopReason why, String what) {
    if (reason == null) {
      reason = why;
      detail = what;
      requested.countDown();
    }
  }

  /** The work is done. */
  public void finished() {
    request(StopReason.FINISHED, "");
  }

  /** Why; null while nobody asked. */
  public synchronized StopReason reason() {
    return reason;
  }

  /** More about why, for the record. */
  public synchronized String detail() {
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
   * From now on SIGTERM, SIGINT and SIGHUP ask for the end, and do nothing else.
   *
   * <p>Not by a shutdown hook: the JVM runs all hooks at once, and Chronicle's would take the
   * journal's files away from a run that is still writing its last events. The JVM's own signal
   * interface is reached by reflection, because it is no part of the platform's documented API.
   */
  public void onSignals() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                request(StopReason.SIGNAL, arguments == null ? "" : arguments[0].toString());
                return null;
              });
      for (String name : new String[] {"TERM", "INT", "HUP"}) {
        signal
            .getMethod("handle", signal, handlerType)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException("this JVM does not let signals be handled", e);
    }
  }
}
