package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.engine.boot.GridHandsTest.awaitOther;
import static ringside.engine.boot.GridHandsTest.awaitProfit;
import static ringside.engine.boot.GridHandsTest.awaitSize;
import static ringside.engine.boot.GridHandsTest.awaitState;
import static ringside.engine.boot.GridHandsTest.byHand;
import static ringside.engine.boot.GridHandsTest.size;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.OperatorAction;

/**
 * What can happen to a grid's strategy and to its leg on a real exchange, beside an account that
 * trades on. At the end of each the journal decides the same anew, and the venue's record is ours.
 */
class GridLifeTest {
  private static final long WAIT_S = 60;
  private static final String ONE_LEG = "quantity: 0.01";
  private static final String NONE = "{enabled: false}";

  @TempDir Path directory;

  @Test
  void aStrategyOfAnotherNameIsRefusedOrTheLegIsWoundDown() throws IOException {
    try (TradingRig rig = held(ONE_LEG)) {
      rig.killEngine();
      rig.trading(GridConfigs.besideAnother("kept", ONE_LEG, NONE));
      assertThatThrownBy(rig::startEngine)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("a0 BTCUSDT long 0.01 of strategy held is open")
          .hasMessageContaining("strategy kept in its place")
          .hasMessageContaining("operations.orphans: wind-down");
      rig.killEngine();

      rig.orphans("wind-down");
      rig.startEngine();
      rig.await("it is closed", WAIT_S, state -> size(state) == 0);
      rig.await(
          "it is done",
          WAIT_S,
          state -> state.risk.size(0) > 0 && state.risk.at(0, 0).phase() == EmergencyPhase.DONE);
      awaitOther(rig);
      assertThat(size(rig.known())).isZero();
      rig.command(OperatorAction.CLEAR, 0);
      awaitSize(rig, "0.01");
      end(rig);
    }
  }

  @Test
  void anotherPositionModeStopsOpeningUntilItIsAsWanted() throws IOException {
    try (TradingRig rig = held(ONE_LEG)) {
      rig.inject(Fault.of(FaultKind.SWITCH_MODE).withAccount("account1").with("BTCUSDT", "", 0, 0));
      rig.await(
          "the mode is told",
          WAIT_S,
          state -> rig.follower.alerted(0, AlertCode.POSITION_SETTINGS));
      awaitOther(rig);
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
        // Its leg is gone, as far as it can see; what it was moved to is compared meanwhile.
        awaitState(rig, "OFF");
        awaitOther(rig);
        assertThat(new GridRecord(venue).takeProfits()).as("its profit rests").isEmpty();
      }
      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "BTCUSDT", "Buy", "0"));
      rig.await("all is closed", WAIT_S, state -> flat(state.accounts.find(0)));
      awaitOther(rig);
      assertThat(flat(rig.known().accounts.find(0))).as("nothing is opened").isTrue();
      rig.inject(Fault.of(FaultKind.SWITCH_MODE).withAccount("account1").with("BTCUSDT", "", 0, 0));
      rig.operate(OperatorAction.RESUME, null, null);
      awaitSize(rig, "0.01");
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
        awaitProfit(rig, venue);
      }
      settle(rig);
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
        venue.afterChangesOfMode().compareWith(rig.follower);
      }
    }
  }

  @Test
  void aLegThatSomebodyOpensByHandIsAdoptedWithATakeProfit() throws IOException {
    try (TradingRig rig =
        rig()
            .accounts("foreignPositions: adopt")
            .trading(GridConfigs.besideAnother("quantity: 0.01, cap: 1"))) {
      rig.startEngine();
      rig.await("all is known", WAIT_S, GridTruth::certain);
      rig.inject(byHand(FaultKind.FOREIGN_ORDER, "BTCUSDT", "Buy", "0.02"));
      awaitSize(rig, "0.02");
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
        awaitProfit(rig, venue);
      }
      assertThat(rig.follower.signalled(0, "adopted")).isTrue();
      rig.await("it is told", WAIT_S, state -> rig.follower.alerted(0, AlertCode.FOREIGN_POSITION));
      end(rig);
    }
  }

  @Test
  void aStrategyThatThrowsKeepsItsProfitAndIsNotNoticedBesideIt() throws IOException {
    try (TradingRig rig = held(ONE_LEG)) {
      rig.stopEngine();
      // A size beyond what can be computed: the short leg throws at its first look.
      rig.trading(GridConfigs.besideAnother("held", ONE_LEG, "{quantity: 1000000000}"));
      rig.startEngine();
      rig.await("it is halted", WAIT_S, state -> state.halts.strategyHalted(0));
      awaitOther(rig);
      assertThat(rig.known().halts.halted(0)).as("its account is not").isFalse();
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
        awaitProfit(rig, venue);
        rig.inject(byHand(FaultKind.FOREIGN_ORDER, "BTCUSDT", "Buy", "0.005"));
        awaitSize(rig, "0.015");
        rig.stopEngine();
        rig.trading(GridConfigs.besideAnother(ONE_LEG));
        rig.startEngine();
        rig.await("all is known", WAIT_S, GridTruth::certain);
        rig.command(OperatorAction.CLEAR, 0);
        awaitProfit(rig, venue);
      }
      assertThat(rig.follower.signalled(0, "held")).as("it is its own").isFalse();
      end(rig);
    }
  }

  @Test
  void aLegThatSomebodyClosesEndsTheCycleAndTheNextWaitsToBeResumed() throws IOException {
    try (TradingRig rig = held(ONE_LEG)) {
      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "BTCUSDT", "Buy", "0"));
      awaitState(rig, "OFF");
      awaitOther(rig);
      assertThat(size(rig.known())).isZero();
      assertThat(rig.follower.signalled(0, "cycle")).isTrue();
      rig.operate(OperatorAction.RESUME, null, null);
      awaitSize(rig, "0.01");
      end(rig);
    }
  }

  @Test
  void whatAnAccountHasAtASymbolThatNoConfigNamesIsTold() throws IOException {
    List<String> three = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT");
    ExchangeConfig config = ExchangeConfig.defaults().withSymbols(three).withAccounts(2, null);
    try (TradingRig rig =
        new TradingRig(directory, LocalExchange.start(config))
            .trading(GridConfigs.besideAnother(ONE_LEG))) {
      rig.startEngine();
      rig.await("the leg is open", WAIT_S, state -> size(state) > 0);
      rig.inject(byHand(FaultKind.FOREIGN_ORDER, "SOLUSDT", "Sell", "3"));
      rig.await("it is told", WAIT_S, state -> rig.follower.alerted(0, AlertCode.FOREIGN_POSITION));
      assertThat(rig.known().accounts.find(0).foreign.at(0).symbol().toString())
          .isEqualTo("SOLUSDT");
      awaitOther(rig);
      rig.inject(byHand(FaultKind.MANUAL_CLOSE, "SOLUSDT", "", "0"));
      rig.await("it is gone", WAIT_S, state -> state.accounts.find(0).foreign.at(0).shortE9() == 0);
      settle(rig);
    }
  }

  private TradingRig rig() throws IOException {
    return new TradingRig(
        directory,
        LocalExchange.start(
            ExchangeConfig.defaults().withSymbols(TradingRig.SYMBOLS).withAccounts(2, null)));
  }

  /** The grid holds its first level, and its take-profit rests. */
  private TradingRig held(String more) throws IOException {
    TradingRig rig = rig().trading(GridConfigs.besideAnother(more));
    rig.startEngine();
    rig.await("the leg is open", WAIT_S, state -> size(state) > 0);
    try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(0), 0)) {
      awaitProfit(rig, venue);
    }
    return rig;
  }

  private static boolean flat(AccountState account) {
    boolean flat = account.orders.liveCount() == 0;
    for (int i = 0; i < account.positions.size(); i++) {
      flat &= account.positions.at(i).sizeE9() == 0;
    }
    return flat;
  }

  private static void settle(TradingRig rig) {
    TradingSessionTest.settle(rig);
    rig.await(
        "the balance is explained", WAIT_S, state -> state.accounts.find(0).walletExplained());
    rig.stopEngine();
  }

  private static void end(TradingRig rig) {
    settle(rig);
    TradingSessionTest.compare(rig);
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        new GridRecord(venue).compareTakeProfits();
      }
    }
  }
}
