package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.Environment;
import ringside.journal.log.JournalLock;

class ImportCommandTest {
  private static final long START_MS = 1_767_225_600_000L;

  @TempDir Path folder;

  @Test
  void theSameFileGivesOneDigestHoweverOftenAndInBothWirings() {
    Path file = Fixtures.recording(folder.resolve("a.jsonl"), 5, 12);
    Map<String, Object> first = imported("a", file, "--wiring", "fused");
    Map<String, Object> second = imported("b", file, "--wiring", "fused");
    Map<String, Object> pipelined = imported("c", file, "--wiring", "pipelined");

    assertThat(first.get("digest")).isEqualTo(second.get("digest"));
    assertThat(first.get("digest")).isEqualTo(pipelined.get("digest"));
    assertThat(first.get("events")).isEqualTo(pipelined.get("events"));
    assertThat(inputs("a")).isEqualTo(inputs("b")).isEqualTo(inputs("c"));
  }

  @Test
  void anotherFileGivesAnotherDigest() {
    assertThat(imported("a", Fixtures.recording(folder.resolve("a.jsonl"), 5, 2)).get("digest"))
        .isNotEqualTo(
            imported("b", Fixtures.recording(folder.resolve("b.jsonl"), 6, 2)).get("digest"));
  }

  @Test
  void theDigestsOfARealSessionAreEqualInBothWirings() {
    Path file = SharedData.require("bybit/linear_btc_eth_20260809.jsonl");

    assertThat(imported("a", file, "--wiring", "fused").get("digest"))
        .isEqualTo(imported("b", file, "--wiring", "pipelined").get("digest"));
  }

  @Test
  void aGzippedFileGivesTheDigestOfThePlainOne() {
    Path plain = Fixtures.recording(folder.resolve("a.jsonl"), 5, 2);
    Path packed = Fixtures.recording(folder.resolve("a.jsonl.gz"), 5, 2);

    assertThat(imported("a", plain).get("digest")).isEqualTo(imported("b", packed).get("digest"));
  }

  @Test
  void theSummaryTellsWhatWasDone() {
    Path file = Fixtures.recording(folder.resolve("a.jsonl"), 5, 2);
    Map<String, Object> summary = imported("a", file);

    assertThat(summary)
        .containsEntry("complete", true)
        .containsEntry("gaps", 0L)
        .containsEntry("rejected", Map.of())
        .containsEntry("firstSequence", 1L)
        .containsEntry("lastSequence", summary.get("events"))
        .containsEntry("journal", folder.resolve("a").toString())
        .containsKeys("decisions", "batches", "eventsPerSecond", "messages", "digest");
    assertThat(Cli.run("stats", folder.resolve("a"), "--json").json())
        .containsEntry("digest", summary.get("digest"))
        .containsEntry("tail", "clean")
        .containsEntry("environment", "LOCAL");

    Cli.Result text =
        Cli.run("import", "--venue", "BYBIT", file, "--journal", folder.resolve("text"));
    assertThat(text.out())
        .contains("imported: ")
        .contains((String) summary.get("digest"))
        .contains(folder.resolve("text").toString());
    assertThat(text.err()).isEmpty();
  }

  @Test
  void everyFileIsAConnectionOfItsOwn() {
    Path first = Fixtures.recording(folder.resolve("a.jsonl"), 5, 2, START_MS);
    Path second = Fixtures.recording(folder.resolve("b.jsonl"), 6, 2, START_MS + 60_000);
    Path journal = folder.resolve("journal");
    Fixtures.importInto(journal, first, second);

    List<Map<String, Object>> streams = dump(journal, "StreamConnected");
    assertThat(streams).extracting(stream -> stream.get("generation")).containsExactly(1L, 2L);
    assertThat(streams)
        .extracting(stream -> stream.get("endpoint"))
        .containsExactly("a.jsonl", "b.jsonl");
    assertThat(dump(journal, "StreamDisconnected")).hasSize(2);
    assertThat(dump(journal, "InstrumentDefined"))
        .extracting(defined -> defined.get("symbol") + " " + defined.get("rules"))
        .containsExactly("BTCUSDT INFERRED", "ETHUSDT INFERRED");
    assertThat(Cli.run("inspect", journal, "--book", "BTCUSDT", "--json").json())
        .containsEntry("synchronised", true);
  }

  @Test
  void timeIsTheMessagesAndAPauseIsOneTick() throws IOException {
    long later = START_MS + 5 * 3_600_000;
    Path file = folder.resolve("a.jsonl");
    Files.write(
        file,
        List.of(
            trade("XRPUSDT", START_MS),
            trade("XRPUSDT", START_MS + 100),
            trade("XRPUSDT", START_MS + 400),
            trade("XRPUSDT", later),
            trade("XRPUSDT", later - 1000)));
    Path journal = folder.resolve("journal");
    Fixtures.importInto(journal, file);

    assertThat(times(dump(journal, "ClockTick")))
        .containsExactly("2026-01-01T00:00:00.400000000Z", "2026-01-01T05:00:00.000000000Z");
    assertThat(times(dump(journal, "EngineStarted")))
        .containsExactly("2026-01-01T00:00:00.000000000Z");
    assertThat(times(dump(journal, "EngineStopped")))
        .containsExactly("2026-01-01T05:00:00.000000000Z");
    assertThat(times(dump(journal, "Trade")))
        .containsExactly(
            "2026-01-01T00:00:00.000000000Z",
            "2026-01-01T00:00:00.100000000Z",
            "2026-01-01T00:00:00.400000000Z",
            "2026-01-01T05:00:00.000000000Z",
            "2026-01-01T04:59:59.000000000Z");
  }

  @Test
  void badMessagesAreCountedByReasonAndTheRestIsTaken() throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.write(
        file,
        List.of(
            "no json at all",
            trade("XRPUSDT", START_MS),
            "{\"topic\":\"orderbook.50.XRPUSDT\",\"type\":\"delta\",\"ts\":9223372036854775807,"
                + "\"data\":{\"s\":\"XRPUSDT\",\"b\":[],\"a\":[],\"u\":5}}",
            trade("XRPUSDT", START_MS + 1).replace("}]}", "}]"),
            "{\"topic\":\"news.XRPUSDT\",\"type\":\"snapshot\",\"ts\":1767225600001,\"data\":{}}",
            trade("XRPUSDT", START_MS + 2)));
    Map<String, Object> summary = imported("a", file);

    assertThat(summary)
        .containsEntry("rejected", Map.of("MALFORMED", 2L, "BAD_NUMBER", 1L, "UNKNOWN_TOPIC", 1L))
        .containsEntry("messages", 6L)
        .containsEntry("gaps", 0L);
    assertThat(dump(folder.resolve("a"), "Trade")).hasSize(2);
    assertThat(Cli.run("verify", folder.resolve("a")).exitCode()).isZero();
  }

  @Test
  void anExistingJournalIsContinued() {
    Path file = Fixtures.recording(folder.resolve("a.jsonl"), 5, 2);
    Map<String, Object> first = imported("journal", file);
    Map<String, Object> second = imported("journal", file);

    assertThat(second).containsEntry("firstSequence", (long) first.get("lastSequence") + 1);
    assertThat(Cli.run("stats", folder.resolve("journal"), "--json").json())
        .containsEntry("runs", 2L)
        .containsEntry("lastSequence", second.get("lastSequence"));
    assertThat(Cli.run("verify", folder.resolve("journal")).exitCode()).isZero();
  }

  @Test
  void aJournalThatIsHeldIsLeftAlone() {
    Path file = Fixtures.recording(folder.resolve("a.jsonl"), 5, 1);
    Path journal = folder.resolve("journal");
    try (JournalLock lock = JournalLock.acquire(journal)) {
      Cli.Result result = Cli.run("import", "--venue", "bybit", file, "--journal", journal);
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(lock.directory().toString());
    }
  }

  @Test
  void aJournalOfAnotherEnvironmentIsRefused() {
    Path file = Fixtures.recording(folder.resolve("a.jsonl"), 5, 1);
    Path journal = folder.resolve("journal");
    Fixtures.importAndDie(journal, file, Environment.DEMO);
    List<String> records = Fixtures.records(journal);

    Cli.Result result = Cli.run("import", "--venue", "bybit", file, "--journal", journal);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("DEMO");
    assertThat(Fixtures.records(journal)).isEqualTo(records);
  }

  @Test
  void whatCannotBeImportedIsNamed() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));
    Path foreign = Files.writeString(folder.resolve("foreign.jsonl"), "{\"e\":\"trade\"}\n");
    Path timeless =
        Files.writeString(folder.resolve("timeless.jsonl"), trade("XRPUSDT", START_MS / 1000));
    Path good = Fixtures.recording(folder.resolve("good.jsonl"), 5, 1);
    Path journal = folder.resolve("journal");

    for (Path file : List.of(folder.resolve("absent.jsonl"), folder, empty, foreign)) {
      Cli.Result result = Cli.run("import", "--venue", "bybit", good, file, "--journal", journal);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(file.toString());
    }
    assertThat(Cli.run("import", "--venue", "bybit", timeless, "--journal", journal).err())
        .contains(timeless.toString());
    assertThat(Cli.run("import", "--venue", "mtgox", good, "--journal", journal).err())
        .contains("mtgox")
        .contains("bybit");
    assertThat(Cli.run("import", good, "--journal", journal).exitCode()).isEqualTo(2);
    assertThat(journal).doesNotExist();
  }

  private Map<String, Object> imported(String journal, Path file, String... options) {
    List<Object> args =
        new ArrayList<>(List.of("import", "--venue", "bybit", file, "--json", "--journal"));
    args.add(folder.resolve(journal));
    args.addAll(List.of(options));
    Cli.Result result = Cli.run(args.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.json();
  }

  /** What went in: events without what is random in the run's start. */
  private List<String> inputs(String journal) {
    return Cli.run("dump", folder.resolve(journal)).lines().stream()
        .map(line -> line.replaceAll("runNonce=\\w+", ""))
        .toList();
  }

  private static String trade(String symbol, long tsMs) {
    return String.format(
        Locale.ROOT,
        "{\"topic\":\"publicTrade.%s\",\"type\":\"snapshot\",\"ts\":%d,\"data\":[{\"T\":%d,"
            + "\"s\":\"%s\",\"S\":\"Buy\",\"v\":\"0.5\",\"p\":\"100.25\",\"i\":\"t1\"}]}",
        symbol,
        tsMs,
        tsMs,
        symbol);
  }

  private static List<Map<String, Object>> dump(Path journal, String type) {
    return Cli.run("dump", journal, "--type", type, "--format", "json").jsonLines();
  }

  private static List<Object> times(List<Map<String, Object>> records) {
    return records.stream().map(record -> record.get("time")).toList();
  }
}
