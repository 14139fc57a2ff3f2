package ringside.journal.log;

import ringside.journal.codec.SpaceLevel;

/** Hears how much room the journal's disk has. */
@FunctionalInterface
public interface SpaceListener {
  /**
   * The level changed. Called by the journal's own thread; must not block.
   *
   * @param usableBytes what the file system would still give us
   */
  void onSpace(SpaceLevel level, long usableBytes);
}
