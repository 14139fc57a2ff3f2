package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.codec.StateDigestEncoder;
import ringside.journal.event.RecordLayout;

class VerifyCommandTest {
  @TempDir static Path shared;
  static Path sound;

  @TempDir Path folder;

  @BeforeAll
  static void makeJournal() {
    sound = shared.resolve("journal");
    Fixtures.importInto(sound, Fixtures.recording(shared.resolve("a.jsonl"), 1, 25));
  }

  @Test
  void aSoundJournalIsVerifiedWithItsCountsAndTail() {
    Cli.Result result = Cli.run("verify", sound);
    Map<String, Object> stats = Cli.run("stats", sound, "--json").json();

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.lines())
        .containsExactly(
            String.format(
                Locale.ROOT,
                "verified: %s events, %s decisions, %s digests",
                stats.get("events"),
                stats.get("decisions"),
                stats.get("digests")),
            "runs: 1 verified, 0 of other versions restored",
            "tail: clean");
    assertThat((long) stats.get("digests")).isGreaterThan(2);
  }

  @Test
  void theResultIsThereAsJson() {
    Map<String, Object> result = Cli.run("verify", sound, "--json").json();

    assertThat(result).containsEntry("verified", true).containsEntry("tail", "clean");
    assertThat(result).containsEntry("runs", Map.of("verified", 1L, "restored", 0L));
  }

  @Test
  void aCrashedRunIsVerifiedAndItsTailSaidToBeUnsealed() {
    Path journal = folder.resolve("journal");
    Path recording = Fixtures.recording(folder.resolve("a.jsonl"), 2, 3);
    Fixtures.importAndDie(journal, recording, Environment.LOCAL);
    long last = Fixtures.lastSequence(journal);

    assertThat(Cli.run("verify", journal).lines())
        .contains("tail: unsealed after sequence " + last);

    Fixtures.importInto(journal, recording);
    Cli.Result result = Cli.run("verify", journal);
    assertThat(result.exitCode()).isZero();
    assertThat(result.lines())
        .contains("runs: 2 verified, 0 of other versions restored", "tail: clean");
  }

  @Test
  void aChangedEventIsFoundByDecidingAgain() {
    Path forged = folder.resolve("forged");
    int tick = RecordLayout.BLOCK_OFFSET + InstrumentDefinedEncoder.tickE9EncodingOffset();
    Forgery.forge(
        sound,
        forged,
        Forgery.nth(
            1,
            record -> Forgery.templateId(record) == InstrumentDefinedEncoder.TEMPLATE_ID,
            record -> {
              record.putLong(tick, 7, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));

    assertDiverges(forged, "another decision", "StateDigest");
  }

  @Test
  void aBookThatBreaksWhenDecidedAgainIsADifference() {
    Path forged = folder.resolve("forged");
    int updateId = RecordLayout.BLOCK_OFFSET + BookDeltaEncoder.updateIdEncodingOffset();
    Forgery.forge(
        sound,
        forged,
        Forgery.nth(
            200,
            record -> Forgery.templateId(record) == BookDeltaEncoder.TEMPLATE_ID,
            record -> {
              long id = record.getLong(updateId, ByteOrder.LITTLE_ENDIAN);
              record.putLong(updateId, id + 1, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));

    assertDiverges(forged, "a decision is missing", "BookGap");
  }

  @Test
  void anEventThatTheCoreRefusesIsADifference() {
    Path forged = folder.resolve("forged");
    int tick = RecordLayout.BLOCK_OFFSET + InstrumentDefinedEncoder.tickE9EncodingOffset();
    Forgery.forge(
        sound,
        forged,
        Forgery.nth(
            2,
            record -> Forgery.templateId(record) == InstrumentDefinedEncoder.TEMPLATE_ID,
            record -> {
              record.putLong(tick, -1, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));

    assertDiverges(forged, "the core refuses it", "InstrumentDefined");
  }

  @Test
  void aRemovedDecisionIsMissed() {
    Path forged = folder.resolve("forged");
    Forgery.forge(sound, forged, Forgery.nth(1, VerifyCommandTest::isDigest, record -> List.of()));

    Cli.Result result = assertDiverges(forged, "a decision is missing", "StateDigest");
    assertThat(result.out()).contains("found:    nothing");
  }

  @Test
  void aRemovedLastDecisionIsMissed() {
    Path forged = folder.resolve("forged");
    int digests = ((Long) Cli.run("stats", sound, "--json").json().get("digests")).intValue();
    Forgery.forge(
        sound, forged, Forgery.nth(digests, VerifyCommandTest::isDigest, record -> List.of()));

    assertDiverges(forged, "a decision is missing", "StateDigest");
  }

  @Test
  void anAddedDecisionIsNoticed() {
    Path forged = folder.resolve("forged");
    Forgery.forge(sound, forged, Forgery.nth(2, VerifyCommandTest::isDigest, Forgery::twice));

    Cli.Result result = assertDiverges(forged, "a decision that is none", "StateDigest");
    assertThat(result.out()).contains("expected: nothing");
  }

  @Test
  void anAlteredDigestIsNoticed() {
    Path forged = folder.resolve("forged");
    forgeDigest(forged);

    Cli.Result result = assertDiverges(forged, "another decision", "digest=000000000000002a");
    Map<String, Object> json = Cli.run("verify", forged, "--json").json();
    assertThat(json)
        .containsEntry("verified", false)
        .containsEntry("problem", "diverged")
        .containsEntry("ordinal", 1L);
    assertThat(result.out()).contains("at sequence " + json.get("sequence") + ".1 in ");
    assertThat((String) json.get("expected")).contains("StateDigest");
    assertThat((String) json.get("found")).contains("digest=000000000000002a");
  }

  @Test
  void aRunOfAnotherVersionIsRestoredCountedAndRefusedWhenStrict() {
    Path other = folder.resolve("other");
    Forgery.forge(sound, other, VerifyCommandTest::ofAnotherVersion);

    Cli.Result result = Cli.run("verify", other);
    assertThat(result.exitCode()).isZero();
    assertThat(result.lines())
        .contains("runs: 0 verified, 1 of other versions restored", "tail: clean")
        .anyMatch(line -> line.startsWith("verified: "));

    Cli.Result strict = Cli.run("verify", other, "--strict");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.out()).contains("not verified: 1 of 1 runs").contains("sequence 1");
    assertThat(strict.lines()).noneMatch(line -> line.startsWith("verified: "));
  }

  @Test
  void digestsOfAnotherDecisionVersionAreComparedWhereTheStateVersionIsOurs() {
    Path digest = folder.resolve("digest");
    Path other = folder.resolve("other");
    forgeDigest(digest);
    Forgery.forge(digest, other, VerifyCommandTest::ofAnotherVersion);

    assertDiverges(other, "another digest", "digest=000000000000002a");
  }

  @Test
  void aFlippedByteIsNamedWithFileAndSequence() throws IOException {
    Path damaged = folder.resolve("damaged");
    Forgery.forge(sound, damaged, List::of);
    Path file = Fixtures.queueFile(damaged, 1);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = 200_000;
      bytes.seek(middle);
      int old = bytes.read();
      bytes.seek(middle);
      bytes.write(old ^ 0x10);
    }

    Cli.Result result = Cli.run("verify", damaged);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("corrupt: after sequence ")
        .contains(file.toString())
        .doesNotContain("tail:")
        .doesNotContain("verified:");
    Map<String, Object> json = Cli.run("verify", damaged, "--json").json();
    assertThat(json).containsEntry("problem", "corrupt").containsEntry("file", file.toString());
    assertThat((long) json.get("sequence")).isPositive();

    Cli.Result stats = Cli.run("stats", damaged);
    assertThat(stats.exitCode()).isEqualTo(4);
    assertThat(stats.err()).contains(file.toString()).contains("repair");
  }

  @Test
  void aDirectoryThatIsNoJournalIsBadInput() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    for (Path path : List.of(folder.resolve("absent"), file, empty)) {
      Cli.Result result = Cli.run("verify", path);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains(path.toString());
    }
  }

  private void forgeDigest(Path target) {
    int digest = RecordLayout.BLOCK_OFFSET + StateDigestEncoder.digestEncodingOffset();
    Forgery.forge(
        sound,
        target,
        Forgery.nth(
            2,
            VerifyCommandTest::isDigest,
            record -> {
              record.putLong(digest, 42, ByteOrder.LITTLE_ENDIAN);
              return List.of(record);
            }));
  }

  static List<UnsafeBuffer> ofAnotherVersion(UnsafeBuffer record) {
    if (Forgery.templateId(record) == EngineStartedEncoder.TEMPLATE_ID) {
      int at = RecordLayout.BLOCK_OFFSET + EngineStartedEncoder.decisionVersionEncodingOffset();
      record.putLong(at, 99, ByteOrder.LITTLE_ENDIAN);
    }
    return List.of(record);
  }

  static boolean isDigest(UnsafeBuffer record) {
    return Forgery.templateId(record) == StateDigestDecoder.TEMPLATE_ID;
  }

  private static Cli.Result assertDiverges(Path journal, String what, String record) {
    Cli.Result result = Cli.run("verify", journal);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("diverged: at sequence ")
        .contains(what)
        .contains(record)
        .contains(journal.getFileName() + "/000001")
        .doesNotContain("tail:")
        .doesNotContain("verified:");
    return result;
  }
}
