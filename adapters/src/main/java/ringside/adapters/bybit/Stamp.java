package ringside.adapters.bybit;

import ringside.journal.codec.RecordHeaderEncoder;

/** What all records of one message say in their headers. Reused from message to message. */
final class Stamp {
  long timeNs;
  long venueTimeNs;
  long generation;
  int source;
  int instrument;
  int account = RecordHeaderEncoder.accountNullValue();

  void write(RecordHeaderEncoder header) {
    write(header, venueTimeNs);
  }

  void write(RecordHeaderEncoder header, long ownVenueTimeNs) {
    header
        .timeNs(timeNs)
        .venueTimeNs(ownVenueTimeNs)
        .generation(generation)
        .source(source)
        .account(account)
        .instrument(instrument);
  }
}
