package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.SettingTable.Setting;

/** Position mode and leverage at a real exchange: set at the start, and watched. */
class PositionSettingsSessionTest {
  private static final long LEVERAGE_E9 = 7_000_000_000L;

  @TempDir Path directory;

  @Test
  void modeAndLeverageAreSetBeforeTheFirstOrderAndAChangeByHandStopsOpening() throws IOException {
    try (TradingRig rig = new TradingRig(directory).wanting("leverage: 7, mode: hedge,")) {
      rig.startEngine();
      rig.await("mode and leverage", 60, state -> wanted(state) != null && wanted(state).fitted());
      rig.await("executions", 60, state -> state.accounts.find(0).executions.size() >= 2);
      CoreState state = rig.known();
      assertThat(state.accounts.find(0).hedge(wanted(state).instrument())).isTrue();
      assertThat(wanted(state).modeAttempts()).isEqualTo(1);
      assertThat(wanted(state).leverageAttempts()).isEqualTo(1);
      assertThat(wanted(state).told()).isFalse();
      rig.inject(leverage(9_000_000_000L));
      rig.await("the change is told", 60, now -> wanted(now).told());
      assertThat(wanted(rig.known()).leverageFits(account(rig))).isFalse();
      assertThat(wanted(rig.known()).leverageAttempts()).as("nobody sets it back").isEqualTo(1);
      rig.inject(leverage(LEVERAGE_E9));
      rig.await("it is as wanted again", 60, now -> !wanted(now).told());
      long executions = account(rig).executions.size();
      rig.await("trading goes on", 60, now -> now.accounts.find(0).executions.size() > executions);
      rig.stopEngine();
    }
  }

  private static Fault leverage(long leverageE9) {
    return Fault.of(FaultKind.SET_LEVERAGE)
        .withAccount("account1")
        .with("BTCUSDT", "", 0, leverageE9);
  }

  private static AccountState account(TradingRig rig) {
    return rig.known().accounts.find(0);
  }

  private static Setting wanted(CoreState state) {
    for (int i = 0; i < state.settings.size(); i++) {
      if (state.settings.at(i).leverageE9() == LEVERAGE_E9) {
        return state.settings.at(i);
      }
    }
    return null;
  }
}
