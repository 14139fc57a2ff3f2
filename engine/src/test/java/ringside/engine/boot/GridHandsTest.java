package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.event.Decimals;

/**
 * What hands other than ours do to an account whose grid only holds, on a real exchange: the grid's
 * rules 18 to 20, and that the account beside it does not notice.
 */
class GridHandsTest {
  private static final String HELD = "held";
  private static final long WAIT_S = 60;

  @TempDir Path directory;

  @Test
  void aLegThatOthersChangeAndCloseKeepsItsProfitAndWaitsToBeResumed() throws IOException {
    LocalExchange exchange = LocalExchange.start(usual().withTransfers());
    try (TradingRig rig = begin(exchange, "quantity: 0.01");
        VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
      rig.inject(byHand(FaultKind.FOREIGN_ORDER, "BTCUSDT", "Buy", "0.005"));
      awaitSize(rig, "0.015");
      awaitProfit(rig, venue);
      assertThat(rig.follower.signalled(0, "external")).isTrue();

      venue.post(
          "/v5/order/create",
          Map.of(
              "category",
              "linear",
              "symbol",
              "BTCUSDT",
              "side",
              "Sell",
              "orderType",
              "Market",
              "qty",
              "0.004",
              "positionIdx",
              1,
              "reduceOnly",
              true));
      awaitSize(rig, "0.011");
      awaitProfit(rig, venue);

      transfer(venue, "FUND", "UNIFIED", "1000");
      transfer(venue, "UNIFIED", "FUND", "400");
      rig.inject(byHand(FaultKind.FOREIGN_ORDER, "ETHUSDT", "Buy", "0.1"));

      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "BTCUSDT", "Buy", "0"));
      awaitState(rig, "OFF");
      awaitOther(rig);
      assertThat(size(rig.known())).isZero();
      rig.operate(OperatorAction.RESUME, null, null);
      awaitSize(rig, "0.01");
      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "ETHUSDT", "Buy", "0"));
      awaitProfit(rig, venue);
      end(rig);
    }
  }

  @Test
  void aProfitTakenAwayIsPlacedThreeTimesAndThenTheLegHaltsUntilCleared() throws IOException {
    try (TradingRig rig = begin(LocalExchange.start(usual()), "quantity: 0.01");
        VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
      for (int times = 0; times < 3; times++) {
        venue.cancelAll();
        awaitProfit(rig, venue);
      }
      venue.cancelAll();
      awaitState(rig, "HALTED");
      awaitOther(rig);
      assertThat(venue.openOrders()).isEmpty();
      rig.command(OperatorAction.CLEAR, 0);
      awaitProfit(rig, venue);
      end(rig);
    }
  }

  @Test
  void anotherLeverageStopsOpeningUntilItIsAsWanted() throws IOException {
    try (TradingRig rig = begin(LocalExchange.start(usual()), "quantity: 0.01");
        VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
      rig.inject(leverage(7));
      rig.await(
          "the leverage is known",
          WAIT_S,
          state -> position(state) != null && position(state).leverageE9() == 7_000_000_000L);
      awaitProfit(rig, venue);
      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "BTCUSDT", "Buy", "0"));
      awaitState(rig, "OFF");
      rig.operate(OperatorAction.RESUME, null, null);
      awaitState(rig, "IDLE");
      awaitOther(rig);
      assertThat(size(rig.known())).isZero();
      rig.inject(leverage(20));
      awaitSize(rig, "0.01");
      end(rig);
    }
  }

  @Test
  void aLiquidationEndsTheCycleAndLatchesTheLeg() throws IOException {
    Path market = RestlessMarket.falling(directory);
    LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withMarket(market.toString())
                .withSymbols(TradingRig.SYMBOLS)
                .withAccounts(2, Decimals.parseE9("300")));
    try (TradingRig rig = begin(exchange, "quantity: 0.05")) {
      awaitState(rig, "HALTED");
      assertThat(size(rig.known())).isZero();
      assertThat(rig.follower.signalled(0, "cycle")).isTrue();
      awaitOther(rig);
      assertThat(size(rig.known())).isZero();
      end(rig);
    }
  }

  private static ExchangeConfig usual() {
    return ExchangeConfig.defaults().withSymbols(TradingRig.SYMBOLS).withAccounts(2, null);
  }

  /** The grid holds its first level, and its take-profit rests. */
  private TradingRig begin(LocalExchange exchange, String more) throws IOException {
    TradingRig rig = new TradingRig(directory, exchange).trading(GridConfigs.besideAnother(more));
    rig.startEngine();
    rig.await("the leg is open", WAIT_S, state -> size(state) > 0);
    try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
      awaitProfit(rig, venue);
    }
    return rig;
  }

  private static void end(TradingRig rig) {
    TradingSessionTest.settle(rig);
    // A change of the balance that nothing explained has transfers asked for, some seconds later.
    rig.await(
        "the balance is explained", WAIT_S, state -> state.accounts.find(0).walletExplained());
    rig.stopEngine();
    TradingSessionTest.compare(rig);
  }

  static void awaitSize(TradingRig rig, String size) {
    rig.await("size " + size, WAIT_S, state -> size(state) == Decimals.parseE9(size));
  }

  static void awaitProfit(TradingRig rig, VenueRecord venue) {
    GridRecord grid = new GridRecord(venue);
    long start = System.nanoTime();
    rig.await(
        "the take-profit stands",
        WAIT_S,
        state -> {
          String amiss = grid.takeProfits();
          if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(WAIT_S / 2)) {
            throw new AssertionError(amiss);
          }
          return amiss.isEmpty();
        });
  }

  static void awaitState(TradingRig rig, String entry) {
    rig.await(
        "the leg is " + entry,
        WAIT_S,
        state -> rig.follower.status(HELD, Leg.LONG, "entry").equals(entry));
  }

  /** The account beside trades on; and time passes in which the first may do what it should not. */
  static void awaitOther(TradingRig rig) {
    long before = rig.known().accounts.find(1).orders.closedCount();
    rig.await(
        "the other goes on",
        WAIT_S,
        state -> state.accounts.find(1).orders.closedCount() > before + 2);
  }

  static PositionState position(CoreState state) {
    for (int i = 0;
        state.accounts.find(0) != null && i < state.accounts.find(0).positions.size();
        i++) {
      PositionState position = state.accounts.find(0).positions.at(i);
      if (position.leg() == Leg.LONG && position.instrument() == 0) {
        return position;
      }
    }
    return null;
  }

  static long size(CoreState state) {
    PositionState position = position(state);
    return position == null ? 0 : position.sizeE9();
  }

  static Fault byHand(FaultKind kind, String symbol, String side, String quantity) {
    return Fault.of(kind).withAccount("account1").with(symbol, side, Decimals.parseE9(quantity), 0);
  }

  private static Fault leverage(int leverage) {
    return Fault.of(FaultKind.SET_LEVERAGE)
        .withAccount("account1")
        .with("BTCUSDT", "", 0, leverage * 1_000_000_000L);
  }

  private static void transfer(VenueRecord venue, String from, String to, String amount) {
    venue.post(
        "/v5/asset/transfer/inter-transfer",
        Map.of(
            "transferId",
            UUID.randomUUID().toString(),
            "coin",
            "USDT",
            "amount",
            amount,
            "fromAccountType",
            from,
            "toAccountType",
            to));
  }
}
