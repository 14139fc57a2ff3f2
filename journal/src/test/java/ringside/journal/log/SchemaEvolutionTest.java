package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.SegmentOpenedEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.EventConsumer;
import ringside.journal.event.EventDispatcher;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;
import ringside.journal.event.SchemaModel.Message;

/**
 * Journals of earlier schema versions stay readable and can be gone on with; journals of later ones
 * are refused. {@link GoldenJournal} keeps the earlier ones.
 */
class SchemaEvolutionTest {
  private static final int CURRENT = SchemaModel.current().version();
  private static final int NEWER = CURRENT + 1;
  private static final int VERSION_OFFSET = RecordLayout.FRAME_LENGTH + 6;
  private static final long LATER_MS = GoldenRecords.START_NS / 1_000_000 + 3_600_000;

  /** Types of records that the first version did not have, and which one had them first. */
  private static final Map<Integer, Integer> ADDED_LATER =
      Map.of(27, 3, 54, 3, 55, 3, 28, 4, 94, 4, 95, 4);

  @TempDir Path directory;

  static IntStream earlierVersions() {
    return IntStream.range(1, CURRENT);
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void anEarlierJournalReadsAsItWasWritten(int version) throws IOException {
    Path journal = GoldenJournal.unpack(version, directory);
    assertThat(GoldenJournal.print(journal)).isEqualTo(GoldenJournal.expectedLines(version));
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.next()) {
        assertThat(RecordLayout.version(reader.buffer(), reader.offset())).isEqualTo(version);
        assertThat(reader.head().schemaVersion()).isEqualTo(version);
      }
      JournalEnd end = reader.end();
      assertThat(end.status()).isEqualTo(TailStatus.UNSEALED);
      assertThat(end.unsealed()).extracting(JournalEnd.SegmentEnd::segment).containsExactly(2);
      assertThat(reader.segments()).extracting(SegmentInfo::sealed).containsExactly(true, false);
      assertThat(entries(end.catalog())).isEqualTo(entries(GoldenJournal.catalog()));
      assertThat(configEntries(end.config())).isEqualTo(GoldenRecords.configEntries());
    }
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void anEarlierRecordMeansWhatItMeantToTheCodecsOfItsTime(int version) throws IOException {
    Path journal = GoldenJournal.unpack(version, directory);
    assertThat(compareCodecs(journal, version))
        .isEqualTo(GoldenJournal.expectedLines(version).size());
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void theCodecsOfAnEarlierTimeReadWhatTheyKnowOfTodaysRecords(int version) throws IOException {
    assertThat(compareCodecs(todays(), version)).isGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void anEarlierJournalIsGoneOnWith(int version) throws IOException {
    Path journal = GoldenJournal.unpack(version, directory);
    List<String> earlier = GoldenJournal.expectedLines(version);
    JournalEnd before = GoldenJournal.end(journal);
    try (JournalLock lock = JournalLock.acquire(journal);
        JournalWriter writer =
            JournalWriter.open(lock, before, GoldenJournal.settings(LATER_MS), 3)) {
      GoldenRecords records = new GoldenRecords(before.sequence());
      records.runStarts(3, before.runNonce());
      records.event("Trade", Map.of("rpi", 1L));
      GoldenJournal.append(records, writer);
    }
    List<String> lines = GoldenJournal.print(journal);
    assertThat(lines.subList(0, earlier.size())).isEqualTo(earlier);
    assertThat(lines.get(earlier.size())).contains("\"schemaVersion\":" + CURRENT);
    assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"Trade\"", "\"rpi\":true");
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.nextBatch()) {}
      assertThat(reader.end().status()).isEqualTo(TailStatus.CLEAN);
      assertThat(reader.segments())
          .extracting(segment -> segment.head().schemaVersion())
          .containsExactly(version, version, CURRENT);
      assertThat(reader.segments()).allMatch(SegmentInfo::sealed);
    }
  }

  @Test
  void whatThisVersionAddedComesBackAsItWasWritten() {
    Path journal = directory.resolve("journal");
    write(
        journal,
        records -> {
          records.event("Trade", Map.of("rpi", 1L));
          records.event("Trade", Map.of());
          records.event("Trade", Map.of("rpi", 0L));
        });
    List<String> lines = GoldenJournal.print(journal);
    assertThat(lines.get(0)).contains("\"rpi\":true,\"tradeId\":\"tradeId-");
    assertThat(lines.get(1)).doesNotContain("rpi");
    assertThat(lines.get(2)).contains("\"rpi\":false,\"tradeId\":\"tradeId-");
  }

  @Test
  void whatTheThirdVersionAddedComesBackAsItWasWritten() {
    Path journal = directory.resolve("journal");
    write(
        journal,
        records -> {
          records.event("ReportBegin", Map.of("commandSequence", 7L, "commandOrdinal", 2L));
          records.event("ReportBegin", Map.of());
          records.events("AccountIdentified", "ClockOffset", "VenueRestriction");
        });
    List<String> lines = GoldenJournal.print(journal);
    assertThat(lines.get(0)).contains("\"commandSequence\":7,", "\"commandOrdinal\":2");
    assertThat(lines.get(1)).doesNotContain("command", "askedTime");
    assertThat(lines.get(2)).contains("\"type\":\"AccountIdentified\"", "\"uid\":\"uid-");
    assertThat(lines.get(3)).contains("\"type\":\"ClockOffset\"", "\"roundTripNs\":");
    assertThat(lines.get(4)).contains("\"type\":\"VenueRestriction\"", "\"active\":");
  }

  @Test
  void whatTheFourthVersionAddedComesBackAsItWasWritten() {
    Path journal = directory.resolve("journal");
    write(
        journal,
        records -> {
          records.event("PlaceOrder", Map.of("tag", 7L, "bracketProfitE9", 5L));
          records.event("PlaceOrder", Map.of());
          records.events("ForeignExposure", "RiskChanged", "OperatorAnswered");
        });
    List<String> lines = GoldenJournal.print(journal);
    assertThat(lines.get(0)).contains("\"tag\":7", "\"bracketProfit");
    assertThat(lines.get(1)).doesNotContain("\"tag\"", "bracket");
    assertThat(lines.get(2)).contains("\"type\":\"ForeignExposure\"", "\"symbol\":\"symbol-");
    assertThat(lines.get(3)).contains("\"type\":\"RiskChanged\"", "\"rule\":\"rule-");
    assertThat(lines.get(4)).contains("\"type\":\"OperatorAnswered\"", "\"done\":");
  }

  @Test
  void aRecordOfANewerSchemaIsRefusedWithFileAndVersions() {
    Path journal = directory.resolve("journal");
    write(
        journal,
        records -> {
          records.events("Trade", "Trade");
          int second = RecordLayout.next(records.records.buffer(), 0);
          records.records.buffer().putShort(second + VERSION_OFFSET, (short) NEWER, LITTLE_ENDIAN);
        });
    try (JournalReader reader = JournalReader.open(journal)) {
      assertThat(reader.next()).isTrue();
      assertRefused(reader::next, JournalFixture.queueFile(journal, 1), NEWER, CURRENT);
      assertRefused(reader::next, JournalFixture.queueFile(journal, 1), NEWER, CURRENT);
    }
  }

  @Test
  void aSegmentOfANewerSchemaIsRefusedWithFileAndVersions() throws IOException {
    Path stated = directory.resolve("stated");
    write(stated, records -> records.events("Trade"));
    changeHead(
        stated,
        (frame, opened) ->
            new SegmentOpenedEncoder()
                .wrap(frame.buffer(), opened + RecordLayout.BLOCK_OFFSET)
                .schemaVersion(NEWER));
    Path encoded = directory.resolve("encoded");
    write(encoded, records -> records.events("Trade"));
    changeHead(
        encoded,
        (frame, opened) ->
            frame.buffer().putShort(opened + VERSION_OFFSET, (short) NEWER, LITTLE_ENDIAN));
    for (Path journal : List.of(stated, encoded)) {
      try (JournalReader reader = JournalReader.openFully(journal)) {
        assertRefused(reader::next, JournalFixture.queueFile(journal, 1), NEWER, CURRENT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void aBuildOfAnEarlierVersionRefusesTodaysJournal(int version) throws IOException {
    Path journal = todays();
    try (JournalReader reader = JournalReader.open(journal, version)) {
      assertRefused(reader::next, JournalFixture.queueFile(journal, 1), CURRENT, version);
    }
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void aBuildOfAnEarlierVersionReadsItsOwnJournal(int version) throws IOException {
    Path journal = GoldenJournal.unpack(version, directory);
    try (JournalReader reader = JournalReader.open(journal, version)) {
      int records = 0;
      while (reader.next()) {
        records++;
      }
      assertThat(records).isEqualTo(GoldenJournal.expectedLines(version).size());
    }
  }

  private interface Records {
    void add(GoldenRecords records);
  }

  private interface HeadChange {
    void apply(BatchFrame frame, int segmentOpened);
  }

  private Path todays() throws IOException {
    Path journal = directory.resolve("todays");
    GoldenJournal.make(journal, directory.resolve("killed"));
    return journal;
  }

  private static void write(Path journal, Records content) {
    try (JournalLock lock = JournalLock.acquire(journal);
        JournalWriter writer =
            JournalWriter.open(
                lock, GoldenJournal.end(journal), GoldenJournal.settings(LATER_MS), 1)) {
      GoldenRecords records = new GoldenRecords(0);
      content.add(records);
      GoldenJournal.append(records, writer);
    }
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Path file, int found, int known) {
    assertThatThrownBy(call)
        .isInstanceOf(JournalRefusedException.class)
        .hasMessage(
            "%s: written by a newer build (schema version %d, this build knows up to %d)",
            file, found, known);
  }

  /** Changes a segment's first document as a writer would have written it. */
  private static void changeHead(Path journal, HeadChange change) throws IOException {
    Path file = JournalFixture.queueFile(journal, 1);
    try (SegmentCursor cursor = new SegmentCursor();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      cursor.open(file);
      assertThat(cursor.advance()).isEqualTo(SegmentCursor.Step.FRAME);
      ByteBuffer bytes = ByteBuffer.allocateDirect(cursor.frame().length());
      int start = cursor.frame().payloadOffset() - BatchFrame.HEADER_LENGTH;
      cursor.buffer().getBytes(start, bytes, bytes.capacity());
      BatchFrame frame = new BatchFrame(bytes.clear()).at(0);
      change.apply(frame, frame.payloadOffset());
      frame.rehash();
      channel.write(bytes, cursor.framePosition() + SegmentCursor.WIRE_HEADER_LENGTH);
    }
  }

  /**
   * Holds what today's codecs say of each record against what those of an earlier version say.
   *
   * @return how many records were compared
   */
  private static int compareCodecs(Path journal, int version) {
    int compared = 0;
    EventDispatcher dispatcher = new EventDispatcher();
    List<String> told = new ArrayList<>();
    EventConsumer consumer =
        (EventConsumer)
            Proxy.newProxyInstance(
                EventConsumer.class.getClassLoader(),
                new Class<?>[] {EventConsumer.class},
                (proxy, method, arguments) -> {
                  told.add(arguments[0].toString());
                  return null;
                });
    try (JournalReader reader = JournalReader.openFully(journal)) {
      while (reader.next()) {
        DirectBuffer buffer = reader.buffer();
        Message message =
            SchemaModel.current().message(RecordLayout.templateId(buffer, reader.offset()));
        if (ADDED_LATER.getOrDefault(message.id(), 1) > version) {
          continue;
        }
        told.clear();
        dispatcher.dispatch(buffer, reader.offset(), consumer);
        assertThat(told).hasSize(1);
        String known = withoutLater(fields(told.get(0)), message, version);
        assertThat(known)
            .as("%s at sequence %d", message.name(), reader.sequence())
            .isEqualTo(fields(decode(buffer, reader.offset(), message, version)))
            .contains("sequence=" + reader.sequence() + "|");
        compared++;
      }
    }
    return compared;
  }

  private static String decode(DirectBuffer buffer, int offset, Message message, int version) {
    try {
      Class<?> type =
          Class.forName("ringside.journal.codec.v" + version + "." + message.name() + "Decoder");
      Object decoder = type.getConstructor().newInstance();
      type.getMethod("wrap", DirectBuffer.class, int.class, int.class, int.class)
          .invoke(
              decoder,
              buffer,
              offset + RecordLayout.BLOCK_OFFSET,
              RecordLayout.blockLength(buffer, offset),
              RecordLayout.version(buffer, offset));
      return decoder.toString();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(message.name() + " has no codec of version " + version, e);
    }
  }

  /** The part of a decoder's text that follows what it says of versions and lengths. */
  private static String fields(String decoderText) {
    String fields = decoderText.substring(decoderText.indexOf("):") + 2);
    return fields.endsWith("|") ? fields.substring(0, fields.length() - 1) : fields;
  }

  private static String withoutLater(String fields, Message message, int version) {
    String known = fields;
    for (SchemaModel.Field field : message.fields()) {
      if (field.sinceVersion() > version) {
        assertThat(known).contains("|" + field.name() + "=");
        known = known.replaceFirst("\\|" + field.name() + "=[^|]*", "");
      }
    }
    return known;
  }

  private static List<String> entries(Catalog catalog) {
    List<String> entries = new ArrayList<>();
    for (CatalogKind kind : CatalogKind.values()) {
      for (int i = 0; kind != CatalogKind.NULL_VAL && i < catalog.count(kind); i++) {
        boolean instrument = kind == CatalogKind.INSTRUMENT;
        String venue = instrument ? catalog.venue(i) : "";
        entries.add(kind + " " + i + " " + venue + " " + catalog.name(kind, i));
      }
    }
    return entries;
  }

  private static List<ConfigRecords.Entry> configEntries(RecordBuffer records) {
    ConfigRecords config = new ConfigRecords();
    ConfigAppliedDecoder decoder = new ConfigAppliedDecoder();
    boolean complete = false;
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      complete =
          config.fold(
              decoder.wrap(
                  records.buffer(),
                  at + RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(records.buffer(), at),
                  RecordLayout.version(records.buffer(), at)));
    }
    assertThat(complete).isTrue();
    return config.entries();
  }
}
