package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;

/** A strategy is gone from the config, and left a position at a real exchange. */
class OrphanSessionTest {
  @TempDir Path directory;

  @Test
  void aPositionWithoutAStrategyRefusesTheStartOrIsWoundDown() throws IOException {
    try (TradingRig rig = new TradingRig(directory)) {
      rig.startEngine();
      rig.await("a position of the second account", 60, OrphanSessionTest::held);
      rig.killEngine();

      rig.withoutSecond("refuse");
      assertThatThrownBy(rig::startEngine)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no strategy of the config holds a1 ETHUSDT one-way ")
          .hasMessageContaining("orphans: wind-down");
      rig.killEngine();

      rig.withoutSecond("wind-down");
      rig.startEngine();
      rig.await("it is closed", 60, state -> !held(state));
      rig.stopEngine();
      assertThat(held(rig.known())).isFalse();
    }
  }

  private static boolean held(CoreState state) {
    AccountState account = state.accounts.size() < 2 ? null : state.accounts.find(1);
    for (int i = 0; account != null && i < account.positions.size(); i++) {
      if (account.positions.at(i).sizeE9() != 0) {
        return true;
      }
    }
    return false;
  }
}
