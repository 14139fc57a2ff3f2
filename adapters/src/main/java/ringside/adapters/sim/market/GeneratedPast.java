package ringside.adapters.sim.market;

import ringside.adapters.sim.Instrument;
import ringside.journal.event.Decimals;

/**
 * What was before a generated market's time 0: a path like the one to come, that ends exactly at
 * the starting price. Seven months of hours, then a week of minutes; funding and open interest of
 * the same time. One thread.
 */
final class GeneratedPast {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long HOUR_NS = 60 * MINUTE_NS;
  private static final long DAY_NS = 24 * HOUR_NS;
  private static final int DAYS = 210;
  private static final int DAYS_OF_MINUTES = 7;
  private static final int STEPS_AN_HOUR = 12;
  private static final int STEPS_A_MINUTE = 4;
  private static final double BASIS_SECONDS = 1_800;
  private static final double INTEREST_STEP = 0.0003;
  private static final int OPEN_INTEREST_MINUTES = 5;
  private static final long E9_PER_E4 = 100_000;

  private final SymbolProfile profile;
  private final Instrument instrument;
  private final Dice dice;
  private final double baseVolumeASecond;

  private long[] startsNs;
  private double[] opens;
  private double[] highs;
  private double[] lows;
  private double[] closes;
  private double[] activities;

  GeneratedPast(SymbolProfile profile, Dice dice) {
    this.profile = profile;
    this.dice = dice;
    instrument = profile.instrument();
    double orders = profile.touchesPerSecond() + profile.movesPerSecond() * profile.tradedMoves();
    baseVolumeASecond = orders * profile.prints().mean() * profile.tradeSize().mean();
  }

  void tell(long startNs, MarketPast.Listener listener) {
    long minutesNs = Math.floorDiv(startNs, DAY_NS) * DAY_NS - DAYS_OF_MINUTES * DAY_NS;
    long hoursNs = minutesNs - (DAYS - DAYS_OF_MINUTES) * DAY_NS;
    int hours = (int) ((minutesNs - hoursNs) / HOUR_NS);
    int minutes = (int) ((startNs - minutesNs + MINUTE_NS - 1) / MINUTE_NS);
    walk(hoursNs, hours, minutes);
    double scale = profile.startPriceE9() / 1e9 / closes[closes.length - 1];
    double basis = profile.basis();
    double premium = basis;
    double openInterest = openInterestThen();
    for (int i = 0; i < startsNs.length; i++) {
      long lengthNs = i < hours ? HOUR_NS : MINUTE_NS;
      double seconds = lengthNs / 1e9;
      double stays = StrictMath.exp(-seconds / BASIS_SECONDS);
      double before = basis;
      basis = profile.basis() + stays * (basis - profile.basis());
      basis += profile.basisDeviation() * StrictMath.sqrt(1 - stays * stays) * dice.normal();
      double averaged = StrictMath.exp(-seconds / 60 / instrument.fundingIntervalMinutes());
      premium = averaged * premium + (1 - averaged) * basis;
      fund(startsNs[i], lengthNs, premium, listener);
      tellBar(i, lengthNs, scale, before, basis, listener);
      double step = INTEREST_STEP * StrictMath.sqrt(seconds / 60) * dice.normal();
      openInterest *= 1 + step;
      openInterest += seconds / DAY_NS * 1e9 * (profile.openInterest() - openInterest);
      if (startsNs[i] / MINUTE_NS % OPEN_INTEREST_MINUTES == 0) {
        listener.openInterest(startsNs[i], lots(openInterest) * instrument.lotE9());
      }
    }
  }

  private double openInterestThen() {
    return profile.openInterest() * (1 + 0.1 * dice.normal() / 3);
  }

  private void walk(long hoursNs, int hours, int minutes) {
    int bars = hours + minutes;
    startsNs = new long[bars];
    opens = new double[bars];
    highs = new double[bars];
    lows = new double[bars];
    closes = new double[bars];
    activities = new double[bars];
    PricePath path = GeneratedSymbol.path(profile, dice.split());
    long atNs = hoursNs;
    for (int i = 0; i < bars; i++) {
      int steps = i < hours ? STEPS_AN_HOUR : STEPS_A_MINUTE;
      long lengthNs = i < hours ? HOUR_NS : MINUTE_NS;
      startsNs[i] = atNs;
      opens[i] = path.price();
      highs[i] = opens[i];
      lows[i] = opens[i];
      for (int step = 0; step < steps; step++) {
        path.span(lengthNs / 1e9 / steps);
        highs[i] = Math.max(highs[i], path.price());
        lows[i] = Math.min(lows[i], path.price());
        activities[i] += path.activity() / steps;
      }
      closes[i] = path.price();
      atNs += lengthNs;
    }
  }

  private void fund(long barNs, long lengthNs, double premium, MarketPast.Listener listener) {
    long intervalNs = instrument.fundingIntervalMinutes() * MINUTE_NS;
    long nextNs = Math.floorDiv(barNs + intervalNs - 1, intervalNs) * intervalNs;
    if (nextNs < barNs + lengthNs) {
      listener.funding(nextNs, GeneratedReference.fundingE9(premium, instrument.fundingCapE9()));
    }
  }

  private void tellBar(
      int i,
      long lengthNs,
      double scale,
      double basisBefore,
      double basis,
      MarketPast.Listener listener) {
    long openE9 = priceE9(opens[i] * scale);
    long highE9 = priceE9(highs[i] * scale);
    long lowE9 = priceE9(lows[i] * scale);
    long closeE9 = priceE9(closes[i] * scale);
    double expected = baseVolumeASecond * lengthNs / 1e9 * activities[i];
    long volumeE9 = lots(expected * dice.exponential(0.5) + expected / 2) * instrument.lotE9();
    long averageE9 = (highE9 + lowE9) / 2;
    long turnoverE4 = Decimals.multiplyE9(averageE9, volumeE9) / E9_PER_E4;
    long startNs = startsNs[i];
    listener.bar(
        MarketHistory.Price.LAST,
        startNs,
        lengthNs,
        openE9,
        highE9,
        lowE9,
        closeE9,
        volumeE9,
        turnoverE4);
    listener.bar(MarketHistory.Price.MARK, startNs, lengthNs, openE9, highE9, lowE9, closeE9, 0, 0);
    long indexOpenE9 = priceE9(opens[i] * scale / (1 + basisBefore));
    long indexCloseE9 = priceE9(closes[i] * scale / (1 + basis));
    long indexHighE9 = priceE9(highs[i] * scale / (1 + (basisBefore + basis) / 2));
    long indexLowE9 = priceE9(lows[i] * scale / (1 + (basisBefore + basis) / 2));
    listener.bar(
        MarketHistory.Price.INDEX,
        startNs,
        lengthNs,
        indexOpenE9,
        Math.max(indexHighE9, Math.max(indexOpenE9, indexCloseE9)),
        Math.min(indexLowE9, Math.min(indexOpenE9, indexCloseE9)),
        indexCloseE9,
        0,
        0);
  }

  private long priceE9(double price) {
    long tickE9 = instrument.tickE9();
    long priceE9 = Math.max(1, StrictMath.round(price * 1e9 / tickE9)) * tickE9;
    return Math.min(priceE9, instrument.maxPriceE9());
  }

  private long lots(double quantity) {
    return Math.max(1, StrictMath.round(quantity * 1e9 / instrument.lotE9()));
  }
}
