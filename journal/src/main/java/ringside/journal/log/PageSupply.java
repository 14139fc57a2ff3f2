package ringside.journal.log;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.posix.PosixAPI;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps disk blocks and memory pages ready ahead of where a segment is written, so that the engine
 * thread neither faults on a full disk nor waits for a page. Blocks come from {@code fallocate};
 * pages from exchanging 0 for 0 in each, through the mapping that the appender itself writes to,
 * which never changes what stands there.
 *
 * <p>Where the file system has no {@code fallocate}, touching a page reserves its block, and the
 * usable space is asked for before.
 *
 * <p>{@link #allocateTo} may be called by any thread; the rest belongs to the thread that keeps the
 * segments.
 */
final class PageSupply implements AutoCloseable {
  static final int PAGE = 4096;

  private static final int KEEP_SIZE = 1;
  private static final int READ_WRITE = 2;
  private static final int NO_SPACE = 28;
  private static final int QUOTA_EXCEEDED = 122;
  private static final long BLIND_MARGIN = 64L << 20;

  private final Path file;
  private final long capacity;
  private final UnsafeBuffer mapping;
  private final int descriptor;
  private volatile long allocated;
  private long touched;

  PageSupply(Path file, long address, long capacity) {
    this.file = file;
    this.capacity = capacity;
    this.mapping = new UnsafeBuffer(address, (int) capacity);
    PosixAPI posix = PosixAPI.posix();
    // Without its native library Chronicle hands out one that does nothing and says 0.
    boolean real = !posix.getClass().getSimpleName().startsWith("NoOp");
    this.descriptor = real ? posix.open(file.toString(), READ_WRITE, 0) : -1;
  }

  /** Up to here in the file nothing can fail for want of room. */
  long allocated() {
    return allocated;
  }

  /** Up to here in the file the pages are in memory. */
  long touched() {
    return touched;
  }

  /**
   * Allocates blocks up to a position, or up to the end of the mapping.
   *
   * @return false when the disk has no room for it
   */
  synchronized boolean allocateTo(long position) throws IOException {
    long target = Math.min(capacity, (position + PAGE - 1) & -PAGE);
    if (target <= allocated) {
      return target >= position;
    }
    if (descriptor < 0) {
      if (file.toFile().getUsableSpace() < target - allocated + BLIND_MARGIN) {
        return false;
      }
      touch(allocated, target);
    } else {
      PosixAPI posix = PosixAPI.posix();
      if (posix.fallocate(descriptor, KEEP_SIZE, allocated, target - allocated) != 0) {
        int error = posix.lastError();
        if (error == NO_SPACE || error == QUOTA_EXCEEDED) {
          return false;
        }
        throw new IOException(file + ": no blocks can be allocated (errno " + error + ")");
      }
    }
    allocated = target;
    return target >= position;
  }

  /** Brings pages into memory that are allocated. */
  void touchTo(long position) {
    long target = Math.min(allocated, position);
    touch(touched, target);
    touched = Math.max(touched, target);
  }

  /** Pages before this one are in use already. */
  void skipTo(long position) {
    touched = Math.max(touched, position & -PAGE);
  }

  private void touch(long from, long to) {
    for (long at = from; at < to; at += PAGE) {
      mapping.compareAndSetLong((int) at, 0, 0);
    }
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      PosixAPI.posix().close(descriptor);
    }
  }
}
