package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.ws.StreamWatchdog;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.CancelOrderEncoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.RequestBookEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

@Timeout(60)
class BybitMarketGatewayTest {
  private final CapturingSink market = new CapturingSink();
  private final CapturingSink answers = new CapturingSink();
  private final RecordBuffer command = new RecordBuffer(4096, 4096);
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private StreamWatchdog watchdog;
  private ScriptedVenue venue;
  private BybitMarketFeed feed;
  private BybitMarketGateway gateway;

  @BeforeEach
  void open() throws InterruptedException {
    watchdog =
        new StreamWatchdog(
                2_000_000,
                (where, fault) -> {
                  throw new AssertionError(where, fault);
                })
            .start();
    venue = new ScriptedVenue();
    FeedSettings settings =
        FeedSettings.of(venue.uri(), 7, List.of("orderbook.50.BTCUSDT"), Map.of("BTCUSDT", 3));
    feed =
        new BybitMarketFeed(
            settings,
            market,
            clock,
            (attempts, reason, code, nanoTime) -> -1,
            watchdog,
            (where, fault) -> {
              throw new AssertionError(where, fault);
            });
    gateway = new BybitMarketGateway(List.of(feed), answers, clock);
  }

  @AfterEach
  void close() throws InterruptedException {
    feed.close();
    watchdog.close();
    venue.close();
  }

  @Test
  void aRequestForABookIsSentAndAnsweredWithTheCommandsAddress() throws InterruptedException {
    feed.start();
    venue.awaitMessage("\"op\":\"subscribe\"");
    requestBook(3, 50);
    venue.awaitMessage("\"op\":\"unsubscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]");
    venue.awaitMessage("\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]");
    while (gateway.flush()) {
      Thread.onSpinWait();
    }
    UnsafeBuffer record = answers.records(CommandAcceptedDecoder.TEMPLATE_ID).get(0);
    CommandAcceptedDecoder accepted = new CommandAcceptedDecoder();
    accepted.wrap(
        record,
        RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(record, 0),
        RecordLayout.version(record, 0));
    assertThat(accepted.commandSequence()).isEqualTo(42);
    assertThat(accepted.commandOrdinal()).isEqualTo(2);
    assertThat(accepted.header().source()).isEqualTo(7);
    assertThat(accepted.header().instrument()).isEqualTo(3);
    assertThat(accepted.header().ordinal()).isZero();
    assertThat(accepted.header().generation()).isEqualTo(1);
  }

  @Test
  void whatCannotBeDoneIsRejectedWithItsClass() {
    requestBook(3, 50);
    requestBook(3, 200);
    requestBook(4, 50);
    command.clear();
    CancelOrderEncoder cancel = new CancelOrderEncoder();
    cancel.wrap(command.buffer(), command.begin(CancelOrderEncoder.TEMPLATE_ID));
    cancel.header().sequence(43).ordinal(1);
    cancel.orderId("").clientOrderId("");
    command.end(cancel.encodedLength());
    gateway.onCommand(command.buffer(), 0);
    assertThat(rejections())
        .containsExactly(
            RejectClass.NOT_SENT,
            RejectClass.REFUSED,
            RejectClass.REFUSED,
            RejectClass.UNSUPPORTED);
  }

  @Test
  void anAnswerForWhichThereIsNoRoomWaitsAndIsGivenOnce() {
    answers.full(true);
    requestBook(9, 50);
    requestBook(9, 50);
    assertThat(gateway.flush()).isTrue();
    assertThat(answers.records()).isEmpty();
    answers.full(false);
    assertThat(gateway.flush()).isFalse();
    assertThat(gateway.flush()).isFalse();
    assertThat(rejections()).containsExactly(RejectClass.REFUSED, RejectClass.REFUSED);
  }

  private void requestBook(int instrument, int depth) {
    command.clear();
    RequestBookEncoder request = new RequestBookEncoder();
    request.wrap(command.buffer(), command.begin(RequestBookEncoder.TEMPLATE_ID));
    request.header().sequence(42).ordinal(2).instrument(instrument);
    request.depth(depth).reason(BookGapReason.MISSED_UPDATE);
    command.end(request.encodedLength());
    gateway.onCommand(command.buffer(), 0);
  }

  private List<RejectClass> rejections() {
    return answers.records(CommandRejectedDecoder.TEMPLATE_ID).stream()
        .map(
            record -> {
              CommandRejectedDecoder rejected = new CommandRejectedDecoder();
              rejected.wrap(
                  record,
                  RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(record, 0),
                  RecordLayout.version(record, 0));
              return rejected.rejectClass();
            })
        .toList();
  }
}
