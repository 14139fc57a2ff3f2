package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import ringside.adapters.recording.LineHeaderDecoder;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;

/**
 * A venue's public linear stream as a market while it comes: for paper trading. Messages are handed
 * in by one thread as they are heard; the venue's thread takes them. It cannot be opened anew: what
 * was heard is not kept.
 */
public final class LiveMarketSource implements MarketSource {
  private static final int MOST_WAITING = 200_000;

  private record Waiting(RecordedLine line, long timeNs) {}

  private final Map<String, RecordedSymbol> symbols = new LinkedHashMap<>();
  private final Map<String, Boolean> begun = new LinkedHashMap<>();
  private final List<Instrument> instruments;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger missing;
  private final LineHeaderDecoder header = new LineHeaderDecoder();
  private final RecordedMessage message = new RecordedMessage();
  private long lastNs;
  private long number;

  /**
   * @param instruments whose messages are taken
   * @param depth of the book topic
   */
  public LiveMarketSource(List<Instrument> instruments, int depth) {
    this.instruments = List.copyOf(instruments);
    missing = new AtomicInteger(2 * instruments.size());
    for (Instrument instrument : instruments) {
      symbols.put(
          instrument.symbol(),
          new RecordedSymbol(symbols.size(), instrument, depth, true, true, true));
    }
  }

  /**
   * Takes a message. One thread, that of the stream.
   *
   * @param text the venue's own, UTF-8; kept
   * @param timeNs when it was heard, since this source's start
   * @throws IllegalStateException when the venue's thread does not follow
   */
  public void onMessage(byte[] text, long timeNs) {
    if (count.incrementAndGet() > MOST_WAITING) {
      throw new IllegalStateException("the market is heard faster than it can be followed");
    }
    lastNs = Math.max(lastNs, timeNs);
    waiting.add(new Waiting(header.decode(++number, text), lastNs));
  }

  /** Whether every symbol has a book and prices by now. Any thread. */
  public boolean complete() {
    return missing.get() == 0;
  }

  @Override
  public List<Instrument> instruments() {
    return new ArrayList<>(instruments);
  }

  @Override
  public long nextNs() {
    Waiting next = waiting.peek();
    return next == null ? ENDED : next.timeNs();
  }

  @Override
  public void advance(MarketSink sink) {
    Waiting next = waiting.poll();
    count.decrementAndGet();
    message.read(next.line());
    if (message.kind.isUsed() && symbols.containsKey(message.symbol)) {
      symbols.get(message.symbol).apply(message, next.timeNs(), sink);
      note();
    }
  }

  private void note() {
    boolean book = message.kind == RecordedMessage.Kind.BOOK && message.snapshot;
    boolean prices = message.kind == RecordedMessage.Kind.TICKER && message.markE9 > 0;
    if ((book || prices) && begun.putIfAbsent(message.kind + message.symbol, true) == null) {
      missing.decrementAndGet();
    }
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
