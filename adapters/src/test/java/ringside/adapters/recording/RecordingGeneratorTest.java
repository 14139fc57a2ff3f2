package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingGeneratorTest {
  private static final GeneratorConfig MINUTES =
      GeneratorConfig.defaults().withSeed(42).withDurationMs(130_000).withBook(50, 100);

  @TempDir Path directory;

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    List<String> once = TextSource.textsOf(new RecordingGenerator(MINUTES));
    RecordingGenerator generator = new RecordingGenerator(MINUTES);

    assertThat(TextSource.textsOf(generator)).isEqualTo(once);
    assertThat(TextSource.textsOf(generator)).as("a second pass").isEqualTo(once);
    assertThat(TextSource.textsOf(new RecordingGenerator(MINUTES.withSeed(43)))).isNotEqualTo(once);
  }

  @Test
  void theBytesOfASeedStayWhatTheyWere() {
    long hash = 1;
    for (String text : TextSource.textsOf(new RecordingGenerator(MINUTES))) {
      hash = 31 * hash + text.hashCode();
    }

    assertThat(hash)
        .as("a change here changes every session made from a seed")
        .isEqualTo(5297685044276524729L);
  }

  @Test
  void headersAreWhatTheTextsSay() {
    LineHeaderDecoder decoder = new LineHeaderDecoder();
    try (RecordedLines lines = new RecordingGenerator(MINUTES).open()) {
      long number = 0;
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        RecordedLine read = decoder.decode(++number, line.text());
        assertThat(line.number()).isEqualTo(number);
        assertThat(line.topic()).isEqualTo(read.topic());
        assertThat(line.tsMs()).isEqualTo(read.tsMs());
        assertThat(line.kind()).isEqualTo(read.kind());
        assertThat(RecordedTopic.parse(line.topic())).isNotNull();
      }
    }
  }

  @Test
  void booksHaveNoGapAreNeverCrossedAndKeepTheirDepth() {
    Map<String, ReferenceBook> references = new HashMap<>();
    Map<String, Long> updateIds = new HashMap<>();
    Map<String, Long> times = new HashMap<>();
    long bytes = 0;
    int count = 0;
    try (RecordedLines lines = new RecordingGenerator(MINUTES).open()) {
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        assertThat(line.tsMs()).isGreaterThanOrEqualTo(times.getOrDefault(line.topic(), 0L));
        times.put(line.topic(), line.tsMs());
        if (line.topic().startsWith("orderbook.")) {
          String text = new String(line.text(), StandardCharsets.UTF_8);
          long updateId = ReferenceBook.updateIdOf(text);
          Long before = updateIds.put(line.topic(), updateId);
          assertThat(before == null ? updateId - 1 : before).isEqualTo(updateId - 1);
          ReferenceBook book =
              references.computeIfAbsent(line.topic(), topic -> new ReferenceBook());
          book.apply(text);
          assertThat(book.isCrossed()).isFalse();
          assertThat(book.bidCount()).isEqualTo(50);
          assertThat(book.askCount()).isEqualTo(50);
          bytes += line.text().length;
          count++;
        }
      }
    }
    assertThat(references).hasSize(2);
    assertThat(count).isGreaterThan(2_500);
    assertThat(bytes / count).as("mean size of a book message").isBetween(200L, 1600L);
  }

  @Test
  void everyFamilyOccursAndCandlesAreConfirmedAtTheEndOfTheirMinute() {
    List<String> texts = TextSource.textsOf(new RecordingGenerator(MINUTES));

    for (String family :
        List.of("orderbook.50.", "publicTrade.", "tickers.", "kline.1.", "allLiquidation.")) {
      assertThat(texts).anyMatch(text -> text.startsWith("{\"topic\":\"" + family + "BTCUSDT\""));
    }
    assertThat(texts)
        .filteredOn(text -> text.contains("\"confirm\":true") && text.contains("kline.1.BTCUSDT"))
        .hasSize(2)
        .allMatch(text -> text.matches(".*\"end\":(\\d+)9999,.*\"ts\":\\d+0000,.*"));
  }

  @Test
  void theRulesThatItsTextsShowAreThoseOfTheInstruments() {
    RecordingScan scan = RecordingScan.of(new RecordingGenerator(MINUTES));

    assertThat(scan.symbols()).containsExactly("BTCUSDT", "ETHUSDT");
    assertThat(scan.rules())
        .containsEntry("BTCUSDT", new RecordingScan.InferredRules(100_000_000, 1_000_000))
        .containsEntry("ETHUSDT", new RecordingScan.InferredRules(10_000_000, 10_000_000));
  }

  @Test
  void aWrittenFileReadsBackAsItWasMade() throws IOException {
    RecordingGenerator generator = new RecordingGenerator(MINUTES.withDurationMs(2_000));
    List<String> made = TextSource.textsOf(generator);
    Path plain = directory.resolve("a.jsonl");
    Path packed = directory.resolve("a.jsonl.gz");

    assertThat(generator.write(plain)).isEqualTo(made.size());
    generator.write(packed);

    assertThat(TextSource.textsOf(Recording.of(plain))).isEqualTo(made);
    assertThat(TextSource.textsOf(Recording.of(packed))).isEqualTo(made);
    assertThat(Files.size(packed)).isLessThan(Files.size(plain) / 2);
  }

  @Test
  void aConfigWithoutAMarketIsRefused() {
    GeneratorConfig config = GeneratorConfig.defaults();

    assertThatThrownBy(() -> config.withSymbols(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.withSymbols(List.of("btc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("btc");
    assertThatThrownBy(() -> config.withBook(42, 20)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.withDurationMs(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
