package ringside.adapters.bybit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.agrona.DirectBuffer;
import ringside.adapters.bybit.BybitMarketFeed.BookRequest;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.CommandRejectedEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Carries out RequestBook on the feed that has the book, and answers every command. Answers for
 * which the engine has no room wait here; nothing here waits for the engine or the network.
 */
public final class BybitMarketGateway implements CommandHandler {
  private static final int INITIAL_LENGTH = 16 << 10;
  private static final int MAX_LENGTH = 4 << 20;
  private static final byte[] NOTHING = {};

  private record Waiting(int instrument, int account, int depth, long sequence, int ordinal) {}

  private final List<BybitMarketFeed> feeds;
  private final EventSink sink;
  private final ProcessClock clock;
  private final RequestBookDecoder requestBook = new RequestBookDecoder();
  private final CommandAcceptedEncoder accepted = new CommandAcceptedEncoder();
  private final CommandRejectedEncoder rejected = new CommandRejectedEncoder();
  private final RecordBuffer answers = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  public BybitMarketGateway(List<BybitMarketFeed> feeds, EventSink sink, ProcessClock clock) {
    this.feeds = List.copyOf(feeds);
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void onCommand(DirectBuffer buffer, int recordOffset) {
    int instrument = RecordLayout.instrument(buffer, recordOffset);
    int account = RecordLayout.account(buffer, recordOffset);
    long sequence = RecordLayout.sequence(buffer, recordOffset);
    int ordinal = RecordLayout.ordinal(buffer, recordOffset);
    if (RecordLayout.templateId(buffer, recordOffset) == RequestBookDecoder.TEMPLATE_ID) {
      requestBook.wrap(
          buffer,
          recordOffset + RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(buffer, recordOffset),
          RecordLayout.version(buffer, recordOffset));
      waiting.add(new Waiting(instrument, account, requestBook.depth(), sequence, ordinal));
    } else {
      Waiting command = new Waiting(instrument, account, 0, sequence, ordinal);
      reject(command, null, RejectClass.UNSUPPORTED, "a market stream cannot do it");
    }
    flush();
  }

  @Override
  public boolean flush() {
    for (int i = waiting.size(); i > 0; i--) {
      Waiting request = waiting.poll();
      if (!carryOut(request)) {
        waiting.add(request);
      }
    }
    if (!answers.isEmpty() && sink.offer(answers, 0)) {
      answers.clear();
    }
    return !waiting.isEmpty() || !answers.isEmpty();
  }

  private boolean carryOut(Waiting request) {
    for (BybitMarketFeed feed : feeds) {
      if (!feed.hasBook(request.instrument(), request.depth())) {
        continue;
      }
      BookRequest outcome = feed.requestBook(request.instrument(), request.depth());
      switch (outcome) {
        case SENT -> accept(request, feed);
        case DISCONNECTED -> reject(request, feed, RejectClass.NOT_SENT, "not connected");
        case UNKNOWN_BOOK -> reject(request, feed, RejectClass.REFUSED, "no such book");
        case BUSY -> {
          return false;
        }
      }
      return true;
    }
    reject(request, null, RejectClass.REFUSED, "no stream has this book");
    return true;
  }

  private void accept(Waiting request, BybitMarketFeed feed) {
    accepted.wrap(answers.buffer(), answers.begin(CommandAcceptedEncoder.TEMPLATE_ID));
    header(accepted.header(), request, feed);
    accepted
        .commandSequence(request.sequence())
        .commandOrdinal(request.ordinal())
        .putOrderId(NOTHING, 0, 0)
        .putClientOrderId(NOTHING, 0, 0);
    answers.end(accepted.encodedLength());
  }

  private void reject(Waiting request, BybitMarketFeed feed, RejectClass why, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    rejected.wrap(answers.buffer(), answers.begin(CommandRejectedEncoder.TEMPLATE_ID));
    header(rejected.header(), request, feed);
    rejected
        .commandSequence(request.sequence())
        .commandOrdinal(request.ordinal())
        .rejectClass(why)
        .putClientOrderId(NOTHING, 0, 0)
        .putReason(text, 0, text.length);
    answers.end(rejected.encodedLength());
  }

  private void header(RecordHeaderEncoder header, Waiting request, BybitMarketFeed feed) {
    header
        .timeNs(clock.nowNs())
        .generation(feed == null ? 0 : feed.generation())
        .source(feed == null ? 0 : feed.source())
        .account(request.account())
        .instrument(request.instrument());
  }
}
