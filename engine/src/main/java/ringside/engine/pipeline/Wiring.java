package ringside.engine.pipeline;

/** How the same stages are laid onto threads. */
public enum Wiring {
  /** Decide, journal and dispatch on one thread: the lowest latency where cores are few. */
  FUSED,
  /** Decide on one thread, journal and dispatch on another. */
  PIPELINED
}
