package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;

/**
 * A market made up from a seed: books, trades, reference prices, funding, open interest and
 * liquidations of several symbols, for as long as it is asked, in bounded memory. Symbols are
 * independent of each other. The same seed and profiles tell the same, to the bit, on every machine
 * and Java release. One thread.
 *
 * <p>What it is like, how that was chosen, and what it is measured against is in docs/MARKET.md;
 * that nothing about it can be forecast, at {@link PricePath}.
 */
public final class GeneratedMarketSource implements MarketSource, MarketPast {
  private static final long PRIME = 0x100000001b3L;

  private final List<Instrument> instruments;
  private final List<SymbolProfile> profiles;
  private final long[] pastSeeds;
  private final GeneratedSymbol[] symbols;
  private long nextNs;

  /** The four default symbols. */
  public GeneratedMarketSource(long seed) {
    this(seed, StandardProfiles.all());
  }

  /**
   * @throws IllegalArgumentException when there is no profile, or two are of one symbol
   */
  public GeneratedMarketSource(long seed, List<SymbolProfile> profiles) {
    List<Instrument> all = new ArrayList<>();
    this.profiles = List.copyOf(profiles);
    symbols = new GeneratedSymbol[profiles.size()];
    pastSeeds = new long[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      Instrument instrument = profiles.get(i).instrument();
      Dice dice = new Dice(seedOf(seed, instrument.symbol()));
      symbols[i] = new GeneratedSymbol(i, profiles.get(i), dice.split());
      pastSeeds[i] = dice.bits();
      all.add(instrument);
    }
    if (all.isEmpty() || all.stream().map(Instrument::symbol).distinct().count() != all.size()) {
      throw new IllegalArgumentException("profiles: at least one, each symbol once");
    }
    instruments = List.copyOf(all);
  }

  /** A symbol's market is the same whatever others there are. */
  private static long seedOf(long seed, String symbol) {
    long mixed = seed;
    for (int i = 0; i < symbol.length(); i++) {
      mixed = (mixed ^ symbol.charAt(i)) * PRIME;
    }
    return mixed;
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public long nextNs() {
    return nextNs;
  }

  @Override
  public void advance(MarketSink sink) {
    long later = ENDED;
    for (GeneratedSymbol each : symbols) {
      while (each.nextNs() == nextNs) {
        each.advance(sink);
      }
      later = Math.min(later, each.nextNs());
    }
    nextNs = later;
  }

  @Override
  public void tellPast(int symbol, long startNs, MarketPast.Listener listener) {
    new GeneratedPast(profiles.get(symbol), new Dice(pastSeeds[symbol])).tell(startNs, listener);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
