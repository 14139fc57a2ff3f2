package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;

class GeneratedMarketSourceTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long HOUR_NS = 3_600 * SECOND_NS;

  @Test
  void theSameSeedTellsTheSame() {
    assertThat(digest(new GeneratedMarketSource(7), HOUR_NS / 4))
        .isEqualTo(digest(new GeneratedMarketSource(7), HOUR_NS / 4));
    assertThat(digest(new GeneratedMarketSource(8), HOUR_NS / 4))
        .isNotEqualTo(digest(new GeneratedMarketSource(7), HOUR_NS / 4));
  }

  /** Not a wish: a change of this number is a change of every user's generated market. */
  @Test
  void seedOneIsTheSameOnEveryMachineAndRelease() {
    assertThat(Long.toHexString(digest(new GeneratedMarketSource(1), HOUR_NS / 4)))
        .isEqualTo("f352cbd1e2f90e90");
  }

  @Test
  void aSymbolDoesNotDependOnOthers() {
    List<SymbolProfile> all = StandardProfiles.all();
    MarketMeasure alone = new MarketMeasure(0, 50, all.get(2).instrument().tickE9());
    MarketMeasure inCompany = new MarketMeasure(2, 50, all.get(2).instrument().tickE9());
    run(new GeneratedMarketSource(3, all.subList(2, 3)), alone, 600 * SECOND_NS);
    run(new GeneratedMarketSource(3, all), inCompany, 600 * SECOND_NS);
    assertThat(alone.tradeSizes).isNotEmpty().isEqualTo(inCompany.tradeSizes);
  }

  @Test
  void theBookIsNeverCrossedOrEmptyAndEveryNumberIsOnItsGrid() {
    for (long seed = 1; seed <= 4; seed++) {
      GeneratedMarketSource source = new GeneratedMarketSource(seed);
      run(source, new Checked(source.instruments()), HOUR_NS);
    }
  }

  @Test
  void timeNeverStepsBackAndNeverEnds() {
    GeneratedMarketSource source = new GeneratedMarketSource(1);
    assertThat(source.nextNs()).isZero();
    MarketDigest sink = new MarketDigest(-1);
    long before = -1;
    for (int i = 0; i < 100_000; i++) {
      assertThat(source.nextNs()).isGreaterThan(before).isLessThan(MarketSource.ENDED);
      before = source.nextNs();
      source.advance(sink);
    }
  }

  @Test
  void aPriceAtTheEdgeOfItsRangeStaysInIt() {
    for (long seed = 1; seed <= 20; seed++) {
      PricePath path = new PricePath(new Dice(seed), 1.0, 0.05, 0.5, 0.5, 2.0);
      for (int i = 0; i < 200_000; i++) {
        path.step(2);
        assertThat(path.price()).isBetween(0.5, 2.0);
      }
    }
  }

  @Test
  void twoProfilesOfOneSymbolAreRefused() {
    SymbolProfile btc = StandardProfiles.all().get(0);
    assertThatThrownBy(() -> new GeneratedMarketSource(1, List.of(btc, btc)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each symbol once");
  }

  private static long digest(MarketSource source, long untilNs) {
    MarketDigest digest = new MarketDigest(-1);
    run(source, digest, untilNs);
    return digest.value();
  }

  private static void run(MarketSource source, MarketSink sink, long untilNs) {
    while (source.nextNs() < untilNs) {
      if (sink instanceof MarketDigest digest) {
        digest.at(source.nextNs());
      }
      source.advance(sink);
    }
  }

  /** Keeps the book of each symbol and looks at everything told. */
  private static final class Checked implements MarketSink {
    private final List<Instrument> instruments;
    private final List<TreeMap<Long, Long>> bids;
    private final List<TreeMap<Long, Long>> asks;

    Checked(List<Instrument> instruments) {
      this.instruments = instruments;
      bids = instruments.stream().map(each -> new TreeMap<Long, Long>()).toList();
      asks = instruments.stream().map(each -> new TreeMap<Long, Long>()).toList();
    }

    private void onGrid(int symbol, long priceE9, long quantityE9) {
      Instrument instrument = instruments.get(symbol);
      if (priceE9 <= 0
          || priceE9 % instrument.tickE9() != 0
          || priceE9 > instrument.maxPriceE9()
          || quantityE9 < 0
          || quantityE9 % instrument.lotE9() != 0) {
        throw new AssertionError(instrument.symbol() + " " + priceE9 + " x " + quantityE9);
      }
    }

    @Override
    public void clearBook(int symbol) {
      bids.get(symbol).clear();
      asks.get(symbol).clear();
    }

    @Override
    public void level(int symbol, Side side, long priceE9, long quantityE9) {
      onGrid(symbol, priceE9, quantityE9);
      TreeMap<Long, Long> levels = (side == Side.BUY ? bids : asks).get(symbol);
      if (quantityE9 == 0) {
        assertThat(levels.remove(priceE9)).as("a level that goes was there").isNotNull();
      } else {
        levels.put(priceE9, quantityE9);
      }
    }

    @Override
    public void bookComplete(int symbol) {
      TreeMap<Long, Long> bid = bids.get(symbol);
      TreeMap<Long, Long> ask = asks.get(symbol);
      if (bid.size() < 100 || ask.size() < 100 || bid.lastKey() >= ask.firstKey()) {
        throw new AssertionError(
            instruments.get(symbol).symbol() + ": " + bid.lastEntry() + " / " + ask.firstEntry());
      }
    }

    @Override
    public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {
      onGrid(symbol, priceE9, quantityE9);
      assertThat(quantityE9).isPositive();
    }

    @Override
    public void prices(int symbol, long markE9, long indexE9) {
      onGrid(symbol, markE9, 0);
      onGrid(symbol, indexE9, 0);
      double far = Math.abs((double) markE9 / bids.get(symbol).lastKey() - 1);
      assertThat(far).as("mark price from best bid").isLessThan(0.005);
    }

    @Override
    public void fundingRate(int symbol, long rateE9) {
      assertThat(Math.abs(rateE9)).isLessThanOrEqualTo(instruments.get(symbol).fundingCapE9());
    }

    @Override
    public void openInterest(int symbol, long contractsE9) {
      onGrid(symbol, instruments.get(symbol).tickE9(), contractsE9);
      assertThat(contractsE9).isPositive();
    }

    @Override
    public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {
      onGrid(symbol, priceE9, quantityE9);
      assertThat(quantityE9).isPositive();
    }
  }
}
