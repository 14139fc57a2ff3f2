package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import ringside.adapters.recording.RecordingScan.InferredRules;

class RecordingScanTest {
  @Test
  void topicsSymbolsTimesAndSizesAreFound() {
    RecordingScan scan =
        RecordingScan.of(
            new TextSource(
                "{\"topic\":\"tickers.ETHUSDT\",\"type\":\"snapshot\",\"ts\":50,\"data\":{}}",
                "{\"op\":\"subscribe\",\"success\":true}",
                "{\"topic\":\"kline.1.BTCUSDT\",\"type\":\"snapshot\",\"ts\":40,\"data\":[]}",
                "{\"topic\":\"order\",\"ts\":9000,\"data\":[]}",
                "nonsense",
                "{\"topic\":\"allLiquidation.ETHUSDT\",\"type\":\"snapshot\",\"ts\":45,\"data\":[]}"));

    assertThat(scan.topics())
        .containsExactly("tickers.ETHUSDT", "kline.1.BTCUSDT", "allLiquidation.ETHUSDT");
    assertThat(scan.symbols()).containsExactly("ETHUSDT", "BTCUSDT");
    assertThat(scan.firstTsMs()).isEqualTo(50);
    assertThat(scan.lastTsMs()).isEqualTo(50);
    assertThat(scan.lines()).isEqualTo(6);
    assertThat(scan.rules()).isEmpty();
    assertThat(scan.warning()).isNull();
  }

  @Test
  void rulesAreTheFinestDecimalsThatBooksAndTradesShowTrailingZerosAside() {
    RecordingScan scan =
        RecordingScan.of(
            new TextSource(
                "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1,\"data\":{"
                    + "\"s\":\"BTCUSDT\",\"b\":[[\"65114.30\",\"1.000\"]],\"a\":[],\"u\":5}}",
                "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":2,\"data\":[{"
                    + "\"p\":\"65114.00\",\"v\":\"0.004\"}]}",
                "{\"topic\":\"publicTrade.XRPUSDT\",\"type\":\"snapshot\",\"ts\":2,\"data\":[{"
                    + "\"p\":\"1.95310\",\"v\":\"10\"}]}",
                "{\"topic\":\"publicTrade.TINYUSDT\",\"type\":\"snapshot\",\"ts\":2,\"data\":[{"
                    + "\"p\":\"0.00000000012\",\"v\":\"1000\"}]}"));

    assertThat(scan.rules())
        .containsEntry("BTCUSDT", new InferredRules(100_000_000, 1_000_000))
        .containsEntry("XRPUSDT", new InferredRules(100_000, 1_000_000_000))
        .containsEntry("TINYUSDT", new InferredRules(1, 1_000_000_000));
  }

  @Test
  void aRecordingWithoutASingleLineIsRefused() {
    assertThatThrownBy(() -> RecordingScan.of(new TextSource("", "  ", "")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("holds not a single line");
  }

  @Test
  void topicsOfOtherMarketsAndShapesAreNone() {
    for (String name :
        new String[] {
          "order", "orderbook.30.BTCUSDT", "orderbook.BTCUSDT", "tickers.", "tickers..BTCUSDT",
          "tickers.50.BTCUSDT", "kline.2.BTCUSDT", "publicTrade.btcusdt", "liquidation.BTCUSDT", "",
          "orderbook.50.BTC USDT", "."
        }) {
      assertThat(RecordedTopic.parse(name)).as(name).isNull();
    }
    assertThat(RecordedTopic.parse("orderbook.500.BTC-26DEC25").symbol()).isEqualTo("BTC-26DEC25");
    assertThat(RecordedTopic.parse("kline.D.BTCUSDT").kind()).isEqualTo(RecordedTopic.Kind.KLINE);
  }

  @Test
  void theSharedRecordingIsUnderstood() {
    Path file = Await.sharedData("bybit/linear_btc_eth_20260809.jsonl");

    RecordingScan scan = RecordingScan.of(Recording.of(file));

    assertThat(scan.lines()).isEqualTo(1298);
    assertThat(scan.topics()).hasSize(8).startsWith("tickers.BTCUSDT", "tickers.ETHUSDT");
    assertThat(scan.symbols()).containsExactly("BTCUSDT", "ETHUSDT");
    assertThat(scan.rules())
        .containsEntry("BTCUSDT", new InferredRules(100_000_000, 1_000_000))
        .containsEntry("ETHUSDT", new InferredRules(10_000_000, 10_000_000));
  }

  @Property(tries = 500)
  void decimalsAreReadAsBigDecimalReadsThem(
      @ForAll @LongRange(min = 0, max = 9_000_000_000_000_000L) long units,
      @ForAll @IntRange(min = 0, max = 12) int scale) {
    BigDecimal value = BigDecimal.valueOf(units, scale);
    BigDecimal exact = value.stripTrailingZeros();

    long expected = PlainDecimal.INVALID;
    if (exact.scale() <= 9
        && value.movePointRight(9).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      expected = value.movePointRight(9).longValueExact();
    }
    assertThat(PlainDecimal.toE9(value.toPlainString())).isEqualTo(expected);
    assertThat(PlainDecimal.significantDecimals(value.toPlainString()))
        .isEqualTo(Math.max(0, exact.scale()));
  }

  @Test
  void whatIsNoPlainDecimalIsInvalid() {
    for (String text : new String[] {"", ".", "-1", "1e5", "1.2.3", " 1", "NaN", "9223372036.9"}) {
      assertThat(PlainDecimal.toE9(text)).as(text).isEqualTo(PlainDecimal.INVALID);
    }
    assertThat(PlainDecimal.toE9("9223372036.854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(PlainDecimal.toE9("5.")).isEqualTo(5_000_000_000L);
    assertThat(PlainDecimal.toE9(".5")).isEqualTo(500_000_000);
  }
}
