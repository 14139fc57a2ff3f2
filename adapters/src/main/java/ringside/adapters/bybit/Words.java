package ringside.adapters.bybit;

import java.io.IOException;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickDirection;

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
}
