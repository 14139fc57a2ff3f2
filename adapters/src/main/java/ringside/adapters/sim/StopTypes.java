package ringside.adapters.sim;

/** The venue's words for why an order waits for a price. */
final class StopTypes {
  static final String NONE = "";
  static final String STOP = "Stop";
  static final String TAKE_PROFIT = "TakeProfit";
  static final String STOP_LOSS = "StopLoss";
  static final String TRAILING = "TrailingStop";
  static final String PARTIAL_TAKE_PROFIT = "PartialTakeProfit";
  static final String PARTIAL_STOP_LOSS = "PartialStopLoss";

  private StopTypes() {}

  /** What the venue calls the making of such an order. */
  static String createType(String stopType) {
    return "CreateBy" + stopType;
  }
}
