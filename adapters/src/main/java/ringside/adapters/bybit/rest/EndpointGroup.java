package ringside.adapters.bybit.rest;

/**
 * Endpoints that share a limit at the venue and fail together. Limits are those of a new unified
 * account; what the venue's headers say wins.
 *
 * <p>Source: docs/v5/rate-limit/rate-limit.mdx.
 */
public enum EndpointGroup {
  ORDER_CREATE("/v5/order/create", 10, true),
  ORDER_CREATE_BATCH("/v5/order/create-batch", 10, true),
  ORDER_AMEND("/v5/order/amend", 10, true),
  ORDER_AMEND_BATCH("/v5/order/amend-batch", 10, true),
  ORDER_CANCEL("/v5/order/cancel", 10, true),
  ORDER_CANCEL_BATCH("/v5/order/cancel-batch", 10, true),
  ORDER_CANCEL_ALL("/v5/order/cancel-all", 10, true),
  OPEN_ORDERS("/v5/order/realtime", 50, false),
  ORDER_HISTORY("/v5/order/history", 50, false),
  EXECUTIONS("/v5/execution/list", 50, false),
  POSITIONS("/v5/position/list", 50, false),
  CLOSED_PNL("/v5/position/closed-pnl", 50, false),
  SET_LEVERAGE("/v5/position/set-leverage", 10, false),
  SWITCH_MODE("/v5/position/switch-mode", 10, false),
  TRADING_STOP("/v5/position/trading-stop", 10, false),
  WALLET("/v5/account/wallet-balance", 50, false),
  ACCOUNT_INFO("/v5/account/info", 50, false),
  FEE_RATE("/v5/account/fee-rate", 5, false),
  TRANSACTION_LOG("/v5/account/transaction-log", 25, false),
  KEY_INFO("/v5/user/query-api", 10, false),
  /** Public data: counted per IP only. */
  MARKET("/v5/market/", 0, false),
  /** Whatever else. */
  OTHER("", 5, false);

  private static final String SYSTEM = "/v5/system/";

  private final String path;
  private final int perSecond;
  private final boolean orderEntry;

  EndpointGroup(String path, int perSecond, boolean orderEntry) {
    this.path = path;
    this.perSecond = perSecond;
    this.orderEntry = orderEntry;
  }

  /** The group of a path. */
  public static EndpointGroup of(String path) {
    if (path.startsWith(MARKET.path) || path.startsWith(SYSTEM)) {
      return MARKET;
    }
    for (EndpointGroup group : values()) {
      if (group.path.equals(path)) {
        return group;
      }
    }
    return OTHER;
  }

  /** Requests a second and account, as long as the venue says nothing else; 0: no such limit. */
  int perSecond() {
    return perSecond;
  }

  /** Whether an account's state is read here, which entries wait for after every connect. */
  boolean isReport() {
    return switch (this) {
      case OPEN_ORDERS, ORDER_HISTORY, EXECUTIONS, POSITIONS, WALLET -> true;
      default -> false;
    };
  }

  /** Whether orders are placed, changed or cancelled here. */
  boolean isOrderEntry() {
    return orderEntry;
  }
}
