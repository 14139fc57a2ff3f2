package ringside.benchmarks;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The floor of what is journaled: Chronicle Queue as it comes, one event a document, written and
 * read at the mapped address, without checksum, chain or batch. One thread.
 */
final class FloorQueue implements AutoCloseable {
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;
  private final UnsafeBuffer target = new UnsafeBuffer(0, 0);

  FloorQueue(Path directory) {
    queue = SingleChronicleQueueBuilder.binary(directory.toFile()).build();
    appender = queue.createAppender();
  }

  void append(DirectBuffer source, int offset, int length) {
    try (DocumentContext document = appender.writingDocument()) {
      Bytes<?> bytes = document.wire().bytes();
      long start = bytes.writePosition();
      bytes.ensureCapacity(start + length);
      target.wrap(bytes.addressForWrite(start), length);
      target.putBytes(0, source, offset, length);
      bytes.writePosition(start + length);
    }
  }

  /**
   * Reads all of it from the start, each event to a buffer.
   *
   * @return how many events there were
   */
  long readAll() {
    UnsafeBuffer event = new UnsafeBuffer(new byte[1024]);
    UnsafeBuffer source = new UnsafeBuffer(0, 0);
    long count = 0;
    try (ExcerptTailer tailer = queue.createTailer()) {
      while (true) {
        try (DocumentContext document = tailer.readingDocument()) {
          if (!document.isPresent()) {
            return count;
          }
          Bytes<?> bytes = document.wire().bytes();
          int length = (int) bytes.readRemaining();
          source.wrap(bytes.addressForRead(bytes.readPosition()), length);
          event.putBytes(0, source, 0, length);
          count++;
        }
      }
    }
  }

  @Override
  public void close() {
    appender.close();
    queue.close();
  }
}
