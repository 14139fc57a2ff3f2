package ringside.engine.core;

import org.agrona.DirectBuffer;

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
  /** The journal's disk is short of room. */
  SPACE("space"),
  /** There is nothing that it could reduce. */
  REDUCE("nothing-to-reduce"),
  /** The venue holds one leg where two are meant, or two where one is. */
  MODE("position-mode"),
  /** The order cannot be changed now: it has ended, or a request about it is under way. */
  ORDER("order");

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

  /** As it is recorded. */
  String text() {
    return text;
  }

  /** What stands for the text in the state. */
  long hash() {
    return hash;
  }
}
