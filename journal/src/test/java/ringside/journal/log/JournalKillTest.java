package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills writing processes at random instants. The seed is in every failure's message. */
@Timeout(1800)
class JournalKillTest {
  private static final long SEED = Long.getLong("ringside.seed", System.nanoTime());

  @TempDir Path temp;

  @Test
  void nothingAcknowledgedIsLostWhenTheWriterIsKilled() throws Exception {
    killAndRestart(4);
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostWhenTheWriterIsKilledAHundredTimes() throws Exception {
    killAndRestart(100);
  }

  private void killAndRestart(int kills) throws Exception {
    Random random = new Random(SEED);
    long before = 0;
    for (int i = 0; i < kills; i++) {
      long acknowledged;
      try (WritingProcess writer = WritingProcess.start(temp, random.nextInt(1000))) {
        writer.awaitAcknowledged(before + 1 + random.nextInt(20_000));
        writer.kill();
        acknowledged = writer.acknowledged();
      }
      JournalEnd end = JournalFixture.readToEnd(temp);
      assertThat(end.sequence())
          .as("seed " + SEED + " kill " + i)
          .isBetween(acknowledged, acknowledged + 40);
      assertThat(end.status()).isNotEqualTo(TailStatus.CLEAN);
      before = end.sequence();
    }
    try (JournalFixture run = JournalFixture.open(temp, JournalFixture.smallSegments())) {
      run.append(1, 1);
    }
    JournalEnd end = JournalFixture.readToEnd(temp);
    assertThat(end.sequence()).isEqualTo(before + 1);
    assertThat(end.status()).isEqualTo(TailStatus.CLEAN);
  }

  @Test
  void whatChronicleNotedOfItsDeadWriterDoesNotMatter() throws IOException {
    Path live = temp.resolve("live");
    Path journal = temp.resolve("killed");
    try (JournalFixture run = JournalFixture.open(live, JournalFixture.settings())) {
      run.append(5, 5);
      JournalFixture.copy(live, journal);
    }
    Path metadata = JournalFiles.segmentDirectory(journal, 1).resolve(JournalFiles.METADATA);
    // Every aligned word that may be the write lock says: held by us, who are alive.
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(metadata));
    for (int at = 0; at + Long.BYTES <= 4096; at += Long.BYTES) {
      bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(at, ProcessHandle.current().pid());
    }
    Files.write(metadata, bytes.array());
    long start = System.nanoTime();
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      assertThat(run.append(1, 1)).isEqualTo(26);
    }
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    assertThat(JournalFixture.readToEnd(journal).status()).isEqualTo(TailStatus.CLEAN);
  }
}
