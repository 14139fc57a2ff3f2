package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.e9;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import ringside.engine.core.state.OrderState;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.RiskRig;
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
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * What is counted as exposure is never less than what the venue has, positions and what rests and
 * opens, in whatever order and however often its messages come; and the same once all have come.
 */
class ExposurePropertyTest {
  private static final long NONE = Long.MIN_VALUE;
  private static final long MARK = 100;
  private static final Leg[] LEGS = {Leg.LONG, Leg.SHORT};

  @Property(tries = 300)
  void neverLessThanTheVenueHasAndTheSameInTheEnd(@ForAll long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < 120; i++) {
      run.step();
      run.check("step " + i);
    }
    run.settle();
    assertThat(run.counted()).as("in the end").isEqualTo(run.truth());
    assertThat(run.rig.restored().digest()).isEqualTo(run.rig.harness().core().digest());
  }

  /** An order as the venue has it. */
  private static final class Order {
    String clientId;
    String venueId;
    Side side;
    Leg leg;
    boolean reduceOnly;
    long quantityE9;
    long filledE9;
    OrderStatus status = OrderStatus.NEW;

    boolean live() {
      return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    long leavesE9() {
      return live() ? quantityE9 - filledE9 : 0;
    }
  }

  /** A core and its venue; commands arrive in order, what the venue says in any. */
  private static final class Run {
    final RiskRig rig = new RiskRig();
    private final Random random;
    private final TreeMap<String, Order> orders = new TreeMap<>();
    private final List<Runnable> commands = new ArrayList<>();
    private final List<Runnable> messages = new ArrayList<>();
    private final long[] sizesE9 = new long[3];
    private final long[] numbers = new long[3];
    private long sequence = 10_000;
    private long ids = 50_000;

    Run(long seed) {
      random = new Random(seed);
      rig.begin("limits.ordersPerSecond", "100000", "limits.openOrders", "1000");
      rig.onDecision(this::decision);
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0, 1 -> propose();
        case 2, 3 -> {
          if (!commands.isEmpty()) {
            commands.remove(0).run();
          }
        }
        case 4, 5 -> fill();
        case 6 -> {
          rig.events.afterMs(random.nextInt(400)).tick();
          rig.feed();
        }
        case 7 -> report();
        default -> hear(random.nextInt(6) == 0);
      }
    }

    void settle() {
      rig.wantsNothing();
      while (!commands.isEmpty() || !messages.isEmpty()) {
        while (!commands.isEmpty()) {
          commands.remove(0).run();
        }
        hear(false);
        check("at the end");
      }
    }

    void check(String when) {
      assertThat(counted()).as(when).isGreaterThanOrEqualTo(truth());
    }

    long counted() {
      var exposures = rig.harness().core().state().exposure;
      return exposures.symbolE9(0, 0, Leg.LONG, Side.BUY, 0);
    }

    long truth() {
      long sumE9 = sizesE9[Leg.LONG.value()] + sizesE9[Leg.SHORT.value()];
      for (Order order : orders.values()) {
        sumE9 += order.reduceOnly ? 0 : order.leavesE9();
      }
      return MARK * sumE9;
    }

    private void propose() {
      Leg leg = LEGS[random.nextInt(2)];
      boolean opens = random.nextInt(3) > 0;
      Side side = (leg == Leg.LONG) == opens ? Side.BUY : Side.SELL;
      long quantityE9 = e9("1") + random.nextInt(8) * e9("0.5");
      int what = random.nextInt(4);
      rig.wants(
          0,
          0,
          out -> {
            OrderState order = what > 1 ? null : some();
            if (order == null) {
              Proposal placed = out.place(side, leg, quantityE9).limit(e9("99"), TimeInForce.GTC);
              if (!opens) {
                placed.reduceOnly();
              }
            } else if (what == 0) {
              out.cancel(order);
            } else {
              out.amend(order, StateView.UNKNOWN, order.filledE9() + quantityE9);
            }
          });
      rig.trade(0);
    }

    private OrderState some() {
      var known = rig.account(0).orders;
      return known.liveCount() == 0 ? null : known.live(random.nextInt(known.liveCount()));
    }

    private void decision(DirectBuffer buffer, int offset) {
      int block = offset + RecordLayout.BLOCK_OFFSET;
      int length = RecordLayout.blockLength(buffer, offset);
      int version = RecordLayout.version(buffer, offset);
      long cause = RecordLayout.sequence(buffer, offset);
      int ordinal = RecordLayout.ordinal(buffer, offset);
      switch (RecordLayout.templateId(buffer, offset)) {
        case PlaceOrderDecoder.TEMPLATE_ID -> {
          PlaceOrderDecoder it = new PlaceOrderDecoder().wrap(buffer, block, length, version);
          Order order = new Order();
          order.side = it.side();
          order.leg = it.leg();
          order.reduceOnly = it.reduceOnly() == 1;
          order.quantityE9 = it.quantityE9();
          order.clientId = it.clientOrderId();
          order.venueId = "v" + ++ids;
          commands.add(() -> place(order, cause, ordinal));
        }
        case AmendOrderDecoder.TEMPLATE_ID -> {
          AmendOrderDecoder it = new AmendOrderDecoder().wrap(buffer, block, length, version);
          long quantityE9 = it.quantityE9();
          it.orderId();
          String clientId = it.clientOrderId();
          commands.add(() -> amend(clientId, quantityE9, cause, ordinal));
        }
        case CancelOrderDecoder.TEMPLATE_ID -> {
          CancelOrderDecoder it = new CancelOrderDecoder().wrap(buffer, block, length, version);
          it.orderId();
          String clientId = it.clientOrderId();
          commands.add(() -> cancel(clientId, cause, ordinal));
        }
        default -> {
          // Reports come when they come.
        }
      }
    }

    private void place(Order order, long cause, int ordinal) {
      orders.put(order.clientId, order);
      messages.add(() -> events().accepted(cause, ordinal, order.venueId, order.clientId));
      say(order);
    }

    private void amend(String clientId, long quantityE9, long cause, int ordinal) {
      Order order = orders.get(clientId);
      if (!order.live() || quantityE9 <= order.filledE9) {
        messages.add(() -> events().unresolved(cause, ordinal, clientId));
        return;
      }
      order.quantityE9 = quantityE9;
      messages.add(() -> events().accepted(cause, ordinal, order.venueId, clientId));
      say(order);
    }

    private void cancel(String clientId, long cause, int ordinal) {
      Order order = orders.get(clientId);
      if (order.live()) {
        order.status =
            order.filledE9 == 0 ? OrderStatus.CANCELLED : OrderStatus.PARTIALLY_FILLED_CANCELLED;
        say(order);
      }
      messages.add(() -> events().accepted(cause, ordinal, order.venueId, clientId));
    }

    private void fill() {
      List<Order> live = orders.values().stream().filter(Order::live).toList();
      if (live.isEmpty()) {
        return;
      }
      Order order = live.get(random.nextInt(live.size()));
      int row = order.leg.value();
      long mostE9 = order.reduceOnly ? Math.min(order.leavesE9(), sizesE9[row]) : order.leavesE9();
      long quantityE9 = random.nextBoolean() ? mostE9 : Math.min(mostE9, e9("0.5"));
      if (quantityE9 == 0) {
        return;
      }
      order.filledE9 += quantityE9;
      order.status =
          order.filledE9 == order.quantityE9 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
      sizesE9[row] += order.reduceOnly ? -quantityE9 : quantityE9;
      long number = ++sequence;
      numbers[row] = number;
      long sizeE9 = sizesE9[row];
      messages.add(() -> execution(order, quantityE9, number));
      messages.add(() -> position(order.leg, sizeE9, number, NONE));
      say(order);
    }

    private void say(Order order) {
      long updatedNs = RiskRig.START + ++sequence;
      OrderStatus status = order.status;
      long quantityE9 = order.quantityE9;
      long filledE9 = order.filledE9;
      messages.add(() -> order(order, status, quantityE9, filledE9, updatedNs));
    }

    /** Asked for now, answered a moment later, heard of whenever. */
    private void report() {
      long askedNs = rig.events.timeNs();
      if (random.nextBoolean()) {
        fill();
      }
      long id = ++ids;
      long[] sizes = sizesE9.clone();
      long[] at = numbers.clone();
      messages.add(
          () -> {
            events().reportBegin(id, ReportKind.POSITIONS, askedNs);
            int items = 0;
            for (Leg leg : LEGS) {
              // What is flat need not be in it.
              if (sizes[leg.value()] != 0 || id % 2 == 0) {
                position(leg, sizes[leg.value()], at[leg.value()], id);
                items++;
              }
            }
            events().reportEnd(id, ReportKind.POSITIONS, items, true);
          });
    }

    private void hear(boolean again) {
      if (messages.isEmpty()) {
        return;
      }
      int place = random.nextInt(messages.size());
      Runnable message = again ? messages.get(place) : messages.remove(place);
      rig.events.afterMs(1);
      message.run();
      rig.feed();
    }

    private void order(
        Order order, OrderStatus status, long quantityE9, long filledE9, long updatedNs) {
      OrderUpdateEncoder event = new OrderUpdateEncoder();
      event.wrap(records().buffer(), records().begin(OrderUpdateEncoder.TEMPLATE_ID));
      header(event.header());
      event
          .priceE9(e9("99"))
          .quantityE9(quantityE9)
          .cumulativeQuantityE9(filledE9)
          .updatedTimeNs(updatedNs)
          .side(order.side)
          .leg(order.leg)
          .reduceOnly((short) (order.reduceOnly ? 1 : 0))
          .orderType(OrderType.LIMIT)
          .timeInForce(TimeInForce.GTC)
          .status(status);
      event.orderId(order.venueId).clientOrderId(order.clientId);
      event.stopOrderType("").rejectReason("").cancelType("");
      records().end(event.encodedLength());
    }

    private void execution(Order order, long quantityE9, long number) {
      ExecutionEncoder event = new ExecutionEncoder();
      event.wrap(records().buffer(), records().begin(ExecutionEncoder.TEMPLATE_ID));
      header(event.header());
      event
          .priceE9(e9("99"))
          .quantityE9(quantityE9)
          .feeE9(0)
          .crossSequence(number)
          .side(order.side)
          .leg(order.leg)
          .executionType(ExecutionType.TRADE);
      event.executionId("x" + number).orderId(order.venueId).clientOrderId(order.clientId);
      event.feeCoin("USDT");
      records().end(event.encodedLength());
    }

    private void position(Leg leg, long sizeE9, long number, long report) {
      PositionUpdateEncoder event = new PositionUpdateEncoder();
      event.wrap(records().buffer(), records().begin(PositionUpdateEncoder.TEMPLATE_ID));
      header(event.header());
      Side side = sizeE9 == 0 ? Side.NULL_VAL : leg == Leg.LONG ? Side.BUY : Side.SELL;
      event
          .sizeE9(sizeE9)
          .entryPriceE9(e9("99"))
          .crossSequence(number)
          .reportId(report)
          .leg(leg)
          .side(side);
      records().end(event.encodedLength());
    }

    private void header(RecordHeaderEncoder header) {
      header
          .timeNs(rig.events.timeNs())
          .source(AccountEvents.SOURCE)
          .generation(1)
          .account(0)
          .instrument(0);
    }

    private AccountEvents events() {
      return rig.accounts[0];
    }

    private RecordBuffer records() {
      return rig.events.records();
    }
  }
}
