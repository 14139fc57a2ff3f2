package ringside.adapters.bybit.rest;

/** Keys that cannot be used. One line: where, what, what is allowed; never any part of a key. */
public final class CredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CredentialsException(String message) {
    super(message);
  }
}
