package ringside.adapters.recording;

/**
 * Venue messages in the order in which they arrived, as often as they are asked for: a {@link
 * Recording} in a file, or made up by a {@link RecordingGenerator}. Immutable; any thread.
 */
public interface RecordingSource {
  /** What the user calls it: the file's path, or what it was generated from. */
  String name();

  /**
   * Starts a pass from the first message. Passes are independent of each other.
   *
   * @throws RecordingException when it cannot be opened
   */
  RecordedLines open();
}
