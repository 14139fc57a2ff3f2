package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.ReportKind;

/**
 * What an account has asked the venue to report, and the reports that are coming in. A report
 * counts only when it came whole: begun after it was wanted, ended as complete, with as many items
 * as it says. Engine thread only; allocates nothing.
 */
public final class ReportTable implements StateTable {
  /** Reports that may be coming in at once; a further one takes the oldest's place. */
  private static final int MOST_OPEN = 8;

  private static final int KINDS = 8;
  private static final int ALL_INSTRUMENTS = RecordHeaderDecoder.instrumentNullValue();
  private static final long NEVER = OrderBook.NEVER;
  private static final long UNKNOWN = ReportBeginDecoder.commandSequenceNullValue();

  private final boolean[] wanted = new boolean[KINDS];
  private final boolean[] unsupported = new boolean[KINDS];
  private final long[] wantedNs = new long[KINDS];
  private final long[] requestSequence = new long[KINDS];
  private final int[] requestOrdinal = new int[KINDS];
  private final long[] requestedNs = new long[KINDS];
  private final long[] completeNs = new long[KINDS];

  private final long[] openId = new long[MOST_OPEN];
  private final int[] openKind = new int[MOST_OPEN];
  private final int[] openInstrument = new int[MOST_OPEN];
  private final long[] openAskedNs = new long[MOST_OPEN];
  private final long[] openItems = new long[MOST_OPEN];
  private int openCount;

  // The report that the last event ended: of use until the next event, and no state.
  private ReportKind endedKind = ReportKind.NULL_VAL;
  private long endedId;
  private long endedAskedNs;
  private int endedInstrument;
  private long endedItems;
  private boolean endedWanted;

  ReportTable() {
    Arrays.fill(requestedNs, NEVER);
    Arrays.fill(completeNs, NEVER);
  }

  /** Whether a report of this kind is needed and has not come. */
  public boolean wanted(ReportKind kind) {
    return wanted[kind.value()] && !unsupported[kind.value()];
  }

  /** Whether the venue, or the adapter, said that it gives no reports of this kind. */
  public boolean unsupported(ReportKind kind) {
    return unsupported[kind.value()];
  }

  /** Since when a report of this kind is needed. */
  public long wantedNs(ReportKind kind) {
    return wantedNs[kind.value()];
  }

  /** When a report of this kind that is not in yet was asked for, or NEVER. */
  public long requestedNs(ReportKind kind) {
    return requestedNs[kind.value()];
  }

  /** When the last complete report of this kind on the whole account was asked for, or NEVER. */
  public long completeNs(ReportKind kind) {
    return completeNs[kind.value()];
  }

  /** The kind of the complete report that the last event ended, or null. */
  public ReportKind endedKind() {
    return endedKind;
  }

  /** Of the report that the last event ended. */
  public long endedId() {
    return endedId;
  }

  /** When the report that the last event ended was asked for. */
  public long endedAskedNs() {
    return endedAskedNs;
  }

  /** How many items the report had that the last event ended. */
  public long endedItems() {
    return endedItems;
  }

  /** Whether the report that the last event ended covers the instrument. */
  public boolean endedCovers(int instrument) {
    return endedInstrument == ALL_INSTRUMENTS || endedInstrument == instrument;
  }

  /** When a report that is coming in was asked for; what is of none that is: before everything. */
  long askedNs(long reportId) {
    for (int i = openCount - 1; i >= 0; i--) {
      if (openId[i] == reportId) {
        return openAskedNs[i];
      }
    }
    return 0;
  }

  void want(ReportKind kind, long nowNs) {
    wanted[kind.value()] = true;
    wantedNs[kind.value()] = nowNs;
    requestedNs[kind.value()] = NEVER;
  }

  void requested(ReportKind kind, long sequence, int ordinal, long nowNs) {
    requestSequence[kind.value()] = sequence;
    requestOrdinal[kind.value()] = ordinal;
    requestedNs[kind.value()] = nowNs;
  }

  /** A request for a report will not be answered by one. */
  void refused(long sequence, int ordinal, RejectClass why) {
    for (int kind = 0; kind < KINDS; kind++) {
      if (requestedNs[kind] != NEVER
          && requestSequence[kind] == sequence
          && requestOrdinal[kind] == ordinal) {
        // The time of the request stays: it says when to ask again.
        requestSequence[kind] = 0;
        unsupported[kind] |= why == RejectClass.UNSUPPORTED;
      }
    }
  }

  /** Whether a request for a report is out and may still be answered. */
  public boolean outstanding(ReportKind kind) {
    return requestedNs[kind.value()] != NEVER && requestSequence[kind.value()] != 0;
  }

  void begin(ReportBeginDecoder event) {
    if (openCount == MOST_OPEN) {
      remove(0);
    }
    long asked = event.askedTimeNs();
    openId[openCount] = event.reportId();
    openKind[openCount] = event.kind().value();
    openInstrument[openCount] = event.header().instrument();
    openAskedNs[openCount] = asked == UNKNOWN ? event.header().timeNs() : asked;
    openItems[openCount] = 0;
    openCount++;
  }

  void item(long reportId) {
    for (int i = openCount - 1; i >= 0; i--) {
      if (openId[i] == reportId) {
        openItems[i]++;
        return;
      }
    }
  }

  void beginEvent() {
    endedKind = ReportKind.NULL_VAL;
  }

  void end(ReportEndDecoder event) {
    int place = openCount - 1;
    while (place >= 0 && openId[place] != event.reportId()) {
      place--;
    }
    if (place < 0) {
      return;
    }
    int kind = openKind[place];
    boolean complete = event.complete() == 1 && event.items() == openItems[place];
    requestSequence[kind] = 0;
    if (complete) {
      endedKind = ReportKind.get((short) kind);
      endedId = openId[place];
      endedAskedNs = openAskedNs[place];
      endedInstrument = openInstrument[place];
      endedItems = openItems[place];
      endedWanted = wanted[kind];
      requestedNs[kind] = NEVER;
      // A report on one instrument only says nothing of the account.
      if (endedInstrument == ALL_INSTRUMENTS) {
        completeNs[kind] = Math.max(completeNs[kind], endedAskedNs);
        wanted[kind] &= endedAskedNs < wantedNs[kind];
      }
    }
    remove(place);
  }

  void beginRun() {
    openCount = 0;
    Arrays.fill(wanted, false);
    Arrays.fill(unsupported, false);
    Arrays.fill(requestedNs, NEVER);
    Arrays.fill(requestSequence, 0);
  }

  @Override
  public void describe(StateSink sink) {
    for (int kind = 0; kind < KINDS; kind++) {
      sink.putFlag(wanted[kind]);
      sink.putFlag(unsupported[kind]);
      sink.putLong(wantedNs[kind]);
      sink.putLong(requestSequence[kind]);
      sink.putLong(requestOrdinal[kind]);
      sink.putLong(requestedNs[kind]);
      sink.putLong(completeNs[kind]);
    }
    sink.putLong(openCount);
    for (int i = 0; i < openCount; i++) {
      sink.putLong(openId[i]);
      sink.putLong(openKind[i]);
      sink.putLong(openInstrument[i]);
      sink.putLong(openAskedNs[i]);
      sink.putLong(openItems[i]);
    }
  }

  /** Whether it was the first of its kind since the account was not listened to. */
  public boolean endedWanted() {
    return endedWanted;
  }

  private void remove(int place) {
    openCount--;
    for (int i = place; i < openCount; i++) {
      openId[i] = openId[i + 1];
      openKind[i] = openKind[i + 1];
      openInstrument[i] = openInstrument[i + 1];
      openAskedNs[i] = openAskedNs[i + 1];
      openItems[i] = openItems[i + 1];
    }
  }
}
