package ringside.adapters.recording;

/**
 * A recording that cannot be used, or cannot be read on. The message is one line for the user: it
 * names the recording, the line where one is known, and what is allowed.
 */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
