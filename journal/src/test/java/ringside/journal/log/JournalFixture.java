package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.agrona.DirectBuffer;
import ringside.journal.codec.Environment;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Journals of trades whose every byte follows from the sequence. */
final class JournalFixture implements AutoCloseable {
  static final long SEGMENT_BYTES = WriterSettings.MIN_SEGMENT_BYTES;
  static final long NS_PER_EVENT = 1_000;

  private final JournalLock lock;
  private final JournalWriter writer;
  private final TradeEncoder trade = new TradeEncoder();
  private final RecordBuffer records = new RecordBuffer(64 << 10, 1 << 20);

  private JournalFixture(JournalLock lock, JournalWriter writer) {
    this.lock = lock;
    this.writer = writer;
  }

  static WriterSettings settings() {
    return WriterSettings.of(Environment.LOCAL, "test", new Catalog())
        .withSpace(new SpaceLimits(2, 0, 1), (level, usableBytes) -> {});
  }

  static WriterSettings smallSegments() {
    return settings().withSegments(SEGMENT_BYTES, WriterSettings.STANDARD_SEGMENT_AGE_MS);
  }

  static JournalFixture open(Path journal, WriterSettings settings) {
    JournalLock lock = JournalLock.acquire(journal);
    boolean opened = false;
    try {
      JournalEnd end = readToEnd(journal);
      JournalWriter writer = JournalWriter.open(lock, end, settings, 7 + end.runNonce());
      opened = true;
      return new JournalFixture(lock, writer);
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  JournalWriter writer() {
    return writer;
  }

  /** Appends batches of so many events and returns the last sequence. */
  long append(int batches, int events) {
    for (int i = 0; i < batches; i++) {
      long first = writer.sequence() + 1;
      encode(first, events);
      writer.append(records.buffer(), 0, records.length(), first, events, first + events - 1);
    }
    return writer.sequence();
  }

  /** Appends batches until the journal has rolled so often. */
  long appendUntilRolled(int rolls, int events) {
    Await.until(
        "the segment is rolled",
        () -> {
          append(1, events);
          return writer.rolls() >= rolls;
        });
    return writer.sequence();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      lock.close();
    }
  }

  private void encode(long first, int events) {
    records.clear();
    for (long sequence = first; sequence < first + events; sequence++) {
      trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID));
      trade.header().sequence(sequence).timeNs(timeNs(sequence)).instrument(0);
      trade.priceE9(price(sequence)).quantityE9(sequence).tradeId(tradeId(sequence));
      records.end(trade.encodedLength());
    }
  }

  static long timeNs(long sequence) {
    return sequence * NS_PER_EVENT;
  }

  private static long price(long sequence) {
    return BatchFrame.mix(sequence) >>> 1;
  }

  private static String tradeId(long sequence) {
    return "t".repeat((int) (sequence % 13)) + sequence;
  }

  /** Fails unless the record is the one that {@link #append} wrote. */
  static void check(DirectBuffer buffer, int offset) {
    long sequence = RecordLayout.sequence(buffer, offset);
    TradeDecoder decoder = new TradeDecoder();
    decoder.wrap(
        buffer,
        offset + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, offset),
        RecordLayout.version(buffer, offset));
    boolean same =
        decoder.priceE9() == price(sequence)
            && decoder.quantityE9() == sequence
            && RecordLayout.timeNs(buffer, offset) == timeNs(sequence)
            && decoder.tradeId().equals(tradeId(sequence));
    if (!same) {
      throw new AssertionError("record " + sequence + " is not what was written");
    }
  }

  /** Reads everything, checks every record and that none is missing. */
  static JournalEnd readToEnd(Path journal) {
    try (JournalReader reader = JournalReader.openFully(journal)) {
      long expected = 0;
      while (reader.next()) {
        expected++;
        if (reader.sequence() != expected) {
          throw new AssertionError("read " + reader.sequence() + ", expected " + expected);
        }
        check(reader.buffer(), reader.offset());
      }
      JournalEnd end = reader.end();
      assertThat(end.sequence()).isEqualTo(expected);
      return end;
    }
  }

  /** Copies a journal as it is now, as if its writer had been killed at this moment. */
  static Path copy(Path journal, Path target) throws IOException {
    Files.walkFileTree(
        journal,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused)
              throws IOException {
            Files.createDirectories(target.resolve(journal.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            copyFile(file, target.resolve(journal.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return target;
  }

  /** Copies a file without the zeros at its end, which stay a hole. */
  private static void copyFile(Path file, Path target) throws IOException {
    try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r");
        RandomAccessFile to = new RandomAccessFile(target.toFile(), "rw")) {
      byte[] content = new byte[(int) TailScan.contentEnd(file)];
      from.readFully(content);
      to.write(content);
      to.setLength(from.length());
    }
  }

  static Path queueFile(Path journal, int segment) {
    return JournalFiles.queueFiles(JournalFiles.segmentDirectory(journal, segment)).get(0);
  }
}
