package ringside.engine.pipeline;

import com.lmax.disruptor.ExceptionHandler;

/**
 * Whatever a stage lets out halts the engine: the Disruptor's own handler would park us for ever.
 */
final class HaltingExceptionHandler<T> implements ExceptionHandler<T> {
  private final String where;
  private final HaltHandler halt;

  HaltingExceptionHandler(String where, HaltHandler halt) {
    this.where = where;
    this.halt = halt;
  }

  @Override
  public void handleEventException(Throwable fault, long sequence, T event) {
    halt.halt(where, fault);
    throw new IllegalStateException(where + " has halted", fault);
  }

  @Override
  public void handleOnStartException(Throwable fault) {
    halt.halt(where, fault);
  }

  @Override
  public void handleOnShutdownException(Throwable fault) {
    halt.halt(where, fault);
  }
}
