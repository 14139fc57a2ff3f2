package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ringside.journal.event.Decimals;

/**
 * What an account has at the venue right now, by REST: open orders and positions of linear
 * contracts, of every coin they settle in. Blocks; any thread but the REST client's own.
 */
final class AccountBook {
  static final Set<String> USUAL_COINS = Set.of("USDT", "USDC");
  private static final String LINEAR = "linear";

  private final RestClient client;
  private final Set<String> settleCoins;

  /**
   * @param settleCoins empty when the venue could not be asked: the usual ones then
   */
  AccountBook(RestClient client, Set<String> settleCoins) {
    this.client = client;
    this.settleCoins = new TreeSet<>(settleCoins.isEmpty() ? USUAL_COINS : settleCoins);
  }

  /** An order that rests at the venue. */
  record OpenOrder(String symbol, String orderId, String side, String quantity, boolean opening) {
    static OpenOrder of(JsonValue order) {
      long leg = order.get("positionIdx").longOr(0);
      String side = order.get("side").text();
      boolean leavesLeg = (leg == 1 && side.equals("Sell")) || (leg == 2 && side.equals("Buy"));
      boolean reduces =
          order.get("reduceOnly").isTrue() || order.get("closeOnTrigger").isTrue() || leavesLeg;
      return new OpenOrder(
          order.get("symbol").text(),
          order.get("orderId").text(),
          side,
          order.get("leavesQty").text(),
          !reduces);
    }

    String describe() {
      return symbol + " " + side + " " + quantity + " (" + orderId + ")";
    }
  }

  /** A leg that is not empty. */
  record OpenPosition(String symbol, int leg, String side, long sizeE9) {
    static OpenPosition of(JsonValue position) {
      return new OpenPosition(
          position.get("symbol").text(),
          (int) position.get("positionIdx").longOr(0),
          position.get("side").text(),
          position.get("size").e9());
    }

    String describe() {
      String size = sizeE9 == Decimals.INVALID ? "of unknown size" : Decimals.toStringE9(sizeE9);
      return symbol + " " + side + " " + size;
    }
  }

  /**
   * A look at the account.
   *
   * @param complete false: there may be more than these
   */
  record Look<T>(List<T> items, boolean complete, String detail, boolean hopeless) {}

  Set<String> settleCoins() {
    return settleCoins;
  }

  Look<OpenOrder> orders() {
    List<OpenOrder> orders = new ArrayList<>();
    Look<JsonValue> look = all("/v5/order/realtime", "50");
    look.items().forEach(item -> orders.add(OpenOrder.of(item)));
    return new Look<>(orders, look.complete(), look.detail(), look.hopeless());
  }

  Look<OpenPosition> positions() {
    List<OpenPosition> positions = new ArrayList<>();
    Look<JsonValue> look = all("/v5/position/list", "200");
    for (JsonValue item : look.items()) {
      OpenPosition position = OpenPosition.of(item);
      if (position.sizeE9() != 0) {
        positions.add(position);
      }
    }
    return new Look<>(positions, look.complete(), look.detail(), look.hopeless());
  }

  private Look<JsonValue> all(String path, String limit) {
    List<JsonValue> items = new ArrayList<>();
    boolean complete = true;
    boolean hopeless = false;
    String detail = "";
    for (String coin : settleCoins) {
      Pages pages =
          client
              .readAll(
                  RestRequest.get(path, "category", LINEAR, "settleCoin", coin, "limit", limit)
                      .asExit())
              .join();
      items.addAll(pages.items());
      complete &= pages.complete();
      hopeless |= pages.hopeless();
      detail = pages.complete() ? detail : pages.detail();
    }
    return new Look<>(items, complete, detail, hopeless);
  }
}
