package ringside.adapters.exchange;

import ringside.adapters.sim.Slippage;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * Bybit's words for what the schema has enums for, by its page docs/v5/enum. Words of requests that
 * nobody knows are refused.
 */
final class Words {
  static final String CATEGORY = "linear";

  private Words() {}

  static Side side(String word) {
    return switch (word) {
      case "Buy" -> Side.BUY;
      case "Sell" -> Side.SELL;
      default -> throw RefusedException.parameter("Side invalid");
    };
  }

  static String word(Side side) {
    if (side == null) {
      return "";
    }
    return side == Side.BUY ? "Buy" : "Sell";
  }

  static OrderType orderType(String name, String word) {
    return switch (word) {
      case "Market" -> OrderType.MARKET;
      case "Limit" -> OrderType.LIMIT;
      default -> throw RefusedException.parameter("params error: " + name + " invalid");
    };
  }

  static String word(OrderType type) {
    return type == OrderType.MARKET ? "Market" : "Limit";
  }

  static TimeInForce timeInForce(String word) {
    return switch (word) {
      case "GTC", "" -> TimeInForce.GTC;
      case "IOC" -> TimeInForce.IOC;
      case "FOK" -> TimeInForce.FOK;
      case "PostOnly" -> TimeInForce.POST_ONLY;
      default -> throw RefusedException.parameter("params error: timeInForce invalid");
    };
  }

  static String word(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case IOC -> "IOC";
      case FOK -> "FOK";
      case POST_ONLY -> "PostOnly";
      default -> "GTC";
    };
  }

  /** LAST where nothing is stated. */
  static TriggerBy triggerBy(String name, String word) {
    return switch (word) {
      case "", "LastPrice" -> TriggerBy.LAST;
      case "MarkPrice" -> TriggerBy.MARK;
      case "IndexPrice" -> TriggerBy.INDEX;
      default -> throw RefusedException.parameter("params error: " + name + " invalid");
    };
  }

  /** "" for null. */
  static String word(TriggerBy by) {
    if (by == null) {
      return "";
    }
    return switch (by) {
      case LAST -> "LastPrice";
      case MARK -> "MarkPrice";
      case INDEX -> "IndexPrice";
      default -> "";
    };
  }

  static String word(OrderStatus status) {
    return switch (status) {
      case NEW -> "New";
      case PARTIALLY_FILLED -> "PartiallyFilled";
      case FILLED -> "Filled";
      // PartiallyFilledCanceled is a word of spot alone: a contract's order is Cancelled then too
      case CANCELLED, PARTIALLY_FILLED_CANCELLED -> "Cancelled";
      case REJECTED -> "Rejected";
      case UNTRIGGERED -> "Untriggered";
      case TRIGGERED -> "Triggered";
      case DEACTIVATED -> "Deactivated";
      default -> throw new IllegalStateException("an order of no status");
    };
  }

  static Slippage.Unit slippageUnit(String word) {
    return switch (word) {
      case "TickSize" -> Slippage.Unit.TICKS;
      case "Percent" -> Slippage.Unit.PERCENT;
      default -> throw RefusedException.parameter("params error: slippageToleranceType invalid");
    };
  }

  static String word(Slippage.Unit unit) {
    return unit == Slippage.Unit.TICKS ? "TickSize" : "Percent";
  }

  /** What is to become of trades with oneself. */
  static String smpType(String word) {
    return switch (word) {
      case "", "None" -> "None";
      case "CancelMaker", "CancelTaker", "CancelBoth" -> word;
      default -> throw RefusedException.parameter("params error: smpType invalid");
    };
  }

  static String tpslMode(boolean full) {
    return full ? "Full" : "Partial";
  }

  static String word(ExecutionType type) {
    return switch (type) {
      case TRADE -> "Trade";
      case FUNDING -> "Funding";
      case ADL -> "AdlTrade";
      case LIQUIDATION -> "BustTrade";
      case SETTLEMENT -> "Settle";
      case DELIVERY -> "Delivery";
      default -> "UNKNOWN";
    };
  }
}
