package ringside.engine.boot;

/** The venue did not answer what must be known before trading; asking again may help. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
