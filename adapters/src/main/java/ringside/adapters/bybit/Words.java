package ringside.adapters.bybit;

import java.io.IOException;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PositionStatus;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/** The venue's words for what our schema has enums for. */
final class Words {
  private Words() {}

  static Side side(JsonCursor json) throws IOException, RejectedException {
    if (json.textEquals("Buy")) {
      return Side.BUY;
    }
    if (json.textEquals("Sell")) {
      return Side.SELL;
    }
    throw RejectedException.of(RejectReason.WRONG_TYPE);
  }

  /** Null for an empty text; a word nobody knows yet says nothing either. */
  static TickDirection tickDirection(JsonCursor json) throws IOException, RejectedException {
    if (json.textEquals("PlusTick")) {
      return TickDirection.PLUS;
    }
    if (json.textEquals("ZeroPlusTick")) {
      return TickDirection.ZERO_PLUS;
    }
    if (json.textEquals("MinusTick")) {
      return TickDirection.MINUS;
    }
    return json.textEquals("ZeroMinusTick") ? TickDirection.ZERO_MINUS : TickDirection.NULL_VAL;
  }

  static Side side(ItemFields fields, int slot) throws RejectedException {
    if (fields.is(slot, "Buy")) {
      return Side.BUY;
    }
    if (fields.is(slot, "Sell")) {
      return Side.SELL;
    }
    throw RejectedException.of(RejectReason.WRONG_TYPE);
  }

  /** The leg that the venue's position index names. */
  static Leg leg(long positionIndex) throws RejectedException {
    if (positionIndex < 0 || positionIndex > 2) {
      throw RejectedException.of(RejectReason.WRONG_TYPE);
    }
    return Leg.get((short) positionIndex);
  }

  /** A state that nobody knows yet is refused: guessing it could lose an order. */
  static OrderStatus status(ItemFields fields, int slot) throws RejectedException {
    return switch (fields.string(slot)) {
      case "New", "Created", "Active" -> OrderStatus.NEW;
      case "PartiallyFilled" -> OrderStatus.PARTIALLY_FILLED;
      case "Filled" -> OrderStatus.FILLED;
      case "Cancelled" -> OrderStatus.CANCELLED;
      case "PartiallyFilledCanceled" -> OrderStatus.PARTIALLY_FILLED_CANCELLED;
      case "Rejected" -> OrderStatus.REJECTED;
      case "Untriggered" -> OrderStatus.UNTRIGGERED;
      case "Triggered" -> OrderStatus.TRIGGERED;
      case "Deactivated" -> OrderStatus.DEACTIVATED;
      default -> throw RejectedException.of(RejectReason.WRONG_TYPE);
    };
  }

  static boolean isOpen(OrderStatus status) {
    return switch (status) {
      case NEW, PARTIALLY_FILLED, UNTRIGGERED, TRIGGERED -> true;
      default -> false;
    };
  }

  static OrderType orderType(ItemFields fields, int slot) {
    if (fields.is(slot, "Limit")) {
      return OrderType.LIMIT;
    }
    return fields.is(slot, "Market") ? OrderType.MARKET : OrderType.NULL_VAL;
  }

  static TimeInForce timeInForce(ItemFields fields, int slot) {
    return switch (fields.string(slot)) {
      case "GTC" -> TimeInForce.GTC;
      case "IOC" -> TimeInForce.IOC;
      case "FOK" -> TimeInForce.FOK;
      case "PostOnly" -> TimeInForce.POST_ONLY;
      default -> TimeInForce.NULL_VAL;
    };
  }

  static TriggerBy triggerBy(ItemFields fields, int slot) {
    return switch (fields.string(slot)) {
      case "LastPrice" -> TriggerBy.LAST;
      case "MarkPrice" -> TriggerBy.MARK;
      case "IndexPrice" -> TriggerBy.INDEX;
      default -> TriggerBy.NULL_VAL;
    };
  }

  /** Not stated, as in the fast topic, means a trade. */
  static ExecutionType executionType(ItemFields fields, int slot) {
    return switch (fields.string(slot)) {
      case "", "Trade", "BlockTrade" -> ExecutionType.TRADE;
      case "Funding" -> ExecutionType.FUNDING;
      case "AdlTrade" -> ExecutionType.ADL;
      case "BustTrade" -> ExecutionType.LIQUIDATION;
      case "Settle", "SessionSettlePnL" -> ExecutionType.SETTLEMENT;
      case "Delivery" -> ExecutionType.DELIVERY;
      default -> ExecutionType.OTHER;
    };
  }

  static PositionStatus positionStatus(ItemFields fields, int slot) {
    return switch (fields.string(slot)) {
      case "Normal" -> PositionStatus.NORMAL;
      case "Liq" -> PositionStatus.LIQUIDATING;
      case "Adl" -> PositionStatus.DELEVERAGING;
      default -> PositionStatus.NULL_VAL;
    };
  }
}
