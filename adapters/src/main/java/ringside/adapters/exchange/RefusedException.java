package ringside.adapters.exchange;

/** A request that is answered with a code of Bybit's and its words. Carries no stack. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Bybit's code for parameters that are wrong or missing. */
  static final int PARAMETERS = 10001;

  private final int code;

  RefusedException(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static RefusedException parameter(String message) {
    return new RefusedException(PARAMETERS, message);
  }

  int code() {
    return code;
  }
}
