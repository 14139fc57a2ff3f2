package ringside.journal.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import ringside.journal.codec.Environment;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordPrinter;
import ringside.journal.event.SchemaModel;

/**
 * Journals as each version of the schema wrote them, kept in the test resources for as long as this
 * project reads them: {@code v1.zip} is a journal of two runs, the first stopped in order, the
 * second killed, and {@code v1.jsonl} what its records say. They are never changed.
 *
 * <p>To raise the schema from version N, in this order:
 *
 * <ol>
 *   <li>With the schema still at N, keep a journal of it. From the project's root: {@code mvn -o
 *       -pl journal -am test -Dtest=GoldenJournalTest -Dringside.golden=write
 *       -Dsurefire.failIfNoSpecifiedTests=false}. It refuses to overwrite one.
 *   <li>Copy the schema to {@code src/test/sbe/ringside-schema-vN.xml} with the package {@code
 *       ringside.journal.codec.vN}.
 *   <li>Append to the schema, mark what is new with {@code sinceVersion}, raise its version. {@code
 *       SchemaHistoryTest} names the fingerprint to add, and whatever is not an addition.
 *   <li>A new type gets its place in one of the runs below.
 * </ol>
 *
 * Were N's journal forgotten, the kept schema in the place of the current one makes it again.
 */
final class GoldenJournal {
  private static final String DIRECTORY = "ringside/journal/golden";
  private static final long FIRST_NONCE = 0x60_1d_e2_00_00_00_00_01L;
  private static final long SECOND_NONCE = 0x60_1d_e2_00_00_00_00_02L;
  private static final int BLOCK = 4096;

  /** Large enough that the writer opens no next segment ahead: it would do so at any time. */
  private static final long SEGMENT_BYTES = 1L << 20;

  private GoldenJournal() {}

  /**
   * Makes the journal of the current schema in the source tree.
   *
   * @param resources the module's {@code src/test/resources}
   * @throws FileAlreadyExistsException when this version has one
   */
  static void write(Path resources, Path scratch) throws IOException {
    int version = SchemaModel.current().version();
    Path directory = Files.createDirectories(resources.resolve(DIRECTORY));
    Path zip = directory.resolve(name(version, "zip"));
    Path lines = directory.resolve(name(version, "jsonl"));
    for (Path file : List.of(zip, lines)) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file + ": a golden journal is never changed");
      }
    }
    Path journal = scratch.resolve("journal");
    Path killed = scratch.resolve("killed");
    make(journal, killed);
    pack(killed, zip);
    Files.writeString(lines, String.join("\n", print(killed)) + "\n");
  }

  /** Lays a version's journal out as it was when its second run was killed. */
  static Path unpack(int version, Path target) throws IOException {
    try (InputStream resource = resource(version, "zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(entry.getName() + ": not below the journal");
        }
        Files.createDirectories(file.getParent());
        copySparsely(zip, file);
      }
    }
    return target;
  }

  /** What {@link #print} gave when the version's journal was made. */
  static List<String> expectedLines(int version) throws IOException {
    try (InputStream resource = resource(version, "jsonl")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Every record as JSON. */
  static List<String> print(Path journal) {
    List<String> lines = new ArrayList<>();
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.next()) {
        StringBuilder line = new StringBuilder();
        new RecordPrinter(RecordPrinter.Format.JSON, reader.head().catalog())
            .print(reader.buffer(), reader.offset(), line);
        lines.add(line.toString());
      }
    }
    return lines;
  }

  static Catalog catalog() {
    Catalog catalog = new Catalog();
    catalog.source("bybit.linear");
    catalog.source("bybit.main");
    catalog.instrument("bybit", "BTCUSDT");
    catalog.instrument("bybit", "1000PEPEUSDT");
    catalog.account("main");
    catalog.strategy("grid");
    return catalog;
  }

  static WriterSettings settings(long openedMs) {
    return WriterSettings.of(Environment.LOCAL, "golden", catalog())
        .withConfig(GoldenRecords.config(GoldenRecords.START_NS))
        .withSegments(SEGMENT_BYTES, WriterSettings.STANDARD_SEGMENT_AGE_MS)
        .withSpace(new SpaceLimits(2, 0, 1), (level, usableBytes) -> {})
        .withClockMs(() -> openedMs);
  }

  /** Makes the journal and a copy of it as it is when its second run is killed. */
  static void make(Path journal, Path killed) throws IOException {
    GoldenRecords records = new GoldenRecords(0);
    long startMs = GoldenRecords.START_NS / 1_000_000;
    try (JournalLock lock = JournalLock.acquire(journal)) {
      try (JournalWriter writer =
          JournalWriter.open(lock, end(journal), settings(startMs), FIRST_NONCE)) {
        firstRun(records, writer);
      }
      try (JournalWriter writer =
          JournalWriter.open(lock, end(journal), settings(startMs + 60_000), SECOND_NONCE)) {
        secondRun(records, writer);
        JournalFixture.copy(journal, killed);
      }
    }
    for (SchemaModel.Message message : SchemaModel.current().messages()) {
      if (message.id() < 120 && !records.wrote(message)) {
        throw new IllegalStateException(message.name() + " is in neither run");
      }
    }
  }

  private static void firstRun(GoldenRecords records, JournalWriter writer) {
    records.runStarts(FIRST_NONCE, Long.MIN_VALUE);
    records.events("ClockTick");
    append(records, writer);
    records.events("ClockOffset", "AccountIdentified", "VenueRestriction");
    records.events("AccountIdentified", "ClockOffset", "VenueRestriction");
    records.events("ForeignExposure");
    records.events("StreamConnected", "StreamConnected", "InstrumentDefined", "InstrumentDefined");
    records.book("BookSnapshot", 2);
    records.book("BookDelta", 1);
    records.events("Trade", "Trade", "Ticker", "Ticker", "Candle", "Candle", "Liquidation");
    append(records, writer);
    records.events("BookGap");
    records.decisions("RequestBook", "AlertRaised");
    records.events("StreamStale");
    records.decisions("AlertRaised");
    records.events("StreamDisconnected", "StreamDisconnected", "StreamConnected", "BookGap");
    records.decisions("RequestBook");
    append(records, writer);
    records.events("ClockTick");
    records.decisions("SetPositionMode", "SetLeverage", "RequestReport", "RequestReport");
    records.events("ReportBegin", "OrderUpdate", "OrderUpdate", "PositionUpdate", "PositionUpdate");
    records.events("WalletUpdate", "WalletUpdate", "ReportEnd");
    records.decisions("CorrectionApplied", "CorrectionApplied");
    append(records, writer);
    records.events("Trade");
    records.decisions("SignalRaised", "SignalRaised", "PlaceOrder", "PlaceOrder", "OrderRefused");
    records.events("CommandAccepted", "Execution", "Execution", "Transfer", "CommandAccepted");
    records.decisions("SetTradingStop", "SetTradingStop", "AmendOrder", "AmendOrder");
    records.events("CommandRejected", "CommandRejected", "CommandUnresolved", "CommandUnresolved");
    records.decisions("CancelOrder", "CancelOrder", "OrderRefused");
    append(records, writer);
    records.events("ClockStep", "OperatorCommand", "OperatorCommand", "AccountHalted");
    records.decisions("OperatorAnswered", "StrategyHalted", "StrategyHalted", "RiskChanged");
    records.events("AccountResumed", "SpaceChanged", "EventSuspected", "ClockTick");
    records.decisions("StateDigest");
    records.events("EngineStopped");
    append(records, writer);
  }

  private static void secondRun(GoldenRecords records, JournalWriter writer) {
    records.runStarts(SECOND_NONCE, FIRST_NONCE);
    append(records, writer);
    records.events("StreamConnected");
    records.book("BookSnapshot", 1);
    records.events("Trade", "Trade", "ClockTick");
    records.decisions("StateDigest");
    append(records, writer);
    records.event("Trade", Map.of("priceE9", 1L, "quantityE9", Long.MAX_VALUE));
    append(records, writer);
  }

  static void append(GoldenRecords from, JournalWriter writer) {
    long first = writer.sequence() + 1;
    int events = (int) (from.sequence() - writer.sequence());
    writer.append(from.records.buffer(), 0, from.records.length(), first, events, from.sequence());
    from.records.clear();
  }

  static JournalEnd end(Path journal) {
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.next()) {}
      return reader.end();
    }
  }

  private static List<Path> files(Path journal) throws IOException {
    try (Stream<Path> paths = Files.walk(journal)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith(JournalFiles.LOCK))
          .sorted()
          .toList();
    }
  }

  private static void pack(Path journal, Path zip) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(9);
      for (Path path : files(journal)) {
        ZipEntry entry = new ZipEntry(journal.relativize(path).toString().replace('\\', '/'));
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 3, 1, 12, 0));
        out.putNextEntry(entry);
        Files.copy(path, out);
        out.closeEntry();
      }
    }
  }

  /** A killed run's file has its whole capacity, nearly all of it never written. */
  private static void copySparsely(InputStream from, Path to) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
      long length = 0;
      byte[] zeros = new byte[BLOCK];
      for (byte[] block = from.readNBytes(BLOCK); block.length > 0; ) {
        if (!java.util.Arrays.equals(block, 0, block.length, zeros, 0, block.length)) {
          file.seek(length);
          file.write(block);
        }
        length += block.length;
        block = from.readNBytes(BLOCK);
      }
      file.setLength(length);
    }
  }

  static InputStream resource(int version, String suffix) throws IOException {
    String name = "/" + DIRECTORY + "/" + name(version, suffix);
    InputStream in = GoldenJournal.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + ": is not among the test resources; see GoldenJournal");
    }
    return in;
  }

  private static String name(int version, String suffix) {
    return "v" + version + "." + suffix;
  }
}
