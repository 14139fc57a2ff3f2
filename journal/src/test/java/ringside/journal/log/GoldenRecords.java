package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;
import ringside.journal.event.SchemaModel.Data;
import ringside.journal.event.SchemaModel.Field;
import ringside.journal.event.SchemaModel.Group;
import ringside.journal.event.SchemaModel.Message;
import ringside.journal.event.Templates;

/**
 * Records of every type that the schema has, filled from the schema alone, so that a new type needs
 * no more than a place in {@link GoldenJournal}'s runs. Every other record of a type states all of
 * its fields, the ones between leave out what may be left out. Every byte follows from the order of
 * the calls.
 */
final class GoldenRecords {
  static final long START_NS = 1_772_366_400_000_000_000L;

  private static final int LEVELS_PER_CHUNK = 12;
  private static final int FIRST_ACCOUNT_EVENT = 20;
  private static final int FIRST_STREAM_EVENT = 50;
  private static final int FIRST_CONTROL_EVENT = 60;
  private static final int FIRST_DECISION = 80;

  final RecordBuffer records = new RecordBuffer(64 << 10, 1 << 20);
  private final Map<Integer, Integer> written = new HashMap<>();
  private long sequence;
  private int ordinal;
  private int turn;

  /**
   * @param sequence of the event before the first
   */
  GoldenRecords(long sequence) {
    this.sequence = sequence;
  }

  /** The last event's sequence. */
  long sequence() {
    return sequence;
  }

  boolean wrote(Message message) {
    return written.containsKey(message.id());
  }

  void events(String... types) {
    for (String type : types) {
      record(type, Map.of(), false);
    }
  }

  /** Of the last event. */
  void decisions(String... types) {
    for (String type : types) {
      record(type, Map.of(), true);
    }
  }

  void event(String type, Map<String, Long> fields) {
    record(type, fields, false);
  }

  void runStarts(long runNonce, long parentNonce) {
    event(
        "EngineStarted",
        Map.of(
            "runNonce",
            runNonce,
            "parentNonce",
            parentNonce,
            "schemaVersion",
            (long) EngineStartedEncoder.SCHEMA_VERSION,
            "environment",
            4L,
            "mode",
            1L));
    RecordBuffer config = config(START_NS + sequence);
    for (int at = 0; at < config.length(); ) {
      int length = RecordLayout.length(config.buffer(), at);
      int frame = records.length();
      records.append(config.buffer(), at, length);
      RecordLayout.sequence(records.buffer(), frame, ++sequence);
      RecordLayout.timeNs(records.buffer(), frame, timeNs());
      written.merge(RecordLayout.templateId(records.buffer(), frame), 1, Integer::sum);
      at += RecordLayout.aligned(length);
    }
  }

  void book(String type, int chunks) {
    for (int chunk = 0; chunk < chunks; chunk++) {
      event(type, Map.of("chunk", (long) chunk, "last", chunk == chunks - 1 ? 1L : 0L));
    }
  }

  static List<ConfigRecords.Entry> configEntries() {
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      entries.add(new ConfigRecords.Entry("strategy.grid-" + i + ".step", "0." + i + " \u00bd"));
    }
    return entries;
  }

  /** More than one record. */
  static RecordBuffer config(long timeNs) {
    RecordBuffer out = new RecordBuffer(8 << 10, 64 << 10);
    List<String> cut = ConfigRecords.encode(configEntries(), timeNs, out);
    if (!cut.isEmpty() || out.recordCount() < 2) {
      throw new IllegalStateException(out.recordCount() + " config records, cut: " + cut);
    }
    return out;
  }

  private void record(String type, Map<String, Long> given, boolean decision) {
    Message message = SchemaModel.current().message(Templates.id(type));
    if (message == null) {
      throw new IllegalArgumentException("the schema has no " + type);
    }
    boolean full = written.merge(message.id(), 1, Integer::sum) % 2 == 1;
    ordinal = decision ? ordinal + 1 : 0;
    sequence += decision ? 0 : 1;
    MutableDirectBuffer buffer = records.buffer();
    int block = records.begin(message.id());
    fields(message.fields(), block, full, given);
    header(block, message.id(), full);
    int at = block + message.blockLength();
    for (Group group : message.groups()) {
      int count = group.name().equals("asks") && !full ? 0 : LEVELS_PER_CHUNK;
      buffer.putShort(at, (short) group.blockLength(), LITTLE_ENDIAN);
      buffer.putShort(at + 2, (short) count, LITTLE_ENDIAN);
      at += 4;
      for (int i = 0; i < count; i++) {
        fields(group.fields(), at, full, Map.of());
        at = data(group.data(), at + group.blockLength(), full);
      }
    }
    at = data(message.data(), at, full);
    records.end(at - block);
  }

  private void header(int block, int template, boolean full) {
    RecordHeaderEncoder header = new RecordHeaderEncoder().wrap(records.buffer(), block);
    boolean decision = template >= FIRST_DECISION;
    boolean ofAccount =
        decision || (template >= FIRST_ACCOUNT_EVENT && template < FIRST_STREAM_EVENT);
    boolean ofVenue = template < FIRST_CONTROL_EVENT;
    header.sequence(sequence).timeNs(timeNs()).ordinal(ordinal);
    header.source(ofVenue ? (ofAccount ? 2 : 1) : 0).generation(ofVenue ? 3 : 0);
    header.venueTimeNs(
        ofVenue && full ? timeNs() - 1_500_000 : RecordHeaderEncoder.venueTimeNsNullValue());
    header.account(ofAccount ? 0 : RecordHeaderEncoder.accountNullValue());
    header.instrument(ofVenue || decision ? turn % 2 : RecordHeaderEncoder.instrumentNullValue());
    header.strategy(decision && full ? 0 : RecordHeaderEncoder.strategyNullValue());
    header.shadow(decision && !full ? 1 : 0);
  }

  private void fields(List<Field> fields, int block, boolean full, Map<String, Long> given) {
    for (Field field : fields) {
      turn++;
      boolean optional = field.type().optional();
      if (given.containsKey(field.name())) {
        put(block, field, given.get(field.name()));
      } else if (full || !optional) {
        put(block, field, value(field));
      }
    }
  }

  private long value(Field field) {
    if (!field.type().names().isEmpty()) {
      List<Long> values = List.copyOf(field.type().names().keySet());
      return values.get(turn % values.size());
    }
    return switch (field.type().semantic()) {
      case E9 -> e9(field.name());
      case E4 -> turn * 98_765_432L;
      case TIME -> timeNs() - turn * 1_000_000L;
      case HEX -> BatchFrame.mix(turn);
      case BOOLEAN -> turn % 2;
      case NONE -> field.type().size() == 1 ? turn % 100 : turn % 30_000;
    };
  }

  private long e9(String name) {
    if (name.toLowerCase(java.util.Locale.ROOT).contains("price")) {
      return 64_150_000_000_000L + turn * 100_000_000L;
    }
    return name.contains("Pnl") || name.contains("Rate") ? -turn * 12_345L : turn * 1_000_000L;
  }

  private void put(int block, Field field, long value) {
    int at = block + field.offset();
    MutableDirectBuffer buffer = records.buffer();
    switch (field.type().size()) {
      case 1 -> buffer.putByte(at, (byte) value);
      case 2 -> buffer.putShort(at, (short) value, LITTLE_ENDIAN);
      case 4 -> buffer.putInt(at, (int) value, LITTLE_ENDIAN);
      default -> buffer.putLong(at, value, LITTLE_ENDIAN);
    }
  }

  private int data(List<Data> data, int from, boolean full) {
    int at = from;
    for (Data item : data) {
      String text = full ? item.name() + "-" + turn++ + " \u20ac" : "";
      byte[] bytes = text.getBytes(UTF_8);
      records.buffer().putShort(at, (short) bytes.length, LITTLE_ENDIAN);
      records.buffer().putBytes(at + 2, bytes);
      at += 2 + bytes.length;
    }
    return at;
  }

  private long timeNs() {
    return START_NS + sequence * 250_000_001L;
  }
}
