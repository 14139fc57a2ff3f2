package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ringside.journal.event.Decimals;

/**
 * Looks at what a config relies on at the venue, and changes nothing: rules and prices of symbols,
 * how an account is set to trade them, what it has open. Blocks on REST; any one thread but the
 * REST client's own. What cannot be read is an {@link Unread}.
 *
 * <p>Source: docs/v5/market/instrument.mdx, docs/v5/market/tickers.mdx, docs/v5/position/index.mdx,
 * docs/v5/account/fee-rate.mdx, docs/v5/order/open-order.mdx.
 */
public final class VenueLook {
  private static final String LINEAR = "linear";

  private final BybitRest rest;
  private final Map<String, Optional<InstrumentRule>> rules = new HashMap<>();

  public VenueLook(BybitRest rest) {
    this.rest = rest;
  }

  /** The venue did not tell; the message says what and why, in one line. */
  public static final class Unread extends Exception {
    private static final long serialVersionUID = 1L;

    Unread(String what, String why) {
      super(what + " cannot be read: " + why);
    }
  }

  /**
   * How an account is set to trade a symbol.
   *
   * @param hedge two legs; otherwise one position
   * @param leverageE9 the higher of the legs', or {@link Decimals#INVALID} where it is not told
   * @param positions those that are not empty, "long 0.02 at 65000" each
   */
  public record Settings(boolean hedge, long leverageE9, List<String> positions) {
    public Settings {
      positions = List.copyOf(positions);
    }
  }

  /** What an account pays, in percent at 1e-9. */
  public record Fees(long takerE9, long makerE9) {}

  /**
   * An order that rests.
   *
   * @param linkId the name that whoever sent it gave it; empty where none was given
   */
  public record RestingOrder(String symbol, String linkId, String described) {}

  /** The rules of a symbol; empty where the venue does not have it. */
  public Optional<InstrumentRule> rule(String symbol) throws Unread {
    Optional<InstrumentRule> known = rules.get(symbol);
    if (known != null) {
      return known;
    }
    RestRequest request =
        RestRequest.get("/v5/market/instruments-info", "category", LINEAR, "symbol", symbol);
    RestAnswer answer = rest.publicClient().read(request).join();
    Optional<InstrumentRule> rule = Optional.empty();
    if (answer instanceof RestAnswer.Ok ok) {
      for (JsonValue item : ok.result().get("list").items()) {
        if (item.get("symbol").text().equals(symbol)) {
          rule = Optional.of(rule(symbol, item));
        }
      }
    } else if (!(answer instanceof RestAnswer.Refused)) {
      throw new Unread("rules of " + symbol, answer.describe());
    }
    rules.put(symbol, rule);
    return rule;
  }

  private static InstrumentRule rule(String symbol, JsonValue item) throws Unread {
    try {
      return InstrumentRule.of(item);
    } catch (IllegalArgumentException e) {
      throw new Unread("rules of " + symbol, e.getMessage());
    }
  }

  /** The last price of a symbol. */
  public long priceE9(String symbol) throws Unread {
    RestRequest request =
        RestRequest.get("/v5/market/tickers", "category", LINEAR, "symbol", symbol);
    JsonValue ticker = first(rest.publicClient(), request, "price of " + symbol);
    long priceE9 = ticker.get("lastPrice").e9();
    if (priceE9 == Decimals.INVALID || priceE9 <= 0) {
      throw new Unread("price of " + symbol, "the venue tells none");
    }
    return priceE9;
  }

  /** How an account is set to trade a symbol, and what it holds of it. */
  public Settings settings(RestClient account, String symbol) throws Unread {
    RestRequest request =
        RestRequest.get("/v5/position/list", "category", LINEAR, "symbol", symbol);
    List<JsonValue> items = all(account, request, "position of " + symbol);
    if (items.isEmpty()) {
      throw new Unread("position of " + symbol, "the venue tells none");
    }
    boolean hedge = false;
    long leverageE9 = Decimals.INVALID;
    List<String> positions = new ArrayList<>();
    for (JsonValue item : items) {
      hedge |= item.get("positionIdx").longOr(0) != 0;
      leverageE9 = Math.max(leverageE9, item.get("leverage").e9());
      long sizeE9 = item.get("size").e9();
      if (sizeE9 != Decimals.INVALID && sizeE9 != 0) {
        positions.add(
            (item.get("side").text().equals("Buy") ? "long " : "short ")
                + Decimals.toStringE9(sizeE9)
                + " at "
                + item.get("avgPrice").text());
      }
    }
    return new Settings(hedge, leverageE9, positions);
  }

  /** What an account pays for trading a symbol. */
  public Fees fees(RestClient account, String symbol) throws Unread {
    RestRequest request =
        RestRequest.get("/v5/account/fee-rate", "category", LINEAR, "symbol", symbol);
    JsonValue fees = first(account, request, "fees of " + symbol);
    long takerE9 = fees.get("takerFeeRate").e9();
    long makerE9 = fees.get("makerFeeRate").e9();
    if (takerE9 == Decimals.INVALID || makerE9 == Decimals.INVALID) {
      throw new Unread("fees of " + symbol, "the venue tells none");
    }
    return new Fees(100 * takerE9, 100 * makerE9);
  }

  /** All orders of linear contracts that an account has resting. */
  public List<RestingOrder> orders(RestClient account) throws Unread {
    List<RestingOrder> orders = new ArrayList<>();
    for (String coin : AccountBook.USUAL_COINS) {
      RestRequest request =
          RestRequest.get(
              "/v5/order/realtime", "category", LINEAR, "settleCoin", coin, "limit", "50");
      for (JsonValue item : all(account, request, "open orders")) {
        orders.add(
            new RestingOrder(
                item.get("symbol").text(),
                item.get("orderLinkId").text(),
                AccountBook.OpenOrder.of(item).describe()));
      }
    }
    return orders;
  }

  /** The symbols of an account with a position, each with what it is. */
  public Map<String, String> positions(RestClient account) throws Unread {
    AccountBook.Look<AccountBook.OpenPosition> look =
        new AccountBook(account, Set.of()).positions();
    if (!look.complete()) {
      throw new Unread("positions", look.detail());
    }
    Map<String, String> positions = new java.util.TreeMap<>();
    look.items().forEach(p -> positions.merge(p.symbol(), p.describe(), (a, b) -> a + ", " + b));
    return positions;
  }

  private static JsonValue first(RestClient client, RestRequest request, String what)
      throws Unread {
    List<JsonValue> items = all(client, request, what);
    if (items.isEmpty()) {
      throw new Unread(what, "the venue tells none");
    }
    return items.get(0);
  }

  private static List<JsonValue> all(RestClient client, RestRequest request, String what)
      throws Unread {
    Pages pages = client.readAll(request).join();
    if (!pages.complete()) {
      throw new Unread(what, pages.detail());
    }
    return pages.items();
  }
}
