package ringside.adapters.recording;

/** One pass over a recording, by one thread. Holds one line at a time, whatever the file's size. */
public interface RecordedLines extends AutoCloseable {
  /**
   * The next message, or null at the end, then and ever after.
   *
   * @throws RecordingException when what follows cannot be read
   */
  RecordedLine next();

  /**
   * What was wrong with what has been read so far, yet did not keep the rest from being used (a
   * file cut short, lines too long), as one line for the user; null when nothing was.
   */
  String warning();

  @Override
  void close();
}
