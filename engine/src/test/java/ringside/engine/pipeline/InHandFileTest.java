package ringside.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.core.Fingerprint;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class InHandFileTest {
  @TempDir Path directory;

  @Test
  void anEventInHandAtTwoDeathsIsSuspect() throws IOException {
    dieOf(order("killer").records());
    assertThat(suspectsAtStart()).as("after one death").isEmpty();
    dieOf(order("killer").from(1, 9).after(5).records());

    assertThat(suspectsAtStart())
        .containsExactly(
            new InHandFile.Suspect(
                Fingerprint.of(order("killer").records().buffer(), 0),
                2,
                OrderUpdateEncoder.TEMPLATE_ID,
                3));
  }

  @Test
  void aSuspectIsStillKnownManyStartsLater() throws IOException {
    dieOf(order("killer").records());
    dieOf(order("killer").records());
    for (int start = 0; start < 5; start++) {
      assertThat(suspectsAtStart()).hasSize(1);
    }
    dieOf(order("killer").records());
    try (InHandFile file = InHandFile.open(directory)) {
      assertThat(file.suspects()).extracting(InHandFile.Suspect::kills).containsExactly(3);
    }
  }

  @Test
  void differentEventsAtTwoDeathsAreNotSuspect() throws IOException {
    dieOf(order("one").records());
    dieOf(order("other").records());

    assertThat(suspectsAtStart()).isEmpty();
  }

  @Test
  void anEventThatWasReleasedIsNotCounted() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (InHandFile file = InHandFile.open(directory)) {
        RecordBuffer record = order("harmless").records();
        file.hold(record.buffer(), RecordLayout.length(record.buffer(), 0));
        file.release();
      }
    }
    assertThat(suspectsAtStart()).isEmpty();
  }

  @Test
  void ticksAndStartsAreNeverSuspect() throws IOException {
    for (int run = 0; run < 4; run++) {
      dieOf(new TestEvents().tick().records());
      dieOf(new TestEvents().started().records());
    }
    assertThat(suspectsAtStart()).isEmpty();
  }

  @Test
  void moreKillersThanThereIsRoomForPushOutTheRarest() throws IOException {
    dieOf(order("twice").records());
    dieOf(order("twice").records());
    for (int i = 0; i < 50; i++) {
      dieOf(order("once-" + i).records());
    }
    assertThat(suspectsAtStart()).hasSize(1);
  }

  @Test
  void aFileOfAnythingElseIsTakenForAnEmptyOne() throws IOException {
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 7, 100, 1_800, 5_000}) {
      byte[] garbage = new byte[length];
      random.nextBytes(garbage);
      Files.write(directory.resolve("in-hand"), garbage);

      assertThat(suspectsAtStart()).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void aRecordThatCannotBeOneIsNotCounted() throws IOException {
    byte[] whole = null;
    for (int length : new int[] {-1, 0, 15, 1_025, Integer.MAX_VALUE}) {
      dieOf(order("killer").records());
      Path file = directory.resolve("in-hand");
      whole = Files.readAllBytes(file);
      java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(12, length);
      Files.write(file, whole);
      assertThat(suspectsAtStart()).as("length %d", length).isEmpty();
    }
    assertThat(whole).isNotNull();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    suspectsAtStart();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("in-hand"))))
        .isEqualTo("rw-------");
  }

  private static TestEvents order(String id) {
    return new TestEvents().account(3).order(id);
  }

  /** The next process starts, takes the event in hand, and is no more. */
  private void dieOf(RecordBuffer record) throws IOException {
    try (InHandFile file = InHandFile.open(directory)) {
      file.hold(record.buffer(), RecordLayout.length(record.buffer(), 0));
    }
  }

  private java.util.List<InHandFile.Suspect> suspectsAtStart() throws IOException {
    try (InHandFile file = InHandFile.open(directory)) {
      return file.suspects();
    }
  }

  @Test
  void entriesThatWereChangedAreNotBelieved() throws IOException {
    InHandFile.open(directory).close();
    java.nio.file.Path path = directory.resolve("in-hand");
    byte[] whole = Files.readAllBytes(path);
    java.util.Arrays.fill(whole, 1_040, 1_040 + 24, (byte) 9);
    Files.write(path, whole);
    assertThat(suspectsAtStart()).isEmpty();
  }
}
