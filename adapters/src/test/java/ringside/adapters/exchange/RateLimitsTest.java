package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final String ORDER =
      "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
          + "'price':'98000'}";

  private final RateLimits limits = new RateLimits();

  @Test
  void theWindowRolls() {
    for (int i = 0; i < 10; i++) {
      assertThat(take(1, 1_000 + 50 * i).granted()).isEqualTo(1);
    }
    assertThat(take(1, 1_500)).isEqualTo(new RateLimits.Grant(0, 10, 0, 2_000));
    assertThat(take(1, 1_999).granted()).isZero();
    assertThat(take(1, 2_000)).isEqualTo(new RateLimits.Grant(1, 10, 0, 2_050));
    assertThat(take(1, 2_500).left()).isEqualTo(8);
  }

  @Test
  void aBatchGetsWhatIsLeft() {
    assertThat(take(7, 0).left()).isEqualTo(3);
    assertThat(take(8, 10).granted()).isEqualTo(3);
    assertThat(take(8, 11).granted()).isZero();
    assertThat(take(20, 2_000).granted()).isEqualTo(10);
  }

  @Test
  void accountsAndGroupsAreCountedApart() {
    take(10, 0);
    assertThat(limits.take(1, "create", 10, 1_000, 1, 0).granted()).isEqualTo(1);
    assertThat(limits.take(0, "cancel", 10, 1_000, 1, 0).granted()).isEqualTo(1);
  }

  @Test
  void aClockThatStepsBackGivesNothingAway() {
    take(10, 5_000);
    assertThat(take(1, 1_000).granted()).isZero();
    assertThat(take(1, 6_000).granted()).isEqualTo(1);
  }

  @Test
  void anAddressThatAsksTooOftenIsBanned() {
    IpGuard guard = new IpGuard(600, 5_000, 600_000);
    for (int i = 0; i < 600; i++) {
      assertThat(guard.admits(HERE, i)).isTrue();
    }
    assertThat(guard.admits(HERE, 4_999)).isFalse();
    assertThat(guard.admits(HERE, 4_999 + 599_999)).isFalse();
    assertThat(guard.admits(HERE, 4_999 + 600_000)).isTrue();
  }

  @Test
  void theEleventhOrderOfASecondIsTooMany() {
    try (RestRig rig = new RestRig()) {
      rig.aheadNs.set(-rig.thread.nowNs() + 1_900_000_000_000_000_000L);
      HttpResponse<String> last = null;
      int granted = 0;
      for (int i = 0; i < 12; i++) {
        last = rig.post(RestRig.ONE, "/v5/order/create", ORDER);
        granted += rig.json(last).text("retCode").equals("0") ? 1 : 0;
      }
      // Each request's time is real within the second, so a slow machine may see two windows.
      assertThat(granted).isBetween(10, 12);
      if (granted == 10) {
        assertThat(rig.json(last).text("retCode")).isEqualTo("10006");
        assertThat(rig.json(last).text("retMsg"))
            .isEqualTo("Too many visits. Exceeded the API Rate Limit.");
        assertThat(last.headers().firstValue("X-Bapi-Limit-Status")).contains("0");
        assertThat(last.headers().firstValueAsLong("X-Bapi-Limit-Reset-Timestamp").getAsLong())
            .isGreaterThan(rig.json(last).whole("time", 0) - 1);
      }
      rig.aheadNs.addAndGet(1_000_000_000L);
      assertThat(rig.json(rig.post(RestRig.ONE, "/v5/order/create", ORDER)).text("retCode"))
          .isEqualTo("0");
    }
  }

  @Test
  void aClockThatIsMadeToJumpDoesNotStopTheCounting() {
    try (RestRig rig = new RestRig()) {
      long skew = rig.faults.add(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(600_000));
      HttpResponse<String> ahead = rig.get(RestRig.ONE, "/v5/user/query-api", "");
      assertThat(ahead.headers().firstValueAsLong("X-Bapi-Limit-Reset-Timestamp").getAsLong())
          .isGreaterThan(System.currentTimeMillis() + 500_000);
      rig.faults.clear(skew);
      for (int second = 0; second < 3; second++) {
        for (int i = 0; i < 8; i++) {
          assertThat(rig.json(rig.get(RestRig.ONE, "/v5/user/query-api", "")).text("retCode"))
              .isEqualTo("0");
        }
        rig.aheadNs.addAndGet(1_000_000_000L);
      }
    }
  }

  @Test
  void withoutLimitsNobodyIsToldToWait() {
    try (RestRig rig = new RestRig(RestConfig.unlimited(0))) {
      for (int i = 0; i < 30; i++) {
        assertThat(rig.json(rig.get(RestRig.ONE, "/v5/user/query-api", "")).text("retCode"))
            .isEqualTo("0");
      }
    }
  }

  @Test
  void theServerBansAnAddressFromEverything() {
    try (RestRig rig = new RestRig(new RestConfig(0, 5, 5_000, 60_000, true))) {
      for (int i = 0; i < 5; i++) {
        assertThat(rig.open("/v5/market/time").statusCode()).isEqualTo(200);
      }
      assertThat(rig.open("/v5/market/time").statusCode()).isEqualTo(403);
      HttpResponse<String> other = rig.get(RestRig.ONE, "/v5/account/info", "");
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(other.body()).isEqualTo("access too frequent");
      rig.aheadNs.addAndGet(61_000_000_000L);
      assertThat(rig.open("/v5/market/time").statusCode()).isEqualTo(200);
    }
  }

  private RateLimits.Grant take(int wanted, long nowMs) {
    return limits.take(0, "create", 10, 1_000, wanted, nowMs);
  }
}
