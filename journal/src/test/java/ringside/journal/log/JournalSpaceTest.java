package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.SpaceLevel;

@Timeout(180)
class JournalSpaceTest {
  @TempDir Path temp;

  private final List<SpaceLevel> heard = new CopyOnWriteArrayList<>();

  private WriterSettings settings(long low, long exhausted) {
    return JournalFixture.settings()
        .withSpace(new SpaceLimits(low, 2, exhausted), (level, usableBytes) -> heard.add(level));
  }

  @Test
  void theListenerHearsEveryChangeOnce() {
    AtomicLong usable = new AtomicLong(10_000);
    try (JournalLock lock = JournalLock.acquire(temp)) {
      JournalEnd end = JournalFixture.readToEnd(temp);
      WriterSettings settings = settings(1_000, 100);
      try (JournalWriter writer = JournalWriter.open(lock, end, settings, 1, usable::get)) {
        usable.set(999);
        Await.until("LOW is heard", () -> heard.size() == 1);
        usable.set(99);
        Await.until("EXHAUSTED is heard", () -> heard.size() == 2);
        usable.set(105);
        usable.set(10_000);
        Await.until("ENOUGH is heard", () -> heard.size() == 3);
        assertThat(writer.spaceLevel()).isEqualTo(SpaceLevel.ENOUGH);
      }
    }
    assertThat(heard).containsExactly(SpaceLevel.LOW, SpaceLevel.EXHAUSTED, SpaceLevel.ENOUGH);
  }

  @Test
  void aRunIsRefusedWhereItCouldNotEnd() {
    try (JournalLock lock = JournalLock.acquire(temp)) {
      JournalEnd end = JournalFixture.readToEnd(temp);
      assertThatThrownBy(() -> JournalWriter.open(lock, end, settings(1_000, 100), 1, () -> 99))
          .isInstanceOf(JournalSpaceException.class);
    }
    assertThat(JournalFixture.readToEnd(temp).isEmpty()).isTrue();
  }

  @Test
  void aLevelIsLeftOnlyWithATenthToSpare() {
    SpaceGuard guard = new SpaceGuard(new SpaceLimits(1_000, 0, 100));
    assertThat(guard.measure(999, 0, 1)).isTrue();
    assertThat(guard.measure(1_050, 0, 1)).isFalse();
    assertThat(guard.level()).isEqualTo(SpaceLevel.LOW);
    assertThat(guard.measure(1_100, 0, 1)).isTrue();
    assertThat(guard.level()).isEqualTo(SpaceLevel.ENOUGH);
  }

  @Test
  void theForecastFollowsTheRateAndCountsWhenItIsBelieved() {
    SpaceGuard guard = new SpaceGuard(new SpaceLimits(1_000, 2, 100));
    for (int second = 1; second < 600; second++) {
      guard.measure(1_000_000, 10, 1);
    }
    assertThat(guard.forecastBytesPerDay()).isBetween(863_000L, 865_000L);
    assertThat(guard.level()).isEqualTo(SpaceLevel.ENOUGH);
    guard.measure(1_000_000, 10, 1);
    assertThat(guard.level()).isEqualTo(SpaceLevel.LOW);
  }

  @Test
  void aFailedAllocationIsExhaustionUntilOneSucceeds() {
    SpaceGuard guard = new SpaceGuard(new SpaceLimits(1_000, 0, 100));
    assertThat(guard.allocation(false)).isTrue();
    assertThat(guard.measure(1_000_000, 0, 1)).isFalse();
    assertThat(guard.level()).isEqualTo(SpaceLevel.EXHAUSTED);
    assertThat(guard.allocation(true)).isFalse();
    assertThat(guard.measure(1_000_000, 0, 1)).isTrue();
    assertThat(guard.level()).isEqualTo(SpaceLevel.ENOUGH);
  }

  @Test
  void diskDurabilityIsRefusedInMemory() throws IOException {
    Path shm = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(shm) && Files.getFileStore(shm).type().equals("tmpfs"),
        "there is no tmpfs at /dev/shm");
    Path journal = Files.createTempDirectory(shm, "ringside");
    try {
      assertThatThrownBy(
              () ->
                  JournalFixture.open(
                      journal, JournalFixture.settings().withDurability(Durability.DISK)))
          .isInstanceOf(JournalRefusedException.class)
          .hasMessageContaining("tmpfs");
    } finally {
      Files.deleteIfExists(journal.resolve(JournalFiles.LOCK));
      Files.delete(journal);
    }
  }

  @Test
  void diskDurabilityForcesAndSaysWhatThatCosts() throws IOException {
    assumeTrue(!Files.getFileStore(temp).type().equals("tmpfs"), "the temp directory is in memory");
    WriterSettings settings = JournalFixture.settings().withDurability(Durability.DISK);
    try (JournalFixture run = JournalFixture.open(temp, settings)) {
      run.append(10, 3);
      assertThat(run.writer().forceCostNs()).isPositive();
    }
    assertThat(JournalFixture.readToEnd(temp).sequence()).isEqualTo(30);
  }

  @Test
  void someoneElseFillsTheDiskAndTheRunStillEndsInOrder() throws Exception {
    Path disk = mount("tmpfs", "48m");
    try {
      Path journal = disk.resolve("journal");
      long last;
      try (JournalFixture run = JournalFixture.open(journal, settings(8 << 20, 4 << 20))) {
        run.append(10, 64);
        fill(disk.resolve("other"));
        Await.until("EXHAUSTED is heard", () -> heard.contains(SpaceLevel.EXHAUSTED));
        last = run.append(100, 64);
      }
      assertThat(JournalFixture.readToEnd(journal).status()).isEqualTo(TailStatus.CLEAN);
      assertThat(JournalFixture.readToEnd(journal).sequence()).isEqualTo(last);
    } finally {
      unmount(disk);
    }
  }

  @Test
  void whoWritesOnOnAFullDiskGetsAnExceptionAndLosesNothingCommitted() throws Exception {
    Path disk = mount("tmpfs", "48m");
    try {
      Path journal = disk.resolve("journal");
      long last;
      WriterSettings settings = settings(8 << 20, 4 << 20).withSegments(8 << 20, 86_400_000);
      try (JournalFixture run = JournalFixture.open(journal, settings)) {
        assertThatThrownBy(() -> run.append(1_000_000, 64))
            .isInstanceOf(JournalWriteException.class);
        assertThatThrownBy(() -> run.append(1, 1)).isInstanceOf(JournalWriteException.class);
        last = run.writer().sequence();
        assertThat(heard).contains(SpaceLevel.EXHAUSTED);
      }
      assertThat(last).isPositive();
      JournalEnd end = JournalFixture.readToEnd(journal);
      assertThat(end.sequence()).isEqualTo(last);
      assertThat(end.status()).isEqualTo(TailStatus.UNSEALED);
    } finally {
      unmount(disk);
    }
  }

  private Path mount(String type, String size) throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    boolean mounted = run("mount", "-t", type, "-o", "size=" + size, type, disk.toString()) == 0;
    assumeTrue(mounted, "a small disk cannot be mounted here: not root?");
    return disk;
  }

  private static void unmount(Path disk) throws Exception {
    run("umount", "-l", disk.toString());
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private static void fill(Path file) throws IOException {
    byte[] chunk = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  @Test
  void aSmallDiskHasLimitsOfItsOwnAndALargeOneTheStandard() {
    assertThat(SpaceLimits.ofDisk(500L << 30)).isEqualTo(SpaceLimits.STANDARD);
    assertThat(SpaceLimits.ofDisk(400L << 20))
        .isEqualTo(new SpaceLimits(200L << 20, 2, 100L << 20));
    assertThat(SpaceLimits.ofDisk(10L << 20)).isEqualTo(new SpaceLimits(24L << 20, 2, 24L << 20));
    assertThat(SpaceLimits.ofDisk(Path.of("is", "not", "there")).exhaustedBytes()).isPositive();
  }
}
