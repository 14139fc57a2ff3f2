package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitBreakerTest {
  private static final long SECOND = 1_000_000_000L;

  private final CircuitBreaker breaker = CircuitBreaker.of(EndpointGroup.ORDER_CREATE);

  @Test
  void failures_in_a_row_open_it_and_a_success_between_does_not_count_against_it() {
    fail(0);
    fail(0);
    breaker.onOutcome(true, 0);
    fail(0);
    fail(0);

    assertThat(breaker.tryAcquire(false, 0)).isTrue();
    assertThat(breaker.onOutcome(false, 0)).isTrue();
    assertThat(breaker.tryAcquire(false, 0)).isFalse();
    assertThat(breaker.openForNs(0)).isEqualTo(30 * SECOND);
  }

  @Test
  void an_exit_always_goes() {
    open();

    assertThat(breaker.tryAcquire(true, SECOND)).isTrue();
    assertThat(breaker.tryAcquire(false, SECOND)).isFalse();
  }

  @Test
  void one_probe_goes_when_the_time_is_over_and_its_failure_starts_it_again() {
    open();

    assertThat(breaker.tryAcquire(false, 30 * SECOND - 1)).isFalse();
    assertThat(breaker.tryAcquire(false, 30 * SECOND)).isTrue();
    assertThat(breaker.tryAcquire(false, 30 * SECOND)).isFalse();
    fail(31 * SECOND);
    assertThat(breaker.tryAcquire(false, 60 * SECOND)).isFalse();
    assertThat(breaker.tryAcquire(false, 61 * SECOND)).isTrue();
  }

  @Test
  void a_probe_that_succeeds_closes_it() {
    open();
    breaker.tryAcquire(false, 30 * SECOND);

    assertThat(breaker.onOutcome(true, 30 * SECOND)).isTrue();

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.tryAcquire(false, 30 * SECOND)).isTrue();
  }

  @Test
  void an_exit_that_succeeds_closes_it_too() {
    open();

    assertThat(breaker.onOutcome(true, SECOND)).isTrue();
    assertThat(breaker.tryAcquire(false, SECOND)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(EndpointGroup.class)
  void only_order_entry_and_reports_have_limits_of_their_own(EndpointGroup group) {
    CircuitBreaker own = CircuitBreaker.of(group);
    int failures = 1;
    while (!own.onOutcome(false, 0)) {
      failures++;
    }
    String limits = failures + " failures, " + own.openForNs(0) / SECOND + " s";
    String expected =
        switch (group) {
          case ORDER_CREATE,
              ORDER_CREATE_BATCH,
              ORDER_AMEND,
              ORDER_AMEND_BATCH,
              ORDER_CANCEL,
              ORDER_CANCEL_BATCH,
              ORDER_CANCEL_ALL ->
              "3 failures, 30 s";
          case OPEN_ORDERS, ORDER_HISTORY, EXECUTIONS, POSITIONS, WALLET -> "5 failures, 10 s";
          default -> "5 failures, 60 s";
        };
    assertThat(limits).isEqualTo(expected);
  }

  private void open() {
    fail(0);
    fail(0);
    fail(0);
  }

  private void fail(long nanoTime) {
    breaker.onOutcome(false, nanoTime);
  }
}
