package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import ringside.adapters.sim.Slippage;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * Reads the parameters of Bybit's order and position requests, whichever way they came, into what
 * the venue understands. Wrong ones end in a {@link RefusedException} with code 10001; whether the
 * venue can do what is asked is the venue's to say. Immutable; any thread.
 *
 * <p>Source: the venue's pages docs/v5/order and docs/v5/position.
 */
final class OrderRequests {
  /** Stands for an order id that was stated and is none of this venue's. */
  private static final long NO_SUCH_ORDER = -1;

  private static final Pattern LINK_ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");
  private static final String FUNDING_ACCOUNT = "FUND";
  private static final String UNIFIED_ACCOUNT = "UNIFIED";

  private final Symbols symbols;
  private final VenueIds ids;

  OrderRequests(Symbols symbols, VenueIds ids) {
    this.symbols = symbols;
    this.ids = ids;
  }

  /** Refuses a category that the exchange cannot trade. */
  static void requireLinear(Params params) {
    if (!Words.CATEGORY.equals(params.text("category"))) {
      throw RefusedException.parameter("Illegal category");
    }
  }

  VenueRequest.Place place(int account, Params params) {
    int symbol = symbol(params);
    OrderType type = Words.orderType("orderType", params.required("orderType"));
    boolean market = type == OrderType.MARKET;
    boolean reduceOnly = params.flag("reduceOnly");
    boolean closeOnTrigger = params.flag("closeOnTrigger");
    long quantity = params.decimalE9("qty", 0);
    if (quantity == 0 && !(reduceOnly && closeOnTrigger && params.has("qty"))) {
      throw RefusedException.parameter("Qty invalid");
    }
    long price = market ? 0 : params.decimalE9("price", 0);
    if (!market && price == 0) {
      throw RefusedException.parameter("Price invalid");
    }
    boolean full = fullTpSl(params);
    TriggerSpec takeProfit = trigger(params, "takeProfit", "tp", full);
    TriggerSpec stopLoss = trigger(params, "stopLoss", "sl", full);
    return new VenueRequest.Place(
        account,
        symbol,
        linkId(params),
        Words.side(params.required("side")),
        type,
        market ? TimeInForce.IOC : Words.timeInForce(params.text("timeInForce")),
        price,
        quantity,
        positionIdx(params),
        reduceOnly,
        closeOnTrigger,
        params.decimalE9("triggerPrice", 0),
        params.whole("triggerDirection", 0, 0, 2),
        Words.triggerBy("triggerBy", params.text("triggerBy")),
        takeProfit,
        stopLoss,
        full,
        slippage(params, market),
        Words.smpType(params.text("smpType")));
  }

  /** In whole ticks or in percent with two decimals; for plain market orders alone. */
  private static Slippage slippage(Params params, boolean market) {
    if (!params.has("slippageToleranceType") && !params.has("slippageTolerance")) {
      return Slippage.NONE;
    }
    Slippage.Unit unit = Words.slippageUnit(params.required("slippageToleranceType"));
    params.required("slippageTolerance");
    long tolerance = params.decimalE9("slippageTolerance", 0);
    boolean ticks = unit == Slippage.Unit.TICKS;
    long step = ticks ? Decimals.ONE_E9 : Decimals.ONE_E9 / 100;
    long most = (ticks ? 10_000 : 10) * Decimals.ONE_E9;
    if (tolerance < step || tolerance > most || tolerance % step != 0) {
      throw RefusedException.parameter("params error: slippageTolerance invalid");
    }
    if (params.has("triggerPrice")) {
      throw RefusedException.parameter(
          "params error: slippageTolerance is not for conditional orders");
    }
    return market ? new Slippage(unit, tolerance) : Slippage.NONE;
  }

  VenueRequest.Amend amend(int account, Params params) {
    boolean full = fullTpSl(params);
    int symbol = symbol(params);
    long orderId = orderId(params);
    return new VenueRequest.Amend(
        account,
        symbol,
        orderId,
        orderId == 0 ? linkId(params) : "",
        positiveOrKeep(params, "price", "Price invalid"),
        positiveOrKeep(params, "qty", "Qty invalid"),
        positiveOrKeep(params, "triggerPrice", "params error: triggerPrice invalid"),
        trigger(params, "takeProfit", "tp", full),
        trigger(params, "stopLoss", "sl", full));
  }

  VenueRequest.Cancel cancel(int account, Params params) {
    int symbol = symbol(params);
    long orderId = orderId(params);
    return new VenueRequest.Cancel(account, symbol, orderId, orderId == 0 ? linkId(params) : "");
  }

  /** One request a symbol that is meant, or one for all of them; none where nothing matches. */
  List<VenueRequest.CancelAll> cancelAll(int account, Params params) {
    VenueRequest.Filter filter =
        switch (params.text("orderFilter")) {
          case "" -> VenueRequest.Filter.ALL;
          case "Order" -> VenueRequest.Filter.ORDERS;
          case "StopOrder", "tpslOrder" -> VenueRequest.Filter.STOP_ORDERS;
          case "OpenOrder" -> VenueRequest.Filter.ALL;
          default -> throw RefusedException.parameter("params error: orderFilter invalid");
        };
    String stopOrderType = params.text("stopOrderType");
    List<Integer> meant = new ArrayList<>();
    if (params.has("symbol")) {
      meant.add(symbol(params));
    } else if (params.has("baseCoin") || params.has("settleCoin")) {
      meant.addAll(symbols.matching(params.text("baseCoin"), params.text("settleCoin")));
      if (meant.size() == symbols.count()) {
        meant = List.of(-1);
      }
    } else {
      throw RefusedException.parameter(
          "Missing some parameters that must be filled in, symbol or baseCoin or settleCoin");
    }
    List<VenueRequest.CancelAll> requests = new ArrayList<>();
    for (int symbol : meant) {
      requests.add(new VenueRequest.CancelAll(account, symbol, filter, stopOrderType));
    }
    return requests;
  }

  VenueRequest.SetLeverage setLeverage(int account, Params params) {
    int symbol = symbol(params);
    params.required("buyLeverage");
    params.required("sellLeverage");
    return new VenueRequest.SetLeverage(
        account, symbol, params.decimalE9("buyLeverage", 0), params.decimalE9("sellLeverage", 0));
  }

  VenueRequest.SwitchMode switchMode(int account, Params params) {
    int symbol = -1;
    if (params.has("symbol")) {
      symbol = symbol(params);
    } else if (symbols.matching("", params.required("coin")).isEmpty()) {
      throw RefusedException.parameter("params error: coin invalid");
    }
    return switch (params.required("mode")) {
      case "0" -> new VenueRequest.SwitchMode(account, symbol, false);
      case "3" -> new VenueRequest.SwitchMode(account, symbol, true);
      default -> throw RefusedException.parameter("params error: mode invalid");
    };
  }

  VenueRequest.SetTradingStop tradingStop(int account, Params params) {
    boolean full = fullTpSl(params);
    return new VenueRequest.SetTradingStop(
        account,
        symbol(params),
        positionIdx(params),
        full,
        trigger(params, "takeProfit", "tp", full),
        trigger(params, "stopLoss", "sl", full),
        params.decimalE9("trailingStop", TriggerSpec.KEEP),
        params.decimalE9("activePrice", 0),
        full ? 0 : params.decimalE9("tpSize", 0),
        full ? 0 : params.decimalE9("slSize", 0));
  }

  /** A transfer between the funding account, which is as full as anybody likes, and this one. */
  VenueRequest.Transfer transfer(int account, Params params, String coin) {
    String id = params.required("transferId");
    try {
      UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw RefusedException.parameter("params error: transferId invalid");
    }
    if (!coin.equals(params.required("coin"))) {
      throw RefusedException.parameter("params error: coin invalid");
    }
    long amount = params.decimalE9("amount", 0);
    if (amount == 0) {
      throw RefusedException.parameter("params error: amount invalid");
    }
    String from = params.required("fromAccountType");
    String to = params.required("toAccountType");
    if (from.equals(FUNDING_ACCOUNT) && to.equals(UNIFIED_ACCOUNT)) {
      return new VenueRequest.Transfer(account, amount, id);
    }
    if (from.equals(UNIFIED_ACCOUNT) && to.equals(FUNDING_ACCOUNT)) {
      return new VenueRequest.Transfer(account, -amount, id);
    }
    throw RefusedException.parameter("params error: account type invalid");
  }

  private int symbol(Params params) {
    return symbols.require(params.required("symbol"));
  }

  /** 0 where none is stated. */
  private long orderId(Params params) {
    if (!params.has("orderId")) {
      if (!params.has("orderLinkId")) {
        throw RefusedException.parameter(
            "Missing some parameters that must be filled in, orderId or orderLinkId");
      }
      return 0;
    }
    long number = ids.orderNumber(params.text("orderId"));
    return number == 0 ? NO_SUCH_ORDER : number;
  }

  private static String linkId(Params params) {
    String linkId = params.text("orderLinkId");
    if (!linkId.isEmpty() && !LINK_ID.matcher(linkId).matches()) {
      throw RefusedException.parameter("params error: orderLinkId invalid");
    }
    return linkId;
  }

  private static int positionIdx(Params params) {
    return params.whole("positionIdx", 0, 0, 2);
  }

  private static boolean fullTpSl(Params params) {
    return switch (params.text("tpslMode")) {
      case "", "Full" -> true;
      case "Partial" -> false;
      default -> throw RefusedException.parameter("params error: tpslMode invalid");
    };
  }

  private static long positiveOrKeep(Params params, String name, String refusal) {
    long value = params.decimalE9(name, TriggerSpec.KEEP);
    if (value == 0) {
      throw RefusedException.parameter(refusal);
    }
    return value;
  }

  /** Reads takeProfit or stopLoss with what belongs to it; an absent price leaves it as it is. */
  private static TriggerSpec trigger(Params params, String name, String prefix, boolean full) {
    OrderType type =
        params.has(prefix + "OrderType")
            ? Words.orderType(prefix + "OrderType", params.text(prefix + "OrderType"))
            : OrderType.MARKET;
    if (full && type == OrderType.LIMIT) {
      throw RefusedException.parameter(prefix + "OrderType must be Market in tpslMode Full");
    }
    long limitPrice = params.decimalE9(prefix + "LimitPrice", 0);
    if (type == OrderType.LIMIT && limitPrice == 0) {
      throw RefusedException.parameter("params error: " + prefix + "LimitPrice is required");
    }
    return new TriggerSpec(
        params.decimalE9(name, TriggerSpec.KEEP),
        Words.triggerBy(prefix + "TriggerBy", params.text(prefix + "TriggerBy")),
        type,
        type == OrderType.LIMIT ? limitPrice : 0);
  }
}
