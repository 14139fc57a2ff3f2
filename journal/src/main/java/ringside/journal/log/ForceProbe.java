package ringside.journal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** Finds out whether a directory's disk can keep what is forced to it, and what a force costs. */
final class ForceProbe {
  /** File systems whose content does not outlive power, or the mount. */
  private static final Set<String> VOLATILE = Set.of("tmpfs", "ramfs", "devtmpfs", "rootfs");

  private static final int FORCES = 21;
  private static final int PAGE = 4096;

  private ForceProbe() {}

  /**
   * The median of some forces of a page, in ns.
   *
   * @throws JournalRefusedException when the file system cannot keep anything
   */
  static long measure(Path journal) throws IOException {
    String type = Files.getFileStore(journal).type();
    if (VOLATILE.contains(type)) {
      throw new JournalRefusedException(
          journal + ": durability disk is not possible here, " + type + " loses everything");
    }
    Path file = journal.resolve("force.probe");
    long[] costs = new long[FORCES];
    ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FORCES; i++) {
        page.clear();
        channel.write(page, 0);
        long start = System.nanoTime();
        channel.force(false);
        costs[i] = System.nanoTime() - start;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(costs);
    return costs[FORCES / 2];
  }
}
