package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.event.RecordLayout;

/**
 * Harms journals at random places and asks the reader. The seed is in every failure's message; to
 * repeat a case, set the system property {@code ringside.seed}.
 */
@Timeout(900)
class JournalDamageTest {
  private static final long SEED = Long.getLong("ringside.seed", System.nanoTime());
  private static final int PAGE = 4096;

  @TempDir Path temp;

  /** What reading a journal came to. */
  private record Outcome(TailStatus status, JournalDamagedException damage, long lastSequence) {
    boolean isClean() {
      return status == TailStatus.CLEAN;
    }
  }

  private static Outcome read(Path journal, boolean fully) {
    long sequence = 0;
    try (JournalReader reader =
        fully ? JournalReader.openFully(journal) : JournalReader.open(journal)) {
      while (reader.next()) {
        sequence++;
        assertThat(reader.sequence()).isEqualTo(sequence);
        JournalFixture.check(reader.buffer(), reader.offset());
      }
      return new Outcome(reader.end().status(), null, sequence);
    } catch (JournalDamagedException e) {
      assertThat(e.lastGoodSequence()).isLessThanOrEqualTo(sequence);
      assertThat(e.file()).isNotNull();
      return new Outcome(null, e, sequence);
    }
  }

  @Test
  void aBitFlippedAnywhereInASealedJournalIsFound() throws IOException {
    harmSealed(400, this::flipBit);
  }

  @Test
  void aPageZeroedAnywhereInASealedJournalIsFound() throws IOException {
    harmSealed(120, this::zeroPage);
  }

  @Test
  void aSealedJournalCutAnywhereIsFound() throws IOException {
    harmSealed(120, this::cut);
  }

  @Test
  void anUnsealedJournalNeverLosesWhatHasValidBatchesBehindIt() throws IOException {
    harmUnsealed(200, this::flipBit);
    harmUnsealed(120, this::zeroPage);
    harmUnsealed(120, this::cut);
  }

  @Test
  @Tag("slow")
  void aSealedJournalHarmedInTenThousandPlacesIsNeverClean() throws IOException {
    harmSealed(10_000, this::flipBit);
    harmSealed(5_000, this::zeroPage);
    harmSealed(5_000, this::cut);
  }

  @Test
  @Tag("slow")
  void anUnsealedJournalHarmedInTenThousandPlacesLosesNothingSilently() throws IOException {
    harmUnsealed(10_000, this::flipBit);
    harmUnsealed(5_000, this::zeroPage);
    harmUnsealed(5_000, this::cut);
  }

  private interface Harm {
    /** Returns the position that was harmed first, or -1 when nothing was changed. */
    long apply(Path file, byte[] content, Random random) throws IOException;
  }

  private long flipBit(Path file, byte[] content, Random random) throws IOException {
    byte[] harmed = content.clone();
    int bit = random.nextInt(content.length * 8);
    harmed[bit / 8] ^= (byte) (1 << (bit % 8));
    Files.write(file, harmed);
    return bit / 8;
  }

  private long zeroPage(Path file, byte[] content, Random random) throws IOException {
    byte[] harmed = content.clone();
    int from = random.nextInt((content.length + PAGE - 1) / PAGE) * PAGE;
    Arrays.fill(harmed, from, Math.min(content.length, from + PAGE), (byte) 0);
    Files.write(file, harmed);
    return Arrays.mismatch(content, harmed);
  }

  private long cut(Path file, byte[] content, Random random) throws IOException {
    int length = random.nextInt(content.length);
    Files.write(file, Arrays.copyOf(content, length));
    return length;
  }

  private void harmSealed(int cases, Harm harm) throws IOException {
    Path journal = temp.resolve("sealed-" + cases + System.nanoTime());
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
      run.appendUntilRolled(2, 5);
    }
    long last;
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
      last = run.append(7, 2);
    }
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.CLEAN, null, last));
    Random random = new Random(SEED);
    List<Path> files = files(journal);
    for (int i = 0; i < cases; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] content = Files.readAllBytes(file);
      long at = content.length == 0 ? -1 : harm.apply(file, content, random);
      if (at >= 0) {
        String where = "seed " + SEED + " case " + i + ": " + file + " at " + at;
        assertThat(read(journal, true).isClean()).as(where).isFalse();
        Outcome plain = read(journal, false);
        assertThat(plain.damage() != null || plain.lastSequence() == last).as(where).isTrue();
      }
      Files.write(file, content);
    }
    assertThat(read(journal, true).isClean()).isTrue();
  }

  private void harmUnsealed(int cases, Harm harm) throws IOException {
    Path live = temp.resolve("live-" + cases + System.nanoTime());
    Path journal = temp.resolve("unsealed-" + cases + System.nanoTime());
    long last;
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.smallSegments())) {
      run.appendUntilRolled(1, 5);
    }
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      last = run.append(60, 9);
      JournalFixture.copy(live, journal);
    }
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.UNSEALED, null, last));
    // What is allocated ahead and empty is left out, or hardly a case would hit anything.
    for (int segment = 1; segment <= 3; segment++) {
      Path file = JournalFixture.queueFile(journal, segment);
      long used = (TailScan.contentEnd(file) / PAGE + 2) * PAGE;
      if (Files.size(file) > used) {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) used));
      }
    }
    Path lastFile = JournalFixture.queueFile(journal, 3);
    List<long[]> batches = batches(lastFile);
    Random random = new Random(SEED);
    List<Path> files = files(journal);
    for (int i = 0; i < cases; i++) {
      Path file = random.nextInt(3) == 0 ? files.get(random.nextInt(files.size())) : lastFile;
      byte[] content = Files.readAllBytes(file);
      long at = content.length == 0 ? -1 : harm.apply(file, content, random);
      if (at >= 0) {
        String where = "seed " + SEED + " case " + i + ": " + file + " at " + at;
        Outcome outcome = read(journal, true);
        assertThat(outcome.isClean()).as(where).isFalse();
        if (outcome.damage() == null && outcome.lastSequence() < last) {
          assertThat(file).as(where).isEqualTo(lastFile);
          assertThat(outcome.lastSequence())
              .as(where)
              .isGreaterThanOrEqualTo(lastWhole(batches, content, file));
        }
      }
      Files.write(file, content);
    }
  }

  /** The last sequence of the last batch that is still as it was. */
  private static long lastWhole(List<long[]> batches, byte[] content, Path file)
      throws IOException {
    byte[] harmed = Files.readAllBytes(file);
    long expected = 0;
    for (long[] batch : batches) {
      int from = (int) batch[0];
      int to = (int) batch[1];
      boolean whole =
          to <= harmed.length && Arrays.equals(content, from + 4, to, harmed, from + 4, to);
      if (whole) {
        expected = batch[2];
      }
    }
    return expected;
  }

  /** Start, end and last sequence of every batch. */
  private static List<long[]> batches(Path file) {
    List<long[]> batches = new ArrayList<>();
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(file);
      while (cursor.advance() == SegmentCursor.Step.FRAME) {
        batches.add(
            new long[] {cursor.framePosition(), cursor.position(), cursor.frame().lastSequence()});
      }
    }
    return batches;
  }

  /** Everything that belongs to the journal, but the lock and its holder's name. */
  private static List<Path> files(Path journal) throws IOException {
    try (Stream<Path> paths = Files.walk(journal)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith(JournalFiles.LOCK))
          .sorted()
          .toList();
    }
  }

  @Test
  void aTailCutAtEveryByteOfItsLastPageLosesNothingBeforeTheCut() throws IOException {
    Path live = temp.resolve("live");
    Path journal = temp.resolve("torn");
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      run.append(40, 3);
      JournalFixture.copy(live, journal);
    }
    Path file = JournalFixture.queueFile(journal, 1);
    int end = (int) TailScan.contentEnd(file);
    byte[] content = Arrays.copyOf(Files.readAllBytes(file), end);
    List<long[]> batches = batches(file);
    for (int length = end; length > end - PAGE; length--) {
      Files.write(file, Arrays.copyOf(content, length));
      long expected = 0;
      for (long[] batch : batches) {
        expected = batch[1] <= length ? batch[2] : expected;
      }
      Outcome outcome = read(journal, false);
      assertThat(outcome.damage()).as("cut to " + length).isNull();
      assertThat(outcome.isClean()).isFalse();
      assertThat(outcome.lastSequence()).as("cut to " + length).isEqualTo(expected);
    }
  }

  @Test
  void aTornJournalIsContinuedWithoutAHole() throws IOException {
    Path live = temp.resolve("live");
    Path journal = temp.resolve("torn");
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      run.append(40, 3);
      JournalFixture.copy(live, journal);
    }
    Path file = JournalFixture.queueFile(journal, 1);
    int end = (int) TailScan.contentEnd(file);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), end - 5));
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.TORN, null, 117));

    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      assertThat(run.append(1, 3)).isEqualTo(120);
    }
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.CLEAN, null, 120));
  }

  @Test
  void aWholeBatchThatWasNotCommittedIsKeptAndTheTailIsTorn() throws IOException {
    Path live = temp.resolve("live");
    Path journal = temp.resolve("torn");
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      run.append(40, 3);
      JournalFixture.copy(live, journal);
    }
    Path file = JournalFixture.queueFile(journal, 1);
    List<long[]> batches = batches(file);
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, (int) batches.get(40)[0], (int) batches.get(40)[0] + 4, (byte) 0);
    Files.write(file, content);
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.TORN, null, 120));

    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      run.append(1, 1);
    }
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.CLEAN, null, 121));

    Arrays.fill(content, (int) batches.get(39)[0], (int) batches.get(39)[0] + 4, (byte) 0);
    Files.write(file, content);
    assertThat(read(journal, false).damage()).isNotNull();
  }

  @Test
  void aLastBatchThatEndsWithZerosSurvivesTheRecoveryOfItsSegment() throws IOException {
    Path live = temp.resolve("live");
    UnsafeBuffer record = new UnsafeBuffer(new byte[RecordLayout.MAX_RECORD_LENGTH]);
    record.putInt(0, record.capacity(), LITTLE_ENDIAN);
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      for (long sequence = 1; sequence <= 10; sequence++) {
        RecordLayout.sequence(record, 0, sequence);
        run.writer().append(record, 0, record.capacity(), sequence, 1, sequence);

        Path killed = JournalFixture.copy(live, temp.resolve("killed-" + sequence));
        try (JournalLock lock = JournalLock.acquire(killed)) {
          JournalEnd end = endOf(killed);
          assertThat(end.sequence()).isEqualTo(sequence);
          JournalWriter.open(lock, end, JournalFixture.settings(), 2).close();
        }
        assertThat(endOf(killed).sequence()).isEqualTo(sequence);
        assertThat(endOf(killed).status()).isEqualTo(TailStatus.CLEAN);
      }
    }
  }

  private static JournalEnd endOf(Path journal) {
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.next()) {
        assertThat(reader.length()).isPositive();
      }
      return reader.end();
    }
  }

  private Path threeRuns() {
    Path journal = temp.resolve("runs");
    for (int i = 0; i < 3; i++) {
      try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
        run.appendUntilRolled(1, 5);
      }
    }
    return journal;
  }

  @Test
  void aSegmentThatIsMissingIsMissed() throws IOException {
    Path journal = threeRuns();
    for (int segment = 1; segment <= 6; segment++) {
      Path directory = JournalFiles.segmentDirectory(journal, segment);
      Path away = temp.resolve("away");
      Files.move(directory, away);
      assertThat(read(journal, false).damage()).as("segment " + segment).isNotNull();
      Files.move(away, directory);
    }
    assertThat(read(journal, true).isClean()).isTrue();
  }

  @Test
  void segmentsThatChangePlacesAreFound() throws IOException {
    Path journal = threeRuns();
    Path first = JournalFiles.segmentDirectory(journal, 3);
    Path second = JournalFiles.segmentDirectory(journal, 4);
    Files.move(first, temp.resolve("away"));
    Files.move(second, first);
    Files.move(temp.resolve("away"), second);
    assertThat(read(journal, false).damage()).isNotNull();
  }

  @Test
  void aSegmentThatIsThereTwiceIsFound() throws IOException {
    Path journal = threeRuns();
    long last = read(journal, true).lastSequence();
    Path copy = JournalFiles.segmentDirectory(journal, 7);
    JournalFixture.copy(JournalFiles.segmentDirectory(journal, 6), copy);
    assertThat(read(journal, false).damage()).isNotNull();
    Files.move(copy, journal.resolve("0000006"));
    Outcome outcome = read(journal, false);
    assertThat(outcome.damage()).isNotNull();
    assertThat(outcome.lastSequence()).isEqualTo(last);
  }

  @Test
  void aSealThatIsMissingIsMissed() throws IOException {
    Path journal = threeRuns();
    for (int segment = 1; segment <= 5; segment++) {
      Path seal = JournalFiles.segmentDirectory(journal, segment).resolve(Seal.NAME);
      byte[] content = Files.readAllBytes(seal);
      Files.delete(seal);
      assertThat(read(journal, false).damage()).as("segment " + segment).isNotNull();
      Files.write(seal, content);
    }
    Files.delete(JournalFiles.segmentDirectory(journal, 6).resolve(Seal.NAME));
    assertThat(read(journal, false).status()).isEqualTo(TailStatus.UNSEALED);
  }

  @Test
  void somethingForeignInTheDirectoryIsLeftAlone() throws IOException {
    Path journal = threeRuns();
    Files.writeString(journal.resolve("notes.txt"), "mine");
    Files.createDirectory(journal.resolve("000001.torn"));
    assertThat(read(journal, true).isClean()).isTrue();
  }

  @Test
  void aSegmentOpenedAheadAndNeverUsedIsNotCleanAndIsCleared() throws IOException {
    Path live = temp.resolve("live");
    Path journal = temp.resolve("killed");
    WriterSettings settings =
        JournalFixture.settings().withSegments(1 << 20, WriterSettings.STANDARD_SEGMENT_AGE_MS);
    long last;
    try (JournalFixture run = JournalFixture.open(live, settings)) {
      while (TailScan.contentEnd(JournalFixture.queueFile(live, 1)) < 600 << 10) {
        run.append(10, 9);
      }
      Path spare = JournalFiles.segmentDirectory(live, 2);
      Await.until("a spare is there", () -> Files.exists(spare.resolve(Seal.RESERVED)));
      last = run.writer().sequence();
      JournalFixture.copy(live, journal);
    }
    assertThat(read(live, true).isClean()).isTrue();
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.UNSEALED, null, last));
    try (JournalFixture run = JournalFixture.open(journal, settings)) {
      run.append(1, 1);
    }
    assertThat(read(journal, true)).isEqualTo(new Outcome(TailStatus.CLEAN, null, last + 1));
    assertThat(JournalFiles.segmentEntries(journal)).hasSize(2);
  }

  @Test
  void repairCopiesWhatIsBeforeTheDamageAndLeavesTheDamagedJournalAlone() throws IOException {
    Path journal = threeRuns();
    long last = read(journal, true).lastSequence();
    Path file = JournalFixture.queueFile(journal, 3);
    List<long[]> batches = batches(file);
    byte[] content = Files.readAllBytes(file);
    content[(int) batches.get(10)[0] + 100] ^= 4;
    Files.write(file, content);

    Path repaired = temp.resolve("repaired");
    JournalRepair.Report report = JournalRepair.copyValidPrefix(journal, repaired);

    assertThat(report.lastSequence()).isEqualTo(batches.get(9)[2]);
    assertThat(report.damage()).isNotNull();
    assertThat(report.leftFirstSequence()).isEqualTo(batches.get(10)[2] + 1);
    assertThat(report.leftLastSequence()).isEqualTo(last);
    assertThat(report.leftBytes()).isPositive();
    assertThat(read(repaired, true))
        .isEqualTo(new Outcome(TailStatus.CLEAN, null, report.lastSequence()));
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(read(journal, false).damage()).isNotNull();
    assertThat(headOf(repaired, 3).runNonce()).isEqualTo(headOf(journal, 3).runNonce());
  }

  private static SegmentHead headOf(Path journal, int segment) {
    try (JournalReader reader = JournalReader.open(journal)) {
      return reader.segments().get(segment - 1).head();
    }
  }

  @Test
  void aJournalDamagedFromTheStartGivesAnEmptyCopy() throws IOException {
    Path journal = threeRuns();
    Path file = JournalFixture.queueFile(journal, 1);
    Files.write(file, new byte[100]);
    Path repaired = temp.resolve("repaired");
    JournalRepair.Report report = JournalRepair.copyValidPrefix(journal, repaired);
    assertThat(report.lastSequence()).isZero();
    assertThat(report.damage()).isNotNull();
    assertThat(report.leftBatches()).isPositive();
    assertThat(read(repaired, true)).isEqualTo(new Outcome(TailStatus.CLEAN, null, 0));
  }
}
