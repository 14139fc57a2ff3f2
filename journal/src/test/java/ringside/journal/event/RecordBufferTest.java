package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.codec.TradeEncoder;

class RecordBufferTest {
  private static final int KIB = 1024;

  private final TradeEncoder trade = new TradeEncoder();
  private final ClockTickEncoder tick = new ClockTickEncoder();

  @TestFactory
  List<DynamicTest> aBegunRecordIsNullWhereItMayBeAndZeroElsewhere() {
    List<DynamicTest> tests = new ArrayList<>();
    for (SchemaModel.Message message : SchemaModel.current().messages()) {
      tests.add(
          DynamicTest.dynamicTest(
              message.name(),
              () -> {
                RecordBuffer records = dirty();
                int frame = SchemaRecords.addBlank(records, message);
                int block = frame + RecordLayout.BLOCK_OFFSET;
                assertThat(RecordLayout.templateId(records.buffer(), frame))
                    .isEqualTo(message.id());
                assertThat(RecordLayout.blockLength(records.buffer(), frame))
                    .isEqualTo(message.blockLength());
                assertThat(RecordLayout.version(records.buffer(), frame))
                    .isEqualTo(SchemaModel.current().version());
                assertThat(records.buffer().getInt(frame + 4)).isZero();
                for (SchemaModel.Field field : message.fields()) {
                  long expected = field.type().optional() ? field.type().nullValue() : 0;
                  assertThat(field.read(records.buffer(), block))
                      .as(field.name())
                      .isEqualTo(expected);
                }
              }));
    }
    return tests;
  }

  @Test
  void theImagesNullIsTheCodecsNull() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    addTrade(records, "");
    TradeDecoder decoder = decode(records, 0);
    assertThat(decoder.crossSequence()).isEqualTo(TradeDecoder.crossSequenceNullValue());
    assertThat(decoder.takerSide()).isEqualTo(Side.NULL_VAL);
    assertThat(decoder.blockTrade()).isEqualTo(TradeDecoder.blockTradeNullValue());
    assertThat(decoder.header().account()).isEqualTo(RecordHeaderDecoder.accountNullValue());
    assertThat(decoder.header().venueTimeNs())
        .isEqualTo(RecordHeaderDecoder.venueTimeNsNullValue());
  }

  @Test
  void recordsFollowEachOtherAtAlignedOffsetsWithZerosBetween() {
    RecordBuffer records = dirty();
    for (int i = 0; i < 16; i++) {
      addTrade(records, "x".repeat(i));
    }
    int at = 0;
    for (int i = 0; i < 16; i++) {
      assertThat(at % RecordLayout.ALIGNMENT).isZero();
      assertThat(decode(records, at).tradeId()).isEqualTo("x".repeat(i));
      int end = at + RecordLayout.length(records.buffer(), at);
      at = RecordLayout.next(records.buffer(), at);
      for (int padding = end; padding < at; padding++) {
        assertThat(records.buffer().getByte(padding)).isZero();
      }
    }
    assertThat(at).isEqualTo(records.length());
    assertThat(records.recordCount()).isEqualTo(16);
  }

  @Test
  void itGrowsToItsLimitAndKeepsWhatItHad() {
    RecordBuffer records = new RecordBuffer(KIB, 8 * KIB);
    MutableDirectBuffer buffer = records.buffer();
    int count = 0;
    while (records.remaining() >= RecordLayout.MAX_RECORD_LENGTH) {
      addTrade(records, "trade " + count++);
    }
    assertThat(records.length()).isGreaterThan(7 * KIB);
    assertThat(records.buffer()).isSameAs(buffer);
    int at = 0;
    for (int i = 0; i < count; i++) {
      assertThat(decode(records, at).tradeId()).isEqualTo("trade " + i);
      at = RecordLayout.next(records.buffer(), at);
    }
    int length = records.length();
    assertThatThrownBy(() -> addTrade(records, "one more"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the limit is 8192");
    assertThat(records.length()).isEqualTo(length);
    assertThat(records.recordCount()).isEqualTo(count);
  }

  @Test
  void anEncoderMayTakeTheBufferBeforeBeginMakesItGrow() {
    RecordBuffer records = new RecordBuffer(KIB, 4 * KIB);
    addTrade(records, "first");
    int second = records.length();
    trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID)).tradeId("second");
    records.end(trade.encodedLength());
    assertThat(decode(records, 0).tradeId()).isEqualTo("first");
    assertThat(decode(records, second).tradeId()).isEqualTo("second");
  }

  @Test
  void theLastBytesBeforeTheLimitCanBeUsed() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    int text = KIB - RecordLayout.BLOCK_OFFSET - TradeEncoder.BLOCK_LENGTH - 2;
    addTrade(records, "x".repeat(text));
    assertThat(records.length()).isEqualTo(KIB);
    assertThat(decode(records, 0).tradeId()).hasSize(text);
  }

  @Test
  void aRecordLongerThanASlotIsDropped() {
    RecordBuffer records = new RecordBuffer(4 * KIB, 4 * KIB);
    addTrade(records, "kept");
    int length = records.length();
    assertThatThrownBy(() -> addTrade(records, "x".repeat(KIB)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("allowed are 1024");
    assertThat(records.length()).isEqualTo(length);
    assertThat(records.recordCount()).isEqualTo(1);
    addTrade(records, "after");
    assertThat(decode(records, length).tradeId()).isEqualTo("after");
  }

  @Test
  void endWithoutBeginIsRefused() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    addTrade(records, "");
    assertThatThrownBy(() -> records.end(TradeEncoder.BLOCK_LENGTH + 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no record was begun");
  }

  @Test
  void resetForgetsWhatCameAfterTheMark() {
    RecordBuffer records = new RecordBuffer(KIB, 4 * KIB);
    addTrade(records, "kept");
    long mark = records.mark();
    addTrade(records, "forgotten");
    records.begin(TradeEncoder.TEMPLATE_ID);
    records.reset(mark);
    assertThat(records.recordCount()).isEqualTo(1);
    addTrade(records, "next");
    assertThat(decode(records, RecordLayout.next(records.buffer(), 0)).tradeId()).isEqualTo("next");
    records.clear();
    assertThat(records.isEmpty()).isTrue();
    assertThat(records.length()).isZero();
  }

  @Test
  void anAppendedRecordIsACopy() {
    RecordBuffer from = new RecordBuffer(KIB, KIB);
    addTrade(from, "copied");
    RecordBuffer to = dirty();
    tick.wrap(to.buffer(), to.begin(ClockTickEncoder.TEMPLATE_ID));
    to.end(tick.encodedLength());
    int at = to.length();
    to.append(from.buffer(), 0, RecordLayout.length(from.buffer(), 0));
    assertThat(decode(to, at).tradeId()).isEqualTo("copied");
    assertThat(to.length() - at).isEqualTo(from.length());
    for (int i = 0; i < from.length(); i++) {
      assertThat(to.buffer().getByte(at + i)).isEqualTo(from.buffer().getByte(i));
    }
    assertThat(to.recordCount()).isEqualTo(2);
  }

  @Test
  void whereThereIsNoRecordThereIsNoNextOne() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    assertThatThrownBy(() -> RecordLayout.next(records.buffer(), 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a record of 0 bytes at offset 8");
  }

  @Test
  void fillingItAllocatesNothing() {
    RecordBuffer records = new RecordBuffer(4 * KIB, 4 * KIB);
    Runnable call =
        () -> {
          records.clear();
          tick.wrap(records.buffer(), records.begin(ClockTickEncoder.TEMPLATE_ID));
          records.end(tick.encodedLength());
        };
    assertThat(Allocations.bytesPerCall(call)).isZero();
  }

  @Test
  void aTemplateOutsideTheSchemaCannotBeBegun() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    for (int template : new int[] {-1, 0, 8, 119, 122, 65_535}) {
      assertThatThrownBy(() -> records.begin(template))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("template " + template + " is not in the schema");
    }
  }

  @Test
  void lengthsThatHoldNoRecordAreRefused() {
    assertThatThrownBy(() -> new RecordBuffer(KIB - 1, KIB))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecordBuffer(2 * KIB, KIB))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsStampedThroughTheLayoutIsWhatTheCodecsRead() {
    RecordBuffer records = new RecordBuffer(KIB, KIB);
    addTrade(records, "");
    RecordLayout.sequence(records.buffer(), 0, Long.MAX_VALUE - 1);
    RecordLayout.timeNs(records.buffer(), 0, -5);
    RecordLayout.ordinal(records.buffer(), 0, 65_534);
    trade.wrap(records.buffer(), RecordLayout.BLOCK_OFFSET);
    trade.header().generation(4_000_000_000L).source(7).account(8).instrument(65_533);
    RecordHeaderDecoder header = decode(records, 0).header();
    assertThat(header.sequence()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(header.timeNs()).isEqualTo(-5);
    assertThat(header.ordinal()).isEqualTo(65_534);
    assertThat(RecordLayout.sequence(records.buffer(), 0)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(RecordLayout.timeNs(records.buffer(), 0)).isEqualTo(-5);
    assertThat(RecordLayout.ordinal(records.buffer(), 0)).isEqualTo(65_534);
    assertThat(Integer.toUnsignedLong(RecordLayout.generation(records.buffer(), 0)))
        .isEqualTo(4_000_000_000L);
    assertThat(RecordLayout.source(records.buffer(), 0)).isEqualTo(7);
    assertThat(RecordLayout.account(records.buffer(), 0)).isEqualTo(8);
    assertThat(RecordLayout.instrument(records.buffer(), 0)).isEqualTo(65_533);
  }

  private void addTrade(RecordBuffer records, String tradeId) {
    trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID)).tradeId(tradeId);
    records.end(trade.encodedLength());
  }

  private static TradeDecoder decode(RecordBuffer records, int frame) {
    return new TradeDecoder()
        .wrap(
            records.buffer(),
            frame + RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(records.buffer(), frame),
            RecordLayout.version(records.buffer(), frame));
  }

  /** One in which nothing is zero by luck. */
  private static RecordBuffer dirty() {
    RecordBuffer records = new RecordBuffer(8 * KIB, 8 * KIB);
    records.buffer().setMemory(0, 8 * KIB, (byte) 0x5A);
    return records;
  }
}
