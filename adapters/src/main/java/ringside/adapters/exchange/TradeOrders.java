package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;

/**
 * The trade socket's operations: what each gives the venue, and how many a second an account may.
 * The limits are those of the REST path of the same name, and shared with it. Any thread.
 */
final class TradeOrders {
  static final int LARGEST_BATCH = 20;
  private static final int LIMIT = 10;
  private static final long SPAN_MS = 1_000;

  /** What an operation does. */
  enum Operation {
    CREATE("/v5/order/create", false),
    AMEND("/v5/order/amend", false),
    CANCEL("/v5/order/cancel", false),
    CREATE_BATCH("/v5/order/create-batch", true),
    AMEND_BATCH("/v5/order/amend-batch", true),
    CANCEL_BATCH("/v5/order/cancel-batch", true);

    private final String path;
    private final boolean batch;

    Operation(String path, boolean batch) {
      this.path = path;
      this.batch = batch;
    }

    boolean batch() {
      return batch;
    }
  }

  /**
   * An order of a batch.
   *
   * @param reply null where it was refused before the venue saw it: with this code and message
   */
  record Item(Params params, int code, String message, CompletableFuture<VenueReply> reply) {}

  private final VenueThread thread;
  private final OrderRequests requests;
  private final RateLimits limits;
  private final boolean limited;

  /**
   * Makes it.
   *
   * @param limited whether accounts are held to the limits
   */
  TradeOrders(ExchangeDesk desk, RateLimits limits, boolean limited) {
    this.limited = limited;
    this.thread = desk.thread();
    this.requests = new OrderRequests(desk.symbols(), desk.ids());
    this.limits = limits;
  }

  /** Null for none. */
  static Operation operation(String op) {
    return switch (op) {
      case "order.create" -> Operation.CREATE;
      case "order.amend" -> Operation.AMEND;
      case "order.cancel" -> Operation.CANCEL;
      case "order.create-batch" -> Operation.CREATE_BATCH;
      case "order.amend-batch" -> Operation.AMEND_BATCH;
      case "order.cancel-batch" -> Operation.CANCEL_BATCH;
      default -> null;
    };
  }

  RateLimits.Grant take(int account, Operation operation, int wanted, long serverMs) {
    if (!limited) {
      return new RateLimits.Grant(wanted, LIMIT, LIMIT, serverMs);
    }
    return limits.take(account, operation.path, LIMIT, SPAN_MS, wanted, serverMs);
  }

  CompletableFuture<VenueReply> submit(int account, Operation operation, Params params) {
    VenueRequest request =
        switch (operation) {
          case CREATE, CREATE_BATCH -> requests.place(account, params);
          case AMEND, AMEND_BATCH -> requests.amend(account, params);
          case CANCEL, CANCEL_BATCH -> requests.cancel(account, params);
        };
    return thread.submit(request);
  }

  /**
   * Gives the venue the orders of a batch.
   *
   * @param granted how many of them the rate limit lets through
   */
  List<Item> batch(int account, Operation operation, Params arg, int granted) {
    List<Params> orders = arg.objects("request");
    if (orders.isEmpty() || orders.size() > LARGEST_BATCH) {
      throw RefusedException.parameter(
          "params error: request must hold 1 to " + LARGEST_BATCH + " orders");
    }
    List<Item> items = new ArrayList<>();
    for (Params order : orders) {
      if (items.size() >= granted) {
        items.add(new Item(order, 10006, "Too many visits. Exceeded the API Rate Limit.", null));
        continue;
      }
      try {
        items.add(new Item(order, 0, "OK", submit(account, operation, order)));
      } catch (RefusedException e) {
        items.add(new Item(order, e.code(), e.getMessage(), null));
      }
    }
    return items;
  }
}
