package ringside.adapters.sim.market;

import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * What a venue says of a generated market besides book and trades: index and mark price, expected
 * funding rate, open interest, liquidations of others. The contract's price is given; the index
 * stands apart from it by a basis that wanders about its mean, the mark price follows the contract
 * with a slight lag, and funding follows from the averaged basis by Bybit's formula. One thread.
 *
 * <p>Source: the venue's help pages on index and mark price and on the funding rate.
 */
final class GeneratedReference {
  private static final double BASIS_SECONDS = 1_800;
  private static final double MARK_SECONDS = 20;
  private static final double INTEREST_RATE = 0.0001;
  private static final double DAMPER = 0.0005;
  private static final int FUNDING_EVERY = 60;
  private static final int OPEN_INTEREST_EVERY = 10;
  private static final double OPEN_INTEREST_STEP = 0.0002;
  private static final double OPEN_INTEREST_PULL = 0.0005;
  private static final double LIQUIDATING_MOVE = 1.5;
  private static final double MOST_LIQUIDATED = 8;
  private static final double BANKRUPT = 0.004;

  private final int symbol;
  private final SymbolProfile profile;
  private final Instrument instrument;
  private final Dice dice;
  private double basis;
  private double markBasis;
  private double premium;
  private double openInterest;
  private long told;

  GeneratedReference(int symbol, SymbolProfile profile, Dice dice) {
    this.symbol = symbol;
    this.profile = profile;
    this.dice = dice;
    instrument = profile.instrument();
    basis = profile.basis() + profile.basisDeviation() * dice.normal();
    markBasis = basis;
    premium = basis;
    openInterest = profile.openInterest();
  }

  /** A second went by. */
  void tell(double price, MarketSink sink) {
    basis += (profile.basis() - basis) / BASIS_SECONDS;
    basis += profile.basisDeviation() * StrictMath.sqrt(2 / BASIS_SECONDS) * dice.normal();
    markBasis += (basis - markBasis) / MARK_SECONDS;
    premium += (basis - premium) / (60.0 * instrument.fundingIntervalMinutes());
    double index = price / (1 + basis);
    sink.prices(symbol, priceE9(index * (1 + markBasis)), priceE9(index));
    if (told % FUNDING_EVERY == 0) {
      sink.fundingRate(symbol, fundingE9(premium, instrument.fundingCapE9()));
    }
    if (told % OPEN_INTEREST_EVERY == 0) {
      tellOpenInterest(sink);
    }
    told++;
    if (dice.chance(profile.liquidationsPerHour() / 3_600)) {
      liquidate(dice.sign() > 0, price, sink);
    }
  }

  private void tellOpenInterest(MarketSink sink) {
    openInterest *= 1 + OPEN_INTEREST_STEP * dice.normal();
    openInterest += OPEN_INTEREST_PULL * (profile.openInterest() - openInterest);
    sink.openInterest(symbol, quantityE9(openInterest));
  }

  /** Premium plus what the interest rate differs from it, at most the damper: Bybit's formula. */
  static long fundingE9(double premium, long capE9) {
    double rate = premium + Math.max(-DAMPER, Math.min(DAMPER, INTEREST_RATE - premium));
    long rounded = StrictMath.round(rate * 1e8) * 10;
    return Math.max(-capE9, Math.min(capE9, rounded));
  }

  /** A large move liquidates those on its wrong side. */
  void onMove(double change, double size, double price, MarketSink sink) {
    if (size > LIQUIDATING_MOVE) {
      double liquidated = Math.min(MOST_LIQUIDATED, size / LIQUIDATING_MOVE * dice.unit());
      for (int i = 1; i <= liquidated; i++) {
        liquidate(change < 0, price, sink);
      }
    }
  }

  private void liquidate(boolean longs, double price, MarketSink sink) {
    double bankrupt = price * (1 + (longs ? -1 : 1) * BANKRUPT * dice.unit());
    long lots = Math.max(1, quantityE9(profile.tradeSize().sample(dice)) / instrument.lotE9());
    sink.liquidation(
        symbol, longs ? Side.BUY : Side.SELL, priceE9(bankrupt), lots * instrument.lotE9());
  }

  private long priceE9(double price) {
    long tickE9 = instrument.tickE9();
    return Math.max(1, StrictMath.round(price * 1e9 / tickE9)) * tickE9;
  }

  private long quantityE9(double quantity) {
    long lotE9 = instrument.lotE9();
    return Math.max(1, StrictMath.round(quantity * 1e9 / lotE9)) * lotE9;
  }
}
