package ringside.adapters.bybit;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.journal.codec.ForeignExposureEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * What an account has at symbols that no config names, as its complete reports show it: whose
 * positions and orders share the account's margin and are nobody's here. Only what changes is told,
 * and that it is gone. One thread.
 */
final class ForeignExposures implements AccountDecoder.ForeignListener {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignExposures.class);
  private final String alias;
  private final Map<String, ForeignExposure> told = new TreeMap<>();
  private final Map<String, ForeignExposure> seen = new TreeMap<>();
  private final ForeignExposureEncoder foreign = new ForeignExposureEncoder();

  /**
   * @param known what the engine knows from earlier runs: told again when it is another, or gone
   */
  ForeignExposures(String alias, Map<String, ForeignExposure> known) {
    this.alias = alias;
    this.told.putAll(known);
  }

  /** A report begins. */
  void begin() {
    seen.clear();
  }

  @Override
  public void onOrder(String symbol) {
    ForeignExposure before = seen.getOrDefault(symbol, ForeignExposure.NONE);
    seen.put(symbol, before.withOrders(before.orders() + 1));
  }

  @Override
  public void onPosition(String symbol, boolean isLong, long sizeE9) {
    ForeignExposure before = seen.getOrDefault(symbol, ForeignExposure.NONE);
    seen.put(
        symbol,
        isLong
            ? new ForeignExposure(
                Math.addExact(before.longE9(), sizeE9), before.shortE9(), before.orders())
            : new ForeignExposure(
                before.longE9(), Math.addExact(before.shortE9(), sizeE9), before.orders()));
  }

  /** A report on the whole account ended as complete: adds a record for whatever it changes. */
  void end(ReportKind kind, RecordBuffer into, Stamp stamp) {
    if (kind != ReportKind.OPEN_ORDERS && kind != ReportKind.POSITIONS) {
      return;
    }
    TreeSet<String> symbols = new TreeSet<>(told.keySet());
    symbols.addAll(seen.keySet());
    for (String symbol : symbols) {
      ForeignExposure before = told.getOrDefault(symbol, ForeignExposure.NONE);
      ForeignExposure shown = seen.getOrDefault(symbol, ForeignExposure.NONE);
      ForeignExposure now =
          kind == ReportKind.OPEN_ORDERS
              ? before.withOrders(shown.orders())
              : before.withPositions(shown);
      if (now.equals(before)) {
        continue;
      }
      LOG.warn(
          "account {}: at {}, which is in nobody's hands here: long {}, short {}, open orders {}",
          alias,
          symbol,
          Decimals.toStringE9(now.longE9()),
          Decimals.toStringE9(now.shortE9()),
          now.orders());
      encode(symbol, now, into, stamp);
      if (now.equals(ForeignExposure.NONE)) {
        told.remove(symbol);
      } else {
        told.put(symbol, now);
      }
    }
  }

  private void encode(String symbol, ForeignExposure exposure, RecordBuffer into, Stamp stamp) {
    foreign.wrap(into.buffer(), into.begin(ForeignExposureEncoder.TEMPLATE_ID));
    stamp.instrument = RecordHeaderEncoder.instrumentNullValue();
    stamp.write(foreign.header());
    foreign
        .longE9(exposure.longE9())
        .shortE9(exposure.shortE9())
        .openOrders(exposure.orders())
        .symbol(symbol);
    into.end(foreign.encodedLength());
  }
}
