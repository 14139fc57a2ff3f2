package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.RecordLayout;

/** What the venue really sent, decoded and compared with a slow and plain reading of the text. */
class BybitRecordingsTest {
  private static final Map<String, Integer> INSTRUMENTS =
      Map.of("BTCUSDT", 3, "ETHUSDT", 4, "XRPUSDT", 5);

  private final CapturingSink sink = new CapturingSink();
  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketReceiver receiver =
      new BybitMarketReceiver(sink, INSTRUMENTS, 7, BybitMarketReceiver.WAIT_FOREVER, counters);

  @Test
  void everyBookOfTheRecordedSessionEqualsOneRebuiltFromTheTextLevelByLevel() throws IOException {
    compareBooks("bybit/linear_btc_eth_20260809.jsonl");
  }

  @Test
  void aBookOfFiveHundredLevelsEqualsOneRebuiltFromTheTextLevelByLevel() throws IOException {
    compareBooks("bybit/orderbook/xrpusdt_linear_ob500_20241201_part1.jsonl");
  }

  @Test
  void theRecordedSessionIsTakenWholeWithEveryTradeInOrder() throws IOException {
    List<String> lines = SharedData.lines("bybit/linear_btc_eth_20260809.jsonl");
    StringBuilder expected = new StringBuilder();
    for (String line : lines) {
      feed(line);
      Map<String, Object> message = PlainJson.object(line);
      if (((String) message.get("topic")).startsWith("publicTrade")) {
        for (Object item : (List<?>) message.get("data")) {
          Map<?, ?> trade = (Map<?, ?>) item;
          expected.append(trade.get("i")).append(' ').append(trade.get("T")).append(' ');
          expected.append(plain((String) trade.get("p"))).append(' ');
          expected.append(plain((String) trade.get("v"))).append('\n');
        }
      }
    }
    StringBuilder actual = new StringBuilder();
    for (UnsafeBuffer record : sink.records(TradeDecoder.TEMPLATE_ID)) {
      TradeDecoder trade = new TradeDecoder();
      trade.wrap(
          record,
          RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(record, 0),
          RecordLayout.version(record, 0));
      long timeMs = trade.header().venueTimeNs() / 1_000_000;
      BigDecimal price = Books.e9(trade.priceE9()).stripTrailingZeros();
      BigDecimal quantity = Books.e9(trade.quantityE9()).stripTrailingZeros();
      actual.append(trade.tradeId()).append(' ').append(timeMs).append(' ');
      actual.append(price.toPlainString()).append(' ');
      actual.append(quantity.toPlainString()).append('\n');
    }
    assertThat(actual.toString()).isEqualTo(expected.toString()).isNotEmpty();
    assertThat(counters.get(Counter.MESSAGES)).isEqualTo(lines.size());
    assertThat(counters.get(Counter.REJECTED)).isZero();
    assertThat(counters.get(Counter.GAPS)).isZero();
    assertThat(sink.ranges()).as("one range a message").hasSize(lines.size());
    assertThat(sink.records())
        .allSatisfy(
            record -> {
              assertThat(RecordLayout.source(record, 0)).isEqualTo(7);
              assertThat(RecordLayout.instrument(record, 0)).isBetween(3, 5);
              assertThat(RecordLayout.timeNs(record, 0)).isGreaterThan(1_786_310_000_000_000_000L);
            });
  }

  private void compareBooks(String file) throws IOException {
    Map<String, Books> expected = new HashMap<>();
    Map<String, Books> actual = new HashMap<>();
    int compared = 0;
    for (String line : SharedData.lines(file)) {
      Map<String, Object> message = PlainJson.object(line);
      String topic = (String) message.get("topic");
      sink.clear();
      assertThat(feed(line)).isEqualTo(Outcome.MARKET);
      if (!topic.startsWith("orderbook")) {
        continue;
      }
      Books plain = expected.computeIfAbsent(topic, key -> new Books());
      Map<?, ?> data = (Map<?, ?>) message.get("data");
      if (message.get("type").equals("snapshot")) {
        plain.clear();
      }
      apply(plain, true, (List<?>) data.get("b"));
      apply(plain, false, (List<?>) data.get("a"));
      Books decoded = actual.computeIfAbsent(topic, key -> new Books());
      for (UnsafeBuffer record : sink.records()) {
        assertThat(RecordLayout.templateId(record, 0))
            .isIn(BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID);
        decoded.apply(record);
      }
      assertThat(decoded.bids).as(topic).isEqualTo(plain.bids);
      assertThat(decoded.asks).as(topic).isEqualTo(plain.asks);
      compared++;
    }
    assertThat(compared).isGreaterThan(20);
    assertThat(counters.get(Counter.REJECTED)).isZero();
    assertThat(counters.get(Counter.GAPS)).isZero();
  }

  private Outcome feed(String line) {
    char[] text = line.toCharArray();
    return receiver.onText(text, text.length, BybitMarketDecoder.TIME_OF_MESSAGE);
  }

  private static void apply(Books book, boolean bid, List<?> levels) {
    for (Object item : levels) {
      List<?> level = (List<?>) item;
      book.level(bid, new BigDecimal((String) level.get(0)), new BigDecimal((String) level.get(1)));
    }
  }

  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
