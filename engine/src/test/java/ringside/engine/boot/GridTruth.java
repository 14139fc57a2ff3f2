package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.journal.codec.OperatorAction;

/**
 * The end of a session of grids: opens nothing more, looks at the take-profits, closes everything,
 * and holds the venue's record against the journal.
 */
final class GridTruth {
  private static final long PATIENCE_S = 90;

  private GridTruth() {}

  /** The rig's engine runs, and nothing goes wrong any more; it has ended when this returns. */
  static void end(TradingRig rig) {
    rig.operate(OperatorAction.PAUSE, null, null);
    rig.await("all is known", PATIENCE_S, GridTruth::certain);
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        awaitTakeProfits(new GridRecord(venue), i);
      }
    }
    rig.operate(OperatorAction.FLATTEN, null, null);
    rig.await("all is flat", PATIENCE_S, GridTruth::flat);
    TradingSessionTest.settle(rig);
    rig.stopEngine();
    TradingSessionTest.compare(rig);
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        GridRecord grids = new GridRecord(venue);
        grids.compareTakeProfits();
        int cycles = grids.compareCycles(rig.follower, i);
        System.out.println(
            TradingRig.alias(i)
                + ": "
                + cycles
                + " cycles, "
                + rig.known().accounts.find(i).executions.size()
                + " executions");
      }
    }
  }

  private static void awaitTakeProfits(GridRecord record, int account) {
    long start = System.nanoTime();
    String amiss = record.takeProfits();
    while (!amiss.isEmpty()) {
      assertThat(System.nanoTime() - start)
          .as("take-profits of account %d: %s", account, amiss)
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_S));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      amiss = record.takeProfits();
    }
  }

  static boolean certain(CoreState state) {
    return TradingSessionTest.each(state, TradingSessionTest::certain);
  }

  static boolean flat(CoreState state) {
    return TradingSessionTest.each(
        state,
        account -> {
          boolean open = account.orders.liveCount() > 0;
          for (int i = 0; i < account.positions.size(); i++) {
            open |= account.positions.at(i).sizeE9() != 0;
          }
          return account.reconciled() && !open;
        });
  }

  /** How many orders have been placed in all. */
  static long placed(CoreState state) {
    long placed = 0;
    for (int i = 0; i < 2; i++) {
      AccountState account = state.accounts.find(i);
      placed += account == null ? 0 : account.orders.liveCount() + account.orders.closedCount();
    }
    return placed;
  }
}
