package ringside.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.agrona.DirectBuffer;
import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.StateSink;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TransferEncoder;
import ringside.journal.codec.WalletUpdateEncoder;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * A core with two accounts in hedge mode on two instruments, whose strategies propose what the test
 * says at the next trade. Prices near 100, tick 0.1, lot 0.001; all amounts are texts.
 */
public final class RiskRig {
  public static final long START = 1_700_000_000_000_000_000L;
  public static final int ALL = TestEvents.NO_INDEX;

  private static final long NONE = Long.MIN_VALUE;
  private static final long STATE_VERSION = 42;

  public final TestEvents events = new TestEvents().at(START);
  public final AccountEvents[] accounts = {
    new AccountEvents(events, 0, 0), new AccountEvents(events, 1, 0)
  };
  private final Map<Integer, Consumer<Proposals>> proposals = new HashMap<>();
  private final Set<Integer> throwing = new HashSet<>();
  private final Set<Integer> gone = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private final CoreHarness harness = new CoreHarness(core());
  private ObjIntConsumer<DirectBuffer> decision = (buffer, offset) -> {};
  private boolean trading;
  private long updates = 1_000;
  private long reports = 1_000;
  private long sequence = 100;

  private TradingCore core() {
    return new TradingCore(STATE_VERSION, this::make);
  }

  private Strategy make(String kind, Map<String, String> parameters, Seat seat) {
    return new Strategy() {
      @Override
      public void fold(Happening happening, StateView view) {
        switch (happening.kind()) {
          case OPERATOR -> told.add(seat.strategy() + " " + happening.operatorAction());
          case RISK ->
              told.add(seat.strategy() + " " + happening.name() + " " + happening.riskLevel());
          default -> {
            // Nothing that is about risk.
          }
        }
      }

      @Override
      public void propose(StateView view, Proposals out) {
        Consumer<Proposals> wanted = proposals.get(seat.strategy());
        if (trading && throwing.contains(seat.strategy())) {
          throw new IllegalStateException("on purpose");
        }
        if (trading && wanted != null) {
          wanted.accept(out);
        }
      }

      @Override
      public void describe(StateSink sink) {
        sink.putLong(seat.strategy());
      }
    };
  }

  /**
   * A run begins with strategy 2 * account + instrument on each of both, and all is known.
   *
   * @param settings path, value, path, value, ...
   */
  public RiskRig begin(String... settings) {
    events.started(7, 4_096);
    config(settings);
    for (AccountEvents account : accounts) {
      account.connected(1);
    }
    events.from(1, 1).connected();
    for (int instrument = 0; instrument < 2; instrument++) {
      events.instrument(instrument);
      defined(instrument);
      book();
      mark("100");
    }
    events.instrument(0);
    events.afterMs(1);
    feed();
    for (int account = 0; account < accounts.length; account++) {
      report(account, ReportKind.OPEN_ORDERS).report(account, ReportKind.POSITIONS);
      report(account, ReportKind.WALLET).report(account, ReportKind.EXECUTIONS);
    }
    feed();
    return this;
  }

  public RiskRig config(String... settings) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < settings.length; i += 2) {
      entries.add(new Entry(settings[i], settings[i + 1]));
    }
    for (int account = 0; account < 2; account++) {
      entries.add(new Entry("accounts.a" + account + ".index", Integer.toString(account)));
      for (int instrument = 0; instrument < 2; instrument++) {
        int index = 2 * account + instrument;
        if (gone.contains(index)) {
          continue;
        }
        String path = "strategies.s" + index + ".";
        entries.add(new Entry(path + "kind", "test"));
        entries.add(new Entry(path + "index", Integer.toString(index)));
        entries.add(new Entry(path + "accountIndex", Integer.toString(account)));
        entries.add(new Entry(path + "instrumentIndex", Integer.toString(instrument)));
        entries.add(new Entry(path + "symbol", "S" + instrument));
      }
    }
    AccountEvents.config(events, entries);
    return this;
  }

  /** A book around 100. */
  public RiskRig book() {
    events.snapshot(
        50, ++updates, new long[] {e9("99.9"), e9("5")}, new long[] {e9("100.1"), e9("5")});
    return this;
  }

  public RiskRig mark(String price) {
    events.ticker(true, e9(price), e9(price), 0, 0);
    return this;
  }

  private void defined(int instrument) {
    InstrumentDefinedEncoder event = new InstrumentDefinedEncoder();
    event.wrap(records().buffer(), records().begin(InstrumentDefinedEncoder.TEMPLATE_ID));
    event.header().timeNs(events.timeNs()).source(1).generation(1).instrument(instrument);
    event
        .tickE9(e9("0.1"))
        .lotE9(e9("0.001"))
        .minQuantityE9(e9("0.001"))
        .maxQuantityE9(e9("1000"))
        .maxMarketQuantityE9(e9("10"))
        .minNotionalE9(e9("5"))
        .status(InstrumentStatus.TRADING)
        .rules(RulesSource.VENUE);
    event.symbol("S" + instrument).baseCoin("S").quoteCoin("USDT").settleCoin("USDT");
    records().end(event.encodedLength());
  }

  /** Equity, margin balance and wallet; a rate may be empty. */
  public RiskRig wallet(int account, String equity, String realised, String rate) {
    return wallet(account, equity, equity, realised, rate);
  }

  public RiskRig wallet(int account, String equity, String balance, String realised, String rate) {
    WalletUpdateEncoder event = new WalletUpdateEncoder();
    event.wrap(records().buffer(), records().begin(WalletUpdateEncoder.TEMPLATE_ID));
    header(event.header(), account);
    event
        .walletBalanceE9(e9(balance))
        .equityE9(e9(equity))
        .totalEquityE9(e9(equity))
        .totalMarginBalanceE9(e9(equity))
        .realisedPnlE9(realised.isEmpty() ? NONE : e9(realised))
        .maintenanceMarginRateE9(rate.isEmpty() ? NONE : e9(rate))
        .coin("USDT");
    records().end(event.encodedLength());
    return this;
  }

  public RiskRig transfer(int account, String amount) {
    TransferEncoder event = new TransferEncoder();
    event.wrap(records().buffer(), records().begin(TransferEncoder.TEMPLATE_ID));
    header(event.header(), account);
    event.amountE9(e9(amount)).coin("USDT").transferId("t" + ++sequence);
    records().end(event.encodedLength());
    return this;
  }

  /** The venue's numbers of what changes positions go on from here. */
  public RiskRig numbersFrom(long number) {
    sequence = number;
    return this;
  }

  /** Signed sizes. */
  public RiskRig position(int account, int instrument, Leg leg, String size) {
    return position(account, instrument, leg, size, NONE);
  }

  private RiskRig position(int account, int instrument, Leg leg, String size, long report) {
    PositionUpdateEncoder event = new PositionUpdateEncoder();
    event.wrap(records().buffer(), records().begin(PositionUpdateEncoder.TEMPLATE_ID));
    header(event.header(), account).instrument(instrument);
    long sizeE9 = e9(size);
    event
        .sizeE9(Math.abs(sizeE9))
        .entryPriceE9(e9("100"))
        .crossSequence(++sequence)
        .reportId(report)
        .leg(leg)
        .side(sizeE9 == 0 ? Side.NULL_VAL : sizeE9 > 0 ? Side.BUY : Side.SELL);
    records().end(event.encodedLength());
    return this;
  }

  public RiskRig order(
      int account, OrderState order, OrderStatus status, String quantity, String filled) {
    return order(
        account,
        order.instrument(),
        order.clientId().toString(),
        "v-" + order.clientId(),
        order.side(),
        order.leg(),
        order.reduceOnly(),
        status,
        quantity,
        filled,
        NONE);
  }

  public RiskRig order(
      int account,
      int instrument,
      String clientId,
      String venueId,
      Side side,
      Leg leg,
      boolean reduceOnly,
      OrderStatus status,
      String quantity,
      String filled,
      long report) {
    OrderUpdateEncoder event = new OrderUpdateEncoder();
    event.wrap(records().buffer(), records().begin(OrderUpdateEncoder.TEMPLATE_ID));
    header(event.header(), account).instrument(instrument);
    event
        .priceE9(e9("99"))
        .quantityE9(e9(quantity))
        .cumulativeQuantityE9(e9(filled))
        .updatedTimeNs(events.timeNs() + ++sequence)
        .reportId(report)
        .side(side)
        .leg(leg)
        .reduceOnly((short) (reduceOnly ? 1 : 0))
        .orderType(OrderType.LIMIT)
        .timeInForce(TimeInForce.GTC)
        .status(status);
    event.orderId(venueId).clientOrderId(clientId);
    event.stopOrderType("").rejectReason("").cancelType("");
    records().end(event.encodedLength());
    return this;
  }

  public RiskRig execution(
      int account, OrderState order, String quantity, ExecutionType type, String price) {
    ExecutionEncoder event = new ExecutionEncoder();
    event.wrap(records().buffer(), records().begin(ExecutionEncoder.TEMPLATE_ID));
    header(event.header(), account).instrument(order == null ? 0 : order.instrument());
    event
        .priceE9(e9(price))
        .quantityE9(e9(quantity))
        .feeE9(0)
        .crossSequence(++sequence)
        .side(order == null ? Side.SELL : order.side())
        .leg(order == null ? Leg.LONG : order.leg())
        .executionType(type);
    event.executionId("x" + sequence).orderId(order == null ? "" : "v-" + order.clientId());
    event.clientOrderId(order == null ? "" : order.clientId().toString()).feeCoin("USDT");
    records().end(event.encodedLength());
    return this;
  }

  public RiskRig operator(OperatorAction action, int account, int instrument, Leg leg) {
    events.operator(action, account, instrument, leg);
    return this;
  }

  /** A whole report of what the account has open, as the state knows it, asked for now. */
  public RiskRig report(int account, ReportKind kind) {
    long id = ++reports;
    accounts[account].reportBegin(id, kind, events.timeNs());
    AccountState known = account(account);
    int items = 0;
    if (kind == ReportKind.OPEN_ORDERS) {
      for (int i = 0; i < known.orders.liveCount(); i++) {
        OrderState order = known.orders.live(i);
        String name = order.clientId().toString();
        String quantity = Decimals.toStringE9(order.quantityE9());
        String filled = Decimals.toStringE9(order.filledE9());
        OrderStatus status = OrderStatus.NEW;
        boolean reduceOnly = order.reduceOnly();
        order(
            account,
            order.instrument(),
            name,
            order.venueId().toString(),
            order.side(),
            order.leg(),
            reduceOnly,
            status,
            quantity,
            filled,
            id);
        items++;
      }
    } else if (kind == ReportKind.POSITIONS) {
      for (int i = 0; i < known.positions.size(); i++) {
        String size = Decimals.toStringE9(known.positions.at(i).sizeE9());
        int instrument = known.positions.at(i).instrument();
        position(account, instrument, known.positions.at(i).leg(), size, id);
        items++;
      }
    }
    accounts[account].reportEnd(id, kind, items, true);
    return this;
  }

  /** The strategy of an account and instrument proposes this at every trade. */
  public RiskRig wants(int account, int instrument, Consumer<Proposals> what) {
    proposals.put(2 * account + instrument, what);
    return this;
  }

  public RiskRig wantsNothing() {
    proposals.clear();
    throwing.clear();
    return this;
  }

  /** Configs from now on do not have the strategy of an account and instrument. */
  public RiskRig gone(int account, int instrument) {
    gone.add(2 * account + instrument);
    return this;
  }

  /** The strategy of an account and instrument throws at the next trade. */
  public RiskRig throwsAtTrades(int account, int instrument) {
    throwing.add(2 * account + instrument);
    return this;
  }

  /** A limit order to buy for the long leg, at every trade. */
  public RiskRig wantsToBuy(int account, int instrument, String quantity, String price) {
    return wants(
        account,
        instrument,
        out -> out.place(Side.BUY, Leg.LONG, e9(quantity)).limit(e9(price), TimeInForce.GTC));
  }

  /** A trade of the instrument, on which its strategies propose. */
  public List<String> trade(int instrument) {
    events.afterMs(200).from(1, 1).instrument(instrument).trade(e9("100"), e9("1"), Side.BUY, "");
    events.instrument(0);
    trading = true;
    List<String> decisions = feed();
    trading = false;
    return decisions;
  }

  public List<String> tick(long ms) {
    events.afterMs(ms).tick();
    return feed();
  }

  /** The decisions of what was written, reports of the audit left out. */
  public List<String> feed() {
    List<String> texts = new ArrayList<>();
    RecordBuffer written = events.records();
    for (int at = 0; at < written.length(); at = CoreHarness.next(written, at)) {
      RecordBuffer decided = harness.feed(written.buffer(), at);
      for (int i = 0; i < decided.length(); i = CoreHarness.next(decided, i)) {
        String text = RiskText.of(decided.buffer(), i);
        decision.accept(decided.buffer(), i);
        if (!text.equals("StateDigest")) {
          texts.add(text);
        }
      }
    }
    written.clear();
    return texts;
  }

  /** Is shown every decision as it is taken. */
  public RiskRig onDecision(ObjIntConsumer<DirectBuffer> listener) {
    decision = listener;
    return this;
  }

  /** What strategies were told of operators and risk since the last look. */
  public List<String> told() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  public AccountState account(int account) {
    return harness.core().state().accounts.find(account);
  }

  public CoreHarness harness() {
    return harness;
  }

  /** A core that has restored all that was recorded. */
  public TradingCore restored() {
    TradingCore restored = core();
    RecordBuffer journal = harness.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    return restored;
  }

  public static long e9(String amount) {
    return Decimals.parseE9(amount);
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header, int account) {
    return header
        .timeNs(events.timeNs())
        .source(AccountEvents.SOURCE + account)
        .generation(1)
        .account(account);
  }

  private RecordBuffer records() {
    return events.records();
  }
}
