package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.StateSink;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class ShadowTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long ONE = Decimals.ONE_E9;
  private static final long BID = 1_000 * ONE;
  private static final long ASK = 1_010 * ONE;

  /** What each strategy proposes at the next trade, by its name. */
  private final List<List<Wish>> wishes = List.of(new ArrayList<>(), new ArrayList<>());

  private final List<String> heard = new ArrayList<>();
  private final CoreHarness core = new CoreHarness(new TradingCore(42, this::make));
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private AccountView shadow;

  private interface Wish {
    void propose(AccountView account, Proposals out);
  }

  private Strategy make(String kind, Map<String, String> parameters, Seat seat) {
    return new Strategy() {
      private boolean trade;

      @Override
      public void fold(Happening happening, StateView view) {
        trade = happening.kind() == Happening.Kind.MARKET;
        if (seat.strategy() == 1 && happening.kind() != Happening.Kind.MARKET) {
          heard.add(happening.kind().name());
        }
      }

      @Override
      public void propose(StateView view, Proposals out) {
        AccountView own = view.account(0);
        if (seat.strategy() == 1) {
          shadow = own;
        }
        if (trade) {
          List<Wish> mine = wishes.get(seat.strategy());
          List<Wish> now = List.copyOf(mine);
          mine.clear();
          now.forEach(wish -> wish.propose(own, out));
        }
      }

      @Override
      public void describe(StateSink sink) {
        sink.putFlag(trade);
      }
    };
  }

  @BeforeEach
  void connect() {
    events.started();
    account.connected(1);
    events.from(1, 1).connected().defined(ONE, ONE, RulesSource.VENUE);
    events.snapshot(50, 1, new long[] {BID, 50 * ONE}, new long[] {ASK, 50 * ONE});
    events.ticker(true, BID, BID, 0, 0);
    events.afterMs(1);
    account.emptyReports(10);
    core.feed(events);
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String path = "strategies.s" + i + ".";
      entries.add(new ConfigRecords.Entry(path + "kind", "asked"));
      entries.add(new ConfigRecords.Entry(path + "shadow", Boolean.toString(i == 1)));
      entries.add(new ConfigRecords.Entry(path + "index", Integer.toString(i)));
      entries.add(new ConfigRecords.Entry(path + "accountIndex", "0"));
      entries.add(new ConfigRecords.Entry(path + "instrumentIndex", "0"));
    }
    entries.add(new ConfigRecords.Entry("limits.exposure.symbol", "5000"));
    entries.add(new ConfigRecords.Entry("limits.priceCollar", "0.5"));
    AccountEvents.config(events, entries);
    core.feed(events);
    heard.clear();
  }

  private List<String> trade(long price) {
    return core.feed(events.afterMs(200).trade(price * ONE, ONE, Side.BUY, ""));
  }

  private void wish(Wish wish) {
    wishes.get(1).add(wish);
  }

  private void rest(long price, Side side, long quantity) {
    wish(
        (own, out) ->
            out.place(side, Leg.ONE_WAY, quantity * ONE)
                .limit(price * ONE, TimeInForce.GTC)
                .tag(7));
  }

  private long size() {
    PositionView position = shadow.position(0, Leg.ONE_WAY);
    return position.sizeE9() / ONE;
  }

  @Test
  void itsMarketOrderIsNeverSentAndPaysTheTouch() {
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 2 * ONE));

    assertThat(trade(1_005)).containsExactly("PlaceOrder");

    assertThat(core.commands()).isZero();
    assertThat(core.core().state().commands.free()).isEqualTo(TestEvents.DEFAULT_CAPACITY);
    assertThat(core.core().state().accounts.find(0).liveOrders()).isZero();
    assertThat(core.core().state().accounts.find(0).position(0, Leg.ONE_WAY)).isNull();
    assertThat(size()).isEqualTo(2);
    assertThat(shadow.position(0, Leg.ONE_WAY).entryPriceE9()).isEqualTo(ASK);
    assertThat(shadow.feesE9()).isEqualTo(Decimals.parseE9("1.111")); // 2020 x 0.055 %
    assertThat(heard).containsExactly("PLACED", "EXECUTION", "ORDER");
  }

  @Test
  void itsRecordsSayThatTheyAreAShadows() {
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, ONE));

    core.feed(events.afterMs(200).trade(BID, ONE, Side.BUY, ""));

    RecordBuffer journal = core.journal();
    int shadows = 0;
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      shadows += RecordLayout.shadow(journal.buffer(), at);
    }
    assertThat(shadows).isEqualTo(1);
  }

  @Test
  void itsRestingOrderTradesOnlyWhenThePriceGoesBeyondIt() {
    rest(995, Side.BUY, 1);
    trade(1_005);
    trade(995);
    assertThat(size()).isZero();

    trade(994);

    assertThat(size()).isEqualTo(1);
    assertThat(shadow.position(0, Leg.ONE_WAY).entryPriceE9()).isEqualTo(995 * ONE);
    assertThat(shadow.feesE9()).isEqualTo(Decimals.parseE9("0.199"));
    assertThat(shadow.liveOrders()).isZero();
  }

  @Test
  void anOlderTradeFillsNothingThatCameAfterIt() {
    trade(990);
    rest(995, Side.BUY, 1);
    trade(1_000);

    core.feed(
        events.afterMs(200).delta(50, 2, new long[] {BID, 40 * ONE}, new long[] {ASK, 50 * ONE}));

    assertThat(size()).isZero();
  }

  @Test
  void whoTradesAndHisShadowKnowNothingOfEachOther() {
    rest(995, Side.BUY, 1);
    wishes
        .get(0)
        .add(
            (own, out) ->
                out.place(Side.BUY, Leg.ONE_WAY, 3 * ONE).limit(990 * ONE, TimeInForce.GTC));

    trade(1_005);

    assertThat(core.commands()).isEqualTo(1);
    assertThat(core.core().state().accounts.find(0).liveOrders()).isEqualTo(1);
    assertThat(core.core().state().accounts.find(0).liveOrder(0).priceE9()).isEqualTo(990 * ONE);
    assertThat(shadow.liveOrders()).isEqualTo(1);
    assertThat(shadow.liveOrder(0).priceE9()).isEqualTo(995 * ONE);
    assertThat(shadow.liveOrder(0).tag()).isEqualTo(7);
    heard.clear();

    account.execution("e1", "v1", "", Side.BUY, ONE, BID);
    core.feed(events);

    assertThat(heard).doesNotContain("EXECUTION", "POSITION");
    assertThat(size()).isZero();
  }

  @Test
  void itAmendsAndCancelsWhatItHas() {
    rest(995, Side.BUY, 1);
    trade(1_005);
    wish((own, out) -> out.amend(own.liveOrder(0), 990 * ONE, 2 * ONE));
    assertThat(trade(1_004)).containsExactly("AmendOrder");
    assertThat(shadow.liveOrder(0).priceE9()).isEqualTo(990 * ONE);
    assertThat(shadow.liveOrder(0).quantityE9()).isEqualTo(2 * ONE);

    wish((own, out) -> out.cancel(own.liveOrder(0)));
    assertThat(trade(1_004)).containsExactly("CancelOrder");

    assertThat(shadow.liveOrders()).isZero();
    assertThat(core.commands()).isZero();
  }

  @Test
  void whatOnlyReducesEndsWithThePosition() {
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 2 * ONE));
    trade(1_005);
    for (long price : new long[] {1_020, 1_030}) {
      wish(
          (own, out) ->
              out.place(Side.SELL, Leg.ONE_WAY, 2 * ONE)
                  .limit(price * ONE, TimeInForce.GTC)
                  .reduceOnly());
      trade(1_005);
    }
    assertThat(shadow.liveOrders()).isEqualTo(2);

    trade(1_021);

    assertThat(size()).isZero();
    assertThat(shadow.liveOrders()).isZero();
    assertThat(shadow.grossE9()).isEqualTo(2 * 10 * ONE);
  }

  @Test
  void theGateJudgesItByWhatItHasItself() {
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 4 * ONE));
    assertThat(trade(1_005)).containsExactly("PlaceOrder");
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 4 * ONE));
    wishes.get(0).add((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 4 * ONE));

    assertThat(trade(1_005)).containsExactly("PlaceOrder", "OrderRefused exposure-symbol");

    assertThat(size()).isEqualTo(4);
    assertThat(heard).endsWith("REFUSED");
  }

  @Test
  void itsLatchStopsItselfAlone() {
    wish((own, out) -> out.latch(Leg.ONE_WAY, "rule", RiskAction.KEEP, "why"));
    assertThat(trade(1_005)).containsExactly("RiskChanged");
    for (List<Wish> each : wishes) {
      each.add((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, ONE));
    }

    assertThat(trade(1_005)).containsExactly("PlaceOrder", "OrderRefused latched");
  }

  @Test
  void fundingIsPaidOnWhatItHolds() {
    events.afterMs(10);
    RecordBuffer records = events.records();
    TickerEncoder ticker = new TickerEncoder();
    ticker.wrap(records.buffer(), records.begin(TickerEncoder.TEMPLATE_ID));
    ticker.header().timeNs(events.timeNs()).source(1).generation(1).instrument(0);
    ticker.fundingRateE9(1_000_000).nextFundingTimeNs(events.timeNs() + 3_600_000_000_000L);
    records.end(ticker.encodedLength());
    core.feed(events);
    wish((own, out) -> out.place(Side.BUY, Leg.ONE_WAY, 2 * ONE));
    trade(1_005);

    long eightHoursMs = 8 * 3_600_000L;
    core.feed(events.afterMs(eightHoursMs).trade(1_005 * ONE, ONE, Side.BUY, ""));

    assertThat(shadow.fundingE9()).isEqualTo(2 * ONE); // 2 x 1000 x 0.1 %
    assertThat(heard).endsWith("EXECUTION");
  }

  @Test
  void restoredFromItsRecordsItIsAsItWas() {
    rest(995, Side.BUY, 1);
    trade(1_005);
    wish((own, out) -> out.place(Side.SELL, Leg.ONE_WAY, 3 * ONE));
    trade(994);
    rest(1_050, Side.SELL, 1);
    trade(1_003);

    TradingCore again = new TradingCore(42, this::make);
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      again.restore(journal.buffer(), at);
    }

    assertThat(again.digest()).isEqualTo(core.core().digest());
    assertThat(size()).isEqualTo(-2);
  }
}
