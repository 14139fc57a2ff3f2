package ringside.journal.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.posix.PosixAPI;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment under way: one Chronicle Queue with one file that is mapped whole, so that the engine
 * thread never maps. Its clock stands still, so that Chronicle never rolls. The only class that
 * sees Chronicle's builder.
 *
 * <p>Made by one thread, then handed to another, then to a third that closes it.
 */
final class QueueSegment implements AutoCloseable {
  static {
    // Before any Chronicle class is loaded: they read these once.
    System.setProperty("chronicle.analytics.disable", "true");
    System.setProperty("chronicle.announcer.disable", "true");
    System.setProperty("chronicle.disk.monitor.disable", "true");
  }

  /** Chronicle writes an index entry every so many documents: as few as it can be told to. */
  private static final int INDEX_SPACING = 1 << 16;

  private static final int INDEX_COUNT = 128;

  private static final int WIRE_HEADER_LENGTH = 4;

  private final int number;
  private final Path directory;
  private final Path file;
  private final long capacity;
  private final long openedMs;
  private final FileChannel channel;
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
  private final PageSupply pages;
  private final AtomicLong position = new AtomicLong();

  private QueueSegment(
      int number, Path directory, long capacity, long openedMs, SingleChronicleQueue queue)
      throws IOException {
    this.number = number;
    this.directory = directory;
    this.capacity = capacity;
    this.openedMs = openedMs;
    this.queue = queue;
    this.appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
    long address;
    // The file comes into being with the first document; this one is taken back.
    try (DocumentContext document = appender.writingDocument()) {
      Bytes<?> bytes = document.wire().bytes();
      position.set(bytes.writePosition() - WIRE_HEADER_LENGTH);
      address = bytes.addressForRead(0);
      document.rollbackOnClose();
    }
    this.file = appender.currentFile().toPath();
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    this.pages = new PageSupply(file, address, capacity);
  }

  /** Loads and initialises Chronicle's classes; {@link #create} would do it otherwise. */
  static void preload() {
    SingleChronicleQueueBuilder.binary("unused").blockSize(INDEX_SPACING);
    PosixAPI.posix();
  }

  /**
   * Creates the segment's directory and queue.
   *
   * @param capacity bytes that are mapped: what is appended stays below
   * @param startMs what the queue's clock says for ever; it gives the file its name
   */
  static QueueSegment create(Path journal, int number, long capacity, long startMs)
      throws IOException {
    Path directory = JournalFiles.segmentDirectory(journal, number);
    // Fails where there is one: two queues on one file would tear each other's mappings.
    Files.createDirectory(directory);
    JournalFiles.ownerOnly(directory);
    SingleChronicleQueue queue =
        SingleChronicleQueueBuilder.binary(directory.toFile())
            .blockSize(capacity)
            .indexCount(INDEX_COUNT)
            .indexSpacing(INDEX_SPACING)
            .timeProvider(() -> startMs)
            .build();
    QueueSegment segment = null;
    try {
      segment = new QueueSegment(number, directory, capacity, startMs, queue);
      for (Path path : JournalFiles.list(directory, path -> true)) {
        JournalFiles.ownerOnly(path);
      }
      return segment;
    } finally {
      if (segment == null) {
        queue.close();
      }
    }
  }

  int number() {
    return number;
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return file;
  }

  /** The blocks and pages ahead of {@link #position}. */
  PageSupply pages() {
    return pages;
  }

  /** Bytes of the file that are mapped. */
  long capacity() {
    return capacity;
  }

  /** What the queue's clock says. */
  long openedMs() {
    return openedMs;
  }

  /** Where the next document begins in the file. Any thread. */
  long position() {
    return position.getAcquire();
  }

  /** Appends one document and commits it. On failure nothing of it is committed. */
  void append(UnsafeBuffer frame, int length) {
    try (DocumentContext document = appender.writingDocument()) {
      boolean copied = false;
      try {
        Bytes<?> bytes = document.wire().bytes();
        long start = bytes.writePosition();
        if (start + length > capacity) {
          throw new IllegalStateException(
              file + ": " + length + " bytes at " + start + " do not fit in " + capacity);
        }
        target.wrap(bytes.addressForWrite(start), length);
        target.putBytes(0, frame, 0, length);
        bytes.writePosition(start + length);
        position.setRelease(start + length);
        copied = true;
      } finally {
        if (!copied) {
          document.rollbackOnClose();
        }
      }
    }
  }

  /** Brings what was appended to the disk. */
  void force() throws IOException {
    channel.force(false);
  }

  /** Gives Chronicle's mappings and handles back. The file keeps its apparent length. */
  @Override
  public void close() throws IOException {
    channel.close();
    pages.close();
    appender.close();
    queue.close();
  }
}
