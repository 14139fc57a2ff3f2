package ringside.adapters.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.DisconnectReason;

class BackoffPolicyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SEED = 20260809;

  private final BackoffPolicy policy = new BackoffPolicy(SEED);

  @Test
  void theWaitDoublesFromOneSecondToSixtyAndTheCountStartsAgainWithData() {
    long[] nominal = {1, 1, 2, 4, 8, 16, 32, 60, 60, 60};
    long now = 0;
    for (int attempts = 0; attempts < nominal.length; attempts++) {
      long delay = delay(attempts, DisconnectReason.CONNECT_FAILED, -1, now);
      long low = attempts < 7 ? nominal[attempts] * SECOND : 48 * SECOND;
      long high = attempts < 7 ? nominal[attempts] * SECOND * 6 / 5 : 60 * SECOND;
      assertThat(delay).as("after %d attempts, seed %d", attempts, SEED).isBetween(low, high);
      now += delay;
    }
    assertThat(delay(0, DisconnectReason.CLOSED_BY_VENUE, 1006, now)).isLessThan(2 * SECOND);
  }

  @Test
  void twoSeedsDoNotComeBackInStep() {
    BackoffPolicy other = new BackoffPolicy(SEED + 1);
    assertThat(delay(3, DisconnectReason.SILENT, -1, 0))
        .isNotEqualTo(other.delayNs(3, DisconnectReason.SILENT, -1, 0));
  }

  @Test
  void anHttp403IsLeftAloneForTenMinutesAndOtherRefusalsAreNot() {
    assertThat(delay(1, DisconnectReason.REFUSED, 403, 0)).isGreaterThanOrEqualTo(600 * SECOND);
    assertThat(delay(1, DisconnectReason.REFUSED, 503, 0)).isLessThan(2 * SECOND);
  }

  @Test
  void aStreamThatFlapsEverySecondConnectsAtMostFiftyTimesInFiveMinutes() {
    long[] attempts = new long[400];
    long now = 0;
    for (int i = 0; i < attempts.length; i++) {
      now += delay(0, DisconnectReason.CLOSED_BY_VENUE, 1000, now);
      attempts[i] = now;
      now += SECOND;
    }
    for (int i = 50; i < attempts.length; i++) {
      assertThat(attempts[i] - attempts[i - 50]).isGreaterThanOrEqualTo(300 * SECOND);
    }
  }

  private long delay(int attempts, DisconnectReason reason, int code, long now) {
    return policy.delayNs(attempts, reason, code, now);
  }
}
