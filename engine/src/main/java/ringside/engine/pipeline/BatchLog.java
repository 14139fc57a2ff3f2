package ringside.engine.pipeline;

/**
 * Where batches are committed: the journal, or what stands in its place in a replay. Called by one
 * thread.
 */
public interface BatchLog {
  /**
   * Commits a batch; when it returns, the batch survives the process.
   *
   * @throws RuntimeException when it could not: the engine halts, nothing of the batch leaves
   */
  void append(Batch batch);
}
