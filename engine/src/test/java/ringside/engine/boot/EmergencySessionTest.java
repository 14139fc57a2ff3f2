package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.journal.codec.OperatorAction;

/** Operators and emergencies over real sockets, before the venue's own record. */
class EmergencySessionTest {
  @TempDir Path directory;

  @Test
  @Tag("slow")
  void oneAccountIsFlattenedAndStaysSoOverARestartWhileTheOtherTrades() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("positions on both accounts", 60, state -> held(state, 0) && held(state, 1));
      rig.command(OperatorAction.FLATTEN, 0);
      rig.await("flat, as the venue says", 60, EmergencySessionTest::done);
      long before = executed(rig.known(), 1);
      rig.await("the other goes on", 60, state -> executed(state, 1) > before + 2);
      rig.killEngine();

      rig.startEngine();
      long again = executed(rig.known(), 1);
      rig.await("the other goes on", 60, state -> executed(state, 1) > again + 2);
      rig.await("latched", 1, state -> done(state) && !held(state, 0));

      rig.command(OperatorAction.CLEAR, 0);
      rig.await("trades again", 60, state -> state.risk.emergencies() == 0 && held(state, 0));
      TradingSessionTest.settle(rig);
      rig.stopEngine();
      TradingSessionTest.compare(rig);
    }
  }

  private static boolean done(CoreState state) {
    return state.risk.emergencies() == 1
        && state.risk.size(0) == 1
        && state.risk.at(0, 0).phase() == EmergencyPhase.DONE;
  }

  private static boolean held(CoreState state, int index) {
    AccountState account = state.accounts.find(index);
    for (int i = 0; account != null && i < account.positions.size(); i++) {
      if (account.positions.at(i).sizeE9() != 0) {
        return true;
      }
    }
    return false;
  }

  private static long executed(CoreState state, int index) {
    AccountState account = state.accounts.find(index);
    return account == null ? 0 : account.executions.size();
  }
}
