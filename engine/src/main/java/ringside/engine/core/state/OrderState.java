package ringside.engine.core.state;

import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.Side;

/**
 * What is known of one order, from three kinds of facts that come in any order and any number of
 * times: what was decided, what was answered, what the venue's stream and executions say. Each fact
 * only ever adds; the {@link #phase} follows from all of them, so that it does not matter which
 * came first. What the venue says of the order itself outweighs every answer.
 *
 * <p>Rules follow Bybit v5, "Order" of the private stream: fills may come before the answer, two
 * Filled messages in a cancel race, and filled wins over cancelled. Engine thread only; reused.
 */
public final class OrderState implements OrderView {
  /** What {@link #strategy} gives where none is known. */
  public static final int NO_STRATEGY = RecordHeaderDecoder.strategyNullValue();

  private static final int NO_TAG = PlaceOrderDecoder.tagNullValue();

  static final long UNKNOWN = OrderUpdateDecoder.priceE9NullValue();
  static final long NEVER = OrderBook.NEVER;

  /** How much the answer to the placement says; a larger one includes the smaller. */
  enum Answer {
    NONE,
    UNRESOLVED,
    ACCEPTED,
    REJECTED
  }

  final IdText clientId = new IdText();
  final IdText venueId = new IdText();
  int row;
  int account;
  int instrument;
  int strategy;
  int tag;
  boolean foreign;
  boolean othersMade;
  boolean conditional;
  Side side = Side.NULL_VAL;
  Leg leg = Leg.NULL_VAL;
  OrderType type = OrderType.NULL_VAL;
  boolean reduceOnly;

  // The answer to the placement.
  Answer answer = Answer.NONE;
  long placeSequence;
  int placeOrdinal;
  long decidedNs;
  long answeredNs;

  final OrderStatement venue = new OrderStatement();
  boolean missing;
  boolean vanished;

  // What its executions say.
  long executedE9;
  long executedNotionalE9;
  long feesE9;
  int executions;
  boolean overfilled;

  /** Of what the venue says is filled, as much as positions that were asked for later contain. */
  long containedE9;

  // Requests about it that are under way.
  final OrderRequest amend = new OrderRequest();
  final OrderRequest cancel = new OrderRequest();
  long amendPriceE9;
  long amendQuantityE9;
  long amendTriggerE9;
  long askedNs;
  long refusedNs;

  // The bracket that it is part of.
  BracketState.Part bracketPart = BracketState.Part.NONE;
  int bracketRow;
  long bracketStamp;
  long bracketCountedE9;

  // Its place among the closed ones.
  long closedNs;
  long closedStamp;
  long closedHash;

  void clear() {
    clientId.clear();
    venueId.clear();
    strategy = NO_STRATEGY;
    tag = NO_TAG;
    foreign = false;
    othersMade = false;
    conditional = false;
    side = Side.NULL_VAL;
    leg = Leg.NULL_VAL;
    type = OrderType.NULL_VAL;
    reduceOnly = false;
    answer = Answer.NONE;
    placeSequence = 0;
    placeOrdinal = 0;
    decidedNs = NEVER;
    answeredNs = NEVER;
    venue.clear();
    missing = false;
    vanished = false;
    executedE9 = 0;
    executedNotionalE9 = 0;
    feesE9 = 0;
    executions = 0;
    overfilled = false;
    containedE9 = 0;
    amend.end();
    cancel.end();
    amendPriceE9 = UNKNOWN;
    amendQuantityE9 = UNKNOWN;
    amendTriggerE9 = UNKNOWN;
    askedNs = NEVER;
    refusedNs = NEVER;
    bracketPart = BracketState.Part.NONE;
    bracketRow = 0;
    bracketStamp = 0;
    bracketCountedE9 = 0;
    closedNs = NEVER;
    closedStamp = 0;
    closedHash = 0;
  }

  @Override
  public IdText clientId() {
    return clientId;
  }

  @Override
  public IdText venueId() {
    return venueId;
  }

  @Override
  public int account() {
    return account;
  }

  @Override
  public int instrument() {
    return instrument;
  }

  @Override
  public int strategy() {
    return strategy;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public Side side() {
    return side;
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public long priceE9() {
    return venue.priceE9;
  }

  @Override
  public long quantityE9() {
    return venue.quantityE9;
  }

  @Override
  public long filledE9() {
    return Math.max(venue.cumulativeE9, executedE9);
  }

  @Override
  public long leavesE9() {
    return phase().live() ? Math.max(0, venue.quantityE9 - filledE9()) : 0;
  }

  /**
   * How much of it may still come into a position: what may trade, also if an amend of it that is
   * under way is done, and what has traded by the venue's word, while neither executions nor a
   * later report of positions have brought it.
   */
  long mostE9() {
    if (!phase().live()) {
      return unheardE9();
    }
    boolean more = amend.open() && amendQuantityE9 != UNKNOWN;
    long most = more ? Math.max(quantityE9(), amendQuantityE9) : quantityE9();
    return Math.max(0, most - filledE9()) + unheardE9();
  }

  /** What the venue says is filled, and no position is known to contain. */
  long unheardE9() {
    return Math.max(0, venue.cumulativeE9 - Math.max(executedE9, containedE9));
  }

  /** Whether an execution, or a report of positions, is due that has not come. */
  boolean unheardSince(long nowNs, long silentNs) {
    return unheardE9() > 0 && nowNs - venue.filledNs >= silentNs;
  }

  /** Positions were reported, by a report that was asked for at that time. */
  void positionsReported(long askedNs) {
    if (venue.filledNs < askedNs) {
      containedE9 = Math.max(containedE9, venue.cumulativeE9);
    }
  }

  /** Whether the venue made it of a stop or profit of a position. */
  public boolean conditional() {
    return conditional;
  }

  /** Whether what trades of it adds to a position: what the venue made of a stop does not. */
  public boolean opens() {
    boolean closing =
        (leg == Leg.LONG && side == Side.SELL) || (leg == Leg.SHORT && side == Side.BUY);
    return !reduceOnly && !conditional && !closing;
  }

  @Override
  public boolean reduceOnly() {
    return reduceOnly;
  }

  @Override
  public boolean foreign() {
    return foreign;
  }

  @Override
  public boolean amending() {
    return amend.open();
  }

  @Override
  public boolean cancelling() {
    return cancel.open();
  }

  @Override
  public boolean busy() {
    OrderPhase phase = phase();
    return amend.open()
        || cancel.open()
        || missing
        || phase == OrderPhase.PENDING
        || phase == OrderPhase.UNRESOLVED
        || phase == OrderPhase.ACCEPTED;
  }

  /** Whether somebody else made it, whatever the config makes of that. */
  public boolean othersMade() {
    return othersMade;
  }

  @Override
  public long triggerPriceE9() {
    return venue.triggerPriceE9;
  }

  /** What its executions paid in fees. */
  public long feesE9() {
    return feesE9;
  }

  /** What traded by its own executions, without what the venue says in sum. */
  public long executedE9() {
    return executedE9;
  }

  /** The venue's last word, or null. */
  public OrderStatus status() {
    return venue.status;
  }

  /** Whether an open order that we know was not among the venue's. */
  public boolean missing() {
    return missing;
  }

  @Override
  public OrderPhase phase() {
    OrderPhase ended = venue.ended();
    if (ended != null) {
      return ended;
    }
    if (vanished) {
      return OrderPhase.VANISHED;
    }
    if (venue.spoken() || executions > 0) {
      return OrderPhase.WORKING;
    }
    return switch (answer) {
      case NONE -> OrderPhase.PENDING;
      case UNRESOLVED -> OrderPhase.UNRESOLVED;
      case ACCEPTED -> OrderPhase.ACCEPTED;
      case REJECTED -> OrderPhase.REJECTED;
    };
  }

  void fold(PlaceOrderDecoder decision, long nowNs) {
    instrument = decision.header().instrument();
    account = decision.header().account();
    strategy = decision.header().strategy();
    side = decision.side();
    leg = decision.leg();
    type = decision.orderType();
    venue.timeInForce = decision.timeInForce();
    reduceOnly = decision.reduceOnly() == 1;
    venue.priceE9 = decision.priceE9();
    venue.quantityE9 = decision.quantityE9();
    venue.triggerPriceE9 = decision.triggerPriceE9();
    placeSequence = decision.header().sequence();
    placeOrdinal = decision.header().ordinal();
    decidedNs = nowNs;
    tag = decision.tag();
  }

  void fold(AmendOrderDecoder decision, long nowNs) {
    amend.begin(decision.header().sequence(), decision.header().ordinal(), nowNs);
    amendPriceE9 = decision.priceE9();
    amendQuantityE9 = decision.quantityE9();
    amendTriggerE9 = decision.triggerPriceE9();
  }

  void answer(Answer what, long nowNs) {
    if (what.compareTo(answer) > 0) {
      answer = what;
      answeredNs = nowNs;
    }
  }

  /** Takes in what the venue says; ids are taken already. */
  void fold(OrderUpdateDecoder update, boolean venueMade, long nowNs) {
    conditional |= venueMade;
    if (!venue.spoken()) {
      instrument = update.header().instrument();
      account = update.header().account();
      side = update.side() == Side.NULL_VAL ? side : update.side();
      type = update.orderType() == OrderType.NULL_VAL ? type : update.orderType();
      reduceOnly = update.reduceOnly() == 1 || reduceOnly;
    }
    if (update.leg() != Leg.NULL_VAL) {
      leg = update.leg();
    }
    venue.fold(update, nowNs);
    vanished = false;
    missing = false;
    settleRequests();
  }

  /** Notes any sign of the order from the venue. */
  void heard(long nowNs) {
    venue.heardNs = nowNs;
    missing = false;
  }

  void executed(long quantity, long notional, long fee, long nowNs) {
    executedE9 = Math.addExact(executedE9, quantity);
    executedNotionalE9 = Math.addExact(executedNotionalE9, notional);
    feesE9 = Math.addExact(feesE9, fee);
    executions++;
    vanished = false;
    heard(nowNs);
  }

  /** Requests whose effect is seen, or can no longer be, are over. */
  void settleRequests() {
    if (!phase().live()) {
      amend.end();
      cancel.end();
    } else if (amend.open()
        && (amendPriceE9 == UNKNOWN || amendPriceE9 == venue.priceE9)
        && (amendQuantityE9 == UNKNOWN || amendQuantityE9 == venue.quantityE9)
        && (amendTriggerE9 == UNKNOWN || amendTriggerE9 == venue.triggerPriceE9)) {
      amend.end();
    }
  }

  /** A run ended without an answer: nobody will give it any more. */
  void runEnded() {
    if (answer == Answer.NONE && !placed()) {
      answer = Answer.UNRESOLVED;
      answeredNs = NEVER;
    }
    amend.unresolved = amend.open();
    cancel.unresolved = cancel.open();
    askedNs = NEVER;
  }

  /** When the venue was last asked about it, or NEVER. */
  public long askedNs() {
    return askedNs;
  }

  /** When an amend or cancel of it was last refused, or NEVER. */
  public long refusedNs() {
    return refusedNs;
  }

  /** When we sent it, as far as we know; NEVER for what others made. */
  public long sentNs() {
    return decidedNs;
  }

  /** Whether it should have been in a report asked for at that time, and was not. */
  public boolean shownBefore(long reportAskedNs, long id) {
    return placed() && venue.heardNs < reportAskedNs && venue.reportId != id;
  }

  /** Whether the venue has not spoken of it since. */
  public boolean silentSince(long ns) {
    return venue.heardNs < ns;
  }

  /**
   * Whether the venue should be asked what has become of it.
   *
   * @param silentNs how long what was taken may stay unseen
   * @param settledNs how long the adapter is given to settle what is unresolved
   */
  public boolean doubtful(long nowNs, long silentNs, long settledNs) {
    if (clientId.isEmpty()) {
      return false;
    }
    if (missing || overdue(amend, nowNs, silentNs) || overdue(cancel, nowNs, silentNs)) {
      return true;
    }
    return switch (phase()) {
      case PENDING -> nowNs - decidedNs >= settledNs;
      case UNRESOLVED -> answeredNs == NEVER || nowNs - answeredNs >= settledNs;
      case ACCEPTED -> nowNs - answeredNs >= silentNs;
      // It has traded whole, and the venue's word that it has ended is lost.
      case WORKING ->
          venue.quantityE9 > 0
              && executedE9 >= venue.quantityE9
              && nowNs - venue.heardNs >= silentNs;
      default -> false;
    };
  }

  private static boolean overdue(OrderRequest request, long nowNs, long silentNs) {
    return request.open()
        && (request.unresolved || (request.answered && nowNs - request.sinceNs >= silentNs));
  }

  /** Whether the venue itself has spoken of it. */
  boolean placed() {
    return venue.spoken() || executions > 0;
  }

  void describe(StateSink sink) {
    clientId.describe(sink);
    venueId.describe(sink);
    sink.putLong(account);
    sink.putLong(instrument);
    sink.putLong(strategy);
    sink.putLong(tag);
    sink.putFlag(foreign);
    sink.putFlag(othersMade);
    sink.putFlag(conditional);
    sink.putLong(side.value());
    sink.putLong(leg.value());
    sink.putLong(type.value());
    sink.putFlag(reduceOnly);
    sink.putLong(answer.ordinal());
    sink.putLong(placeSequence);
    sink.putLong(placeOrdinal);
    sink.putLong(decidedNs);
    sink.putLong(answeredNs);
    venue.describe(sink);
    sink.putFlag(missing);
    sink.putFlag(vanished);
    sink.putLong(executedE9);
    sink.putLong(executedNotionalE9);
    sink.putLong(feesE9);
    sink.putLong(executions);
    sink.putFlag(overfilled);
    sink.putLong(containedE9);
    amend.describe(sink);
    cancel.describe(sink);
    sink.putLong(amendPriceE9);
    sink.putLong(amendQuantityE9);
    sink.putLong(amendTriggerE9);
    sink.putLong(askedNs);
    sink.putLong(refusedNs);
    sink.putLong(bracketPart.ordinal());
    sink.putLong(bracketRow);
    sink.putLong(bracketStamp);
    sink.putLong(bracketCountedE9);
    sink.putLong(closedNs);
  }
}
