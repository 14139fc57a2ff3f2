package ringside.engine.pipeline;

import org.agrona.DirectBuffer;

/**
 * Hears what the core decided, each decision once it is committed, in order. Called by the thread
 * that commits: it must be quick, must not wait, and must not throw.
 */
public interface CommitListener {
  /** Where nobody listens. */
  CommitListener NONE = (buffer, offset) -> {};

  /**
   * A decision is in the journal.
   *
   * @param buffer holds the framed record until this returns
   * @param offset of its frame
   */
  void onDecision(DirectBuffer buffer, int offset);
}
