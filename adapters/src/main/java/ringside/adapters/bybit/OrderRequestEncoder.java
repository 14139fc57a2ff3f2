package ringside.adapters.bybit;

import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.OrderRequest.Kind;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;

/**
 * Turns the engine's commands into the venue's requests, for linear contracts. Everything that goes
 * into a request's text is checked or made of digits, so that nothing needs escaping. One thread.
 *
 * <p>Source: docs/v5/order/create-order, amend-order, cancel-order; docs/v5/position/leverage,
 * position-mode, trading-stop.
 */
final class OrderRequestEncoder {
  private static final Pattern CLIENT_ORDER_ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final long NOTHING = Decimals.INVALID;
  private static final int BOTH_SIDES = 3;

  /** A command that no request can be made of; the message says why. */
  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsendable(String message) {
      super(message, null, false, false);
    }
  }

  private final SymbolTable symbols;
  private final PlaceOrderDecoder place = new PlaceOrderDecoder();
  private final AmendOrderDecoder amend = new AmendOrderDecoder();
  private final CancelOrderDecoder cancel = new CancelOrderDecoder();
  private final SetLeverageDecoder leverage = new SetLeverageDecoder();
  private final SetPositionModeDecoder mode = new SetPositionModeDecoder();
  private final SetTradingStopDecoder stop = new SetTradingStopDecoder();
  private final StringBuilder out = new StringBuilder(512);

  OrderRequestEncoder(SymbolTable symbols) {
    this.symbols = symbols;
  }

  /** The symbol of an instrument, or null. */
  String symbol(int instrument) {
    int slot = symbols.slotOf(instrument);
    return slot == SymbolTable.NONE ? null : symbols.symbol(slot);
  }

  /**
   * The request for a command, or null for a command that is none of orders and positions.
   *
   * @throws Unsendable when the command is not one that could be sent
   */
  OrderRequest encode(DirectBuffer buffer, int offset, CommandAddress address) throws Unsendable {
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    return switch (RecordLayout.templateId(buffer, offset)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        place.wrap(buffer, block, length, version);
        yield place(address);
      }
      case AmendOrderDecoder.TEMPLATE_ID -> {
        amend.wrap(buffer, block, length, version);
        yield amend(address);
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        cancel.wrap(buffer, block, length, version);
        yield cancel(address);
      }
      case SetLeverageDecoder.TEMPLATE_ID -> {
        leverage.wrap(buffer, block, length, version);
        String symbol = begin(address);
        number("buyLeverage", leverage.leverageE9());
        number("sellLeverage", leverage.leverageE9());
        yield request(Kind.LEVERAGE, address, symbol, "", "", false);
      }
      case SetPositionModeDecoder.TEMPLATE_ID -> {
        mode.wrap(buffer, block, length, version);
        String symbol = begin(address);
        integer("mode", mode.hedge() == 1 ? BOTH_SIDES : 0);
        yield request(Kind.POSITION_MODE, address, symbol, "", "", false);
      }
      case SetTradingStopDecoder.TEMPLATE_ID -> {
        stop.wrap(buffer, block, length, version);
        yield tradingStop(address);
      }
      default -> null;
    };
  }

  private OrderRequest place(CommandAddress address) throws Unsendable {
    String symbol = begin(address);
    String clientOrderId = place.clientOrderId();
    requireClientOrderId(clientOrderId);
    if (place.quantityE9() <= 0 && !(place.reduceOnly() == 1 && place.closeOnTrigger() == 1)) {
      throw new Unsendable("an order of no quantity");
    }
    word("side", place.side() == Side.BUY ? "Buy" : "Sell");
    word("orderType", place.orderType() == OrderType.LIMIT ? "Limit" : "Market");
    number("qty", place.quantityE9());
    if (place.orderType() == OrderType.LIMIT && place.priceE9() == NOTHING) {
      throw new Unsendable("a limit order without a price");
    }
    if (place.orderType() == OrderType.LIMIT) {
      number("price", place.priceE9());
    }
    word("timeInForce", timeInForce(place.timeInForce()));
    integer("positionIdx", positionIndex(place.leg()));
    word("orderLinkId", clientOrderId);
    boolean exit = place.reduceOnly() == 1 || place.closeOnTrigger() == 1;
    flag("reduceOnly", place.reduceOnly() == 1);
    flag("closeOnTrigger", place.closeOnTrigger() == 1);
    number("triggerPrice", place.triggerPriceE9());
    if (place.triggerDirection() != TriggerDirection.NULL_VAL) {
      integer("triggerDirection", place.triggerDirection() == TriggerDirection.RISE ? 1 : 2);
    }
    if (place.triggerPriceE9() != NOTHING) {
      word("triggerBy", triggerBy(place.triggerBy()));
    }
    if (place.takeProfitE9() != NOTHING || place.stopLossE9() != NOTHING) {
      word("tpslMode", "Full");
      number("takeProfit", place.takeProfitE9());
      number("stopLoss", place.stopLossE9());
      if (place.triggerPriceE9() == NOTHING) {
        word("tpTriggerBy", triggerBy(place.triggerBy()));
        word("slTriggerBy", triggerBy(place.triggerBy()));
      }
    }
    return request(Kind.PLACE, address, symbol, "", clientOrderId, exit);
  }

  private OrderRequest amend(CommandAddress address) throws Unsendable {
    String symbol = begin(address);
    String orderId = amend.orderId();
    String clientOrderId = amend.clientOrderId();
    identify(orderId, clientOrderId);
    number("price", amend.priceE9());
    number("qty", amend.quantityE9());
    number("triggerPrice", amend.triggerPriceE9());
    return request(Kind.AMEND, address, symbol, orderId, clientOrderId, false);
  }

  private OrderRequest cancel(CommandAddress address) throws Unsendable {
    String symbol = begin(address);
    String orderId = cancel.orderId();
    String clientOrderId = cancel.clientOrderId();
    identify(orderId, clientOrderId);
    return request(Kind.CANCEL, address, symbol, orderId, clientOrderId, true);
  }

  private OrderRequest tradingStop(CommandAddress address) throws Unsendable {
    String symbol = begin(address);
    word("tpslMode", "Full");
    integer("positionIdx", positionIndex(stop.leg()));
    number("takeProfit", stop.takeProfitE9());
    number("stopLoss", stop.stopLossE9());
    number("trailingStop", stop.trailingStopE9());
    String by = triggerBy(stop.triggerBy());
    if (stop.takeProfitE9() != NOTHING) {
      word("tpTriggerBy", by);
    }
    if (stop.stopLossE9() != NOTHING) {
      word("slTriggerBy", by);
    }
    return request(Kind.TRADING_STOP, address, symbol, "", "", true);
  }

  private String begin(CommandAddress address) throws Unsendable {
    String symbol = symbol(address.instrument());
    if (symbol == null) {
      throw new Unsendable("an instrument that this account does not trade");
    }
    out.setLength(0);
    out.append("{\"category\":\"linear\"");
    word("symbol", symbol);
    return symbol;
  }

  private OrderRequest request(
      Kind kind,
      CommandAddress address,
      String symbol,
      String orderId,
      String clientOrderId,
      boolean exit) {
    return new OrderRequest(
        kind, address, symbol, orderId, clientOrderId, out.append('}').toString(), exit);
  }

  /** Our own id goes first: it is valid before the venue has told us its own. */
  private void identify(String orderId, String clientOrderId) throws Unsendable {
    if (!clientOrderId.isEmpty()) {
      requireClientOrderId(clientOrderId);
      word("orderLinkId", clientOrderId);
    } else if (ORDER_ID.matcher(orderId).matches()) {
      word("orderId", orderId);
    } else {
      throw new Unsendable("neither of the order's ids can be sent");
    }
  }

  private static void requireClientOrderId(String id) throws Unsendable {
    if (!CLIENT_ORDER_ID.matcher(id).matches()) {
      throw new Unsendable("an orderLinkId is 1 to 36 of letters, digits, - and _");
    }
  }

  private void name(String name) {
    out.append(",\"").append(name).append("\":");
  }

  private void word(String name, String value) {
    if (!value.isEmpty()) {
      name(name);
      out.append('"').append(value).append('"');
    }
  }

  private void number(String name, long valueE9) {
    if (valueE9 != NOTHING) {
      name(name);
      Decimals.appendE9(out.append('"'), valueE9).append('"');
    }
  }

  private void integer(String name, int value) {
    name(name);
    out.append(value);
  }

  private void flag(String name, boolean value) {
    if (value) {
      name(name);
      out.append(true);
    }
  }

  private static int positionIndex(Leg leg) throws Unsendable {
    if (leg == Leg.NULL_VAL) {
      throw new Unsendable("no leg is stated");
    }
    return leg.value();
  }

  private static String timeInForce(TimeInForce stated) {
    return switch (stated) {
      case GTC -> "GTC";
      case IOC -> "IOC";
      case FOK -> "FOK";
      case POST_ONLY -> "PostOnly";
      default -> "";
    };
  }

  private static String triggerBy(TriggerBy stated) {
    return switch (stated) {
      case LAST -> "LastPrice";
      case MARK -> "MarkPrice";
      case INDEX -> "IndexPrice";
      default -> "";
    };
  }
}
