package ringside.engine.core.state;

import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;

/** An order that a shadow would have sent. Reused; engine thread only. */
public final class ShadowOrder implements OrderView, StateTable {
  private static final long UNKNOWN = PlaceOrderDecoder.priceE9NullValue();

  private final IdText clientId = new IdText();
  private final IdText venueId = new IdText();
  private int account;
  private int instrument;
  private int strategy;
  private int tag;
  private OrderPhase phase = OrderPhase.PENDING;
  private Side side = Side.NULL_VAL;
  private Leg leg = Leg.NULL_VAL;
  private long priceE9;
  private long quantityE9;
  private long filledE9;
  private long triggerPriceE9;
  private TriggerBy triggerBy = TriggerBy.NULL_VAL;
  private TriggerDirection direction = TriggerDirection.NULL_VAL;
  private TimeInForce timeInForce = TimeInForce.NULL_VAL;
  private boolean reduceOnly;

  ShadowOrder() {}

  void begin(PlaceOrderDecoder decision, IdText id) {
    clientId.set(id);
    venueId.clear();
    account = decision.header().account();
    instrument = decision.header().instrument();
    strategy = decision.header().strategy();
    tag = decision.tag();
    phase = OrderPhase.PENDING;
    side = decision.side();
    leg = decision.leg();
    priceE9 = decision.orderType() == OrderType.MARKET ? UNKNOWN : decision.priceE9();
    quantityE9 = decision.quantityE9();
    filledE9 = 0;
    triggerPriceE9 = decision.triggerPriceE9();
    triggerBy = decision.triggerBy();
    direction = decision.triggerDirection();
    timeInForce = decision.timeInForce();
    reduceOnly = decision.reduceOnly() == 1;
  }

  void amend(AmendOrderDecoder decision) {
    priceE9 = decision.priceE9() == UNKNOWN ? priceE9 : decision.priceE9();
    quantityE9 = decision.quantityE9() == UNKNOWN ? quantityE9 : decision.quantityE9();
    triggerPriceE9 =
        decision.triggerPriceE9() == UNKNOWN ? triggerPriceE9 : decision.triggerPriceE9();
    if (quantityE9 <= filledE9) {
      phase = OrderPhase.FILLED;
    }
  }

  void work() {
    phase = OrderPhase.WORKING;
  }

  void trigger() {
    triggerPriceE9 = UNKNOWN;
  }

  /** Trades so much of it. */
  void fill(long filled) {
    filledE9 = Math.addExact(filledE9, filled);
    phase = filledE9 >= quantityE9 ? OrderPhase.FILLED : OrderPhase.WORKING;
  }

  void end() {
    phase = OrderPhase.CANCELLED;
  }

  boolean waits() {
    return triggerPriceE9 != UNKNOWN && triggerPriceE9 != 0;
  }

  /** Whether the price that it waits for is there. */
  boolean triggeredBy(long lastE9, long markE9) {
    long nowE9 = triggerBy == TriggerBy.MARK ? markE9 : lastE9;
    if (nowE9 == UNKNOWN) {
      return false;
    }
    return direction == TriggerDirection.RISE ? nowE9 >= triggerPriceE9 : nowE9 <= triggerPriceE9;
  }

  boolean buys() {
    return side == Side.BUY;
  }

  boolean market() {
    return priceE9 == UNKNOWN;
  }

  /** Whether a price is one that it may trade at. */
  boolean reaches(long atE9) {
    return market() || (buys() ? atE9 <= priceE9 : atE9 >= priceE9);
  }

  /** Whether a price is beyond its own: whoever stood before it was served. */
  boolean passedBy(long atE9) {
    return buys() ? atE9 < priceE9 : atE9 > priceE9;
  }

  TimeInForce timeInForce() {
    return timeInForce;
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
  public OrderPhase phase() {
    return phase;
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
    return priceE9;
  }

  @Override
  public long triggerPriceE9() {
    return triggerPriceE9;
  }

  @Override
  public long quantityE9() {
    return quantityE9;
  }

  @Override
  public long filledE9() {
    return filledE9;
  }

  @Override
  public long leavesE9() {
    return phase.live() ? quantityE9 - filledE9 : 0;
  }

  @Override
  public boolean reduceOnly() {
    return reduceOnly;
  }

  @Override
  public boolean amending() {
    return false;
  }

  @Override
  public boolean cancelling() {
    return false;
  }

  @Override
  public boolean busy() {
    return false;
  }

  @Override
  public boolean foreign() {
    return false;
  }

  @Override
  public void describe(StateSink sink) {
    clientId.describe(sink);
    sink.putLong(tag);
    sink.putLong(phase.ordinal());
    sink.putLong(side.value());
    sink.putLong(leg.value());
    sink.putLong(priceE9);
    sink.putLong(quantityE9);
    sink.putLong(filledE9);
    sink.putLong(triggerPriceE9);
    sink.putLong(triggerBy.value());
    sink.putLong(direction.value());
    sink.putLong(timeInForce.value());
    sink.putFlag(reduceOnly);
  }
}
