package ringside.adapters.bybit;

import ringside.adapters.bybit.rest.EndpointGroup;

/** A command on its way to the venue. Changed only under the lock of its {@link OrderEntry}. */
final class OrderRequest {
  /** What is asked, where, and what it counts as. */
  enum Kind {
    PLACE("order.create", "/v5/order/create"),
    AMEND("order.amend", "/v5/order/amend"),
    CANCEL("order.cancel", "/v5/order/cancel"),
    LEVERAGE("", "/v5/position/set-leverage"),
    POSITION_MODE("", "/v5/position/switch-mode"),
    TRADING_STOP("", "/v5/position/trading-stop");

    private final String operation;
    private final String path;
    private final EndpointGroup group;

    Kind(String operation, String path) {
      this.operation = operation;
      this.path = path;
      this.group = EndpointGroup.of(path);
    }

    /** On the trade socket; empty where it goes by REST only. */
    String operation() {
      return operation;
    }

    String path() {
      return path;
    }

    EndpointGroup group() {
      return group;
    }

    /** Whether an order's fate hangs on it. */
    boolean isOfOrder() {
      return !operation.isEmpty();
    }
  }

  final Kind kind;
  final long sequence;
  final int ordinal;
  final int instrument;
  final String symbol;
  final String orderId;
  final String clientOrderId;
  final String body;
  final boolean exit;
  long queuedAt;
  long notBefore;
  long sentAt;
  long sentVenueMs;
  boolean byRest;

  /**
   * @param exit takes risk back, or cannot add any
   */
  OrderRequest(
      Kind kind,
      CommandAddress address,
      String symbol,
      String orderId,
      String clientOrderId,
      String body,
      boolean exit) {
    this.kind = kind;
    this.sequence = address.sequence();
    this.ordinal = address.ordinal();
    this.instrument = address.instrument();
    this.symbol = symbol;
    this.orderId = orderId;
    this.clientOrderId = clientOrderId;
    this.body = body;
    this.exit = exit;
  }

  /** Unique among the requests of a connection. */
  String requestId() {
    return sequence + "-" + ordinal;
  }

  /** A placement that may add risk. */
  boolean isOpening() {
    return kind == Kind.PLACE && !exit;
  }

  /** Whether both are about one order. */
  boolean concerns(OrderRequest other) {
    return clientOrderId.isEmpty()
        ? !orderId.isEmpty() && orderId.equals(other.orderId)
        : clientOrderId.equals(other.clientOrderId);
  }

  /** Where a command stands in the journal, and what it is about. */
  record CommandAddress(long sequence, int ordinal, int account, int instrument) {}
}
