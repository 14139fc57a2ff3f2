package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/** Accounts without a book: tests say what is ordered, filled and marked, and all is audited. */
final class Desk {
  static final int BTC = 0;
  static final int ETH = 1;

  final Accounts accounts;
  final Set<VenueOrder> open = new LinkedHashSet<>();
  final List<VenueExecution> executions = new ArrayList<>();
  long timeNs = 1;
  private long ids;
  private long sequence;

  Desk(String... balances) {
    this(Instruments.defaults(), balances);
  }

  Desk(List<Instrument> instruments, String... balances) {
    List<VenueConfig.AccountSpec> specs = new ArrayList<>();
    for (String balance : balances) {
      specs.add(
          new VenueConfig.AccountSpec(
              "a" + specs.size(), 1000 + specs.size(), "USDT", e9(balance)));
    }
    VenueConfig config =
        new VenueConfig(
            1, 0, FillModel.OPTIMISTIC, LatencyModel.NONE, LatencyModel.NONE, specs, true);
    accounts = new Accounts(config, instruments);
    audit();
  }

  static long e9(String text) {
    long value = Decimals.parseE9(text);
    assertThat(value).as(text).isNotEqualTo(Decimals.INVALID);
    return value;
  }

  static String text(long valueE9) {
    return Decimals.toStringE9(valueE9);
  }

  void mark(int symbol, String price) {
    accounts.onMark(symbol, e9(price), e9(price), timeNs++);
    audit();
  }

  VenueOrder order(int account, int symbol, int index, Side side, String quantity, String price) {
    VenueOrder order = new VenueOrder();
    order.id = ++ids;
    order.account = account;
    order.symbol = symbol;
    order.positionIdx = index;
    order.side = side;
    order.type = price.equals("0") ? OrderType.MARKET : OrderType.LIMIT;
    order.timeInForce = TimeInForce.GTC;
    order.priceE9 = e9(price);
    order.quantityE9 = e9(quantity);
    order.leavesE9 = order.quantityE9;
    order.status = OrderStatus.NEW;
    return order;
  }

  RetCode place(VenueOrder order) {
    RetCode code = accounts.orders.mayPlace(order);
    if (code == RetCode.OK) {
      accounts.orders.onOpened(order);
      open.add(order);
    }
    audit();
    return code;
  }

  VenueExecution fill(VenueOrder order, String quantity, String price) {
    return fill(order, e9(quantity), e9(price), false, ExecutionType.TRADE);
  }

  VenueExecution fill(
      VenueOrder order, long quantityE9, long priceE9, boolean maker, ExecutionType type) {
    order.leavesE9 -= quantityE9;
    order.filledE9 += quantityE9;
    order.filledValueE9 += Decimals.multiplyE9(priceE9, quantityE9);
    order.status = order.leavesE9 == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    VenueExecution execution =
        accounts.fill(order, priceE9, quantityE9, maker, type, ++sequence, timeNs++);
    order.feeE9 += execution.feeE9();
    changed(order);
    executions.add(execution);
    accounts.checkConserved();
    audit();
    return execution;
  }

  /** An order that is filled whole at once, whatever the margin. */
  VenueExecution trade(
      int account, int symbol, int index, Side side, String quantity, String price) {
    return fill(order(account, symbol, index, side, quantity, price), quantity, price);
  }

  VenueExecution liquidate(Position position, String price) {
    Side side = position.side() == Side.BUY ? Side.SELL : Side.BUY;
    String quantity = text(position.sizeE9());
    VenueOrder order =
        order(position.account(), position.symbol(), position.index(), side, quantity, price);
    order.reduceOnly = true;
    order.createType = "CreateByLiq";
    position.liquidating = true;
    return fill(order, order.quantityE9, e9(price), false, ExecutionType.LIQUIDATION);
  }

  void cancel(VenueOrder order) {
    order.status = OrderStatus.CANCELLED;
    order.leavesE9 = 0;
    changed(order);
    audit();
  }

  void changed(VenueOrder order) {
    accounts.orders.onChanged(order);
    if (order.isOpen()) {
      open.add(order);
    } else {
      open.remove(order);
    }
  }

  List<VenueExecution> fund(int symbol, String rate) {
    List<VenueExecution> paid = accounts.fund(symbol, e9(rate), ++sequence, timeNs++);
    executions.addAll(paid);
    accounts.checkConserved();
    audit();
    return paid;
  }

  RetCode leverage(int account, int symbol, String leverage) {
    VenueRequest.SetLeverage request =
        new VenueRequest.SetLeverage(account, symbol, e9(leverage), e9(leverage));
    RetCode code = accounts.settings.setLeverage(request, timeNs++);
    audit();
    return code;
  }

  RetCode mode(int account, int symbol, boolean hedge) {
    boolean orders = open.stream().anyMatch(o -> o.account == account && o.symbol == symbol);
    VenueRequest.SwitchMode request = new VenueRequest.SwitchMode(account, symbol, hedge);
    RetCode code = accounts.settings.switchMode(request, orders, timeNs++);
    audit();
    return code;
  }

  RetCode transfer(int account, String amount, String id) {
    RetCode code =
        accounts.settings.transfer(new VenueRequest.Transfer(account, e9(amount), id), timeNs++);
    accounts.checkConserved();
    audit();
    return code;
  }

  void audit() {
    accounts.audit(open);
  }
}
