package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir static Path shared;
  static Path recording;
  static Path journal;
  static long last;

  @TempDir Path folder;

  @BeforeAll
  static void makeJournal() {
    recording = Fixtures.recording(shared.resolve("a.jsonl"), 7, 8);
    journal = shared.resolve("journal");
    Fixtures.importInto(journal, recording);
    last = Fixtures.lastSequence(journal);
  }

  @Test
  void theBookEqualsOneRebuiltFromTheTextAtAnySequence() throws IOException {
    assertBooksEqual(journal, recording, "orderbook.50.", List.of("BTCUSDT", "ETHUSDT"), 6);
  }

  @Test
  void theBooksOfARealSessionEqualThoseRebuiltFromItsText() throws IOException {
    Path file = SharedData.require("bybit/linear_btc_eth_20260809.jsonl");
    Path real = folder.resolve("real");
    Fixtures.importInto(real, file);
    assertBooksEqual(real, file, "orderbook.200.", List.of("BTCUSDT", "ETHUSDT"), 4);
  }

  @Test
  void theDeepBookOfARealDownloadEqualsOneRebuiltFromItsText() throws IOException {
    Path file = SharedData.require("bybit/orderbook/xrpusdt_linear_ob500_20241201_part1.jsonl");
    Path real = folder.resolve("real");
    Fixtures.importInto(real, file);
    assertBooksEqual(real, file, "orderbook.500.", List.of("XRPUSDT"), 4);
  }

  @Test
  void theConfigInForceIsShownSettingBySetting() {
    Map<String, Object> config = Cli.run("inspect", journal, "--config", "--json").json();
    assertThat(config).isNotEmpty();
    String path = config.keySet().iterator().next();
    assertThat(Cli.run("inspect", journal, "--config").out())
        .contains(path + ": " + config.get(path));
  }

  @Test
  void theBookHasItsFieldsInOrder() {
    Map<String, Object> book =
        Cli.run("inspect", journal, "--book", "BTCUSDT", "--at", last / 2, "--json").json();

    assertThat(new ArrayList<>(book.keySet()))
        .startsWith("sequence", "time", "symbol", "synchronised", "bids", "asks");
    assertThat(book)
        .containsEntry("sequence", last / 2)
        .containsEntry("symbol", "BTCUSDT")
        .containsEntry("synchronised", true)
        .containsEntry("stale", false);
    assertThat((List<?>) book.get("bids")).hasSize(50);
  }

  @Test
  void depthCutsTheBookAtItsBest() {
    Map<String, Object> whole = book("--json");
    Map<String, Object> cut = book("--depth", 3, "--json");

    assertThat((List<?>) cut.get("bids")).isEqualTo(((List<?>) whole.get("bids")).subList(0, 3));
    assertThat((List<?>) cut.get("asks")).isEqualTo(((List<?>) whole.get("asks")).subList(0, 3));
    assertThat(Cli.run("inspect", journal, "--book", "BTCUSDT", "--depth", 0).exitCode())
        .isEqualTo(2);
  }

  @Test
  void theLadderShowsBothSides() {
    Map<String, Object> book = book("--json", "--depth", 1);
    Cli.Result result = Cli.run("inspect", journal, "--book", "bybit:BTCUSDT", "--depth", 2);

    assertThat(result.lines()).hasSize(3 + 4);
    assertThat(result.out())
        .contains("BTCUSDT after event " + last)
        .contains(((List<?>) ((List<?>) book.get("bids")).get(0)).get(0).toString())
        .contains(((List<?>) ((List<?>) book.get("asks")).get(0)).get(0).toString());
  }

  @Test
  void beforeItsSnapshotABookIsNotSynchronised() {
    Map<String, Object> book =
        Cli.run("inspect", journal, "--book", "ETHUSDT", "--at", 4, "--json").json();

    assertThat(book).containsEntry("synchronised", false).containsEntry("bids", List.of());
  }

  @Test
  void aTimePicksTheLastEventReceivedAtOrBeforeIt() {
    List<Map<String, Object>> events =
        Cli.run("dump", journal, "--format", "json").jsonLines().stream()
            .filter(record -> record.get("ordinal").equals(0L))
            .toList();
    String time = (String) events.get(events.size() / 2).get("time");
    long expected =
        events.stream()
            .filter(event -> ((String) event.get("time")).compareTo(time) <= 0)
            .mapToLong(event -> (long) event.get("sequence"))
            .max()
            .orElseThrow();

    assertThat(sequenceAt(time)).isEqualTo(expected);
    assertThat(sequenceAt("2100-01-01")).isEqualTo(last);
    assertThat(sequenceAt("2026-01-01T00:00:02.5Z")).isBetween(2L, last - 1);
    Cli.Result early = Cli.run("inspect", journal, "--at", "2025-12-31");
    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.err()).contains("begins at 2026-01-01T00:00:0");
  }

  @Test
  void theSummaryTellsOfEverything() {
    Map<String, Object> state = Cli.run("inspect", journal, "--at", last / 2, "--json").json();

    assertThat(state)
        .containsKeys(
            "sequence",
            "time",
            "run",
            "streams",
            "instruments",
            "books",
            "haltedAccounts",
            "commandsInFlight",
            "digest");
    assertThat((List<?>) state.get("streams")).hasSize(1);
    assertThat((List<?>) state.get("instruments")).hasSize(2);
    assertThat((List<?>) state.get("books")).hasSize(2);
    assertThat(Cli.run("inspect", journal, "--at", last / 2).out())
        .contains("symbol=BTCUSDT")
        .contains("source=bybit-linear-public connected=true")
        .contains("digest: " + state.get("digest"));
  }

  @Test
  void theDigestAtTheEndIsTheOneRecordedThere() {
    assertThat(Cli.run("inspect", journal, "--json").json().get("digest"))
        .isEqualTo(Cli.run("stats", journal, "--json").json().get("digest"));
  }

  @Test
  void whatIsUnknownIsBadInputAndSaysWhatIsKnown() {
    assertRefused("known are bybit:BTCUSDT, bybit:ETHUSDT", "--book", "DOGEUSDT");
    assertRefused("there are 50", "--book", "BTCUSDT", "--stream-depth", 200);
    assertRefused("has 1 to " + last, "--at", last + 1);
    assertRefused("a sequence from 1 on", "--at", 0);
    assertRefused("a sequence from 1 on", "--at", "yesterday");
    assertRefused("a sequence from 1 on", "--at", "99999999999999999999");
    assertRefused("a sequence from 1 on", "--at", "2300-01-01");
  }

  private static void assertBooksEqual(
      Path journal, Path recording, String topic, List<String> symbols, int places)
      throws IOException {
    List<String> lines = lines(recording);
    List<Map<String, Object>> updates =
        Cli.run("dump", journal, "--format", "json").jsonLines().stream()
            .filter(record -> ((String) record.get("type")).startsWith("Book"))
            .filter(record -> Boolean.TRUE.equals(record.get("last")))
            .toList();
    for (String symbol : symbols) {
      List<Map<String, Object>> own =
          updates.stream().filter(record -> symbol.equals(record.get("instrument"))).toList();
      assertThat(own).hasSizeGreaterThan(places);
      for (int i = 0; i < places; i++) {
        Map<String, Object> update = own.get((own.size() - 1) * i / (places - 1));
        NaiveBook expected = NaiveBook.after(lines, topic + symbol, (long) update.get("updateId"));
        Map<String, Object> book =
            Cli.run("inspect", journal, "--book", symbol, "--at", update.get("sequence"), "--json")
                .json();
        assertThat(book).containsEntry("synchronised", true);
        assertThat(book.get("bids")).as("bids at %s", update).isEqualTo(expected.bids());
        assertThat(book.get("asks")).as("asks at %s", update).isEqualTo(expected.asks());
      }
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().toList();
    }
  }

  private static Map<String, Object> book(Object... args) {
    List<Object> all = new ArrayList<>(List.of("inspect", journal, "--book", "BTCUSDT"));
    all.addAll(List.of(args));
    return Cli.run(all.toArray()).json();
  }

  private static long sequenceAt(String time) {
    return (long) Cli.run("inspect", journal, "--at", time, "--json").json().get("sequence");
  }

  private static void assertRefused(String reason, Object... args) {
    List<Object> all = new ArrayList<>(List.of("inspect", journal));
    all.addAll(List.of(args));
    Cli.Result result = Cli.run(all.toArray());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains(reason);
  }
}
