package ringside.journal.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.event.ConfigRecords.Entry;

class ConfigRecordsTest {
  private static final long TIME_NS = 1_772_366_400_000_000_000L;

  private final RecordBuffer records = new RecordBuffer(1024, 1024 * 1024);

  @Property(tries = 300)
  void aConfigReadsBackAsItWasWritten(@ForAll("configs") List<Entry> config) {
    RecordBuffer written = new RecordBuffer(1024, 1024 * 1024);
    assertThat(ConfigRecords.encode(config, TIME_NS, written)).isEmpty();
    assertThat(read(written)).isEqualTo(config);
  }

  @Test
  void recordsAreFilledOneAfterTheOtherAndTheLastIsFlagged() {
    List<Entry> config = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      config.add(new Entry("accounts.main.setting" + i, "x".repeat(50)));
    }
    ConfigRecords.encode(config, TIME_NS, records);
    assertThat(records.recordCount()).isEqualTo(9);
    ConfigAppliedDecoder decoder = new ConfigAppliedDecoder();
    int chunk = 0;
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      wrap(decoder, records, at);
      assertThat(decoder.chunk()).isEqualTo(chunk++);
      assertThat(decoder.last()).isEqualTo((short) (chunk == 9 ? 1 : 0));
      assertThat(decoder.header().timeNs()).isEqualTo(TIME_NS);
    }
    assertThat(read(records)).isEqualTo(config);
  }

  @Test
  void anEmptyConfigIsOneRecordToo() {
    ConfigRecords.encode(List.of(), TIME_NS, records);
    assertThat(records.recordCount()).isEqualTo(1);
    assertThat(read(records)).isEmpty();
  }

  @Test
  void anEntryTooLongForARecordIsCutWithAMarkAndNamed() {
    String overlong = "\u20ac".repeat(500);
    List<Entry> config =
        List.of(
            new Entry("a", "1"),
            new Entry("long.value", overlong),
            new Entry("p".repeat(300), "2"),
            new Entry("z", "3"));
    assertThat(ConfigRecords.encode(config, TIME_NS, records))
        .containsExactly("long.value", "p".repeat(300));
    List<Entry> read = read(records);
    assertThat(read).hasSize(4).contains(config.get(0), config.get(3));
    String value = read.get(1).value();
    assertThat(value).matches("\u20ac+" + ConfigRecords.CUT_MARK);
    assertThat(value.getBytes(UTF_8)).hasSizeBetween(740, 760);
    assertThat(read.get(2).path()).isEqualTo("p".repeat(197) + ConfigRecords.CUT_MARK);
  }

  @Test
  void theLongestPathAndValueShareOneRecord() {
    ConfigRecords.encode(List.of(new Entry("p".repeat(300), "v".repeat(2000))), TIME_NS, records);
    assertThat(records.recordCount()).isEqualTo(1);
    assertThat(records.length()).isEqualTo(RecordLayout.MAX_RECORD_LENGTH);
  }

  @Test
  void aMissingChunkIsNoticed() {
    ConfigRecords.encode(
        List.of(new Entry("a", "x".repeat(700)), new Entry("b", "y".repeat(700))),
        TIME_NS,
        records);
    ConfigAppliedDecoder second = new ConfigAppliedDecoder();
    wrap(second, records, RecordLayout.next(records.buffer(), 0));
    assertThatThrownBy(() -> new ConfigRecords().fold(second))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("config: chunk 1 where 0 is due");
  }

  @Test
  void aFirstChunkStartsAnew() {
    ConfigRecords.encode(List.of(new Entry("a", "1")), TIME_NS, records);
    ConfigAppliedDecoder decoder = new ConfigAppliedDecoder();
    ConfigRecords config = new ConfigRecords();
    wrap(decoder, records, 0);
    assertThat(config.fold(decoder)).isTrue();
    wrap(decoder, records, 0);
    assertThat(config.fold(decoder)).isTrue();
    assertThat(config.entries()).containsExactly(new Entry("a", "1"));
  }

  @Provide
  Arbitrary<List<Entry>> configs() {
    Arbitrary<String> path = Arbitraries.strings().ascii().ofMaxLength(200);
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.strings().ascii().ofMaxLength(750),
            Arbitraries.strings().withCharRange('\u00a0', '\ud7ff').ofMaxLength(250));
    return Combinators.combine(path, value).as(Entry::new).list().ofMaxSize(30);
  }

  private static List<Entry> read(RecordBuffer records) {
    ConfigRecords config = new ConfigRecords();
    ConfigAppliedDecoder decoder = new ConfigAppliedDecoder();
    boolean complete = false;
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      assertThat(complete).isFalse();
      wrap(decoder, records, at);
      complete = config.fold(decoder);
    }
    assertThat(complete).isTrue();
    return config.entries();
  }

  private static void wrap(ConfigAppliedDecoder decoder, RecordBuffer records, int at) {
    decoder.wrap(
        records.buffer(),
        at + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(records.buffer(), at),
        RecordLayout.version(records.buffer(), at));
  }
}
