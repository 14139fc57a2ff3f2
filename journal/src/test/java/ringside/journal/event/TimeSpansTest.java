package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpansTest {
  @ParameterizedTest
  @CsvSource({"250ms,250", "30s,30000", "5m,300000", "12h,43200000", "7d,604800000", "0s,0"})
  void aNumberAndItsUnitIsASpanAndReadsTheSameAgain(String text, long ms) {
    assertThat(TimeSpans.parseNs(text)).isEqualTo(ms * 1_000_000L);
    assertThat(TimeSpans.text(ms * 1_000_000L)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1h30m,5400000,1h30m", "90s,90000,1m30s", "1m250ms,60250,1m250ms"})
  void severalUnitsAddUp(String text, long ms, String written) {
    assertThat(TimeSpans.parseNs(text)).isEqualTo(ms * 1_000_000L);
    assertThat(TimeSpans.text(ms * 1_000_000L)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "30 s", "-1s", "1.5s", "1m1h", "1s1s", "5M", "9999999999s", "1y"})
  void whatIsNoSpanIsNone(String text) {
    assertThat(TimeSpans.parseNs(text)).isEqualTo(TimeSpans.INVALID);
  }
}
