package ringside.adapters.sim.market;

import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;

/**
 * What a file's numbers say of a contract: the coarsest tick and lot that all of them are multiples
 * of. One thread.
 */
final class InferredInstrument {
  private static final long DEFAULT_TICK_E9 = 100_000L;
  private static final long DEFAULT_LOT_E9 = 1_000_000L;
  private static final long MANY_LOTS = 10_000_000;
  private static final String QUOTE = "USDT";

  private final String symbol;
  private long tickE9;
  private long lotE9;
  private long highestE9;

  InferredInstrument(String symbol) {
    this.symbol = symbol;
  }

  void price(long priceE9) {
    tickE9 = divisor(tickE9, priceE9);
    highestE9 = Math.max(highestE9, priceE9);
  }

  void quantity(long quantityE9) {
    lotE9 = divisor(lotE9, quantityE9);
  }

  private static long divisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  /**
   * The venue's own rules of this symbol, or those of a small coin where it has none; with the
   * file's tick and lot where its numbers do not obey the venue's.
   */
  Instrument instrument() {
    List<Instrument> all = Instruments.defaults();
    Instrument known = null;
    for (Instrument each : all) {
      known = each.symbol().equals(symbol) ? each : known;
    }
    if (known != null && isObeyed(known)) {
      return known;
    }
    long ownTickE9 = step(tickE9, DEFAULT_TICK_E9);
    long ownLotE9 = step(lotE9, DEFAULT_LOT_E9);
    if (known == null) {
      return like(all.get(all.size() - 1), baseCoin(), ownTickE9, ownLotE9, MANY_LOTS * ownLotE9);
    }
    boolean coarse = tickE9 % known.tickE9() == 0;
    boolean large = lotE9 % known.lotE9() == 0;
    return like(
        known,
        known.baseCoin(),
        coarse ? known.tickE9() : ownTickE9,
        large ? known.lotE9() : ownLotE9,
        known.maxQuantityE9());
  }

  private boolean isObeyed(Instrument known) {
    return tickE9 % known.tickE9() == 0
        && lotE9 % known.lotE9() == 0
        && highestE9 <= known.maxPriceE9() / 2;
  }

  private String baseCoin() {
    return symbol.endsWith(QUOTE) && symbol.length() > QUOTE.length()
        ? symbol.substring(0, symbol.length() - QUOTE.length())
        : symbol;
  }

  private Instrument like(
      Instrument model, String base, long ofTickE9, long ofLotE9, long maxQuantityE9) {
    return new Instrument(
        symbol,
        base,
        QUOTE,
        QUOTE,
        ofTickE9,
        ofLotE9,
        ofLotE9,
        maxQuantityE9,
        maxQuantityE9 / 5 / ofLotE9 * ofLotE9,
        model.minNotionalE9(),
        Math.max(highestE9 / ofTickE9, 1_000) * ofTickE9 * 20,
        model.priceLimitE9(),
        model.maxLeverageE9(),
        model.leverageStepE9(),
        model.fundingIntervalMinutes(),
        model.fundingCapE9(),
        model.makerFeeE9(),
        model.takerFeeE9(),
        model.tiers());
  }

  /** A short file can miss the finest step: nothing but thirties still makes a tick of ten. */
  private static long step(long stepE9, long otherwiseE9) {
    if (stepE9 == 0) {
      return otherwiseE9;
    }
    long power = 1;
    while (power * 10 <= stepE9 && stepE9 % (power * 10) == 0) {
      power *= 10;
    }
    return stepE9 == 5 * power ? stepE9 : power;
  }
}
