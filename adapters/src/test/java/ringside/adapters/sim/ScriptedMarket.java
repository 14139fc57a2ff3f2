package ringside.adapters.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** A market that does what a test says, when it says. */
final class ScriptedMarket implements MarketSource {
  private final List<Instrument> instruments;
  private final ArrayDeque<Happening> happenings = new ArrayDeque<>();

  private record Happening(long timeNs, Consumer<MarketSink> what) {}

  ScriptedMarket(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  void at(long timeNs, Consumer<MarketSink> what) {
    happenings.add(new Happening(timeNs, what));
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public long nextNs() {
    return happenings.isEmpty() ? ENDED : happenings.peek().timeNs();
  }

  @Override
  public void advance(MarketSink sink) {
    happenings.poll().what().accept(sink);
  }

  @Override
  public void close() {}
}
