package ringside.engine.strategy.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

/**
 * A venue in miniature for one hedged symbol of account 0: takes the commands of a core's decisions
 * and keeps what it would say about them in a queue, which a test delivers in whatever order it
 * likes. Market orders trade at the point the price is at; limit orders at their price, when the
 * price reaches it. What each leg may hold, and how many orders of a kind there may be, is checked
 * as it goes.
 */
final class GridVenue {
  private static final long NONE = Long.MIN_VALUE;

  /** Something the venue says: written when it is delivered. */
  record Message(String what, Runnable write) {}

  /** An order here. */
  static final class Order {
    final String clientId;
    final String venueId;
    final Side side;
    final Leg leg;
    final boolean market;
    final boolean postOnly;
    final boolean reduceOnly;
    final int tag;
    long price;
    long funding;
    long equity = 10_000 * Decimals.ONE_E9;
    long quantity;
    long filled;
    OrderStatus status = OrderStatus.NEW;

    Order(
        String clientId,
        String venueId,
        Side side,
        Leg leg,
        boolean market,
        boolean postOnly,
        boolean reduceOnly,
        int tag) {
      this.clientId = clientId;
      this.venueId = venueId;
      this.side = side;
      this.leg = leg;
      this.market = market;
      this.postOnly = postOnly;
      this.reduceOnly = reduceOnly;
      this.tag = tag;
    }

    boolean live() {
      return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    long leaves() {
      return quantity - filled;
    }
  }

  /** What one command asked for, as a line: the whole run's are compared. */
  final List<String> orders = new ArrayList<>();

  /** Names of all decisions. */
  final List<String> decided = new ArrayList<>();

  /** Names and values of all signals. */
  final List<String> signals = new ArrayList<>();

  final Deque<Message> said = new ArrayDeque<>();
  final Map<String, Order> byClientId = new LinkedHashMap<>();

  /** Size, never negative, and cost of what is held: long first. */
  final long[] size = new long[2];

  final long[] cost = new long[2];
  final long[] stop = new long[2];
  long leverage = NONE;

  /** The next placements are refused. */
  int refuses;

  /** The next market orders trade so much and are cancelled. */
  final Deque<Long> partials = new ArrayDeque<>();

  private final CoreHarness core;
  private final TestEvents events;
  final GridVenueWords words;
  private final long takerFee;
  private final long makerFee;
  long price;
  long funding;
  long equity = 10_000 * Decimals.ONE_E9;
  private long reports;
  long tick;
  private long sequence = 1;
  private long aheadNs;
  private long executions;
  private long venueIds;

  GridVenue(CoreHarness core, TestEvents events, long takerFeeE9, long makerFeeE9) {
    this.core = core;
    this.events = events;
    words = new GridVenueWords(events);
    takerFee = takerFeeE9;
    makerFee = makerFeeE9;
  }

  /** Feeds what was written, and takes the commands that come of it. */
  void feed() {
    var records = events.records();
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < records.length(); at = CoreHarness.next(records, at)) {
      places.add(at);
    }
    for (int at : places) {
      var decided = core.feed(records.buffer(), at);
      for (int d = 0; d < decided.length(); d = CoreHarness.next(decided, d)) {
        note(decided.buffer(), d);
        command(decided.buffer(), d);
      }
    }
    records.clear();
  }

  private void note(DirectBuffer buffer, int offset) {
    int template = RecordLayout.templateId(buffer, offset);
    decided.add(Templates.name(template));
    if (template == SignalRaisedDecoder.TEMPLATE_ID) {
      SignalRaisedDecoder signal =
          new SignalRaisedDecoder()
              .wrap(
                  buffer,
                  offset + RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(buffer, offset),
                  RecordLayout.version(buffer, offset));
      long value = signal.valueE9();
      signals.add(signal.name() + " " + Decimals.toStringE9(value));
    }
  }

  /** Delivers everything that is said, and what is said in answer, in order. */
  void settle() {
    for (int i = 0; !said.isEmpty(); i++) {
      if (i > 100_000) {
        throw new AssertionError("it never comes to rest");
      }
      deliver(said.poll());
    }
  }

  void deliver(Message message) {
    message.write().run();
    feed();
  }

  /** The price moves; what it reaches trades. The market is told first. */
  void moveTo(long newPrice) {
    price = newPrice;
    market();
    feed();
    trade();
  }

  void market() {
    events.from(1, words.generation).instrument(0);
    events.snapshot(
        50,
        1,
        new long[] {price - tick, Decimals.ONE_E9},
        new long[] {price + tick, Decimals.ONE_E9});
    events.ticker(true, price, price, funding, 0);
    events.trade(price, Decimals.ONE_E9, Side.BUY, "t");
  }

  void trade() {
    for (Order order : new ArrayList<>(byClientId.values())) {
      boolean reached = order.side == Side.BUY ? price <= order.price : price >= order.price;
      if (order.live() && !order.market && reached) {
        fill(order, order.price, order.leaves(), makerFee);
      }
    }
  }

  /** Trades a part of a resting order. */
  void fill(Order order, long at, long quantity, long feeRate) {
    int place = order.leg == Leg.LONG ? 0 : 1;
    boolean opens = (order.side == Side.BUY) == (order.leg == Leg.LONG);
    long traded = opens ? quantity : Math.min(quantity, size[place]);
    if (traded > 0) {
      execute(order, place, opens, at, traded, feeRate, ExecutionType.TRADE);
    }
    boolean cut = traded < quantity || (!opens && size[place] == 0 && order.leaves() > 0);
    if (order.leaves() == 0) {
      order.status = OrderStatus.FILLED;
    } else if (cut) {
      order.status = OrderStatus.CANCELLED;
    } else {
      order.status = OrderStatus.PARTIALLY_FILLED;
    }
    tell(order);
    if (!opens && size[place] == 0) {
      flatten(order.leg);
    }
    position(place);
  }

  /** Somebody trades by hand. */
  void byHand(Leg leg, boolean opens, long quantity) {
    Side side = (leg == Leg.LONG) == opens ? Side.BUY : Side.SELL;
    Order order = new Order("", "hand" + ++venueIds, side, leg, true, false, !opens, -1);
    order.quantity = quantity;
    int place = leg == Leg.LONG ? 0 : 1;
    execute(order, place, opens, price, quantity, takerFee, ExecutionType.TRADE);
    if (!opens && size[place] == 0) {
      flatten(leg);
    }
    position(place);
  }

  /** The venue closes a leg or a part of it. */
  void liquidate(Leg leg, long quantity, ExecutionType type) {
    int place = leg == Leg.LONG ? 0 : 1;
    Side side = leg == Leg.LONG ? Side.SELL : Side.BUY;
    Order order = new Order("", "venue" + ++venueIds, side, leg, true, false, true, -1);
    execute(order, place, false, price, quantity, takerFee, type);
    position(place);
  }

  /** The venue, or somebody, cancels an order. */
  void cancel(Order order) {
    order.status = OrderStatus.CANCELLED;
    tell(order);
  }

  List<Order> live(int tag) {
    return byClientId.values().stream().filter(o -> o.live() && o.tag == tag).toList();
  }

  List<Order> live(Leg leg, boolean reduceOnly) {
    return byClientId.values().stream()
        .filter(o -> o.live() && o.leg == leg && o.reduceOnly == reduceOnly)
        .toList();
  }

  private void command(DirectBuffer buffer, int offset) {
    int template = RecordLayout.templateId(buffer, offset);
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    long cause = RecordLayout.sequence(buffer, offset);
    int ordinal = RecordLayout.ordinal(buffer, offset);
    switch (template) {
      case PlaceOrderDecoder.TEMPLATE_ID ->
          place(new PlaceOrderDecoder().wrap(buffer, block, length, version), cause, ordinal);
      case AmendOrderDecoder.TEMPLATE_ID ->
          amend(new AmendOrderDecoder().wrap(buffer, block, length, version), cause, ordinal);
      case CancelOrderDecoder.TEMPLATE_ID ->
          cancel(new CancelOrderDecoder().wrap(buffer, block, length, version), cause, ordinal);
      case SetTradingStopDecoder.TEMPLATE_ID -> {
        var set = new SetTradingStopDecoder().wrap(buffer, block, length, version);
        int place = set.leg() == Leg.LONG ? 0 : 1;
        stop[place] = set.stopLossE9();
        orders.add(set.leg() + " stop " + Decimals.toStringE9(set.stopLossE9()));
        accepted(cause, ordinal, "", "");
        position(place);
      }
      case RequestReportDecoder.TEMPLATE_ID -> {
        var request = new RequestReportDecoder().wrap(buffer, block, length, version);
        if (request.kind() != ReportKind.ORDER) {
          report(request.kind(), cause, ordinal);
        }
      }
      default -> {
        // No command about orders.
      }
    }
  }

  private void place(PlaceOrderDecoder placed, long cause, int ordinal) {
    long quantity = placed.quantityE9();
    long at = placed.priceE9();
    Side side = placed.side();
    Leg leg = placed.leg();
    boolean market = placed.orderType() == OrderType.MARKET;
    boolean postOnly = placed.timeInForce() == TimeInForce.POST_ONLY;
    boolean reduceOnly = placed.reduceOnly() == 1;
    int tag = placed.tag();
    String clientId = placed.clientOrderId();
    Order order =
        new Order(clientId, "v" + ++venueIds, side, leg, market, postOnly, reduceOnly, tag);
    order.price = market ? 0 : at;
    order.quantity = quantity;
    orders.add(
        leg
            + (tag < GridLeg.LEVELS
                ? " level " + tag
                : tag == GridLeg.PROFIT_TAG ? " tp" : " close")
            + " "
            + Decimals.toStringE9(quantity)
            + (market ? "" : " @ " + Decimals.toStringE9(at)));
    if (byClientId.put(clientId, order) != null) {
      throw new AssertionError("sent twice: " + clientId);
    }
    check(order);
    int place = leg == Leg.LONG ? 0 : 1;
    if (refuses > 0 || (reduceOnly && size[place] == 0)) {
      refuses = Math.max(0, refuses - 1);
      order.status = OrderStatus.REJECTED;
      said.add(new Message("rejected", () -> words.rejected(cause, ordinal, clientId)));
      return;
    }
    accepted(cause, ordinal, order.venueId, clientId);
    boolean crosses = side == Side.BUY ? price <= at : price >= at;
    if (market) {
      long traded = partials.isEmpty() ? quantity : Math.min(quantity, partials.poll());
      if (traded == quantity) {
        fill(order, price, quantity, takerFee);
      } else {
        if (traded > 0) {
          fill(order, price, traded, takerFee);
        }
        cancel(order);
      }
    } else if (postOnly && crosses) {
      cancel(order);
    } else {
      tell(order);
      if (crosses) {
        fill(order, at, quantity, makerFee);
      }
    }
  }

  /** What must hold whatever happens. */
  private void check(Order added) {
    if (added.tag == GridLeg.PROFIT_TAG && live(added.leg, true).size() > 1) {
      throw new AssertionError("two take-profits of " + added.leg);
    }
    if (added.tag < GridLeg.LEVELS && live(added.leg, false).size() > 1) {
      throw new AssertionError("two entries of " + added.leg);
    }
    limits(added);
  }

  private void limits(Order order) {
    long held = size[order.leg == Leg.LONG ? 0 : 1];
    if (order.reduceOnly && order.leaves() > held && held > 0) {
      throw new AssertionError("a take-profit of " + order.leaves() + " for a leg of " + held);
    }
  }

  private void amend(AmendOrderDecoder amended, long cause, int ordinal) {
    long at = amended.priceE9();
    long quantity = amended.quantityE9();
    amended.skipOrderId();
    Order order = byClientId.get(amended.clientOrderId());
    String text =
        (at == NONE ? "" : " @ " + Decimals.toStringE9(at))
            + (quantity == NONE ? "" : " total " + Decimals.toStringE9(quantity));
    orders.add(order.leg + " amend" + text);
    if (!order.live()) {
      said.add(new Message("rejected", () -> words.rejected(cause, ordinal, order.clientId)));
      return;
    }
    accepted(cause, ordinal, order.venueId, order.clientId);
    order.price = at == NONE ? order.price : at;
    order.quantity = quantity == NONE ? order.quantity : Math.max(quantity, order.filled);
    limits(order);
    boolean crosses = order.side == Side.BUY ? price <= order.price : price >= order.price;
    if (order.leaves() == 0) {
      order.status = OrderStatus.FILLED;
    } else if (crosses && order.postOnly) {
      order.status = OrderStatus.CANCELLED;
    }
    tell(order);
    if (crosses && order.live()) {
      fill(order, order.price, order.leaves(), makerFee);
    }
  }

  private void cancel(CancelOrderDecoder cancelled, long cause, int ordinal) {
    cancelled.skipOrderId();
    Order order = byClientId.get(cancelled.clientOrderId());
    orders.add(order.leg + " cancel " + order.tag);
    if (!order.live()) {
      said.add(new Message("rejected", () -> words.rejected(cause, ordinal, order.clientId)));
      return;
    }
    accepted(cause, ordinal, order.venueId, order.clientId);
    cancel(order);
  }

  private void flatten(Leg leg) {
    for (Order other : byClientId.values()) {
      if (other.live() && other.reduceOnly && other.leg == leg) {
        cancel(other);
      }
    }
  }

  private void execute(
      Order order,
      int place,
      boolean opens,
      long at,
      long quantity,
      long feeRate,
      ExecutionType type) {
    if (opens) {
      size[place] += quantity;
      cost[place] += Decimals.multiplyE9(at, quantity);
    } else {
      long average = Decimals.divideE9(cost[place], size[place]);
      size[place] -= quantity;
      cost[place] = Decimals.multiplyE9(average, size[place]);
    }
    order.filled += quantity;
    long fee = Decimals.multiplyE9(Decimals.multiplyE9(at, quantity), feeRate);
    String id = "e" + ++executions;
    long number = ++sequence;
    String clientId = order.clientId;
    long timeNs = events.timeNs() + aheadNs;
    said.add(
        new Message(
            "execution " + id,
            () -> {
              ExecutionEncoder event = new ExecutionEncoder();
              var records = events.records();
              event.wrap(records.buffer(), records.begin(ExecutionEncoder.TEMPLATE_ID));
              words.header(event.header()).venueTimeNs(timeNs);
              event
                  .priceE9(at)
                  .quantityE9(quantity)
                  .feeE9(fee)
                  .closedQuantityE9(opens ? 0 : quantity)
                  .crossSequence(number)
                  .side(order.side)
                  .executionType(type);
              event.executionId(id).orderId(order.venueId).clientOrderId(clientId).feeCoin("USDT");
              records.end(event.encodedLength());
            }));
  }

  /** Dates executions so much later than the engine's clock does. */
  void ahead(long ns) {
    aheadNs = ns;
  }

  /** Funding, paid where positive. */
  void funding(Leg leg, long paid) {
    String id = "f" + ++executions;
    said.add(
        new Message(
            "funding",
            () -> {
              ExecutionEncoder event = new ExecutionEncoder();
              var records = events.records();
              event.wrap(records.buffer(), records.begin(ExecutionEncoder.TEMPLATE_ID));
              words.header(event.header()).venueTimeNs(events.timeNs());
              event
                  .priceE9(price)
                  .quantityE9(1)
                  .feeE9(paid)
                  .side(leg == Leg.LONG ? Side.BUY : Side.SELL)
                  .leg(leg)
                  .executionType(ExecutionType.FUNDING);
              event.executionId(id).orderId("").clientOrderId("").feeCoin("USDT");
              records.end(event.encodedLength());
            }));
  }

  private void tell(Order order) {
    Runnable write = orderUpdate(order, NONE);
    said.add(new Message(order.clientId + " " + order.status, write));
  }

  private Runnable orderUpdate(Order order, long reportId) {
    OrderStatus status = order.status;
    long filled = order.filled;
    long quantity = order.quantity;
    long at = order.price;
    long updated = events.timeNs() + ++sequence;
    return () -> {
      OrderUpdateEncoder event = new OrderUpdateEncoder();
      var records = events.records();
      event.wrap(records.buffer(), records.begin(OrderUpdateEncoder.TEMPLATE_ID));
      words.header(event.header());
      event
          .quantityE9(quantity)
          .cumulativeQuantityE9(filled)
          .updatedTimeNs(updated)
          .reportId(reportId)
          .side(order.side)
          .leg(order.leg)
          .orderType(order.market ? OrderType.MARKET : OrderType.LIMIT)
          .timeInForce(TimeInForce.GTC)
          .reduceOnly((short) (order.reduceOnly ? 1 : 0))
          .status(status);
      if (!order.market) {
        event.priceE9(at);
      }
      event.orderId(order.venueId).clientOrderId(order.clientId);
      event.stopOrderType("").rejectReason("").cancelType("");
      records.end(event.encodedLength());
    };
  }

  /** What the venue has of a leg now. */
  void position(int place) {
    said.add(new Message("position " + place, positionUpdate(place, NONE)));
  }

  private Runnable positionUpdate(int place, long reportId) {
    long held = size[place];
    long entry = held == 0 ? 0 : Decimals.divideE9(cost[place], held);
    long number = ++sequence;
    long stopAt = stop[place];
    return () -> {
      PositionUpdateEncoder event = new PositionUpdateEncoder();
      var records = events.records();
      event.wrap(records.buffer(), records.begin(PositionUpdateEncoder.TEMPLATE_ID));
      words.header(event.header());
      event
          .sizeE9(held)
          .entryPriceE9(entry)
          .leverageE9(leverage)
          .stopLossE9(stopAt)
          .crossSequence(number)
          .reportId(reportId)
          .leg(place == 0 ? Leg.LONG : Leg.SHORT)
          .side(held == 0 ? Side.NULL_VAL : place == 0 ? Side.BUY : Side.SELL);
      records.end(event.encodedLength());
    };
  }

  /** A complete report of what there is now, in one piece. */
  void report(ReportKind kind, long cause, int ordinal) {
    long id = ++reports;
    long asked = events.timeNs();
    List<Runnable> items = new ArrayList<>();
    if (kind == ReportKind.OPEN_ORDERS) {
      byClientId.values().stream()
          .filter(Order::live)
          .forEach(order -> items.add(orderUpdate(order, id)));
    } else if (kind == ReportKind.POSITIONS) {
      items.add(positionUpdate(0, id));
      items.add(positionUpdate(1, id));
    } else if (kind == ReportKind.WALLET) {
      items.add(() -> words.wallet(id, equity));
    }
    said.add(
        new Message(
            "report " + kind,
            () -> {
              words.reportBegin(id, kind, asked, cause, ordinal);
              items.forEach(Runnable::run);
              words.reportEnd(id, kind, items.size());
            }));
    if (cause > 0) {
      accepted(cause, ordinal, "", "");
    }
  }

  private void accepted(long cause, int ordinal, String venueId, String clientId) {
    said.add(
        new Message(
            "accepted " + clientId, () -> words.accepted(cause, ordinal, venueId, clientId)));
  }
}
