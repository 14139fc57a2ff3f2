package ringside.engine.strategy.grid;

import ringside.engine.testing.TestEvents;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.CommandRejectedEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportBeginEncoder;
import ringside.journal.codec.ReportEndEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.WalletUpdateEncoder;

/** What {@link GridVenue} says of account 0 besides its orders and positions, as records. */
final class GridVenueWords {
  private static final int SOURCE = 5;

  long generation = 1;
  private final TestEvents events;

  GridVenueWords(TestEvents events) {
    this.events = events;
  }

  void accepted(long cause, int ordinal, String venueId, String clientId) {
    CommandAcceptedEncoder event = new CommandAcceptedEncoder();
    var records = events.records();
    event.wrap(records.buffer(), records.begin(CommandAcceptedEncoder.TEMPLATE_ID));
    header(event.header());
    event.commandSequence(cause).commandOrdinal(ordinal);
    event.orderId(venueId).clientOrderId(clientId);
    records.end(event.encodedLength());
  }

  void rejected(long cause, int ordinal, String clientId) {
    CommandRejectedEncoder event = new CommandRejectedEncoder();
    var records = events.records();
    event.wrap(records.buffer(), records.begin(CommandRejectedEncoder.TEMPLATE_ID));
    header(event.header());
    event.commandSequence(cause).commandOrdinal(ordinal).rejectClass(RejectClass.REFUSED);
    event.clientOrderId(clientId).reason("test");
    records.end(event.encodedLength());
  }

  void reportBegin(long id, ReportKind kind, long asked, long cause, int ordinal) {
    ReportBeginEncoder begin = new ReportBeginEncoder();
    var records = events.records();
    begin.wrap(records.buffer(), records.begin(ReportBeginEncoder.TEMPLATE_ID));
    header(begin.header());
    begin.header().instrument(TestEvents.NO_INDEX);
    begin.reportId(id).kind(kind).askedTimeNs(asked);
    if (cause > 0) {
      begin.commandSequence(cause).commandOrdinal(ordinal);
    }
    records.end(begin.encodedLength());
  }

  void reportEnd(long id, ReportKind kind, int items) {
    var records = events.records();
    ReportEndEncoder end = new ReportEndEncoder();
    end.wrap(records.buffer(), records.begin(ReportEndEncoder.TEMPLATE_ID));
    header(end.header()).instrument(TestEvents.NO_INDEX);
    end.reportId(id).kind(kind).items(items).complete((short) 1);
    records.end(end.encodedLength());
  }

  void wallet(long reportId, long equity) {
    WalletUpdateEncoder event = new WalletUpdateEncoder();
    var records = events.records();
    event.wrap(records.buffer(), records.begin(WalletUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(TestEvents.NO_INDEX);
    event.walletBalanceE9(equity).totalEquityE9(equity).reportId(reportId).coin("USDT");
    records.end(event.encodedLength());
  }

  RecordHeaderEncoder header(RecordHeaderEncoder header) {
    return header
        .timeNs(events.timeNs())
        .source(SOURCE)
        .generation(generation)
        .account(0)
        .instrument(0);
  }
}
