package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.Environment;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.event.RecordLayout;

class ReplayCommandTest {
  @TempDir static Path shared;

  /** Three runs; the second one was killed. */
  static Path journal;

  static List<String> records;
  static long last;

  @TempDir Path folder;

  @BeforeAll
  static void makeJournal() {
    journal = shared.resolve("journal");
    Fixtures.importInto(journal, Fixtures.recording(shared.resolve("a.jsonl"), 1, 12));
    Fixtures.importAndDie(
        journal, Fixtures.recording(shared.resolve("b.jsonl"), 2, 3), Environment.LOCAL);
    Fixtures.importInto(journal, Fixtures.recording(shared.resolve("c.jsonl.gz"), 3, 12));
    records = Fixtures.records(journal);
    last = Fixtures.lastSequence(journal);
  }

  @Test
  void theNewJournalIsEqualRecordForRecord() {
    Path out = folder.resolve("new");
    Cli.Result result = Cli.run("replay", journal, "--out", out);
    Map<String, Object> stats = Cli.run("stats", journal, "--json").json();

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.last())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "replayed: %d events, %s decisions, all equal",
                last,
                stats.get("decisions")));
    assertThat(Fixtures.records(out)).isEqualTo(records);
    assertThat(Cli.run("verify", out, "--strict").lines()).contains("tail: clean");
    assertThat(Cli.run("dump", out, "--format", "json").out())
        .isEqualTo(Cli.run("dump", journal, "--format", "json").out());
  }

  @Test
  void everyDecisionIsPrintedAsItWasRecorded() {
    List<String> dumped =
        Cli.run("dump", journal, "--format", "json").lines().stream()
            .filter(line -> line.contains("\"ordinal\":1,"))
            .toList();
    assertThat(dumped).hasSizeGreaterThan(2);
    Cli.Result result = Cli.run("replay", journal, "--json");

    assertThat(result.lines()).hasSize(dumped.size() + 1).startsWith(dumped.toArray(String[]::new));
    assertThat(result.json())
        .containsEntry("equal", true)
        .containsEntry("replayed", last)
        .containsEntry("decisions", (long) dumped.size());
  }

  @Test
  void whatIsBeforeFromIsCopiedSoThatTheNewJournalIsWhole() {
    Path out = folder.resolve("new");
    Cli.Result result = Cli.run("replay", journal, "--from", last / 2, "--out", out);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("restored: " + (last / 2 - 1) + " events before --from");
    assertThat(result.last()).startsWith("replayed: " + (last - last / 2 + 1) + " events, ");
    assertThat(Fixtures.records(out)).isEqualTo(records);
    assertThat(Cli.run("verify", out).exitCode()).isZero();
  }

  @Test
  void toEndsTheReplayAfterThatEvent() {
    Path out = folder.resolve("new");
    long to = last * 2 / 3;
    Cli.Result result = Cli.run("replay", journal, "--to", to, "--out", out);

    assertThat(result.last()).startsWith("replayed: " + to + " events, ");
    assertThat(Fixtures.lastSequence(out)).isEqualTo(to);
    List<String> made = Fixtures.records(out);
    assertThat(made).isEqualTo(records.subList(0, made.size()));
    assertThat(Cli.run("verify", out).exitCode()).isZero();
  }

  @Test
  void aRunOfAnotherVersionIsCopiedAndTheNextOneReplayed() {
    Path mixed = folder.resolve("mixed");
    Path out = folder.resolve("new");
    int version =
        RecordLayout.BLOCK_OFFSET
            + ringside.journal.codec.EngineStartedEncoder.decisionVersionEncodingOffset();
    Forgery.forge(
        journal,
        mixed,
        Forgery.nth(
            2,
            record ->
                Forgery.templateId(record)
                    == ringside.journal.codec.EngineStartedEncoder.TEMPLATE_ID,
            record -> {
              record.putLong(version, 99, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));

    Cli.Result result = Cli.run("replay", mixed, "--out", out, "--json");
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.json()).containsEntry("foreignRuns", 1L);
    assertThat((long) result.json().get("restored")).isBetween(1L, last - 1);
    assertThat(Fixtures.records(out)).isEqualTo(Fixtures.records(mixed));
  }

  @Test
  void theFirstDifferenceEndsTheReplay() {
    Path forged = folder.resolve("forged");
    Forgery.forge(
        journal, forged, Forgery.nth(2, VerifyCommandTest::isDigest, record -> List.of()));
    Cli.Result result = Cli.run("replay", forged);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("diverged: at sequence ").contains("expected: ");
    assertThat(result.out()).doesNotContain("all equal");
    Map<String, Object> json = Cli.run("replay", forged, "--json").json();
    assertThat(json).containsEntry("equal", false).containsEntry("problem", "diverged");
  }

  @Test
  void aMissingLastDecisionIsNoticed() {
    Path forged = folder.resolve("forged");
    long to = (long) firstDigest().get("sequence");
    Forgery.forge(
        journal, forged, Forgery.nth(1, VerifyCommandTest::isDigest, record -> List.of()));
    assertThat(Cli.run("replay", forged, "--to", to).exitCode()).isEqualTo(1);

    Path twice = folder.resolve("twice");
    Forgery.forge(journal, twice, Forgery.nth(1, VerifyCommandTest::isDigest, Forgery::twice));
    Cli.Result result = Cli.run("replay", twice, "--to", to);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("diverged: at sequence " + to + ".2 ");
  }

  @Test
  void anEventThatTheCoreRefusesIsToldAndDoesNotHang() {
    Path forged = folder.resolve("forged");
    int tick = RecordLayout.BLOCK_OFFSET + InstrumentDefinedEncoder.tickE9EncodingOffset();
    Forgery.forge(
        journal,
        forged,
        Forgery.nth(
            1,
            record -> Forgery.templateId(record) == InstrumentDefinedEncoder.TEMPLATE_ID,
            record -> {
              record.putLong(tick, -1, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));
    Cli.Result result = Cli.run("replay", forged);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .as(result.err())
        .contains("diverged: at sequence ")
        .contains("tick and lot");
  }

  @Test
  void aPacedReplayTakesTheTimeThatTheRecordingTook() {
    long from = last - 400;
    long start = System.nanoTime();
    Cli.Result result = Cli.run("replay", journal, "--from", from, "--speed", "2");
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    assertThat(result.exitCode()).isZero();
    assertThat(tookMs).isGreaterThan(spanMs(from) / 2);
  }

  @Test
  void aPlaceThatIsTakenIsRefused() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("note"), "mine");
    Path file = Files.writeString(folder.resolve("file"), "mine");

    for (Path path : List.of(taken, file)) {
      Cli.Result result = Cli.run("replay", journal, "--out", path);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(path.toString());
    }
    assertThat(Files.readString(taken.resolve("note"))).isEqualTo("mine");
  }

  @Test
  void whatTheJournalDoesNotHaveIsBadInput() {
    for (List<Object> args :
        List.<List<Object>>of(
            List.of("--from", last + 1),
            List.of("--from", 0),
            List.of("--to", last + 1),
            List.of("--from", 20, "--to", 10))) {
      Object[] all = new Object[args.size() + 2];
      all[0] = "replay";
      all[1] = journal;
      System.arraycopy(args.toArray(), 0, all, 2, args.size());
      Cli.Result result = Cli.run(all);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("1 to " + last);
    }
    assertThat(Cli.run("replay", journal, "--speed", "fast").exitCode()).isEqualTo(2);
  }

  private static Map<String, Object> firstDigest() {
    return Cli.run("dump", journal, "--type", "StateDigest", "--limit", 1, "--format", "json")
        .json();
  }

  private static long spanMs(long from) {
    List<Map<String, Object>> events =
        Cli.run("dump", journal, "--from", from, "--format", "json").jsonLines();
    long first = millis(events.get(0));
    return events.stream().mapToLong(ReplayCommandTest::millis).max().orElseThrow() - first;
  }

  private static long millis(Map<String, Object> record) {
    return java.time.Instant.parse((String) record.get("time")).toEpochMilli();
  }
}
