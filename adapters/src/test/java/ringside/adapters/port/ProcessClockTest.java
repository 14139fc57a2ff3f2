package ringside.adapters.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessClockTest {
  @Test
  void itStartsAtTheWallAndNeverStepsBack() {
    long before = System.currentTimeMillis() * 1_000_000L;
    ProcessClock clock = ProcessClock.startingAbove(0);
    long last = clock.nowNs();
    assertThat(last).isBetween(before, before + 60_000_000_000L);
    for (int i = 0; i < 100_000; i++) {
      long now = clock.nowNs();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
  }

  @Test
  void itStartsAboveTheFloorWhereTheWallIsBehindIt() {
    long floor = (System.currentTimeMillis() + 3_600_000L) * 1_000_000L;
    assertThat(ProcessClock.startingAbove(floor).nowNs()).isGreaterThan(floor);
  }
}
