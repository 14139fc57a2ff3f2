package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.bybit.BybitMarketDecoder.TIME_OF_MESSAGE;

import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.event.RecordLayout;

class BybitMarketReceiverTest {
  private final CapturingSink sink = new CapturingSink();
  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketReceiver receiver =
      new BybitMarketReceiver(sink, Map.of("BTCUSDT", 3), 7, 0, counters);

  @Test
  void aGapIsToldBeforeTheSnapshotOfAVenueThatBeganAgainInOneRange() {
    feed(Messages.snapshot(10), Messages.snapshot(1), Messages.delta(2));
    assertThat(sink.describe())
        .isEqualTo("BookSnapshot g0, BookGap g0, BookSnapshot g0, BookDelta g0, ");
    assertThat(sink.ranges()).containsExactly(1, 2, 1);
    assertThat(gaps()).containsExactly("VENUE_RESTART 11 1");
  }

  @Test
  void everyBreakOfABookIsToldOnceWithWhatWasExpectedAndWhatCame() {
    feed(
        Messages.delta(4),
        Messages.delta(5),
        Messages.snapshot(10),
        Messages.delta(12),
        Messages.delta(13),
        Messages.snapshot(20),
        Messages.delta(1),
        Messages.delta(2));
    assertThat(gaps())
        .containsExactly("NO_SNAPSHOT - 4", "MISSED_UPDATE 11 12", "MISSED_UPDATE 21 1");
    assertThat(counters.get(Counter.GAPS)).isEqualTo(3);
    assertThat(counters.get(Counter.UNSYNCHRONISED)).isEqualTo(3);
    feed(Messages.snapshot(30), Messages.delta(30), Messages.delta(31));
    assertThat(counters.get(Counter.DUPLICATES)).isEqualTo(1);
    assertThat(gaps()).hasSize(3);
  }

  @Test
  void aRejectedUpdateIsMissedByTheNextOneAndGarbageIsMissedByNone() {
    feed(
        Messages.snapshot(10),
        Messages.trade().replace("65114.20", "NaN"),
        Messages.delta(99).replace("2.5", "2,5"),
        Messages.delta(11),
        Messages.delta(12).replace("2.5", "2,5"),
        Messages.delta(13),
        Messages.snapshot(14));
    assertThat(sink.describe())
        .isEqualTo("BookSnapshot g0, BookDelta g0, BookGap g0, BookSnapshot g0, ");
    assertThat(gaps()).containsExactly("MISSED_UPDATE 12 13");
    assertThat(counters.get(Counter.REJECTED)).isEqualTo(3);
    assertThat(counters.rejected(RejectReason.BAD_NUMBER)).isEqualTo(3);
  }

  @Test
  void whatTheEngineHasNoRoomForIsLatchedAndToldFirstWhenThereIsRoom() {
    feed(Messages.snapshot(10));
    sink.full(true);
    feed(Messages.delta(11), Messages.delta(12), Messages.trade(), Messages.ticker());
    sink.full(false);
    feed(Messages.delta(13), Messages.trade(), Messages.snapshot(14), Messages.delta(15));
    assertThat(sink.describe())
        .isEqualTo("BookSnapshot g0, BookGap g0, Trade g0, BookSnapshot g0, BookDelta g0, ");
    assertThat(gaps()).containsExactly("RING_FULL - 11");
    assertThat(counters.get(Counter.RING_FULL)).isEqualTo(3);
    assertThat(receiver.takeLostTicker()).isEqualTo("BTCUSDT");
    assertThat(receiver.takeLostTicker()).isNull();
  }

  @Test
  void aSnapshotThatIsLostLeavesItsBookBroken() {
    feed(Messages.snapshot(10), Messages.delta(12));
    sink.full(true);
    feed(Messages.snapshot(13));
    sink.full(false);
    feed(Messages.delta(14));
    assertThat(gaps()).containsExactly("MISSED_UPDATE 11 12", "RING_FULL - 13");
    assertThat(sink.describe()).isEqualTo("BookSnapshot g0, BookGap g0, BookGap g0, ");
  }

  @Test
  void connectsAndDisconnectsAreNeverLostAndKeepTheirPlace() {
    sink.full(true);
    receiver.onConnected(1, 1, "venue", 100);
    assertThat(receiver.flush(0)).isFalse();
    feed(Messages.snapshot(10));
    receiver.onDisconnected(1, DisconnectReason.SILENT, -1, "a\nb\u00e9", 200);
    receiver.onConnected(2, 2, "venue", 300);
    assertThat(receiver.flush(0)).isFalse();
    sink.full(false);
    feed(Messages.snapshot(11));
    assertThat(sink.describe())
        .isEqualTo(
            "StreamConnected g1, BookGap g1, StreamDisconnected g1, StreamConnected g2, "
                + "BookSnapshot g2, ");
    assertThat(RecordLayout.timeNs(sink.records().get(2), 0)).isEqualTo(200);
  }

  @Test
  void importsTakeTheTimeOfTheMessageAndSocketsThatOfTheClock() {
    feed(Messages.snapshot(10));
    char[] text = Messages.delta(12).toCharArray();
    receiver.onText(text, text.length, 55);
    assertThat(RecordLayout.timeNs(sink.records().get(0), 0)).isEqualTo(1786310818129_000000L);
    assertThat(RecordLayout.timeNs(sink.records().get(1), 0)).isEqualTo(55);
  }

  @Test
  void booksOfDifferentDepthsAreDifferentBooks() {
    feed(
        Messages.snapshot(10),
        Messages.delta(6).replace("orderbook.50", "orderbook.200"),
        Messages.delta(11));
    assertThat(sink.describe()).isEqualTo("BookSnapshot g0, BookGap g0, BookDelta g0, ");
  }

  @Test
  void aNewConnectionKnowsNothingOfTheOldOnesBooks() {
    feed(Messages.snapshot(10));
    receiver.onConnected(2, 1, "venue", 0);
    feed(Messages.delta(11));
    assertThat(gaps()).containsExactly("NO_SNAPSHOT - 11");
  }

  private void feed(String... messages) {
    for (String message : messages) {
      char[] text = message.toCharArray();
      receiver.onText(text, text.length, TIME_OF_MESSAGE);
    }
  }

  private List<String> gaps() {
    return sink.records(BookGapDecoder.TEMPLATE_ID).stream()
        .map(BybitMarketReceiverTest::describe)
        .toList();
  }

  private static String describe(UnsafeBuffer record) {
    BookGapDecoder gap = new BookGapDecoder();
    gap.wrap(
        record,
        RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(record, 0),
        RecordLayout.version(record, 0));
    assertThat(gap.depth()).isIn(50, 200);
    assertThat(gap.header().instrument()).isEqualTo(3);
    BookGapReason reason = gap.reason();
    return reason + " " + id(gap.expectedUpdateId()) + " " + id(gap.receivedUpdateId());
  }

  private static String id(long updateId) {
    return updateId == BookGapDecoder.expectedUpdateIdNullValue() ? "-" : Long.toString(updateId);
  }
}
