package ringside.engine.core.state;

import ringside.journal.codec.Leg;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

/**
 * An entry with its two exits: what has filled of the three, and how each exit was tried. An exit
 * that ended may be followed by another; what it filled stays counted. Engine thread only; reused.
 */
public final class BracketState implements StateTable {
  static final long UNKNOWN = PlaceOrderDecoder.bracketProfitE9NullValue();

  private static final long NEVER = OrderBook.NEVER;

  /** An exit that lived so long was no failure. */
  private static final long LIVED_NS = 60_000_000_000L;

  /** What an order is for a bracket. */
  enum Part {
    NONE,
    ENTRY,
    PROFIT,
    STOP
  }

  /** One of the two exits: the order that stands for it now, and what all of them filled. */
  public static final class Exit implements StateTable {
    final Part part;
    final IdText id = new IdText();
    long priceE9 = UNKNOWN;
    long filledE9;
    int attempts;
    long sentNs = NEVER;

    private Exit(Part part) {
      this.part = part;
    }

    /** Whether it is the one with profit. */
    public boolean profit() {
      return part == Part.PROFIT;
    }

    /** Whether there is to be one at all. */
    public boolean wanted() {
      return priceE9 != UNKNOWN;
    }

    /** Where it closes: a limit for the profit, a trigger for the stop. */
    public long priceE9() {
      return priceE9;
    }

    /** The name of the order that stands for it now, or stood last; empty before the first. */
    public IdText id() {
      return id;
    }

    /** How often in a row an order for it came to nothing, the one under way counted. */
    public int attempts() {
      return attempts;
    }

    /** When an order for it was last sent, or NEVER. */
    public long sentNs() {
      return sentNs;
    }

    private void begin(long atE9) {
      id.clear();
      priceE9 = atE9;
      filledE9 = 0;
      attempts = 0;
      sentNs = NEVER;
    }

    private void sent(OrderState order, long nowNs) {
      boolean lived = sentNs != NEVER && nowNs - sentNs >= LIVED_NS;
      attempts = lived ? 1 : attempts + 1;
      sentNs = nowNs;
      id.set(order.clientId);
    }

    @Override
    public void describe(StateSink sink) {
      id.describe(sink);
      sink.putLong(priceE9);
      sink.putLong(filledE9);
      sink.putLong(attempts);
      sink.putLong(sentNs);
    }
  }

  final IdText entryId = new IdText();
  final Exit profit = new Exit(Part.PROFIT);
  final Exit stop = new Exit(Part.STOP);
  int row;
  long stamp;
  boolean active;
  long changedNs;
  private int instrument;
  private Side side = Side.NULL_VAL;
  private Leg leg = Leg.NULL_VAL;
  private TriggerBy triggerBy = TriggerBy.NULL_VAL;
  private long entryFilledE9;
  private long writtenOffE9;
  private long filledNs = NEVER;

  BracketState() {}

  /** Its number among those of the account: what its exits are tagged with. */
  public int row() {
    return row;
  }

  public int instrument() {
    return instrument;
  }

  /** Of the entry; exits have the other one. */
  public Side side() {
    return side;
  }

  public Leg leg() {
    return leg;
  }

  /** Which price triggers the stop. */
  public TriggerBy triggerBy() {
    return triggerBy;
  }

  public Exit profit() {
    return profit;
  }

  public Exit stop() {
    return stop;
  }

  /** What the entry has filled and no exit has closed: what either exit is to be sized to. */
  public long openE9() {
    return Math.max(0, entryFilledE9 - profit.filledE9 - stop.filledE9 - writtenOffE9);
  }

  /** How much more the exits closed than the entry had opened; both can fill at one moment. */
  public long overE9() {
    return Math.max(0, profit.filledE9 + stop.filledE9 - entryFilledE9);
  }

  /** When anything of it last filled, or NEVER. */
  long filledNs() {
    return filledNs;
  }

  void begin(PlaceOrderDecoder entry, OrderState order, long nowNs) {
    entryId.set(order.clientId);
    instrument = order.instrument;
    side = order.side;
    leg = order.leg;
    triggerBy = entry.triggerBy() == TriggerBy.NULL_VAL ? TriggerBy.LAST : entry.triggerBy();
    profit.begin(entry.bracketProfitE9());
    stop.begin(entry.bracketStopE9());
    entryFilledE9 = 0;
    writtenOffE9 = 0;
    filledNs = NEVER;
    changedNs = nowNs;
    active = true;
    order.bracketPart = Part.ENTRY;
  }

  void exitSent(Exit exit, OrderState order, long nowNs) {
    exit.sent(order, nowNs);
    changedNs = nowNs;
    order.bracketPart = exit.part;
  }

  /** Counts what an order of it has filled since it was last heard of. */
  void filled(Part part, long moreE9, long nowNs) {
    switch (part) {
      case ENTRY -> {
        entryFilledE9 += moreE9;
        profit.attempts = 0;
        stop.attempts = 0;
      }
      case PROFIT -> profit.filledE9 += moreE9;
      case STOP -> stop.filledE9 += moreE9;
      default -> throw new IllegalStateException("an order that is no part of a bracket");
    }
    filledNs = nowNs;
    changedNs = nowNs;
  }

  /** Somebody else closed it. */
  void writeOff(long goneE9) {
    writtenOffE9 += goneE9;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(stamp);
    sink.putFlag(active);
    entryId.describe(sink);
    sink.putLong(instrument);
    sink.putLong(side.value());
    sink.putLong(leg.value());
    sink.putLong(triggerBy.value());
    profit.describe(sink);
    stop.describe(sink);
    sink.putLong(entryFilledE9);
    sink.putLong(writtenOffE9);
    sink.putLong(filledNs);
    sink.putLong(changedNs);
  }
}
