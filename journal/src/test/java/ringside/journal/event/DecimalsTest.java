package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.000, 0",
    "1, 1000000000",
    "-1, -1000000000",
    "0.5, 500000000",
    "-0.5, -500000000",
    "64150.10, 64150100000000",
    "0.000000001, 1",
    "-0.000000001, -1",
    "007.50, 7500000000",
    "1.0000000000, 1000000000",
    "0.1234567890000000000000, 123456789",
    "0000000000000000000000000000000000000001, 1000000000",
    "9223372036.854775807, 9223372036854775807",
    "-9223372036.854775807, -9223372036854775807",
    "9223372036.8547758070000, 9223372036854775807",
  })
  void aPlainDecimalIsReadExactly(String text, long expectedE9) {
    assertThat(Decimals.parseE9(text)).isEqualTo(expectedE9);
    assertThat(Decimals.parseMoneyE9(text)).isEqualTo(expectedE9);
    assertThat(Decimals.reason(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1", "1e5", "1E5", "NaN", "Infinity", "1,5", ".5", "-.5", "5.", "-5.", " 1", "1 ", "--1",
        "-", ".", "-.", "0x1", "1.2.3", "1..2", "1.-2", "1-", "1/", "1:", "1.5/", "1.5:", "1.+5",
        "null", "\u0661", "1\u0000", "\uFF11", "12345678901234567890x", "1234567890.1234567890x"
      })
  void anythingElseIsRefused(String text) {
    assertThat(Decimals.parseE9(text)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseMoneyE9(text)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseAggregateE4(text)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.isNumber(text.toCharArray(), 0, text.length())).isFalse();
    assertThat(Decimals.reason(text)).isEqualTo("not a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036.854775808",
        "-9223372036.854775808",
        "-9223372036.854775809",
        "9223372037",
        "10000000000",
        "9999999999999999999",
        "18446744073709551617",
        "18446744073.709551616",
        "99999999999999999999999999999999999999",
        "9223372036.8547758079",
      })
  void whatIsBeyondTheRangeIsRefused(String text) {
    assertThat(Decimals.parseE9(text)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseMoneyE9(text)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.isNumber(text.toCharArray(), 0, text.length())).isTrue();
    assertThat(Decimals.reason(text)).isEqualTo("out of range");
  }

  @Test
  void aDigitBeyondTheNinthDecimalIsRefusedForAPriceAndRoundedForMoney() {
    assertThat(Decimals.parseE9("0.1234567891")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseE9("1.00000000000000000001")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.reason("0.1234567891")).isEqualTo("more than 9 decimals");
    assertThat(Decimals.parseMoneyE9("0.1234567891")).isEqualTo(123_456_789L);
    assertThat(Decimals.parseMoneyE9("-0.0000000001")).isZero();
  }

  @Test
  void moneyIsRoundedHalfEvenAndItCanBeTold() {
    assertThat(Decimals.parseMoneyE9("0.0000000005")).isEqualTo(0);
    assertThat(Decimals.parseMoneyE9("0.0000000015")).isEqualTo(2);
    assertThat(Decimals.parseMoneyE9("0.0000000025")).isEqualTo(2);
    assertThat(Decimals.parseMoneyE9("0.00000000250000001")).isEqualTo(3);
    assertThat(Decimals.parseMoneyE9("-0.0000000015")).isEqualTo(-2);
    assertThat(isRounded("0.0000000015")).isTrue();
    assertThat(isRounded("0.0000000010")).isFalse();
    assertThat(isRounded("99999999999")).isFalse();
    assertThat(isRounded("x")).isFalse();
  }

  @Test
  void anAggregateIsRoundedHalfEvenAndTooLargeAOneIsNull() {
    assertThat(Decimals.parseAggregateE4("92233720368547.7580"))
        .isEqualTo(922_337_203_685_477_580L);
    assertThat(Decimals.parseAggregateE4("0.00005")).isEqualTo(0);
    assertThat(Decimals.parseAggregateE4("0.00015")).isEqualTo(2);
    assertThat(Decimals.parseAggregateE4("-0.00015")).isEqualTo(-2);
    assertThat(Decimals.parseAggregateE4("922337203685477.5807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Decimals.parseAggregateE4("922337203685477.58075")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseAggregateE4("922337203685477.5808")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseAggregateE4("1000000000000000")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.isNumber("1000000000000000".toCharArray(), 0, 16)).isTrue();
  }

  @Test
  void anEmptyOrOverlongTextIsRefusedWithItsReason() {
    assertThat(Decimals.parseE9("")).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.reason("")).isEqualTo("empty");
    String overlong = "0".repeat(41);
    assertThat(Decimals.parseE9(overlong)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseAggregateE4(overlong)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.reason(overlong)).isEqualTo("too long (max 40 chars)");
  }

  @Test
  void onlyTheRegionIsRead() {
    char[] text = "99-12.5099".toCharArray();
    assertThat(Decimals.parseE9(text, 2, 5)).isEqualTo(-12_500_000_000L);
    assertThat(Decimals.parseE9(text, 2, 0)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseE9(text, 10, 0)).isEqualTo(Decimals.INVALID);
    assertThat(Decimals.parseAggregateE4(text, 2, 6)).isEqualTo(-125_000L);
  }

  @Property
  void readingAgreesWithBigDecimal(@ForAll("numbers") String text) {
    BigDecimal exact = new BigDecimal(text);
    assertThat(Decimals.parseE9(text)).isEqualTo(fitting(exact, 9, RoundingMode.UNNECESSARY));
    assertThat(Decimals.parseMoneyE9(text)).isEqualTo(fitting(exact, 9, RoundingMode.HALF_EVEN));
    assertThat(Decimals.parseAggregateE4(text))
        .isEqualTo(fitting(exact, 4, RoundingMode.HALF_EVEN));
    assertThat(isRounded(text))
        .isEqualTo(
            Decimals.parseE9(text) == Decimals.INVALID
                && Decimals.parseMoneyE9(text) != Decimals.INVALID);
  }

  @Property
  void almostNumbersAreReadOnlyWhereTheyHaveTheForm(@ForAll("almostNumbers") String text) {
    boolean hasForm = text.matches("-?[0-9]+(\\.[0-9]+)?") && text.length() <= 40;
    assertThat(Decimals.isNumber(text.toCharArray(), 0, text.length())).isEqualTo(hasForm);
    if (!hasForm) {
      assertThat(Decimals.parseE9(text)).isEqualTo(Decimals.INVALID);
      assertThat(Decimals.parseMoneyE9(text)).isEqualTo(Decimals.INVALID);
      assertThat(Decimals.parseAggregateE4(text)).isEqualTo(Decimals.INVALID);
    }
  }

  @Property
  void whatIsPrintedIsCanonicalAndReadsBack(@ForAll("values") long value) {
    String e9 = Decimals.toStringE9(value);
    String e4 = Decimals.toStringE4(value);
    assertThat(e9).isEqualTo(canonical(value, 9));
    assertThat(e4).isEqualTo(canonical(value, 4));
    assertThat(Decimals.parseE9(e9)).isEqualTo(value);
    assertThat(Decimals.parseAggregateE4(e4)).isEqualTo(value);
  }

  @Property
  void multiplyingAgreesWithBigDecimal(@ForAll("values") long a, @ForAll("values") long b) {
    BigDecimal exact = BigDecimal.valueOf(a, 9).multiply(BigDecimal.valueOf(b, 9));
    long expected = fitting(exact, 9, RoundingMode.HALF_EVEN);
    if (expected == Decimals.INVALID) {
      assertThatThrownBy(() -> Decimals.multiplyE9(a, b)).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(Decimals.multiplyE9(a, b)).isEqualTo(expected);
    }
  }

  @Property
  void dividingAgreesWithBigDecimal(@ForAll("values") long a, @ForAll("values") long b) {
    if (b == 0) {
      assertThatThrownBy(() -> Decimals.divideE9(a, b)).isInstanceOf(ArithmeticException.class);
      return;
    }
    BigDecimal quotient =
        BigDecimal.valueOf(a, 9).divide(BigDecimal.valueOf(b, 9), 9, RoundingMode.HALF_EVEN);
    long expected = fitting(quotient, 9, RoundingMode.UNNECESSARY);
    if (expected == Decimals.INVALID) {
      assertThatThrownBy(() -> Decimals.divideE9(a, b)).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(Decimals.divideE9(a, b)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "64150.1, 0.5, 32075.05",
    "0.000000001, 0.5, 0",
    "0.000000003, 0.5, 0.000000002",
    "0.000000001, 0.500000001, 0.000000001",
    "-0.000000003, 0.5, -0.000000002",
    "9223372036.854775807, 1, 9223372036.854775807",
    "-9223372036.854775807, -1, 9223372036.854775807",
    "9223372036.854775807, 0, 0",
  })
  void productsAreRoundedHalfEven(String a, String b, String product) {
    assertThat(Decimals.multiplyE9(Decimals.parseE9(a), Decimals.parseE9(b)))
        .isEqualTo(Decimals.parseE9(product));
  }

  @Test
  void arithmeticBeyondTheRangeSaysWhatDidNotFit() {
    assertThatThrownBy(() -> Decimals.multiplyE9(Long.MAX_VALUE, 1_000_000_001L))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("9223372036.854775807 * 1.000000001 does not fit a long at 1e-9");
    assertThatThrownBy(() -> Decimals.divideE9(Long.MAX_VALUE, 999_999_999L))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Decimals.divideE9(1, 0)).hasMessage("0.000000001 / 0");
    assertThatThrownBy(() -> Decimals.multiplyE9(Decimals.INVALID, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("null * 0");
    assertThatThrownBy(() -> Decimals.divideE9(0, Decimals.INVALID))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void readingAndPrintingAllocateNothing() {
    char[] text = "64150.10 x -0.12345678951234567890 92233720368547758.08".toCharArray();
    StringBuilder out = new StringBuilder(100);
    long[] sum = new long[1];
    Runnable call =
        () -> {
          sum[0] += Decimals.parseE9(text, 0, 8);
          sum[0] += Decimals.parseE9(text, 9, 1);
          sum[0] += Decimals.parseE9(text, 11, 23);
          sum[0] += Decimals.parseMoneyE9(text, 11, 23);
          sum[0] += Decimals.parseAggregateE4(text, 35, 20);
          sum[0] += Decimals.multiplyE9(64_150_100_000_000L, 3);
          out.setLength(0);
          Decimals.appendE9(out, 64_150_100_000_000L);
        };
    assertThat(Allocations.bytesPerCall(call)).isZero();
    assertThat(sum[0]).isNotZero();
  }

  @Test
  void nullIsNotPrintedAsANumber() {
    assertThatThrownBy(() -> Decimals.toStringE9(Decimals.INVALID))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Numbers around every edge: few and many digits, leading and trailing zeros, halves. */
  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(18),
            Arbitraries.of("0", "9223372036", "9223372035", "922337203685477", "000000000000"));
    Arbitrary<String> decimals =
        Arbitraries.oneOf(
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20),
            Arbitraries.of("854775807", "854775808", "5807", "5808", "58075", "8547758075"),
            Arbitraries.strings().numeric().ofLength(9).map(s -> s + "5"),
            Arbitraries.strings().numeric().ofLength(9).map(s -> s + "5000000001"),
            Arbitraries.strings().numeric().ofLength(4).map(s -> s + "500000"),
            Arbitraries.strings().numeric().ofLength(5).map(s -> s + "0000000000"));
    return Combinators.combine(Arbitraries.of("", "-"), whole, decimals.injectNull(0.2))
        .as((sign, digits, rest) -> sign + digits + (rest == null ? "" : "." + rest));
  }

  @Provide
  Arbitrary<String> almostNumbers() {
    return Arbitraries.strings().withChars("0123456789.-+eE/: ").ofMaxLength(24);
  }

  @Provide
  Arbitrary<Long> values() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-Long.MAX_VALUE, Long.MAX_VALUE),
        Arbitraries.longs().between(-2_000_000_000L, 2_000_000_000L),
        Arbitraries.longs().between(-100, 100),
        Arbitraries.of(0L, 500_000_000L, 1_000_000_000L, 1_500_000_000L, Long.MAX_VALUE));
  }

  private static boolean isRounded(String text) {
    return Decimals.isRounded(text.toCharArray(), 0, text.length());
  }

  private static long fitting(BigDecimal value, int scale, RoundingMode rounding) {
    try {
      BigInteger unscaled = value.setScale(scale, rounding).unscaledValue();
      return unscaled.abs().compareTo(LARGEST.toBigInteger()) > 0
          ? Decimals.INVALID
          : unscaled.longValueExact();
    } catch (ArithmeticException moreDecimalsThanTheScale) {
      return Decimals.INVALID;
    }
  }

  private static String canonical(long value, int scale) {
    return value == 0 ? "0" : BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
  }
}
