package ringside.adapters.sim;

/**
 * Why a request is refused.
 *
 * @param detail words instead of the code's own, or ""
 */
record Refusal(RetCode code, String detail) {
  static Refusal of(RetCode code) {
    return new Refusal(code, "");
  }

  /** A parameter is wrong, in these words. */
  static Refusal of(String detail) {
    return new Refusal(RetCode.PARAMETERS, detail);
  }

  /** Null for OK. */
  static Refusal unlessOk(RetCode code) {
    return code == RetCode.OK ? null : of(code);
  }
}
