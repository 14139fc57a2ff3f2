package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;

/**
 * Files of one symbol each as one market, by the times in them: its time 0 is a second before the
 * file that begins first, so that a venue can be made ready before anything happens. What happens
 * at one time is told in the order of the files. One thread.
 */
public final class JoinedMarketSource implements MarketSource {
  private static final long LEAD_NS = 1_000_000_000L;

  private final List<CsvMarketSource> sources;
  private final List<Instrument> instruments = new ArrayList<>();
  private final long[] offsetNs;
  private final long beganNs;
  private final Shifted shifted = new Shifted();

  public JoinedMarketSource(List<CsvMarketSource> sources) {
    this.sources = List.copyOf(sources);
    offsetNs = new long[sources.size()];
    long first = Long.MAX_VALUE;
    for (CsvMarketSource source : sources) {
      instruments.addAll(source.instruments());
      first = Math.min(first, source.beganNs());
    }
    beganNs = first - LEAD_NS;
    for (int i = 0; i < offsetNs.length; i++) {
      offsetNs[i] = sources.get(i).beganNs() - beganNs;
    }
  }

  /** When the first file begins. */
  public long firstNs() {
    return beganNs + LEAD_NS;
  }

  /** Epoch ns of this source's time 0. */
  public long beganNs() {
    return beganNs;
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public long nextNs() {
    long next = ENDED;
    for (int i = 0; i < offsetNs.length; i++) {
      next = Math.min(next, nextNs(i));
    }
    return next;
  }

  private long nextNs(int place) {
    long next = sources.get(place).nextNs();
    return next == ENDED ? ENDED : offsetNs[place] + next;
  }

  @Override
  public void advance(MarketSink sink) {
    long nowNs = nextNs();
    shifted.sink = sink;
    for (int i = 0; i < offsetNs.length; i++) {
      if (nextNs(i) == nowNs && nowNs != ENDED) {
        shifted.symbol = i;
        sources.get(i).advance(shifted);
      }
    }
  }

  @Override
  public void close() {
    sources.forEach(CsvMarketSource::close);
  }

  /** Gives each source's only symbol its own index. */
  private static final class Shifted implements MarketSink {
    private MarketSink sink;
    private int symbol;

    @Override
    public void clearBook(int of) {
      sink.clearBook(symbol);
    }

    @Override
    public void level(int of, Side side, long priceE9, long quantityE9) {
      sink.level(symbol, side, priceE9, quantityE9);
    }

    @Override
    public void bookComplete(int of) {
      sink.bookComplete(symbol);
    }

    @Override
    public void trade(int of, Side takerSide, long priceE9, long quantityE9) {
      sink.trade(symbol, takerSide, priceE9, quantityE9);
    }

    @Override
    public void prices(int of, long markE9, long indexE9) {
      sink.prices(symbol, markE9, indexE9);
    }

    @Override
    public void fundingRate(int of, long rateE9) {
      sink.fundingRate(symbol, rateE9);
    }

    @Override
    public void openInterest(int of, long contractsE9) {
      sink.openInterest(symbol, contractsE9);
    }

    @Override
    public void liquidation(int of, Side positionSide, long priceE9, long quantityE9) {
      sink.liquidation(symbol, positionSide, priceE9, quantityE9);
    }
  }
}
