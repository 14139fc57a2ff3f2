package ringside.journal.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * When the journal's disk counts as short of room.
 *
 * @param lowBytes below this, new risk should stop
 * @param lowForecastDays or below what so many days need at the present rate
 * @param exhaustedBytes below this, the engine should stop in order; no run is started
 */
public record SpaceLimits(long lowBytes, int lowForecastDays, long exhaustedBytes) {
  /** 2 GiB or two days, and 256 MiB. */
  public static final SpaceLimits STANDARD = new SpaceLimits(2L << 30, 2, 256L << 20);

  private static final long LEAST_EXHAUSTED = 24L << 20;
  private static final int EXHAUSTED_PART = 4;
  private static final int LOW_PART = 2;

  public SpaceLimits {
    if (lowBytes < exhaustedBytes || exhaustedBytes < 0 || lowForecastDays < 0) {
      throw new IllegalArgumentException(
          "space limits " + lowBytes + ", " + lowForecastDays + " d, " + exhaustedBytes);
    }
  }

  /**
   * What suits the disk of a directory that is there or is to be made: the standard, and on a disk
   * of less than a gigabyte its quarter, so that a small one can be used at all.
   *
   * @throws UncheckedIOException when the disk cannot be asked
   */
  public static SpaceLimits ofDisk(Path directory) {
    Path there = directory.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return ofDisk(Files.getFileStore(there).getTotalSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": how large its disk is cannot be told", e);
    }
  }

  static SpaceLimits ofDisk(long totalBytes) {
    long exhausted =
        Math.max(LEAST_EXHAUSTED, Math.min(STANDARD.exhaustedBytes(), totalBytes / EXHAUSTED_PART));
    long low = Math.max(exhausted, Math.min(STANDARD.lowBytes(), totalBytes / LOW_PART));
    return new SpaceLimits(low, STANDARD.lowForecastDays(), exhausted);
  }
}
