package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.StreamKind;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;
import ringside.journal.codec.ReportKind;

/** Whole sessions: the venue's own record and the engine's journal say the same at the end. */
class TradingSessionTest {
  @TempDir Path directory;

  @Test
  void aSessionEndsWithTheVenuesRecordAndTheJournalEqual() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("executions on both accounts", 60, state -> executions(state, 5));
      settle(rig);
      rig.stopEngine();
      compare(rig);
    }
  }

  @Test
  @Tag("slow")
  void anEngineThatDiesBetweenOrdersGoesOnWithTheSameTruth() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      for (int run = 0; run < 3; run++) {
        rig.startEngine();
        int orders = 12 * (run + 1);
        rig.await("orders", 60, state -> placed(state) >= orders);
        if (run == 1) {
          rig.inject(Fault.of(FaultKind.NO_ANSWER).on(StreamKind.TRADE).times(2));
          rig.await("orders of unknown outcome", 60, state -> placed(state) >= orders + 4);
        }
        rig.killEngine();
      }
      rig.startEngine();
      rig.await("all is known again", 120, state -> each(state, TradingSessionTest::certain));
      settle(rig);
      rig.stopEngine();
      compare(rig);
    }
  }

  @Test
  @Tag("slow")
  void everyFaultSwitchedOnOneAfterAnotherChangesNothingOfThat() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("executions on both accounts", 60, state -> executions(state, 2));
      for (Fault fault : faults()) {
        String what = fault.kind().word() + " " + fault.stream() + " " + fault.path();
        int orders = placed(rig.known());
        String id = rig.inject(fault);
        if (fault.stream() == StreamKind.REST) {
          // Whose connection is new asks by REST what it has missed.
          rig.inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE));
        }
        rig.await(what + ": strikes", 60, state -> rig.struck(id));
        rig.await(what + ": orders go on", 60, state -> placed(state) >= orders + 4);
        rig.exchange.faults().clear();
        rig.await(
            what + ": all is known again", 60, state -> each(state, TradingSessionTest::certain));
      }
      settle(rig);
      rig.stopEngine();
      compare(rig);
    }
  }

  @Test
  @Tag("slow")
  void whatALiveStreamLostIsFoundWithoutAReconnect() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("executions on both accounts", 60, state -> executions(state, 2));
      String id = rig.inject(Fault.of(FaultKind.LOSE_MESSAGE).on(StreamKind.PRIVATE).times(40));
      rig.await("messages are lost", 60, state -> rig.struck(id));
      rig.endStrategies();
      for (int i = 0; i < 2; i++) {
        try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
          venue.cancelAll();
        }
      }
      long endedNs = rig.known().run.timeNs();
      rig.await("compared", 90, state -> each(state, account -> comparedSince(account, endedNs)));
      rig.await(
          "no order is live", 60, state -> each(state, account -> account.orders.liveCount() == 0));
      rig.stopEngine();
      compare(rig);
    }
  }

  @Test
  @Tag("slow")
  void aModeThatChangesBehindOurBackAndBackAgainLosesNothing() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("executions on both accounts", 60, state -> executions(state, 2));
      Fault change = Fault.of(FaultKind.SWITCH_MODE).withAccount("account1");
      assertThat(rig.inject(change.with("BTCUSDT", "", 0, 0))).isEqualTo("0 OK");
      int other = placedBy(rig.known(), 1) + 4;
      rig.await("the other account goes on", 60, state -> placedBy(state, 1) >= other);
      rig.inject(
          Fault.of(FaultKind.MANUAL_CLOSE).withAccount("account1").with("BTCUSDT", "Sell", 0, 0));
      assertThat(rig.inject(change.with("BTCUSDT", "", 0, 0))).isEqualTo("0 OK");
      int orders = placedBy(rig.known(), 0) + 4;
      rig.await("orders go on", 90, state -> placedBy(state, 0) >= orders);
      settle(rig);
      rig.stopEngine();
      for (int i = 0; i < 2; i++) {
        try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
          venue.afterChangesOfMode().compareWith(rig.follower);
        }
      }
    }
  }

  @Test
  @Tag("slow")
  void restThatIsBannedForATimeChangesNothingOfThat() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("executions on both accounts", 60, state -> executions(state, 2));
      Fault banned = Fault.of(FaultKind.HTTP_STATUS).on(StreamKind.REST).withCode(403);
      String id = rig.inject(banned.withText("access too frequent"));
      rig.await("an audit is refused", 60, state -> rig.struck(id));
      int orders = placed(rig.known());
      rig.await("orders go on by socket", 60, state -> placed(state) >= orders + 4);
      rig.exchange.faults().clear();
      settle(rig);
      rig.stopEngine();
      compare(rig);
    }
  }

  @Test
  void anExchangeThatIsKilledTwiceLosesNothing() throws IOException {
    killTheExchange(2);
  }

  @Test
  @Tag("slow")
  void anExchangeThatIsKilledTwentyTimesLosesNothing() throws IOException {
    killTheExchange(20);
  }

  private void killTheExchange(int times) throws IOException {
    long seed = System.nanoTime();
    System.out.println("kills of the exchange: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (KillableExchange exchange =
            new KillableExchange(
                directory,
                "--seed=11",
                "--fill-model=OPTIMISTIC",
                "--symbols=" + String.join(",", TradingRig.SYMBOLS),
                "--accounts=2");
        TradingRig rig = new TradingRig(directory, exchange.venue())) {
      rig.startEngine();
      for (int kill = 0; kill < times; kill++) {
        int orders = placed(rig.known()) + 4 + random.nextInt(8);
        rig.await("orders before kill " + kill, 60, state -> placed(state) >= orders);
        exchange.kill();
        exchange.start();
      }
      rig.await("all is known again", 90, state -> each(state, TradingSessionTest::certain));
      int orders = placed(rig.known()) + 4;
      rig.await("orders go on", 60, state -> placed(state) >= orders);
      settle(rig);
      rig.stopEngine();
      compare(rig);
    }
  }

  private static boolean comparedSince(AccountState account, long ns) {
    return account.reports.completeNs(ReportKind.OPEN_ORDERS) > ns
        && account.reports.completeNs(ReportKind.POSITIONS) > ns
        && account.reports.completeNs(ReportKind.WALLET) > ns
        && account.reports.completeNs(ReportKind.EXECUTIONS) > ns;
  }

  static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (StreamKind stream : List.of(StreamKind.PRIVATE, StreamKind.TRADE, StreamKind.PUBLIC)) {
      faults.add(Fault.of(FaultKind.DROP_SOCKET).on(stream));
      faults.add(Fault.of(FaultKind.HALF_OPEN_SOCKET).on(stream).forMs(3_000));
      faults.add(Fault.of(FaultKind.DELAY_SOCKET).on(stream).withDelayMs(700).forMs(3_000));
      if (stream == StreamKind.TRADE) {
        // Its answers are no messages: they have faults of their own.
        continue;
      }
      faults.add(Fault.of(FaultKind.DELAY_MESSAGE).on(stream).withDelayMs(500).times(3));
      faults.add(Fault.of(FaultKind.DUPLICATE_MESSAGE).on(stream).times(5));
      faults.add(Fault.of(FaultKind.REORDER_MESSAGE).on(stream).times(5));
    }
    faults.add(Fault.of(FaultKind.BOOK_GAP).on(StreamKind.PUBLIC));
    faults.add(Fault.of(FaultKind.CROSSED_BOOK).forMs(1_000));
    faults.add(Fault.of(FaultKind.LATE_ANSWER).on(StreamKind.TRADE).withDelayMs(900).times(3));
    faults.add(Fault.of(FaultKind.LATE_ANSWER).on(StreamKind.TRADE).withDelayMs(7_000));
    faults.add(Fault.of(FaultKind.DOUBLE_ANSWER).on(StreamKind.TRADE).times(3));
    faults.add(Fault.of(FaultKind.NO_ANSWER).on(StreamKind.TRADE).times(2));
    faults.add(Fault.of(FaultKind.FILL_BEFORE_ANSWER).on(StreamKind.TRADE).times(3));
    faults.add(Fault.of(FaultKind.RET_CODE).on(StreamKind.TRADE).withCode(10006).times(3));
    faults.add(Fault.of(FaultKind.RET_CODE).on(StreamKind.TRADE).withCode(10016).times(2));
    faults.add(Fault.of(FaultKind.HTTP_STATUS).on(StreamKind.REST).withCode(503).times(3));
    faults.add(Fault.of(FaultKind.EMPTY_BODY).on(StreamKind.REST).times(2));
    faults.add(Fault.of(FaultKind.HTML_BODY).on(StreamKind.REST).times(2));
    faults.add(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(400).forMs(2_000));
    faults.add(Fault.of(FaultKind.MAINTENANCE).forMs(2_000));
    faults.add(Fault.of(FaultKind.RESTART));
    faults.add(
        Fault.of(FaultKind.FOREIGN_ORDER)
            .withAccount("account1")
            .with("BTCUSDT", "Buy", 10_000_000, 0));
    faults.add(Fault.of(FaultKind.MANUAL_CLOSE).withAccount("account1").with("BTCUSDT", "", 0, 0));
    faults.add(
        Fault.of(FaultKind.SET_LEVERAGE)
            .withAccount("account1")
            .with("BTCUSDT", "", 0, 7_000_000_000L));
    return faults;
  }

  private static int placed(CoreState state) {
    return placedBy(state, 0) + placedBy(state, 1);
  }

  private static int placedBy(CoreState state, int index) {
    AccountState account = state.accounts.find(index);
    return account.orders.liveCount() + account.orders.closedCount();
  }

  static boolean certain(AccountState account) {
    if (!account.reconciled()) {
      return false;
    }
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.phase() == OrderPhase.UNRESOLVED || order.missing()) {
        return false;
      }
    }
    return true;
  }

  static boolean executions(CoreState state, int atLeast) {
    for (int i = 0; i < 2; i++) {
      AccountState account = state.accounts.find(i);
      if (account == null || account.executions.size() < atLeast) {
        return false;
      }
    }
    return true;
  }

  /** Nothing new, nothing resting, nothing in doubt: what is known now is final. */
  static void settle(TradingRig rig) {
    rig.endStrategies();
    rig.await("reconciled", 60, state -> each(state, AccountState::reconciled));
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        venue.cancelAll();
      }
    }
    rig.await(
        "no order is live", 60, state -> each(state, account -> account.orders.liveCount() == 0));
  }

  static void compare(TradingRig rig) {
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        venue.compareWith(rig.follower);
      }
    }
    assertThat(rig.known().run.running()).isFalse();
  }

  static boolean each(CoreState state, java.util.function.Predicate<AccountState> condition) {
    for (int i = 0; i < 2; i++) {
      if (state.accounts.find(i) == null || !condition.test(state.accounts.find(i))) {
        return false;
      }
    }
    return true;
  }
}
