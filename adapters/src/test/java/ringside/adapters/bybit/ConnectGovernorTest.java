package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectGovernorTest {
  private static final URI VENUE = URI.create("wss://stream.bybit.com/v5/private");
  private static final URI OTHER = URI.create("wss://stream-demo.bybit.com/v5/private");
  private static final long MS = 1_000_000L;

  @Test
  void noHostHearsMoreThanItsLimitWithinFiveMinutesAndNotInOneBurst() {
    ConnectGovernor governor = new ConnectGovernor(50, 20 * MS, 0);
    List<Long> granted = new ArrayList<>();
    for (long now = 0; now < 900_000 * MS; now += 10 * MS) {
      if (governor.mayConnect("one", VENUE, ConnectGovernor.ORDINARY, now)) {
        granted.add(now);
      }
    }
    assertThat(granted).hasSize(150);
    for (int i = 1; i < granted.size(); i++) {
      assertThat(granted.get(i) - granted.get(i - 1)).isGreaterThanOrEqualTo(20 * MS);
      if (i >= 50) {
        assertThat(granted.get(i) - granted.get(i - 50))
            .isGreaterThanOrEqualTo(ConnectGovernor.WINDOW_NS);
      }
    }
  }

  @Test
  void whoHasSomethingToLoseGoesFirstThenWhoCameFirst() {
    ConnectGovernor governor = new ConnectGovernor(50, 20 * MS, 0);
    assertThat(governor.mayConnect("first", VENUE, ConnectGovernor.ORDINARY, 0)).isTrue();
    assertThat(governor.mayConnect("second", VENUE, ConnectGovernor.ORDINARY, MS)).isFalse();
    assertThat(governor.mayConnect("third", VENUE, ConnectGovernor.ORDINARY, MS)).isFalse();
    assertThat(governor.mayConnect("risky", VENUE, ConnectGovernor.AT_RISK, MS)).isFalse();
    assertThat(governor.mayConnect("third", VENUE, ConnectGovernor.ORDINARY, 30 * MS)).isFalse();
    assertThat(governor.mayConnect("risky", VENUE, ConnectGovernor.AT_RISK, 30 * MS)).isTrue();
    assertThat(governor.mayConnect("third", VENUE, ConnectGovernor.ORDINARY, 60 * MS)).isFalse();
    governor.leave("second");
    assertThat(governor.mayConnect("third", VENUE, ConnectGovernor.ORDINARY, 61 * MS)).isTrue();
  }

  @Test
  void hostsAreCountedApartAndABanHoldsItsHostOnly() {
    ConnectGovernor governor = new ConnectGovernor(50, 20 * MS, 600_000 * MS);
    governor.banned(VENUE, 0);
    assertThat(governor.mayConnect("one", VENUE, ConnectGovernor.AT_RISK, MS)).isFalse();
    assertThat(governor.mayConnect("two", OTHER, ConnectGovernor.ORDINARY, MS)).isTrue();
    assertThat(governor.mayConnect("one", VENUE, ConnectGovernor.AT_RISK, 599_999 * MS)).isFalse();
    assertThat(governor.mayConnect("one", VENUE, ConnectGovernor.AT_RISK, 600_000 * MS)).isTrue();
  }
}
