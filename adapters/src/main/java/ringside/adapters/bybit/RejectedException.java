package ringside.adapters.bybit;

/** Ends the decoding of a message that is not taken. One instance a reason, without a stack. */
final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final RejectedException[] BY_REASON =
      new RejectedException[RejectReason.values().length];

  static {
    for (RejectReason reason : RejectReason.values()) {
      BY_REASON[reason.ordinal()] = new RejectedException(reason);
    }
  }

  private final RejectReason reason;

  private RejectedException(RejectReason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  static RejectedException of(RejectReason reason) {
    return BY_REASON[reason.ordinal()];
  }

  RejectReason reason() {
    return reason;
  }
}
