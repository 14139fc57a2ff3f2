package ringside.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final List<String> halts = new ArrayList<>();
  private long deciding;
  private final Watchdog watchdog =
      new Watchdog(() -> deciding, (where, cause) -> halts.add(where));

  @Test
  void anEventSeenTwentyLooksLaterStillHaltsOnce() {
    deciding = 7;
    look(1 + 19);
    assertThat(halts).isEmpty();
    look(1);
    assertThat(halts).containsExactly("deciding event 7 took over 2 s");
    look(100);
    assertThat(halts).hasSize(1);
  }

  @Test
  void eventsThatMoveOnNeverHalt() {
    for (int i = 1; i < 100; i++) {
      deciding = i;
      look(19);
    }
    assertThat(halts).isEmpty();
  }

  @Test
  void anIdleEngineNeverHalts() {
    look(1_000);
    assertThat(halts).isEmpty();
  }

  @Test
  void anEventDecidedInBetweenStartsTheCountAnew() {
    deciding = 7;
    look(20);
    deciding = 0;
    look(1);
    deciding = 7;
    look(20);
    assertThat(halts).isEmpty();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watchdog.look();
    }
  }
}
