package ringside.engine.boot;

/** A user gave something that cannot be used; the message says where, what, and what is allowed. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
