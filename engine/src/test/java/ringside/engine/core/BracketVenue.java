package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionView;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.Side;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * A venue for one bracket: takes what the core sends whenever it likes, fills what it likes within
 * reduce-only, and tells it in any order, once or twice.
 */
final class BracketVenue {
  private static final long NONE = Long.MIN_VALUE;

  /** An order as the venue has it. */
  static final class Order {
    String clientId;
    String venueId;
    Side side;
    boolean reduceOnly;
    boolean profit;
    long price = NONE;
    long trigger = NONE;
    long quantity;
    long filled;
    OrderStatus status = OrderStatus.NEW;

    boolean live() {
      return status == OrderStatus.NEW
          || status == OrderStatus.UNTRIGGERED
          || status == OrderStatus.PARTIALLY_FILLED;
    }
  }

  final Map<String, Order> orders = new LinkedHashMap<>();
  private final CoreHarness core;
  private final TestEvents events;
  private final AccountEvents account;
  private final Random random;
  private final List<Runnable> commands = new ArrayList<>();
  private final List<Runnable> messages = new ArrayList<>();
  private final List<Runnable> executions = new ArrayList<>();
  private final Map<String, List<Long>> amendedNs = new LinkedHashMap<>();
  private int limited;
  private int readTo;
  private long size;
  private long sequence = 10;
  private long ids = 100;

  BracketVenue(CoreHarness core, TestEvents events, AccountEvents account, Random random) {
    this.core = core;
    this.events = events;
    this.account = account;
    this.random = random;
  }

  long size() {
    return size;
  }

  /** So many amends from now on are refused for their number. */
  void limitAmends(int count) {
    limited = count;
  }

  /** When amends were sent, by order. */
  Map<String, List<Long>> amendedNs() {
    return amendedNs;
  }

  boolean quiet() {
    return commands.isEmpty() && messages.isEmpty();
  }

  Order entry() {
    return orders.values().stream().filter(order -> !order.reduceOnly).findFirst().orElse(null);
  }

  /** The live exit of that kind, or null; there is never more than one. */
  Order exit(boolean profit) {
    List<Order> live =
        orders.values().stream()
            .filter(order -> order.reduceOnly && order.profit == profit && order.live())
            .toList();
    assertThat(live).as("exits of a kind at a time").hasSizeLessThanOrEqualTo(1);
    return live.isEmpty() ? null : live.get(0);
  }

  long filled(boolean profit) {
    return orders.values().stream()
        .filter(order -> order.reduceOnly && order.profit == profit)
        .mapToLong(order -> order.filled)
        .sum();
  }

  /** One event at a time, so that each decision is judged by what was known when it was made. */
  private void feed() {
    RecordBuffer records = events.records();
    for (int at = 0; at < records.length(); at = CoreHarness.next(records, at)) {
      core.feed(records.buffer(), at);
      read();
    }
    records.clear();
  }

  /** Takes in whatever the core has decided since. */
  void read() {
    RecordBuffer journal = core.journal();
    for (; readTo < journal.length(); readTo = CoreHarness.next(journal, readTo)) {
      if (RecordLayout.ordinal(journal.buffer(), readTo) > 0) {
        decided(journal.buffer(), readTo);
      }
    }
  }

  private void decided(DirectBuffer buffer, int at) {
    int block = at + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, at);
    int version = RecordLayout.version(buffer, at);
    long cause = RecordLayout.sequence(buffer, at);
    int ordinal = RecordLayout.ordinal(buffer, at);
    switch (RecordLayout.templateId(buffer, at)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        PlaceOrderDecoder decision = new PlaceOrderDecoder().wrap(buffer, block, length, version);
        Order order = new Order();
        order.side = decision.side();
        order.reduceOnly = decision.reduceOnly() == 1;
        order.profit = order.reduceOnly && decision.bracketProfitE9() != NONE;
        order.price = decision.priceE9();
        order.trigger = decision.triggerPriceE9();
        order.quantity = decision.quantityE9();
        order.status = order.trigger == NONE ? OrderStatus.NEW : OrderStatus.UNTRIGGERED;
        order.clientId = decision.clientOrderId();
        order.venueId = "v" + ++ids;
        if (order.reduceOnly) {
          assertThat(order.quantity).as("size of an exit").isLessThanOrEqualTo(open());
        }
        commands.add(() -> place(order, cause, ordinal));
      }
      case AmendOrderDecoder.TEMPLATE_ID -> {
        AmendOrderDecoder decision = new AmendOrderDecoder().wrap(buffer, block, length, version);
        long quantity = decision.quantityE9();
        decision.orderId();
        String clientId = decision.clientOrderId();
        OrderState known = state().orders.byClientId(id(clientId));
        long size = quantity - known.filledE9();
        PositionView position = state().position(0, Leg.ONE_WAY);
        long held = position == null ? 0 : position.sizeE9();
        assertThat(size).as("amended size").isLessThanOrEqualTo(open());
        assertThat(size).as("made larger").isLessThanOrEqualTo(Math.max(known.leavesE9(), held));
        amendedNs.computeIfAbsent(clientId, name -> new ArrayList<>()).add(events.timeNs());
        commands.add(() -> amend(clientId, quantity, cause, ordinal));
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        CancelOrderDecoder decision = new CancelOrderDecoder().wrap(buffer, block, length, version);
        decision.orderId();
        String clientId = decision.clientOrderId();
        commands.add(() -> cancel(clientId, cause, ordinal));
      }
      case RequestReportDecoder.TEMPLATE_ID -> {
        RequestReportDecoder decision =
            new RequestReportDecoder().wrap(buffer, block, length, version);
        ReportKind kind = decision.kind();
        String clientId = decision.clientOrderId();
        commands.add(() -> report(kind, clientId, cause, ordinal));
      }
      default -> {
        // Not for the venue.
      }
    }
  }

  /** One thing happens: a command arrives, a message is heard, time passes. */
  void step() {
    int what = random.nextInt(10);
    if (what < 4 && !commands.isEmpty()) {
      commands.remove(0).run();
    } else if (what < 9 && !messages.isEmpty()) {
      hear();
    } else {
      events.afterMs(50L + random.nextInt(200)).tick();
      feed();
    }
    read();
  }

  /** Something trades, or is taken away. */
  void trade() {
    Order entry = entry();
    switch (random.nextInt(6)) {
      case 0, 1 -> fill(entry, Long.MAX_VALUE);
      case 2 -> fill(exit(true), size);
      case 3 -> {
        Order stop = exit(false);
        if (stop == null || random.nextInt(6) != 0) {
          return;
        }
        if (stop.status == OrderStatus.UNTRIGGERED) {
          stop.status = OrderStatus.NEW;
          tell(stop);
        }
        fill(stop, size);
      }
      case 4 -> {
        if (random.nextInt(12) == 0 && entry != null && entry.live()) {
          entry.status = OrderStatus.CANCELLED;
          tell(entry);
        }
      }
      default -> {
        Order exit = exit(random.nextBoolean());
        if (random.nextInt(25) == 0 && exit != null) {
          exit.status = OrderStatus.CANCELLED;
          tell(exit);
        }
      }
    }
  }

  void endEntry() {
    Order entry = entry();
    if (entry != null && entry.live()) {
      entry.status = OrderStatus.CANCELLED;
      tell(entry);
    }
  }

  /** The engine died: half of what it had decided never left. */
  void engineDied() {
    commands.removeIf(command -> random.nextBoolean());
  }

  /** What is on its way arrives, in order. */
  void drain() {
    for (int i = 0; i < 400; i++) {
      while (!commands.isEmpty()) {
        commands.remove(0).run();
      }
      while (!messages.isEmpty()) {
        messages.remove(0).run();
        feed();
      }
      events.afterMs(250).tick();
      feed();
      read();
    }
  }

  void fillEntry(long quantity) {
    traded(entry(), quantity);
  }

  void fillExit(boolean profit, long quantity) {
    traded(exit(profit), quantity);
  }

  /** A human closes the position: the venue takes back what only reduces and waits for nothing. */
  void closeByHand() {
    long number = ++sequence;
    long closed = size;
    size = 0;
    messages.add(() -> execution(number, "", "by-hand", Side.SELL, closed, NONE));
    executions.add(() -> execution(number, "", "by-hand", Side.SELL, closed, ids));
    messages.add(() -> account.position(Leg.ONE_WAY, 0, 0, NONE, number, NONE));
    endReducing();
  }

  private void fill(Order order, long most) {
    boolean resting = order != null && order.live() && order.status != OrderStatus.UNTRIGGERED;
    if (!resting || most <= 0) {
      return;
    }
    long left = Math.min(order.quantity - order.filled, most);
    long filled = random.nextInt(8) == 0 ? left : Math.min(left, 10L + 10L * random.nextInt(2));
    if (filled <= 0) {
      return;
    }
    traded(order, filled);
  }

  private void traded(Order order, long filled) {
    order.filled += filled;
    size += order.side == Side.BUY ? filled : -filled;
    order.status =
        order.filled == order.quantity ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    long number = ++sequence;
    Side side = order.side;
    String name = order.clientId;
    String venueId = order.venueId;
    Runnable execution = () -> execution(number, name, venueId, side, filled, NONE);
    executions.add(() -> execution(number, name, venueId, side, filled, ids));
    messages.add(execution);
    tell(order);
    long nowSize = size;
    messages.add(() -> account.position(Leg.ONE_WAY, nowSize, 0, NONE, number, NONE));
    if (size == 0) {
      endReducing();
    }
  }

  /** What only reduces ends with the position. */
  private void endReducing() {
    for (Order other : orders.values()) {
      if (other.reduceOnly && other.live() && other.status != OrderStatus.UNTRIGGERED) {
        other.status = OrderStatus.CANCELLED;
        tell(other);
      }
    }
  }

  private void execution(
      long number, String name, String venueId, Side side, long filled, long reportId) {
    account.execution(
        "e" + number, name, venueId, side, filled, number, ExecutionType.TRADE, reportId);
  }

  private void tell(Order order) {
    messages.add(update(order, NONE));
  }

  private Runnable update(Order order, long reportId) {
    OrderStatus status = order.status;
    long quantity = order.quantity;
    long filled = order.filled;
    long updatedNs = events.timeNs() + ++sequence;
    return () ->
        account.orderOf(
            order.side,
            order.clientId,
            order.venueId,
            status,
            quantity,
            filled,
            order.price,
            order.trigger,
            updatedNs,
            reportId);
  }

  private void hear() {
    int place = random.nextInt(Math.min(4, messages.size()));
    Runnable message = messages.get(place);
    if (random.nextInt(8) != 0) {
      messages.remove(place);
    }
    message.run();
    events.afterMs(random.nextInt(3));
    feed();
  }

  private void place(Order order, long cause, int ordinal) {
    if (order.reduceOnly && size <= 0) {
      messages.add(() -> account.rejected(cause, ordinal, RejectClass.REFUSED, order.clientId));
      return;
    }
    orders.put(order.clientId, order);
    messages.add(() -> account.accepted(cause, ordinal, order.venueId, order.clientId));
    tell(order);
    exit(true);
    exit(false);
  }

  private void amend(String clientId, long quantity, long cause, int ordinal) {
    if (limited > 0) {
      limited--;
      messages.add(() -> account.rejected(cause, ordinal, RejectClass.LIMITED, clientId));
      return;
    }
    Order order = orders.get(clientId);
    boolean can = order.live() && quantity > order.filled;
    if (!can) {
      messages.add(() -> account.rejected(cause, ordinal, RejectClass.REFUSED, clientId));
      return;
    }
    order.quantity = quantity;
    messages.add(() -> account.accepted(cause, ordinal, order.venueId, clientId));
    tell(order);
  }

  private void cancel(String clientId, long cause, int ordinal) {
    Order order = orders.get(clientId);
    if (!order.live()) {
      messages.add(() -> account.rejected(cause, ordinal, RejectClass.REFUSED, clientId));
      return;
    }
    order.status = OrderStatus.CANCELLED;
    messages.add(() -> account.accepted(cause, ordinal, order.venueId, clientId));
    tell(order);
  }

  /** Reports are told at once, and whole. */
  private void report(ReportKind kind, String clientId, long cause, int ordinal) {
    account.accepted(cause, ordinal, "", clientId);
    long id = ++ids;
    events.afterMs(1);
    account.reportBegin(id, kind, events.timeNs());
    int items = 0;
    switch (kind) {
      case ORDER -> {
        Order order = orders.get(clientId);
        if (order != null) {
          update(order, id).run();
          items = 1;
        }
      }
      case OPEN_ORDERS -> {
        for (Order order : orders.values()) {
          if (order.live()) {
            update(order, id).run();
            items++;
          }
        }
      }
      case POSITIONS -> {
        account.position(Leg.ONE_WAY, size, 0, NONE, sequence, id);
        items = 1;
      }
      case EXECUTIONS -> {
        executions.forEach(Runnable::run);
        items = executions.size();
      }
      default -> {
        account.wallet(1_000_000, id);
        items = 1;
      }
    }
    account.reportEnd(id, kind, items, true);
    feed();
  }

  private long open() {
    return state().orders.brackets().activeCount() == 0
        ? 0
        : state().orders.brackets().active(0).openE9();
  }

  private AccountState state() {
    return core.core().state().accounts.find(0);
  }

  private static ringside.engine.core.state.IdText id(String name) {
    ringside.engine.core.state.IdText id = new ringside.engine.core.state.IdText();
    byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    id.set(new org.agrona.concurrent.UnsafeBuffer(bytes), 0, bytes.length);
    return id;
  }
}
