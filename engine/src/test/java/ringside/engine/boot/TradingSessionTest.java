package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;

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
      try (VenueRecord venue = new VenueRecord(rig.exchange, rig.key(i), i)) {
        venue.cancelAll();
      }
    }
    rig.await(
        "no order is live", 60, state -> each(state, account -> account.orders.liveCount() == 0));
  }

  static void compare(TradingRig rig) {
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.exchange, rig.key(i), i)) {
        venue.compareWith(rig);
      }
    }
    assertThat(rig.known().run.running()).isFalse();
  }

  private static boolean each(
      CoreState state, java.util.function.Predicate<AccountState> condition) {
    for (int i = 0; i < 2; i++) {
      if (state.accounts.find(i) == null || !condition.test(state.accounts.find(i))) {
        return false;
      }
    }
    return true;
  }
}
