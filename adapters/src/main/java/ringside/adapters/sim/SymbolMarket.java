package ringside.adapters.sim;

import ringside.journal.codec.TriggerBy;

/** One symbol: its rules, its book, its prices, and the orders that wait for them. */
final class SymbolMarket {
  private static final long NS_PER_MINUTE = 60_000_000_000L;

  final int symbol;
  final Instrument instrument;
  final Book book = new Book();
  final Triggers triggers = new Triggers();
  final long fundingIntervalNs;
  long lastE9;
  long markE9;
  long indexE9;
  long fundingRateE9;
  long openInterestE9;
  long nextFundingNs;
  long sequence;

  /** Whether a value of the ticker changed since its readers were told. */
  boolean tickerDirty;

  SymbolMarket(int symbol, Instrument instrument, long nowNs) {
    this.symbol = symbol;
    this.instrument = instrument;
    fundingIntervalNs = instrument.fundingIntervalMinutes() * NS_PER_MINUTE;
    scheduleFunding(nowNs);
  }

  /** The first funding time after this. */
  void scheduleFunding(long nowNs) {
    nextFundingNs = (Math.floorDiv(nowNs, fundingIntervalNs) + 1) * fundingIntervalNs;
  }

  /** 0 while it is not known. */
  long priceE9(TriggerBy by) {
    return switch (by) {
      case MARK -> markE9;
      case INDEX -> indexE9;
      default -> lastE9;
    };
  }

  /** What a price is measured against: mark, or last where there is none; 0 for neither. */
  long referenceE9() {
    return markE9 > 0 ? markE9 : lastE9;
  }
}
