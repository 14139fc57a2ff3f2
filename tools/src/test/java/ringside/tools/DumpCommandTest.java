package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {
  @TempDir static Path shared;
  static Path journal;
  static Map<String, Object> stats;

  @BeforeAll
  static void makeJournal() {
    journal = shared.resolve("journal");
    Fixtures.importInto(journal, Fixtures.recording(shared.resolve("a.jsonl"), 1, 12));
    stats = Cli.run("stats", journal, "--json").json();
  }

  @Test
  void everyRecordIsThereInOrder() {
    List<Map<String, Object>> records = Cli.run("dump", journal, "--format", "json").jsonLines();

    assertThat(records).hasSize((int) ((long) stats.get("events") + (long) stats.get("decisions")));
    long sequence = 0;
    long ordinal = 0;
    for (Map<String, Object> record : records) {
      boolean event = record.get("ordinal").equals(0L);
      sequence += event ? 1 : 0;
      ordinal = event ? 0 : ordinal + 1;
      assertThat(record).containsEntry("sequence", sequence).containsEntry("ordinal", ordinal);
      assertThat(record).containsKeys("type", "time");
    }
  }

  @Test
  void typesCountAsStatsCountsThem() {
    Map<?, ?> byType = (Map<?, ?>) stats.get("byType");
    assertThat(byType.keySet().stream().map(Object::toString)).contains("BookDelta", "Trade");
    byType.forEach(
        (type, count) ->
            assertThat(Cli.run("dump", journal, "--type", type).lines())
                .hasSize(((Long) count).intValue())
                .allMatch(line -> line.contains(" " + type + " ")));
  }

  @Test
  void fromAndLimitCutOutAPart() {
    Cli.Result all = Cli.run("dump", journal);
    Cli.Result part = Cli.run("dump", journal, "--from", 100, "--limit", 7);

    assertThat(part.lines()).hasSize(7);
    assertThat(part.lines().get(0)).startsWith("100 ");
    assertThat(all.out()).contains(part.out());
    assertThat(Cli.run("dump", journal, "--limit", 0).out()).isEmpty();
  }

  @Test
  void csvHasItsHeadingAndAsManyColumns() {
    Cli.Result csv =
        Cli.run("dump", journal, "--format", "csv", "--limit", 3, "--type", "ClockTick");

    assertThat(csv.lines()).hasSize(4);
    assertThat(csv.lines().get(0))
        .isEqualTo(
            "sequence,ordinal,type,time,venueTime,source,account,instrument,strategy,detail");
    assertThat(csv.lines().get(1).split(",", -1)).hasSize(10);
  }

  @Test
  void beyondTheEndThereIsNothing() {
    Cli.Result result = Cli.run("dump", journal, "--from", 1_000_000);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("ends with sequence " + stats.get("lastSequence"));
  }

  @Test
  void anUnknownTypeIsBadInputAndNamesTheKnownOnes() {
    for (String type : List.of("Trades", "SegmentOpened")) {
      Cli.Result result = Cli.run("dump", journal, "--type", type);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(type).contains("Trade, Ticker").contains("StateDigest");
    }
    assertThat(Cli.run("dump", journal, "--type", "trade", "--limit", 1).lines()).hasSize(1);
    assertThat(Cli.run("dump", journal, "--from", 0).exitCode()).isEqualTo(2);
    assertThat(Cli.run("dump", journal, "--format", "xml").exitCode()).isEqualTo(2);
  }

  @Test
  void statsHasItsFieldsAndTheDigestRecordedLast() {
    List<Map<String, Object>> digests =
        Cli.run("dump", journal, "--type", "StateDigest", "--format", "json").jsonLines();

    assertThat(stats.keySet())
        .startsWith(
            "events", "decisions", "digests", "firstSequence", "lastSequence", "byType", "digest");
    assertThat(stats)
        .containsEntry("digests", (long) digests.size())
        .containsEntry("firstSequence", 1L)
        .containsEntry("lastSequence", stats.get("events"))
        .containsEntry("digest", digests.get(digests.size() - 1).get("digest"));
    assertThat((String) stats.get("digest")).matches("[0-9a-f]{16}");
    assertThat(Cli.run("stats", journal).out())
        .contains((String) stats.get("digest"))
        .contains("BookDelta")
        .contains("clean");
  }
}
