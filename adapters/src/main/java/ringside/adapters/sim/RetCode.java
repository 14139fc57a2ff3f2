package ringside.adapters.sim;

/**
 * What the venue answers to a request: Bybit's numbers and words.
 *
 * <p>Source: the venue's page docs/v5/error.
 */
public enum RetCode {
  OK(0, "OK"),
  PARAMETERS(10001, "params error"),
  ORDER_NOT_FOUND(110001, "order not exists or too late to cancel"),
  PRICE_OUT_OF_RANGE(110003, "Order price exceeds the allowable range."),
  WALLET_INSUFFICIENT(110004, "Insufficient wallet balance"),
  POSITION_STATUS(110005, "position status"),
  AVAILABLE_INSUFFICIENT(110007, "ab not enough for new order"),
  ORDER_FINISHED(110008, "Order has been finished or canceled"),
  TOO_MANY_STOP_ORDERS(110009, "The number of stop orders exceeds the maximum allowable limit."),
  ORDER_CANCELLED(110010, "Order already cancelled"),
  WOULD_LIQUIDATE(110011, "Any adjustments made will trigger immediate liquidation."),
  BALANCE_INSUFFICIENT(110012, "Available balance not enough"),
  RISK_LIMIT(110013, "Due to risk limit, cannot set leverage"),
  REDUCE_ONLY(110017, "current position is zero, cannot fix reduce-only order qty"),
  TOO_MANY_ORDERS(110020, "Not allowed to have more than 500 active orders"),
  MODE_WITH_POSITION(110024, "You have an existing position, so position mode cannot be switched"),
  MODE_NOT_MODIFIED(110025, "Position mode is not modified"),
  MARGIN_NOT_MODIFIED(110026, "Cross/isolated margin mode is not modified"),
  MODE_WITH_ORDERS(110028, "You have existing open orders, so position mode cannot be switched"),
  LEVERAGE_NOT_MODIFIED(110043, "Set leverage has not been modified."),
  MAX_LEVERAGE(110013, "cannot set leverage gt maxLeverage by risk limit"),
  MARGIN_INSUFFICIENT(110044, "Available margin is insufficient."),
  POSITION_LIMIT(
      110090,
      "Order placement failed as your position may exceed the max limit. Please adjust your"
          + " leverage to increase the max. position limit"),
  TRANSFER_INSUFFICIENT(131212, "Insufficient balance"),
  TRANSFER_AMOUNT(131215, "Amount error"),
  TP_SL_PARTIALLY_FILLED(
      110059, "Not allowed to modify the TP/SL of a partially filled open order"),
  TOO_MANY_TP_SL(110061, "Not allowed to have more than 20 TP/SLs under Partial tpSlMode"),
  AMEND_BELOW_FILLED(
      110064, "The modified contract quantity cannot be less than or equal to the filled quantity"),
  DUPLICATE_LINK_ID(110072, "OrderLinkedID is duplicate"),
  NOT_RISING(110092, "expect Rising, but trigger_price <= current"),
  NOT_FALLING(110093, "expect Falling, but trigger_price >= current"),
  BELOW_MIN_NOTIONAL(110094, "Order does not meet minimum order value"),
  TP_SL_UNCHANGED(34040, "not modified"),
  TRADING_PAUSED(30228, "No new positions during delisting.");

  private final int code;
  private final String message;

  RetCode(int code, String message) {
    this.code = code;
    this.message = message;
  }

  public int code() {
    return code;
  }

  public String message() {
    return message;
  }
}
