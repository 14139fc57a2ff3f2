package ringside.adapters.sim;

import java.util.List;

/**
 * Where a venue's outside market comes from: a seeded generator, a recording, candles or trades of
 * a file. A stream of happenings in the source's own time, which starts at 0 and never steps back.
 * Single-threaded; the same source opened anew tells the same.
 */
public interface MarketSource extends AutoCloseable {
  /** What {@link #nextNs} answers when nothing more comes. */
  long ENDED = Long.MAX_VALUE;

  /** The instruments, whose places in this list are the symbol indices of {@link MarketSink}. */
  List<Instrument> instruments();

  /** When the next thing happens, ns since the source's start, or {@link #ENDED}. */
  long nextNs();

  /** Tells everything that happens at {@link #nextNs}, and goes on to the next time. */
  void advance(MarketSink sink);

  @Override
  void close();
}
