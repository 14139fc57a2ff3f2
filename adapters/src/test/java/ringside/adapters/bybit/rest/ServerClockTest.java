package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.ServerClock.Sample;

class ServerClockTest {
  private static final long MS = 1_000_000L;

  private final HeardRestrictions heard = new HeardRestrictions();
  private long nowNs = 1_000_000 * MS;
  private final ServerClock clock = new ServerClock(() -> nowNs, heard);

  @Test
  void the_offset_is_taken_at_the_middle_of_the_round_trip() {
    Sample sample = new Sample(100 * MS, 1_150 * MS, 200 * MS);

    assertThat(sample.offsetNs()).isEqualTo(1_000 * MS);
    assertThat(sample.roundTripNs()).isEqualTo(100 * MS);
  }

  @Test
  void the_shortest_round_trip_is_believed() {
    Sample slow = new Sample(0, 500 * MS, 100 * MS);
    Sample fast = new Sample(0, 50 * MS, 10 * MS);

    assertThat(fast.better(slow)).isSameAs(fast);
    assertThat(slow.better(fast)).isSameAs(fast);
    assertThat(slow.better(null)).isSameAs(slow);
  }

  @Test
  void nothing_is_opened_before_the_first_measurement() {
    assertThat(clock.entriesAllowed()).isFalse();
    assertThat(clock.venueMs()).isEqualTo(1_000_000);
  }

  @Test
  void the_corrected_time_signs_and_far_clocks_open_nothing() {
    clock.take(new Sample(0, 900 * MS, 0));
    assertThat(clock.entriesAllowed()).isTrue();
    assertThat(clock.venueMs()).isEqualTo(1_000_900);

    clock.take(new Sample(0, -901 * MS, 0));
    assertThat(clock.entriesAllowed()).isFalse();
    assertThat(clock.venueMs()).isEqualTo(999_099);
    assertThat(heard.offsets()).containsExactly(900 * MS, -901 * MS);
  }
}
