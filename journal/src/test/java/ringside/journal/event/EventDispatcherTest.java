package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.ClockTickDecoder;
import ringside.journal.codec.TradeDecoder;

class EventDispatcherTest {
  private final RecordBuffer records = new RecordBuffer(64 * 1024, 1024 * 1024);
  private final EventDispatcher dispatcher = new EventDispatcher();
  private final List<String> calls = new ArrayList<>();

  @Test
  void everyEventAndDecisionReachesItsOwnMethodWithItsOwnDecoder() throws Exception {
    EventConsumer consumer =
        consumer(
            (proxy, method, arguments) -> {
              Object decoder = arguments[0];
              calls.add(
                  method.getName()
                      + " "
                      + decoder.getClass().getSimpleName()
                      + " "
                      + decoder.getClass().getMethod("offset").invoke(decoder));
              return null;
            });
    for (SchemaModel.Message message : SchemaRecords.eventsAndDecisions()) {
      int frame = SchemaRecords.addBlank(records, message);
      calls.clear();
      dispatcher.dispatch(records.buffer(), frame, consumer);
      assertThat(calls)
          .containsExactly(
              "on"
                  + message.name()
                  + " "
                  + message.name()
                  + "Decoder "
                  + (frame + RecordLayout.BLOCK_OFFSET));
    }
  }

  @Test
  void aConsumerMustSayWhatEveryTypeMeansToIt() {
    assertThat(EventConsumer.class.getMethods())
        .noneMatch(Method::isDefault)
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(
            SchemaRecords.eventsAndDecisions().stream().map(m -> "on" + m.name()).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 119, 120, 121, 200, 65_535})
  void whatIsNoEventAndNoDecisionIsFatal(int template) {
    int frame = addTick();
    RecordLayout.sequence(records.buffer(), frame, 77);
    records.buffer().putShort(frame + 10, (short) template, LITTLE_ENDIAN);
    assertThatThrownBy(() -> dispatcher.dispatch(records.buffer(), frame, consumer(noCall())))
        .isInstanceOfSatisfying(
            UnknownRecordException.class,
            e -> {
              assertThat(e.templateId()).isEqualTo(template);
              assertThat(e.sequence()).isEqualTo(77);
            })
        .hasMessage(
            "record of template "
                + template
                + " at sequence 77 is neither an event nor a decision of schema version "
                + TradeDecoder.SCHEMA_VERSION);
  }

  @Test
  void aNewerSchemaVersionIsFatalEvenWhereTheTypeIsKnown() {
    int newer = TradeDecoder.SCHEMA_VERSION + 1;
    int frame = addTick();
    RecordLayout.sequence(records.buffer(), frame, 78);
    records.buffer().putShort(frame + 14, (short) newer, LITTLE_ENDIAN);
    assertThatThrownBy(() -> dispatcher.dispatch(records.buffer(), frame, consumer(noCall())))
        .isInstanceOfSatisfying(
            UnknownRecordException.class, e -> assertThat(e.version()).isEqualTo(newer))
        .hasMessageContaining("was written by schema version " + newer)
        .hasMessageContaining("at sequence 78")
        .hasMessageContaining("reads up to " + TradeDecoder.SCHEMA_VERSION);
  }

  @Test
  void aDispatcherThatKnowsAnEarlierVersionReadsThatAndRefusesTodays() {
    EventDispatcher earlier = new EventDispatcher(TradeDecoder.SCHEMA_VERSION - 1);
    int frame = addTick();
    assertThatThrownBy(() -> earlier.dispatch(records.buffer(), frame, consumer(noCall())))
        .isInstanceOf(UnknownRecordException.class)
        .hasMessageContaining("was written by schema version " + TradeDecoder.SCHEMA_VERSION)
        .hasMessageContaining("reads up to " + (TradeDecoder.SCHEMA_VERSION - 1));
    records.buffer().putShort(frame + 14, (short) (TradeDecoder.SCHEMA_VERSION - 1), LITTLE_ENDIAN);
    earlier.dispatch(
        records.buffer(),
        frame,
        consumer(
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return null;
            }));
    assertThat(calls).containsExactly("onClockTick");
  }

  @Test
  void groupsAreFoundBehindTheBlockLengthThatTheRecordItselfStates() {
    int stretch = 24;
    BookDeltaEncoder delta = new BookDeltaEncoder();
    int block = records.begin(BookDeltaEncoder.TEMPLATE_ID);
    MutableDirectBuffer buffer = records.buffer();
    delta.wrap(buffer, block).updateId(5);
    delta.limit(block + BookDeltaEncoder.BLOCK_LENGTH + stretch);
    delta.bidsCount(1).next().priceE9(11).quantityE9(12);
    delta.asksCount(0);
    records.end(delta.encodedLength());
    buffer.putShort(8, (short) (BookDeltaEncoder.BLOCK_LENGTH + stretch), LITTLE_ENDIAN);
    List<Long> read = new ArrayList<>();
    dispatcher.dispatch(
        buffer,
        0,
        consumer(
            (proxy, method, arguments) -> {
              BookDeltaDecoder decoder = (BookDeltaDecoder) arguments[0];
              read.add(decoder.updateId());
              for (BookDeltaDecoder.BidsDecoder bid : decoder.bids()) {
                read.addAll(Arrays.asList(bid.priceE9(), bid.quantityE9()));
              }
              return null;
            }));
    assertThat(read).containsExactly(5L, 11L, 12L);
  }

  @Test
  void whatAConsumerThrowsReachesTheCaller() {
    int frame = addTick();
    IllegalStateException thrown = new IllegalStateException("from the consumer");
    InvocationHandler thrower =
        (proxy, method, arguments) -> {
          throw thrown;
        };
    assertThatThrownBy(() -> dispatcher.dispatch(records.buffer(), frame, consumer(thrower)))
        .isSameAs(thrown);
  }

  @Test
  void dispatchingAllocatesNothingOfItsOwn() {
    int frame = addTick();
    EventConsumer consumer = consumer((proxy, method, arguments) -> null);
    int argumentsOfTheProxy = 24;
    assertThat(
            Allocations.bytesPerCall(() -> dispatcher.dispatch(records.buffer(), frame, consumer)))
        .isLessThanOrEqualTo(argumentsOfTheProxy);
  }

  private int addTick() {
    return SchemaRecords.addBlank(
        records, SchemaModel.current().message(ClockTickDecoder.TEMPLATE_ID));
  }

  private static EventConsumer consumer(InvocationHandler handler) {
    return (EventConsumer)
        Proxy.newProxyInstance(
            EventConsumer.class.getClassLoader(), new Class<?>[] {EventConsumer.class}, handler);
  }

  private static InvocationHandler noCall() {
    return (proxy, method, arguments) -> {
      throw new AssertionError("called " + method.getName());
    };
  }
}
