package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
  private static final DateTimeFormatter ORACLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000000000Z",
    "-1, 1969-12-31T23:59:59.999999999Z",
    "1772366400000000001, 2026-03-01T12:00:00.000000001Z",
    "951782400000000000, 2000-02-29T00:00:00.000000000Z",
    "4107542399999999999, 2100-02-28T23:59:59.999999999Z",
    "4107542400000000000, 2100-03-01T00:00:00.000000000Z",
    "9223372036854775807, 2262-04-11T23:47:16.854775807Z",
    "-9223372036854775808, 1677-09-21T00:12:43.145224192Z",
  })
  void aTimeIsShownInUtcWithNineDecimals(long timeNs, String expected) {
    assertThat(IsoTime.toString(timeNs)).isEqualTo(expected);
  }

  @Property
  void itAgreesWithJavaTime(@ForAll long timeNs) {
    assertThat(IsoTime.toString(timeNs)).isEqualTo(oracle(timeNs));
  }

  @Test
  void itAgreesWithJavaTimeOnEveryDayThereIs() {
    long day = 86_400_000_000_000L;
    for (long i = Long.MIN_VALUE / day; i <= Long.MAX_VALUE / day; i++) {
      assertThat(IsoTime.toString(i * day)).isEqualTo(oracle(i * day));
    }
  }

  @Property
  void timesSortAsText(
      @ForAll @LongRange(min = Long.MIN_VALUE, max = Long.MAX_VALUE - 1_000_000_000_000L)
          long timeNs,
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long later) {
    assertThat(IsoTime.toString(timeNs)).isLessThan(IsoTime.toString(timeNs + later));
  }

  private static String oracle(long timeNs) {
    return ORACLE.format(
        Instant.ofEpochSecond(
            Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L)));
  }
}
