package ringside.adapters.exchange;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;

/**
 * A market that shows a book at its start, and then does nothing but what a test asks it to: a bid
 * of 10 at 99, an ask of 10 at 101, twenty levels each, mark and index at 100, times the symbol's
 * scale.
 */
final class StillMarket implements MarketSource {
  static final int LEVELS = 20;

  private final List<Instrument> instruments;
  private final ConcurrentLinkedQueue<Consumer<MarketSink>> asked = new ConcurrentLinkedQueue<>();
  private boolean shown;

  StillMarket(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  /** Before the venue is let go on to any time. */
  void ask(Consumer<MarketSink> happening) {
    asked.add(happening);
  }

  @Override
  public long nextNs() {
    return shown && asked.isEmpty() ? ENDED : 0;
  }

  @Override
  public void advance(MarketSink sink) {
    if (!shown) {
      shown = true;
      for (int symbol = 0; symbol < instruments.size(); symbol++) {
        show(sink, symbol);
      }
      return;
    }
    asked.poll().accept(sink);
  }

  static long scaleE9(int symbol) {
    return symbol == 0 ? 1000 * Instruments.e9("1") : 10 * Instruments.e9("1");
  }

  private static void show(MarketSink sink, int symbol) {
    long one = scaleE9(symbol);
    sink.prices(symbol, 100 * one, 100 * one);
    sink.fundingRate(symbol, Instruments.e9("0.0001"));
    sink.openInterest(symbol, Instruments.e9("5000"));
    sink.clearBook(symbol);
    for (int i = 0; i < LEVELS; i++) {
      sink.level(symbol, Side.BUY, 99 * one - i * one / 10, Instruments.e9("10"));
      sink.level(symbol, Side.SELL, 101 * one + i * one / 10, Instruments.e9("10"));
    }
    sink.bookComplete(symbol);
    sink.trade(symbol, Side.BUY, 101 * one, Instruments.e9("0.5"));
  }

  @Override
  public void close() {}
}
