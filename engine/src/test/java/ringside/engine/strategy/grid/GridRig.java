package ringside.engine.strategy.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.core.TradingCore;
import ringside.engine.strategy.StrategyKind;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.WalletUpdateEncoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;

/** A real core with a grid on one symbol of one account, and a venue in miniature. */
final class GridRig {
  static final long START = 1_700_000_000_000_000_000L;
  static final long TICK = Decimals.parseE9("0.1");
  static final long LOT = Decimals.parseE9("0.001");

  final CoreHarness core;
  final TestEvents events = new TestEvents().at(START);
  final AccountEvents account = new AccountEvents(events, 0, 0);
  final GridVenue venue;
  final Map<String, String> given = new HashMap<>();
  String leverage;

  /** Largest limit order of the venue, or null. */
  String mostQuantity;

  private long nonce;

  GridRig() {
    this("0.00055", "0.0002");
  }

  GridRig(String takerFee, String makerFee) {
    this(new CoreHarness(), takerFee, makerFee);
  }

  /** With a core of the test's own. */
  GridRig(CoreHarness core, String takerFee, String makerFee) {
    this.core = core;
    venue = new GridVenue(core, events, Decimals.parseE9(takerFee), Decimals.parseE9(makerFee));
    venue.tick = TICK;
  }

  GridRig given(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return this;
  }

  /** A run begins, and the venue says what it has. */
  GridRig start(String price) {
    return begin(e9(price), TICK, LOT, e9("0.001"), e9("5"));
  }

  GridRig begin(long price, long tick, long lot, long minQuantity, long minNotional) {
    venue.price = price;
    venue.tick = tick;
    nonce++;
    venue.words.generation = nonce;
    events.started(nonce, 64);
    configure();
    account.connected(nonce);
    events.from(1, nonce).instrument(0).connected();
    define(tick, lot, minQuantity, minNotional);
    venue.feed();
    venue.market();
    venue.feed();
    reconcile();
    return this;
  }

  void configure() {
    StrategyKind kind = StrategyKind.find("grid");
    if (!kind.mistakes(given).isEmpty()) {
      throw new AssertionError(kind.mistakes(given));
    }
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    String path = "strategies.g.";
    entries.add(new ConfigRecords.Entry(path + "kind", "grid"));
    kind.effective(given)
        .forEach((k, v) -> entries.add(new ConfigRecords.Entry(path + "parameters." + k, v)));
    if (leverage != null) {
      entries.add(new ConfigRecords.Entry(path + "leverage", leverage));
    }
    entries.add(new ConfigRecords.Entry(path + "index", "0"));
    entries.add(new ConfigRecords.Entry(path + "accountIndex", "0"));
    entries.add(new ConfigRecords.Entry(path + "instrumentIndex", "0"));
    AccountEvents.config(events, entries);
  }

  /** The venue says everything that it has. */
  void reconcile() {
    events.afterMs(1);
    for (ReportKind kind :
        List.of(
            ReportKind.OPEN_ORDERS,
            ReportKind.POSITIONS,
            ReportKind.WALLET,
            ReportKind.EXECUTIONS)) {
      venue.report(kind, 0, 0);
    }
    venue.settle();
  }

  void define(long tick, long lot, long minQuantity, long minNotional) {
    InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    var records = events.records();
    defined.wrap(records.buffer(), records.begin(InstrumentDefinedEncoder.TEMPLATE_ID));
    defined.header().timeNs(events.timeNs()).source(1).generation(nonce).instrument(0);
    defined
        .tickE9(tick)
        .lotE9(lot)
        .minQuantityE9(minQuantity)
        .minNotionalE9(minNotional)
        .maxQuantityE9(mostQuantity == null ? Long.MIN_VALUE : e9(mostQuantity))
        .status(InstrumentStatus.TRADING)
        .rules(RulesSource.VENUE);
    defined.symbol("BTCUSDT").baseCoin("BTC").quoteCoin("USDT").settleCoin("USDT");
    records.end(defined.encodedLength());
  }

  /** The price moves a second later, and all that follows happens. */
  GridRig price(String to) {
    events.after(1_000_000_000L);
    venue.moveTo(e9(to));
    venue.settle();
    return this;
  }

  /** Time passes, tick by tick. */
  GridRig pass(double seconds) {
    for (int i = 0; i < seconds * 4; i++) {
      events.afterMs(250);
      venue.market();
      events.tick();
      venue.feed();
      venue.settle();
    }
    return this;
  }

  /** What was asked of the venue since the last time. */
  List<String> orders() {
    List<String> orders = List.copyOf(venue.orders);
    venue.orders.clear();
    return orders;
  }

  /** How many decisions of a kind there were. */
  int decided(String name) {
    return (int) venue.decided.stream().filter(name::equals).count();
  }

  /** Name and value of the last signal. */
  String lastSignal() {
    return venue.signals.get(venue.signals.size() - 1);
  }

  void operator(OperatorAction action, Leg leg) {
    OperatorCommandEncoder event = new OperatorCommandEncoder();
    var records = events.records();
    event.wrap(records.buffer(), records.begin(OperatorCommandEncoder.TEMPLATE_ID));
    event.header().timeNs(events.timeNs());
    event.action(action).leg(leg).requestId(1);
    event.actor("test");
    records.end(event.encodedLength());
    venue.feed();
    venue.settle();
  }

  /** The wallet says how much of its balance is maintenance margin. */
  void marginRate(String rate) {
    WalletUpdateEncoder event = new WalletUpdateEncoder();
    var records = events.records();
    event.wrap(records.buffer(), records.begin(WalletUpdateEncoder.TEMPLATE_ID));
    event.header().timeNs(events.afterMs(1).timeNs()).source(AccountEvents.SOURCE);
    event.header().generation(nonce).account(0);
    event.totalEquityE9(e9("1000")).totalMarginBalanceE9(e9("1000"));
    event.maintenanceMarginRateE9(e9(rate)).coin("");
    records.end(event.encodedLength());
    venue.feed();
    venue.settle();
  }

  void stop() {
    events.stopped();
    venue.feed();
  }

  /** The next run: streams are up, and nothing is compared yet. */
  GridRig restart(String price) {
    venue.price = e9(price);
    nonce++;
    venue.words.generation = nonce;
    events.started(nonce, 64);
    configure();
    account.connected(nonce);
    events.from(1, nonce).instrument(0).connected();
    define(TICK, LOT, e9("0.001"), e9("5"));
    venue.feed();
    venue.market();
    venue.feed();
    venue.settle();
    return this;
  }

  TradingCore core() {
    return core.core();
  }

  static long e9(String number) {
    return Decimals.parseE9(number);
  }
}
