package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/** What is remembered of one symbol's market. One thread. */
final class SymbolHistory implements MarketPast.Listener {
  private static final int MINUTES_KEPT = 10_080;
  private static final int BARS_KEPT = 1_500;
  private static final int TRADES_KEPT = 1_000;
  private static final int FUNDINGS_KEPT = 1_000;
  private static final int SAMPLES_KEPT = 1_000;
  private static final int DAY_MINUTES = 1_440;
  private static final int HOUR_MINUTES = 60;
  private static final long PREMIUM_STEP_E9 = 1_000;
  private static final long E9_PER_E4 = 100_000;

  private final BarSeries[][] bars =
      new BarSeries[MarketHistory.Price.values().length][BarInterval.values().length];
  private final PublicTrade[] trades = new PublicTrade[TRADES_KEPT];
  private final SampleSeries funding = new SampleSeries(FUNDINGS_KEPT);
  private final SampleSeries[] openInterest = new SampleSeries[OpenInterestPeriod.values().length];
  private final long[] sampledNs = new long[openInterest.length];
  private final long[] closed = new long[4];

  /** Open and close of the past's mark price that was told last. */
  private final long[] pastMark = new long[2];

  private long closedMinuteNs = Long.MIN_VALUE;
  private long openInterestE9;
  private long tradeCount;

  SymbolHistory() {
    for (BarSeries[] ofPrice : bars) {
      for (BarInterval each : BarInterval.values()) {
        ofPrice[each.ordinal()] =
            new BarSeries(each, each == BarInterval.M1 ? MINUTES_KEPT : BARS_KEPT);
      }
    }
    for (int i = 0; i < openInterest.length; i++) {
      openInterest[i] = new SampleSeries(SAMPLES_KEPT);
      sampledNs[i] = Long.MIN_VALUE;
    }
  }

  BarSeries series(MarketHistory.Price price, BarInterval interval) {
    return bars[price.ordinal()][interval.ordinal()];
  }

  SampleSeries fundingHistory() {
    return funding;
  }

  void onTrade(long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    trades[(int) (tradeCount % TRADES_KEPT)] =
        new PublicTrade(timeNs, sequence, tradeCount + 1, takerSide, priceE9, quantityE9);
    tradeCount++;
    long turnoverE4 = Decimals.multiplyE9(priceE9, quantityE9) / E9_PER_E4;
    for (BarSeries each : bars[MarketHistory.Price.LAST.ordinal()]) {
      each.add(timeNs, priceE9, quantityE9, turnoverE4);
    }
  }

  void onTicker(long timeNs, long markE9, long indexE9, long contractsE9) {
    if (markE9 > 0) {
      add(MarketHistory.Price.MARK, timeNs, markE9);
    }
    if (indexE9 > 0) {
      add(MarketHistory.Price.INDEX, timeNs, indexE9);
    }
    if (markE9 > 0 && indexE9 > 0) {
      add(MarketHistory.Price.PREMIUM, timeNs, premiumE9(markE9, indexE9));
    }
    if (contractsE9 > 0) {
      openInterest(timeNs, contractsE9);
    }
  }

  private void add(MarketHistory.Price price, long timeNs, long priceE9) {
    for (BarSeries each : bars[price.ordinal()]) {
      each.add(timeNs, priceE9, 0, 0);
    }
  }

  private static long premiumE9(long markE9, long indexE9) {
    return Decimals.divideE9(markE9 - indexE9, indexE9) / PREMIUM_STEP_E9 * PREMIUM_STEP_E9;
  }

  @Override
  public void bar(
      MarketHistory.Price price,
      long startNs,
      long lengthNs,
      long openE9,
      long highE9,
      long lowE9,
      long closeE9,
      long volumeE9,
      long turnoverE4) {
    if (price == MarketHistory.Price.MARK) {
      pastMark[0] = openE9;
      pastMark[1] = closeE9;
    } else if (price == MarketHistory.Price.INDEX) {
      // The extremes of both were not at one time: how far apart they were is known at the ends.
      long openedE9 = premiumE9(pastMark[0], openE9);
      long closedE9 = premiumE9(pastMark[1], closeE9);
      long most = Math.max(openedE9, closedE9);
      long least = Math.min(openedE9, closedE9);
      bar(MarketHistory.Price.PREMIUM, startNs, lengthNs, openedE9, most, least, closedE9, 0, 0);
    }
    for (BarSeries each : bars[price.ordinal()]) {
      if (each.interval().holds(lengthNs)) {
        each.add(startNs, openE9, highE9, lowE9, closeE9, volumeE9, turnoverE4, startNs);
      }
    }
  }

  @Override
  public void funding(long timeNs, long rateE9) {
    funding.add(timeNs, rateE9);
  }

  @Override
  public void openInterest(long timeNs, long contractsE9) {
    sample(timeNs);
    openInterestE9 = contractsE9;
  }

  SampleSeries openInterest(OpenInterestPeriod period, long nowNs) {
    sample(nowNs);
    return openInterest[period.ordinal()];
  }

  /** Writes down what was known at each full period that has passed up to now. */
  private void sample(long nowNs) {
    for (OpenInterestPeriod each : OpenInterestPeriod.values()) {
      int i = each.ordinal();
      long fullNs = Math.floorDiv(nowNs, each.lengthNs()) * each.lengthNs();
      if (fullNs <= sampledNs[i]) {
        continue;
      }
      if (openInterestE9 > 0) {
        long missed = (fullNs - sampledNs[i]) / each.lengthNs();
        for (long back = Math.min(missed, SAMPLES_KEPT) - 1; back >= 0; back--) {
          openInterest[i].add(fullNs - back * each.lengthNs(), openInterestE9);
        }
      }
      sampledNs[i] = fullNs;
    }
  }

  List<PublicTrade> recentTrades(int limit) {
    List<PublicTrade> newest = new ArrayList<>();
    long oldest = Math.max(0, tradeCount - Math.min(limit, TRADES_KEPT));
    for (long i = tradeCount - 1; i >= oldest; i--) {
      newest.add(trades[(int) (i % TRADES_KEPT)]);
    }
    return newest;
  }

  DayStatistics day(BarSeries minutes) {
    Bar forming = minutes.forming();
    if (forming.startNs() != closedMinuteNs) {
      minutes.sumClosed(DAY_MINUTES - 1, closed);
      closedMinuteNs = forming.startNs();
    }
    long dayAgoE9 = minutes.openAgo(DAY_MINUTES);
    return new DayStatistics(
        forming.closeE9(),
        Math.max(closed[0], forming.highE9()),
        Math.min(closed[1], forming.lowE9()),
        closed[2] + forming.volumeE9(),
        closed[3] + forming.turnoverE4(),
        dayAgoE9,
        minutes.openAgo(HOUR_MINUTES),
        Decimals.divideE9(forming.closeE9() - dayAgoE9, dayAgoE9));
  }
}
