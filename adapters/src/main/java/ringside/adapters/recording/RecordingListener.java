package ringside.adapters.recording;

/**
 * Hears how the playing goes. Called on the threads that play, one a connection: returns at once.
 */
public interface RecordingListener {
  /** Hears nothing. */
  RecordingListener SILENT = new RecordingListener() {};

  /**
   * Every few thousand lines, and at the end of a pass.
   *
   * @param pass connections count from 1
   * @param linesPlayed of this pass, subscribed or not
   * @param linesSent of this pass
   */
  default void onProgress(int pass, long linesPlayed, long linesSent) {}

  /** The recording was played to its end, everything was written, and the close frame is next. */
  default void onPassDone(int pass, long linesPlayed, long linesSent) {}

  /** Something about the recording or a connection that the user should know, as one line. */
  default void onWarning(String warning) {}
}
