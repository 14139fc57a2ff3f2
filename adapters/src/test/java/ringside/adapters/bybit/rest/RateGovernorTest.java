package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateGovernorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HELD = TokenBucket.heldNs(SECOND);
  private static final EndpointGroup CREATE = EndpointGroup.ORDER_CREATE;

  private final RateGovernor governor = new RateGovernor();

  @Test
  void a_fifth_is_kept_for_exits() {
    for (int i = 0; i < 8; i++) {
      assertThat(acquire("a", false, 0)).isZero();
    }
    assertThat(acquire("a", false, 0)).isEqualTo(HELD);
    assertThat(acquire("a", true, 0)).isZero();
    assertThat(acquire("a", true, 0)).isZero();
    assertThat(acquire("a", true, 0)).isEqualTo(HELD);
  }

  @Test
  void tokens_come_back_one_by_one() {
    for (int i = 0; i < 8; i++) {
      assertThat(acquire("a", false, i * SECOND / 10)).isZero();
    }
    assertThat(acquire("a", false, HELD - 5)).isEqualTo(5);
    assertThat(acquire("a", false, HELD)).isZero();
    assertThat(acquire("a", false, HELD)).isEqualTo(SECOND / 10);
  }

  @Test
  void accounts_and_groups_have_their_own() {
    for (int i = 0; i < 8; i++) {
      acquire("a", false, 0);
    }
    assertThat(acquire("b", false, 0)).isZero();
    assertThat(governor.tryAcquire("a", EndpointGroup.ORDER_CANCEL, 1, false, 0)).isZero();
  }

  @Test
  void a_batch_counts_as_its_orders() {
    assertThat(governor.tryAcquire("a", EndpointGroup.ORDER_CREATE_BATCH, 8, false, 0)).isZero();
    assertThat(governor.tryAcquire("a", EndpointGroup.ORDER_CREATE_BATCH, 1, false, 0))
        .isPositive();
  }

  @Test
  void all_accounts_share_the_address() {
    int sent = 0;
    for (int account = 0; account < 200; account++) {
      for (int i = 0; i < 8; i++) {
        sent += acquire("account" + account, false, 0) == 0 ? 1 : 0;
      }
    }
    assertThat(sent).isEqualTo(480);
    assertThat(acquire("one more", true, 0)).isZero();
    assertThat(acquire("yet one", false, 6 * SECOND)).isZero();
  }

  @Test
  void the_venues_figures_win() {
    governor.onLimits("a", CREATE, 20, 20, 0);
    int sent = 0;
    while (acquire("a", false, 0) == 0) {
      sent++;
    }
    assertThat(sent).isEqualTo(16);

    governor.onLimits("b", CREATE, 10, 3, 0);
    assertThat(acquire("b", false, 0)).isZero();
    assertThat(acquire("b", false, 0)).as("somebody else uses the key, too").isPositive();
  }

  @Test
  void figures_that_are_none_change_nothing() {
    governor.onLimits("a", CREATE, -1, -1, 0);
    governor.onLimits("a", CREATE, 5, 9, 0);
    governor.onLimits("a", CREATE, Integer.MAX_VALUE, 0, 0);

    assertThat(acquire("a", false, 0)).isZero();
  }

  @Test
  void too_many_requests_waits_for_the_stated_time_exits_too() {
    assertThat(governor.onLimited("a", CREATE, 3 * SECOND, 0)).isEqualTo(3 * SECOND);

    assertThat(acquire("a", true, SECOND)).isEqualTo(2 * SECOND);
    assertThat(acquire("a", true, 3 * SECOND)).isZero();
    assertThat(governor.onLimited("a", CREATE, 1000 * SECOND, 0)).isEqualTo(10 * SECOND);
  }

  @Test
  void a_ban_stops_all_for_ten_minutes() {
    assertThat(governor.onBanned(0)).isTrue();
    assertThat(governor.onBanned(SECOND)).isFalse();

    assertThat(governor.bannedForNs(SECOND)).isEqualTo(600 * SECOND);
    assertThat(acquire("a", true, 601 * SECOND - 1)).isEqualTo(1);
    assertThat(acquire("a", true, 601 * SECOND)).isZero();
  }

  @Test
  void a_limit_of_one_lets_one_through() {
    governor.onLimits("a", CREATE, 1, 1, 0);

    assertThat(acquire("a", false, 0)).isZero();
    assertThat(acquire("a", false, 0)).isPositive();
    assertThat(acquire("a", false, HELD)).isZero();
  }

  @Test
  void a_token_is_held_from_its_answer_on_however_long_that_takes() {
    governor.onLimits("a", CREATE, 1, 1, 0);
    assertThat(governor.tryAcquire("a", CREATE, 1, false, 0)).isZero();

    assertThat(governor.tryAcquire("a", CREATE, 1, true, 3 * SECOND)).isEqualTo(HELD);
    governor.onAnswered("a", CREATE, 1, 4 * SECOND);
    assertThat(governor.tryAcquire("a", CREATE, 1, true, 5 * SECOND)).isEqualTo(HELD - SECOND);
    assertThat(governor.tryAcquire("a", CREATE, 1, true, 4 * SECOND + HELD)).isZero();
  }

  @Test
  void a_token_whose_answer_nobody_told_of_comes_back() {
    governor.onLimits("a", CREATE, 1, 1, 0);
    assertThat(governor.tryAcquire("a", CREATE, 1, false, 0)).isZero();

    assertThat(governor.tryAcquire("a", CREATE, 1, false, TokenBucket.LOST_NS)).isEqualTo(HELD);
    assertThat(governor.tryAcquire("a", CREATE, 1, false, TokenBucket.LOST_NS + HELD)).isZero();
  }

  /** Whatever the pattern and the jitter: no window of the venue's sees more than the limit. */
  @Property(tries = 200)
  void no_window_ever_sees_more_than_the_limit(
      @ForAll @IntRange(min = 1, max = 30) int limit,
      @ForAll @IntRange(min = 1, max = 3_000) int jitterMs,
      @ForAll boolean onSocket,
      @ForAll long seed) {
    RateGovernor any = new RateGovernor();
    any.onLimits("a", CREATE, limit, limit, 0);
    SplittableRandom random = new SplittableRandom(seed);
    PriorityQueue<Long> answers = new PriorityQueue<>();
    List<Long> counted = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextLong(SECOND / 10);
      while (!answers.isEmpty() && answers.peek() <= now) {
        long at = answers.remove();
        if (onSocket) {
          any.onAnsweredOnSocket("a", CREATE, 1, at);
        } else {
          any.onAnswered("a", CREATE, 1, at);
        }
      }
      boolean exit = random.nextBoolean();
      long waitNs =
          onSocket
              ? any.tryAcquireOnSocket("a", CREATE, 1, exit, now)
              : any.tryAcquire("a", CREATE, 1, exit, now);
      if (waitNs == 0) {
        long at = now + random.nextLong(jitterMs * 1_000_000L);
        counted.add(at);
        answers.add(at + random.nextLong(jitterMs * 1_000_000L));
      }
    }
    Collections.sort(counted);
    assertThat(counted).hasSizeGreaterThan(5 * limit);
    for (int i = limit; i < counted.size(); i++) {
      assertThat(counted.get(i) - counted.get(i - limit)).isGreaterThanOrEqualTo(SECOND);
    }
  }

  /** Answered at once. */
  private long acquire(String account, boolean exit, long nanoTime) {
    long waitNs = governor.tryAcquire(account, CREATE, 1, exit, nanoTime);
    if (waitNs == 0) {
      governor.onAnswered(account, CREATE, 1, nanoTime);
    }
    return waitNs;
  }
}
