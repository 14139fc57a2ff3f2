package ringside.adapters.sim;

import java.util.List;

/**
 * The rules of one linear perpetual contract. Immutable.
 *
 * @param tickE9 prices are multiples of it
 * @param lotE9 quantities are multiples of it
 * @param minQuantityE9 of an order
 * @param maxQuantityE9 of a limit order
 * @param maxMarketQuantityE9 of a market order
 * @param minNotionalE9 least value of an order that opens, in the settle coin
 * @param maxPriceE9 of an order
 * @param priceLimitE9 how far from the mark price a limit order may be on the bad side, a fraction
 * @param maxLeverageE9 of the first tier
 * @param fundingIntervalMinutes between two funding times, which are multiples of it since midnight
 * @param fundingCapE9 the largest funding rate, up or down
 * @param makerFeeE9 fraction of notional
 * @param takerFeeE9 fraction of notional
 * @param tiers rising; never empty
 */
public record Instrument(
    String symbol,
    String baseCoin,
    String quoteCoin,
    String settleCoin,
    long tickE9,
    long lotE9,
    long minQuantityE9,
    long maxQuantityE9,
    long maxMarketQuantityE9,
    long minNotionalE9,
    long maxPriceE9,
    long priceLimitE9,
    long maxLeverageE9,
    long leverageStepE9,
    int fundingIntervalMinutes,
    long fundingCapE9,
    long makerFeeE9,
    long takerFeeE9,
    List<RiskTier> tiers) {
  /** Copies the tiers. */
  public Instrument {
    tiers = List.copyOf(tiers);
  }

  /** The same at other fees. */
  public Instrument withFees(long newMakerFeeE9, long newTakerFeeE9) {
    return new Instrument(
        symbol,
        baseCoin,
        quoteCoin,
        settleCoin,
        tickE9,
        lotE9,
        minQuantityE9,
        maxQuantityE9,
        maxMarketQuantityE9,
        minNotionalE9,
        maxPriceE9,
        priceLimitE9,
        maxLeverageE9,
        leverageStepE9,
        fundingIntervalMinutes,
        fundingCapE9,
        newMakerFeeE9,
        newTakerFeeE9,
        tiers);
  }
}
