package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedBookTest {
  private static final String TOPIC = "orderbook.50.BTCUSDT";

  private final LineHeaderDecoder headers = new LineHeaderDecoder();
  private final RecordedBook book =
      new RecordedBook(RecordedTopic.parse(TOPIC), new BookLineDecoder());

  private static String message(String type, long u, String bids, String asks) {
    return "{\"topic\":\"%s\",\"type\":\"%s\",\"ts\":%d,\"data\":{\"s\":\"BTCUSDT\",\"b\":[%s],\"a\":[%s],\"u\":%d,\"seq\":%d},\"cts\":%d}"
        .formatted(TOPIC, type, 1000 + u, bids, asks, u, 77 + u, 999 + u);
  }

  private void apply(String text) {
    book.apply(headers.decode(1, text.getBytes(StandardCharsets.UTF_8)));
  }

  private String snapshot() {
    byte[] text = book.snapshot();
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  @Test
  void theSnapshotHasTheVenuesTextsBestFirstAndTheNumbersOfTheLastMessage() {
    apply(message("snapshot", 5, "[\"9.50\",\"1.0\"],[\"8\",\"2\"]", "[\"10.00\",\"3\"]"));
    apply(
        message(
            "delta", 6, "[\"9.70\",\"0.10\"],[\"8\",\"0\"]", "[\"9.9\",\"4\"],[\"10\",\"0.000\"]"));
    apply(message("delta", 7, "", "[\"100\",\"1\"]"));

    assertThat(snapshot())
        .isEqualTo(
            message(
                "snapshot",
                7,
                "[\"9.70\",\"0.10\"],[\"9.50\",\"1.0\"]",
                "[\"9.9\",\"4\"],[\"100\",\"1\"]"));
  }

  @Test
  void aBookIsUnknownBeforeItsFirstSnapshot() {
    apply(message("delta", 6, "[\"9.70\",\"0.10\"]", ""));

    assertThat(snapshot()).isNull();
  }

  @Test
  void aGapMakesItUnknownUntilTheNextSnapshot() {
    apply(message("snapshot", 5, "[\"9\",\"1\"]", ""));
    apply(message("delta", 7, "[\"9\",\"2\"]", ""));
    assertThat(snapshot()).isNull();

    apply(message("delta", 8, "[\"9\",\"3\"]", ""));
    assertThat(snapshot()).isNull();

    apply(message("snapshot", 3, "[\"7\",\"1\"]", ""));
    apply(message("delta", 4, "[\"6\",\"1\"]", ""));
    assertThat(snapshot()).isEqualTo(message("snapshot", 4, "[\"7\",\"1\"],[\"6\",\"1\"]", ""));
  }

  @Test
  void anOldDeltaIsIgnored() {
    apply(message("snapshot", 5, "[\"9\",\"1\"]", ""));
    apply(message("delta", 5, "[\"9\",\"2\"]", ""));
    apply(message("delta", 4, "[\"9\",\"3\"]", ""));

    assertThat(snapshot()).isEqualTo(message("snapshot", 5, "[\"9\",\"1\"]", ""));
  }

  @Test
  void aRestartOfTheVenueTakesTheSnapshotAndNothingElse() {
    apply(message("snapshot", 5, "[\"9\",\"1\"]", ""));
    apply(message("snapshot", 1, "[\"8\",\"1\"]", ""));
    assertThat(snapshot()).isEqualTo(message("snapshot", 1, "[\"8\",\"1\"]", ""));

    apply(message("delta", 2, "[\"7\",\"1\"]", ""));
    apply(message("delta", 1, "[\"6\",\"1\"]", ""));
    assertThat(snapshot()).isNull();
  }

  @Test
  void aMessageThatIsNotWellFormedChangesNothing() {
    apply(message("snapshot", 5, "[\"9\",\"1\"]", ""));
    for (String bad :
        List.of(
            message("delta", 6, "[\"9\",\"2\"],[\"x\",\"1\"]", ""),
            message("delta", 6, "[\"9\",\"2\"],[\"8\"]", ""),
            message("delta", 6, "[\"9\",\"2\"]", "[\"8\",\"1\",\"1\"]"),
            message("delta", 6, "[9,2]", ""),
            message("delta", 6, "[\"9\",\"2\"]", "").replace("}", ""),
            message("delta", 6, "[\"9\",\"2\"]", "") + "{",
            message("snapshot", 6, "[\"9\",\"2\"]", "").replace("\"u\":6", "\"w\":6"),
            message("snapshot", 6, "[\"9.0000000001\",\"2\"]", ""))) {
      apply(bad);
      assertThat(snapshot()).as(bad).isEqualTo(message("snapshot", 5, "[\"9\",\"1\"]", ""));
    }
  }

  @Test
  void sidesMayComeInEitherOrder() {
    apply(
        "{\"type\":\"snapshot\",\"data\":{\"u\":5,\"a\":[[\"2\",\"1\"]],\"b\":[[\"1\",\"1\"]]},"
            + "\"topic\":\""
            + TOPIC
            + "\"}");

    assertThat(snapshot())
        .isEqualTo(
            "{\"topic\":\""
                + TOPIC
                + "\",\"type\":\"snapshot\",\"data\":{\"s\":\"BTCUSDT\","
                + "\"b\":[[\"1\",\"1\"]],\"a\":[[\"2\",\"1\"]],\"u\":5}}");
  }

  @Test
  void aTickerIsTheSnapshotWithTheDeltasLaidOver() {
    RecordedTicker ticker = new RecordedTicker(RecordedTopic.parse("tickers.BTCUSDT"));
    for (String text :
        List.of(
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"a\":\"0\"},\"cs\":1,\"ts\":1}",
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"BTCUSDT\","
                + "\"a\":\"1\",\"b\":\"\"},\"cs\":2,\"ts\":2}",
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"a\":\"3\",\"c\":\"4\"},"
                + "\"cs\":3,\"ts\":3}",
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"a\":\"5\"")) {
      ticker.apply(headers.decode(1, text.getBytes(StandardCharsets.UTF_8)));
    }

    assertThat(new String(ticker.snapshot(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"BTCUSDT\","
                + "\"a\":\"3\",\"b\":\"\",\"c\":\"4\"},\"cs\":3,\"ts\":3}");
  }

  @Test
  void booksOfTheSharedRecordingsEqualTheReferenceAfterEveryMessage() {
    for (String name :
        List.of(
            "bybit/linear_btc_eth_20260809.jsonl",
            "bybit/orderbook/xrpusdt_linear_ob500_20241201_part1.jsonl")) {
      Path file = Await.sharedData(name);
      Map<String, RecordedBook> books = new HashMap<>();
      Map<String, ReferenceBook> references = new HashMap<>();
      int compared = 0;
      try (RecordedLines lines = Recording.of(file).open()) {
        for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
          if (line.topic().startsWith("orderbook.")) {
            RecordedBook each =
                books.computeIfAbsent(
                    line.topic(),
                    topic -> new RecordedBook(RecordedTopic.parse(topic), new BookLineDecoder()));
            ReferenceBook reference =
                references.computeIfAbsent(line.topic(), topic -> new ReferenceBook());
            each.apply(line);
            reference.apply(new String(line.text(), StandardCharsets.UTF_8));
            assertThat(new String(each.snapshot(), StandardCharsets.UTF_8))
                .contains(reference.levels());
            compared++;
          }
        }
      }
      assertThat(compared).as(name).isPositive();
    }
  }
}
