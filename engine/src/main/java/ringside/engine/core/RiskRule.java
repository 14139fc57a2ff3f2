package ringside.engine.core;

import org.agrona.DirectBuffer;
import ringside.engine.core.state.IdText;

/** Why an order may be refused; the names are recorded. */
enum RiskRule {
  /** The venue's rules are not known, or it does not trade now. */
  INSTRUMENT("instrument"),
  /** The price is no multiple of the tick, or out of the venue's bounds. */
  PRICE("price"),
  /** The quantity is no multiple of the lot, or out of the venue's bounds. */
  QUANTITY("quantity"),
  /** Price times quantity is below the venue's minimum. */
  NOTIONAL("notional"),
  /** The price is too far from the mark price, or there is none. */
  COLLAR("price-collar"),
  /** Too many orders within a second. */
  RATE("order-rate"),
  /** As many commands are in flight as may be. */
  CAPACITY("capacity"),
  /** The account is halted. */
  HALTED("halted"),
  /** The venue, or its adapter, holds back what opens risk. */
  RESTRICTED("restricted"),
  /** The account was not compared with the venue since the last connect. */
  UNRECONCILED("unreconciled"),
  /** The venue's clock and ours are too far apart. */
  CLOCK("clock-offset"),
  /** The market is not known well enough at this moment. */
  MARKET("stale-market"),
  /** Within the last second a trade was further from mark than any order may be. */
  JUMP("price-jump"),
  /** The journal's disk is short of room. */
  SPACE("space"),
  /** There is nothing that it could reduce. */
  REDUCE("nothing-to-reduce"),
  /** The venue holds one leg where two are meant, or two where one is. */
  MODE("position-mode"),
  /** As many orders of the account are live as may be. */
  OPEN_ORDERS("open-orders"),
  /** One symbol of the account would come to too much. */
  SYMBOL_EXPOSURE("exposure-symbol"),
  /** The account would come to too much. */
  ACCOUNT_EXPOSURE("exposure-account"),
  /** All accounts together would come to too much. */
  ENGINE_EXPOSURE("exposure-engine"),
  /** The account's maintenance margin is too much of its balance. */
  MARGIN_RATE("margin-rate"),
  /** Equity is too far below its peak. */
  DRAWDOWN("drawdown"),
  /** Too much was lost since the UTC day began. */
  DAILY_LOSS("daily-loss"),
  /** A stream stays down. */
  STREAM_DOWN("stream-down"),
  /** Something else stopped the leg or the account, until an operator clears it. */
  LATCHED("latched"),
  /** An emergency closes the leg: nobody else trades it meanwhile. */
  EMERGENCY("emergency"),
  /** An operator has paused it. */
  PAUSED("paused"),
  /** An operator lets what is open come to its end, and nothing new begin. */
  FINISHING("finishing"),
  /** The venue's leverage is not what the config wants. */
  LEVERAGE("leverage"),
  /** The order cannot be changed now: it has ended, or a request about it is under way. */
  ORDER("order");

  private static final RiskRule[] STOPPING = {MARGIN_RATE, DRAWDOWN, DAILY_LOSS, STREAM_DOWN};

  private final String text;
  private final long hash;

  RiskRule(String text) {
    this.text = text;
    long mixed = 1;
    for (int i = 0; i < text.length(); i++) {
      mixed = 31 * mixed + text.charAt(i);
    }
    hash = mixed;
  }

  /** What stands for a recorded text in the state. */
  static long hash(DirectBuffer recorded) {
    long mixed = 1;
    for (int i = 0; i < recorded.capacity(); i++) {
      mixed = 31 * mixed + recorded.getByte(i);
    }
    return mixed;
  }

  /** The rule that a recorded name means, of those that stop opening for a while. */
  static RiskRule stopping(IdText recorded) {
    for (RiskRule rule : STOPPING) {
      if (recorded.contentEquals(rule.text)) {
        return rule;
      }
    }
    return LATCHED;
  }

  /** As it is recorded. */
  String text() {
    return text;
  }

  /** What stands for the text in the state. */
  long hash() {
    return hash;
  }
}
