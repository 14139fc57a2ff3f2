package ringside.engine.boot;

import java.util.List;
import ringside.adapters.bybit.rest.InstrumentRule;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;
import ringside.adapters.sim.RiskTier;
import ringside.journal.event.Decimals;

/**
 * A venue's rules of an instrument as those of an exchange here. What the rules do not state, fees,
 * risk tiers and the band of prices, is the exchange's usual. Stateless.
 */
final class PaperInstrument {
  private static final long MAKER_FEE_E9 = 200_000;
  private static final long TAKER_FEE_E9 = 550_000;
  private static final long PRICE_LIMIT_E9 = 50_000_000;
  private static final long FUNDING_CAP_E9 = 5_000_000;
  private static final long LARGEST_E9 = 1_000_000_000 * Decimals.ONE_E9;
  private static final long LEVERAGE_STEP_E9 = 10_000_000;
  private static final long MOST_LEVERAGE_E9 = 50 * Decimals.ONE_E9;
  private static final int EIGHT_HOURS = 480;

  private PaperInstrument() {}

  static Instrument of(InstrumentRule rule) {
    Instrument usual = null;
    for (List<Instrument> known : List.of(Instruments.defaults(), Instruments.others())) {
      for (Instrument each : known) {
        usual = each.symbol().equals(rule.symbol()) ? each : usual;
      }
    }
    long leverageE9 = or(rule.maxLeverageE9(), MOST_LEVERAGE_E9);
    long quantityE9 = or(rule.maxQuantityE9(), LARGEST_E9);
    return new Instrument(
        rule.symbol(),
        rule.baseCoin(),
        rule.quoteCoin(),
        rule.settleCoin(),
        rule.tickE9(),
        rule.lotE9(),
        or(rule.minQuantityE9(), rule.lotE9()),
        quantityE9,
        or(rule.maxMarketQuantityE9(), quantityE9),
        or(rule.minNotionalE9(), 0),
        or(rule.maxPriceE9(), LARGEST_E9),
        usual == null ? PRICE_LIMIT_E9 : usual.priceLimitE9(),
        leverageE9,
        or(rule.leverageStepE9(), LEVERAGE_STEP_E9),
        rule.fundingIntervalMinutes() == 0 ? EIGHT_HOURS : rule.fundingIntervalMinutes(),
        or(rule.upperFundingRateE9(), FUNDING_CAP_E9),
        MAKER_FEE_E9,
        TAKER_FEE_E9,
        usual == null ? List.of(tier(leverageE9)) : usual.tiers());
  }

  private static RiskTier tier(long leverageE9) {
    long initialE9 = Decimals.divideE9(Decimals.ONE_E9, leverageE9);
    return new RiskTier(1, LARGEST_E9, initialE9 / 2, initialE9, leverageE9, 0);
  }

  private static long or(long statedE9, long usualE9) {
    return statedE9 == Decimals.INVALID ? usualE9 : statedE9;
  }
}
