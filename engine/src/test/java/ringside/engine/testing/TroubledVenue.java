package ringside.engine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;

/**
 * The venue of one account of a {@link RiskRig}, in hedge mode, as it is on a bad day: it refuses,
 * does not answer, fills in part, late, and while a cancel is on its way; what it says comes when
 * it comes. Its own record is the truth. The same seed has the same day.
 */
public final class TroubledVenue {
  private static final long MS = 1_000_000L;
  private static final long NONE = Long.MIN_VALUE;

  private final RiskRig rig;
  private final int account;
  private final Random random;
  private final double trouble;
  private final PriorityQueue<Later> later = new PriorityQueue<>();
  private final TreeMap<String, Order> orders = new TreeMap<>();
  private final long[] sizes = new long[3];
  private final List<Long> placedNs = new ArrayList<>();
  private long largestE9;
  private long sequence = 10_000;
  private long reports = 100_000;
  private long ids;

  /** An order as the venue has it. */
  public static final class Order {
    final String clientId;
    final String venueId;
    final Side side;
    final Leg leg;
    final boolean reduceOnly;
    final boolean market;
    final long quantityE9;
    long filledE9;
    OrderStatus status = OrderStatus.NEW;

    Order(String clientId, String venueId, PlaceOrderDecoder from) {
      this.clientId = clientId;
      this.venueId = venueId;
      side = from.side();
      leg = from.leg();
      reduceOnly = from.reduceOnly() == 1;
      market = from.priceE9() == NONE;
      quantityE9 = from.quantityE9();
    }

    boolean live() {
      return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    public boolean opens() {
      return !reduceOnly;
    }
  }

  private record Later(long atNs, long id, Runnable what) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      int byTime = Long.compare(atNs, other.atNs);
      return byTime != 0 ? byTime : Long.compare(id, other.id);
    }
  }

  /**
   * A venue that takes the account's decisions from now on.
   *
   * @param trouble how much goes wrong: 0 nothing, 1 all there is
   */
  public TroubledVenue(RiskRig rig, int account, long seed, double trouble) {
    this.rig = rig;
    this.account = account;
    this.trouble = trouble;
    random = new Random(seed);
  }

  /** Takes a decision of the core's. */
  public void decision(DirectBuffer buffer, int offset) {
    if (RecordLayout.account(buffer, offset) != account) {
      return;
    }
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    long cause = RecordLayout.sequence(buffer, offset);
    int ordinal = RecordLayout.ordinal(buffer, offset);
    switch (RecordLayout.templateId(buffer, offset)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        PlaceOrderDecoder it = new PlaceOrderDecoder().wrap(buffer, block, length, version);
        long quantityE9 = it.quantityE9();
        boolean market = it.priceE9() == NONE;
        if (market) {
          placedNs.add(now());
          largestE9 = Math.max(largestE9, quantityE9);
        }
        String clientId = it.clientOrderId();
        it.sbeRewind();
        place(new Order(clientId, "v" + ++ids, it), cause, ordinal);
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        CancelOrderDecoder it = new CancelOrderDecoder().wrap(buffer, block, length, version);
        String venueId = it.orderId();
        String clientId = it.clientOrderId();
        cancel(venueId, clientId, cause, ordinal);
      }
      case RequestReportDecoder.TEMPLATE_ID -> {
        RequestReportDecoder it = new RequestReportDecoder().wrap(buffer, block, length, version);
        ReportKind kind = it.kind();
        String clientId = it.clientOrderId();
        after(() -> report(kind, clientId));
      }
      default -> {
        // Nothing for a venue.
      }
    }
  }

  private void place(Order order, long cause, int ordinal) {
    double fate = random.nextDouble();
    if (fate < 0.25 * trouble) {
      RejectClass why = random.nextBoolean() ? RejectClass.REFUSED : RejectClass.LIMITED;
      after(() -> events().rejected(cause, ordinal, why, order.clientId));
      return;
    }
    boolean unknown = fate < 0.5 * trouble;
    if (unknown) {
      after(() -> events().unresolved(cause, ordinal, order.clientId));
      if (random.nextBoolean()) {
        return;
      }
    } else {
      after(() -> events().accepted(cause, ordinal, order.venueId, order.clientId));
    }
    after(() -> arrive(order));
  }

  private void arrive(Order order) {
    orders.put(order.venueId, order);
    if (order.market) {
      boolean part = random.nextDouble() < 0.3 * trouble;
      long leftE9 = order.quantityE9 - order.filledE9;
      fill(order, part ? leftE9 / 2 / 1_000_000 * 1_000_000 : leftE9);
      if (order.live()) {
        order.status =
            order.filledE9 == 0 ? OrderStatus.CANCELLED : OrderStatus.PARTIALLY_FILLED_CANCELLED;
      }
    }
    say(order);
  }

  /** Somebody trades with a resting order. */
  public void fillSome(long quantityE9) {
    for (Order order : orders.values()) {
      if (order.live() && random.nextInt(3) == 0) {
        fill(order, Math.min(quantityE9, order.quantityE9 - order.filledE9));
        say(order);
        return;
      }
    }
  }

  /** One that had ended turns out to have filled: the execution comes late. */
  public void filledAfterAll(String venueId, long quantityE9) {
    fill(orders.get(venueId), quantityE9);
  }

  /** Somebody else opens a leg, or more of it. */
  public void byHand(Leg leg, long quantityE9) {
    sizes[leg.value()] += quantityE9;
    long sizeE9 = sizes[leg.value()];
    long number = ++sequence;
    after(() -> position(leg, sizeE9, number, NONE));
  }

  private void fill(Order order, long wantedE9) {
    int row = order.leg.value();
    long quantityE9 = order.reduceOnly ? Math.min(wantedE9, sizes[row]) : wantedE9;
    if (quantityE9 <= 0) {
      return;
    }
    order.filledE9 += quantityE9;
    sizes[row] += order.reduceOnly ? -quantityE9 : quantityE9;
    order.status =
        order.filledE9 == order.quantityE9 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    long number = ++sequence;
    after(() -> execution(order, quantityE9, number));
    long sizeE9 = sizes[row];
    after(() -> position(order.leg, sizeE9, number, NONE));
  }

  private void cancel(String venueId, String clientId, long cause, int ordinal) {
    double fate = random.nextDouble();
    if (fate < 0.2 * trouble) {
      after(() -> events().rejected(cause, ordinal, RejectClass.LIMITED, clientId));
      return;
    }
    if (fate < 0.3 * trouble) {
      after(() -> events().unresolved(cause, ordinal, clientId));
      if (random.nextBoolean()) {
        return;
      }
    }
    after(
        () -> {
          Order order = orders.get(venueId);
          if (order != null && order.live() && random.nextDouble() < 0.3 * trouble) {
            fill(order, (order.quantityE9 - order.filledE9) / 2 / 1_000_000 * 1_000_000);
          }
          if (order == null || !order.live()) {
            after(() -> events().rejected(cause, ordinal, RejectClass.REFUSED, clientId));
            return;
          }
          order.status =
              order.filledE9 == 0 ? OrderStatus.CANCELLED : OrderStatus.PARTIALLY_FILLED_CANCELLED;
          after(() -> events().accepted(cause, ordinal, venueId, clientId));
          say(order);
        });
  }

  private void report(ReportKind kind, String clientId) {
    long id = ++reports;
    boolean complete = random.nextDouble() >= 0.2 * trouble;
    events().reportBegin(id, kind, now());
    int items = 0;
    for (Order order : orders.values()) {
      boolean named = kind == ReportKind.ORDER && order.clientId.equals(clientId);
      if (named || (kind == ReportKind.OPEN_ORDERS && order.live())) {
        shown(order, order.status, order.filledE9, id);
        items++;
      }
    }
    for (int row = 1; kind == ReportKind.POSITIONS && row < sizes.length; row++) {
      position(Leg.get((short) row), sizes[row], ++sequence, id);
      items++;
    }
    events().reportEnd(id, kind, items, complete);
  }

  private void say(Order order) {
    OrderStatus status = order.status;
    long filledE9 = order.filledE9;
    if (random.nextDouble() >= 0.1 * trouble) {
      after(() -> shown(order, status, filledE9, NONE));
    }
  }

  private void shown(Order order, OrderStatus status, long filledE9, long report) {
    rig.order(
        account,
        0,
        order.clientId,
        order.venueId,
        order.side,
        order.leg,
        order.reduceOnly,
        status,
        Decimals.toStringE9(order.quantityE9),
        Decimals.toStringE9(filledE9),
        report);
  }

  private void execution(Order order, long quantityE9, long number) {
    ExecutionEncoder event = new ExecutionEncoder();
    var records = rig.events.records();
    event.wrap(records.buffer(), records.begin(ExecutionEncoder.TEMPLATE_ID));
    event
        .header()
        .timeNs(now())
        .source(AccountEvents.SOURCE + account)
        .generation(1)
        .account(account)
        .instrument(0);
    event
        .priceE9(RiskRig.e9("100"))
        .quantityE9(quantityE9)
        .feeE9(0)
        .crossSequence(number)
        .side(order.side)
        .leg(order.leg)
        .executionType(ExecutionType.TRADE);
    event.executionId("x" + number).orderId(order.venueId).clientOrderId(order.clientId);
    event.feeCoin("USDT");
    records.end(event.encodedLength());
  }

  private void position(Leg leg, long sizeE9, long number, long report) {
    PositionUpdateEncoder event = new PositionUpdateEncoder();
    var records = rig.events.records();
    event.wrap(records.buffer(), records.begin(PositionUpdateEncoder.TEMPLATE_ID));
    event
        .header()
        .timeNs(now())
        .source(AccountEvents.SOURCE + account)
        .generation(1)
        .account(account)
        .instrument(0);
    Side side = sizeE9 == 0 ? Side.NULL_VAL : leg == Leg.LONG ? Side.BUY : Side.SELL;
    event
        .sizeE9(sizeE9)
        .entryPriceE9(RiskRig.e9("100"))
        .crossSequence(number)
        .reportId(report)
        .leg(leg)
        .side(side);
    records.end(event.encodedLength());
  }

  /** Half a second at most until it is heard; the day passes by ticks of 250 ms. */
  public void pass(long ms) {
    long untilNs = now() + ms * MS;
    while (now() < untilNs) {
      long tickNs = Math.min(untilNs, now() + 250 * MS);
      while (!later.isEmpty() && later.peek().atNs <= tickNs) {
        Later next = later.poll();
        rig.events.at(Math.max(now(), next.atNs));
        next.what.run();
        rig.feed();
      }
      rig.events.at(tickNs).tick();
      rig.feed();
    }
  }

  /** Nothing goes wrong any more. */
  public boolean quiet() {
    return later.isEmpty();
  }

  public long sizeE9(Leg leg) {
    return sizes[leg.value()];
  }

  /** Orders that are live and would add to a position. */
  public long opening() {
    return orders.values().stream().filter(order -> order.live() && order.opens()).count();
  }

  /** Orders that are live and can only reduce. */
  public long reducing() {
    return orders.values().stream().filter(order -> order.live() && !order.opens()).count();
  }

  /** Of the orders at market. */
  public long largestE9() {
    return largestE9;
  }

  /** When orders at market were sent. */
  public List<Long> placedNs() {
    return placedNs;
  }

  private long now() {
    return rig.events.timeNs();
  }

  private AccountEvents events() {
    return rig.accounts[account];
  }

  private void after(Runnable what) {
    int ms = 5 + random.nextInt(trouble > 0 ? 400 : 20);
    later.add(new Later(now() + ms * MS, ++ids, what));
  }
}
