package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void itKeepsTheNewestAndSaysWhatHadToGo() {
    Recent<Integer> recent = new Recent<>(40);
    for (int i = 0; i < 40; i++) {
      assertThat(recent.push(i)).isNull();
    }
    assertThat(recent).hasSize(40).startsWith(0, 1);
    for (int i = 40; i < 100; i++) {
      assertThat(recent.push(i)).isEqualTo(i - 40);
    }
    assertThat(recent).hasSize(40).startsWith(60, 61).endsWith(99);
  }
}
