package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.ConfigAppliedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;

@Timeout(120)
class JournalRoundTripTest {
  @TempDir Path journal;

  @Test
  void whatIsAppendedIsReadBackInOrder() {
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      run.append(100, 1);
      run.append(50, 64);
    }

    JournalEnd end = JournalFixture.readToEnd(journal);

    assertThat(end.sequence()).isEqualTo(100 + 50 * 64);
    assertThat(end.status()).isEqualTo(TailStatus.CLEAN);
    assertThat(end.lastTimeNs()).isEqualTo(JournalFixture.timeNs(end.sequence()));
    assertThat(end.environment()).isEqualTo(Environment.LOCAL);
  }

  @Test
  void sequencesGoOnAcrossRuns() {
    for (int i = 1; i <= 4; i++) {
      try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
        assertThat(run.append(10, 3)).isEqualTo(30L * i);
      }
    }
    JournalEnd end = JournalFixture.readToEnd(journal);
    assertThat(end.segment()).isEqualTo(4);
    assertThat(end.runNonce()).isEqualTo(28);
  }

  @Test
  void anEmptyDirectoryIsAnEmptyJournal() {
    JournalEnd end = JournalFixture.readToEnd(journal);
    assertThat(end.isEmpty()).isTrue();
    assertThat(end.sequence()).isZero();
    assertThat(end.status()).isEqualTo(TailStatus.CLEAN);
  }

  @Test
  void aRunWithoutEventsIsCleanToo() {
    JournalFixture.open(journal, JournalFixture.settings()).close();
    JournalFixture.open(journal, JournalFixture.settings()).close();
    JournalEnd end = JournalFixture.readToEnd(journal);
    assertThat(end.segment()).isEqualTo(2);
    assertThat(end.sequence()).isZero();
    assertThat(end.status()).isEqualTo(TailStatus.CLEAN);
  }

  @Test
  void everySequenceAndTimeCanBeSought() {
    long last;
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
      last = run.appendUntilRolled(3, 7);
    }
    try (JournalReader reader = JournalReader.open(journal)) {
      for (long wanted = 1; wanted <= last; wanted += 1 + wanted / 5) {
        assertThat(reader.seekSequence(wanted)).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.sequence()).isEqualTo(wanted);

        assertThat(reader.seekTime(JournalFixture.timeNs(wanted) - 1)).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.sequence()).isEqualTo(wanted);
      }
      assertThat(reader.seekSequence(last + 1)).isFalse();
      assertThat(reader.seekTime(JournalFixture.timeNs(last) + 1)).isFalse();
      assertThat(reader.seekSequence(last)).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void aReaderFollowsTheWriterAcrossSegmentsAndRuns() {
    try (JournalReader follower = JournalReader.follow(journal)) {
      assertThat(follower.next()).isFalse();
      AtomicLong read = new AtomicLong();
      for (int i = 1; i <= 3; i++) {
        try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
          while (run.writer().rolls() < 2) {
            run.append(1, 5);
            follow(follower, read);
          }
          Await.until("all is read", () -> follow(follower, read) == run.writer().sequence());
        }
      }
      assertThat(follower.head().number()).isGreaterThanOrEqualTo(9);
    }
  }

  private static long follow(JournalReader follower, AtomicLong read) {
    while (follower.next()) {
      assertThat(follower.sequence()).isEqualTo(read.incrementAndGet());
      JournalFixture.check(follower.buffer(), follower.offset());
    }
    return read.get();
  }

  @Test
  void aReaderThatRacesTheWriterSeesEveryEventOnce() throws InterruptedException {
    AtomicLong written = new AtomicLong();
    AtomicLong stop = new AtomicLong(Long.MAX_VALUE);
    Thread writer =
        new Thread(
            () -> {
              try (JournalFixture run =
                  JournalFixture.open(journal, JournalFixture.smallSegments())) {
                for (int i = 0; i < 4_000; i++) {
                  written.set(run.append(1, 1 + i % 9));
                }
                stop.set(written.get());
              }
            });
    writer.start();
    try (JournalReader follower = JournalReader.follow(journal)) {
      AtomicLong read = new AtomicLong();
      Await.until("all is read", () -> follow(follower, read) == stop.get());
    } finally {
      writer.join();
    }
    assertThat(JournalFixture.readToEnd(journal).status()).isEqualTo(TailStatus.CLEAN);
  }

  @Test
  @Timeout(60)
  void aReaderOfALiveJournalComesToAnEndThoughTheWriterGoesOn() throws InterruptedException {
    AtomicBoolean read = new AtomicBoolean();
    AtomicLong written = new AtomicLong();
    Thread writer =
        new Thread(
            () -> {
              try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
                while (!read.get()) {
                  written.set(run.append(1, 1));
                  LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
                }
              }
            });
    writer.start();
    try {
      Await.until("something is written", () -> written.get() > 50);
      for (int i = 0; i < 5; i++) {
        long before = written.get();
        try (JournalReader reader = JournalReader.open(journal)) {
          long last = 0;
          while (reader.next()) {
            assertThat(reader.sequence()).isEqualTo(++last);
          }
          assertThat(last).isGreaterThanOrEqualTo(before);
          assertThat(reader.next()).isFalse();
          assertThat(reader.end().status()).isEqualTo(TailStatus.UNSEALED);
          assertThat(reader.end().sequence()).isEqualTo(last);
        }
      }
    } finally {
      read.set(true);
      writer.join();
    }
    assertThat(JournalFixture.readToEnd(journal).status()).isEqualTo(TailStatus.CLEAN);
  }

  @Test
  void everySegmentRestatesCatalogAndConfig() {
    Catalog catalog = new Catalog();
    catalog.instrument("bybit", "BTCUSDT");
    catalog.account("main");
    WriterSettings settings = JournalFixture.smallSegments().withConfig(config("risk.limit", "5"));
    settings =
        new WriterSettings(
            Environment.DEMO,
            "build 9",
            catalog,
            settings.config(),
            settings.durability(),
            settings.segmentBytes(),
            settings.maxSegmentAgeMs(),
            settings.clockMs(),
            settings.spaceLimits(),
            settings.spaceListener());
    long last;
    try (JournalFixture run = JournalFixture.open(journal, settings)) {
      last = run.appendUntilRolled(2, 5);
    }
    try (JournalReader reader = JournalReader.open(journal)) {
      assertThat(reader.seekSequence(last)).isTrue();
      SegmentHead head = reader.head();
      assertThat(head.number()).isEqualTo(3);
      assertThat(head.build()).isEqualTo("build 9");
      assertThat(head.environment()).isEqualTo(Environment.DEMO);
      assertThat(head.catalog().findInstrument("bybit", "BTCUSDT")).isZero();
      assertThat(head.config().recordCount()).isEqualTo(1);
      assertThat(reader.segments()).hasSize(3);
      assertThat(reader.segments().get(2).lastSequence()).isEqualTo(last);
      assertThat(reader.segments()).allMatch(SegmentInfo::sealed);
    }
  }

  private static RecordBuffer config(String path, String value) {
    RecordBuffer records = new RecordBuffer(1024, 4096);
    ConfigAppliedEncoder applied = new ConfigAppliedEncoder();
    applied.wrap(records.buffer(), records.begin(ConfigAppliedEncoder.TEMPLATE_ID));
    applied.entriesCount(1).next().path(path).value(value);
    records.end(applied.encodedLength());
    return records;
  }

  @Test
  void aSegmentIsRolledWhenItIsTooOld() {
    AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
    WriterSettings settings =
        JournalFixture.settings().withSegments(1 << 20, 1_000).withClockMs(nowMs::get);
    try (JournalFixture run = JournalFixture.open(journal, settings)) {
      run.append(1, 1);
      assertThat(run.writer().rolls()).isZero();
      nowMs.addAndGet(1_001);
      run.appendUntilRolled(1, 1);
    }
    assertThat(JournalFixture.readToEnd(journal).segment()).isEqualTo(2);
  }

  @Test
  void rollingAsFastAsItGoesLosesNothing() {
    long last;
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
      while (run.writer().rolls() < 60) {
        run.append(1, 40);
      }
      last = run.writer().sequence();
    }
    JournalEnd end = JournalFixture.readToEnd(journal);
    assertThat(end.sequence()).isEqualTo(last);
    assertThat(end.status()).isEqualTo(TailStatus.CLEAN);
    assertThat(end.segment()).isGreaterThan(60);
  }

  @Test
  void aJournalIsNotContinuedInAnotherEnvironment() {
    JournalFixture.open(journal, JournalFixture.settings()).close();
    WriterSettings live = WriterSettings.of(Environment.LIVE, "test", new Catalog());
    assertThatThrownBy(() -> JournalFixture.open(journal, live))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("LOCAL")
        .hasMessageContaining("LIVE");
    assertThat(JournalFixture.readToEnd(journal).segment()).isEqualTo(1);
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.smallSegments())) {
      run.appendUntilRolled(1, 9);
      checkRights();
    }
    checkRights();
  }

  private void checkRights() throws IOException {
    try (Stream<Path> paths = Files.walk(journal)) {
      for (Path path : paths.filter(p -> !p.equals(journal)).toList()) {
        try {
          String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as(path.toString())
              .isEqualTo(expected);
        } catch (java.nio.file.NoSuchFileException e) {
          assertThat(path.getFileName().toString()).isEqualTo(Seal.RESERVED);
        }
      }
    }
  }

  @Test
  void aPlainChronicleTailerReadsTheSameDocuments() {
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      run.append(40, 11);
    }
    List<byte[]> ours = new ArrayList<>();
    Path file = JournalFixture.queueFile(journal, 1);
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(file);
      while (cursor.advance() == SegmentCursor.Step.FRAME) {
        byte[] document = new byte[cursor.frame().length()];
        int from = cursor.frame().payloadOffset() - BatchFrame.HEADER_LENGTH;
        cursor.buffer().getBytes(from, document);
        ours.add(document);
      }
    }
    List<byte[]> theirs = new ArrayList<>();
    try (ChronicleQueue queue =
            SingleChronicleQueueBuilder.binary(file.getParent().toFile()).readOnly(true).build();
        ExcerptTailer tailer = queue.createTailer()) {
      boolean present = true;
      while (present) {
        try (DocumentContext document = tailer.readingDocument()) {
          present = document.isPresent();
          if (present) {
            Bytes<?> bytes = document.wire().bytes();
            byte[] copy = new byte[(int) bytes.readRemaining()];
            bytes.read(copy);
            theirs.add(copy);
          }
        }
      }
    }
    assertThat(ours).hasSize(42);
    assertThat(theirs).containsExactlyElementsOf(ours);
  }

  @Test
  void aBatchThatIsNoneIsRefusedAndNothingIsWritten() {
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      run.append(1, 2);
      RecordBuffer records = new RecordBuffer(1024, 1024);
      assertThatThrownBy(() -> run.writer().append(records.buffer(), 0, 8, 4, 1, 4))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.writer().append(records.buffer(), 0, 8, 3, 2, 3))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.writer().append(records.buffer(), 0, 7, 3, 1, 3))
          .isInstanceOf(IllegalArgumentException.class);
      run.append(1, 2);
    }
    assertThat(JournalFixture.readToEnd(journal).sequence()).isEqualTo(4);
  }
}
