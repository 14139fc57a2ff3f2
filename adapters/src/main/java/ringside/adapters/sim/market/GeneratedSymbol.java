package ringside.adapters.sim.market;

import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/** The generated market of one symbol: what happens next, and when. One thread. */
final class GeneratedSymbol {
  private static final double SECOND = 1e9;
  private static final int BOOK = 0;
  private static final int MOVE = 1;
  private static final int TOUCH = 2;
  private static final int REFERENCE = 3;
  private static final double REFERENCE_SECONDS = 1;
  private static final double REPEATED_SIDE = 0.6;
  private static final int WIDEST = 6;
  private static final double LARGE_MOVES = 3;

  private final int symbol;
  private final SymbolProfile profile;
  private final Instrument instrument;
  private final Dice dice;
  private final PricePath path;
  private final GeneratedBook book;
  private final GeneratedReference reference;
  private final double tick;
  private final double lot;
  private final long[] dueNs = new long[4];
  private int next;
  private long movedNs;
  private boolean started;
  private boolean buying;

  GeneratedSymbol(int symbol, SymbolProfile profile, Dice dice) {
    this.symbol = symbol;
    this.profile = profile;
    this.dice = dice;
    instrument = profile.instrument();
    tick = instrument.tickE9() / 1e9;
    lot = instrument.lotE9() / 1e9;
    path = path(profile, dice.split());
    book = new GeneratedBook(symbol, profile, dice.split());
    reference = new GeneratedReference(symbol, profile, dice.split());
  }

  static PricePath path(SymbolProfile profile, Dice dice) {
    double tick = profile.instrument().tickE9() / 1e9;
    return new PricePath(
        dice,
        profile.startPriceE9() / 1e9,
        profile.minuteDeviation(),
        profile.movesPerSecond(),
        2 * GeneratedBook.windowTicks(profile) * tick,
        Math.min(
            profile.instrument().maxPriceE9() / 1e9 - 2 * GeneratedBook.windowTicks(profile) * tick,
            8e9));
  }

  long nextNs() {
    return dueNs[next];
  }

  /** Tells what happens at {@link #nextNs}. */
  void advance(MarketSink sink) {
    long nowNs = dueNs[next];
    if (!started) {
      start(sink);
      return;
    }
    switch (next) {
      case BOOK -> {
        book.churn(profile.levelsChanged().whole(dice), sink);
        sink.bookComplete(symbol);
        dueNs[BOOK] = nowNs + ns(profile.bookInterval() * dice.between(0.8, 1.2));
      }
      case MOVE -> {
        move((nowNs - movedNs) / SECOND, sink);
        movedNs = nowNs;
        dueNs[MOVE] = nowNs + ns(path.nextStepSeconds());
      }
      case TOUCH -> {
        touch(sink);
        dueNs[TOUCH] =
            nowNs + ns(dice.exponential(1 / (profile.touchesPerSecond() * path.activity())));
      }
      default -> {
        reference.tell(path.price(), sink);
        dueNs[REFERENCE] = nowNs + ns(REFERENCE_SECONDS);
      }
    }
    findNext();
  }

  private void start(MarketSink sink) {
    started = true;
    long bid = profile.startPriceE9() / instrument.tickE9();
    book.start(bid, bid + 1, sink);
    sink.bookComplete(symbol);
    reference.tell(path.price(), sink);
    sink.trade(symbol, Side.SELL, profile.startPriceE9(), instrument.minQuantityE9());
    dueNs[BOOK] = ns(profile.bookInterval() * dice.unit());
    dueNs[MOVE] = ns(path.nextStepSeconds());
    dueNs[TOUCH] = ns(dice.exponential(1 / profile.touchesPerSecond()));
    dueNs[REFERENCE] = ns(REFERENCE_SECONDS * dice.unit());
    findNext();
  }

  private static long ns(double seconds) {
    return 1 + (long) (seconds * SECOND);
  }

  private void findNext() {
    int first = 0;
    for (int i = 1; i < dueNs.length; i++) {
      if (dueNs[i] < dueNs[first]) {
        first = i;
      }
    }
    next = first;
  }

  /** A taker order that the best level can bear; takers of one side tend to follow each other. */
  private void touch(MarketSink sink) {
    if (!dice.chance(REPEATED_SIDE)) {
      buying = !buying;
    }
    long prints = profile.prints().whole(dice);
    long at = buying ? book.bestAsk() : book.bestBid();
    long left = book.lotsAt(buying, at) - 1;
    long taken = 0;
    for (long i = 0; i < prints && left > 0; i++) {
      long lots = Math.min(left, tradeLots());
      print(at, lots, sink);
      left -= lots;
      taken += lots;
    }
    if (taken > 0) {
      book.take(buying, at, taken, sink);
      sink.bookComplete(symbol);
    }
  }

  private void move(double seconds, MarketSink sink) {
    double change = path.step(seconds);
    double size = StrictMath.abs(change) / profile.minuteDeviation();
    reference.onMove(change, size, path.price(), sink);
    long spread = dice.chance(profile.wideSpread()) ? 2L + dice.below(WIDEST - 1) : 1;
    double middle = path.price() / tick;
    long bid = (long) StrictMath.floor(middle - (spread - 1) / 2.0);
    long ask = bid + spread;
    boolean up = bid > book.bestBid();
    boolean down = ask < book.bestAsk();
    if (up == down) {
      return;
    }
    if (size > LARGE_MOVES || dice.chance(profile.tradedMoves())) {
      sweep(up, up ? ask - 1 : bid + 1, sink);
    }
    book.moveTo(bid, ask, sink);
    sink.bookComplete(symbol);
  }

  /** A taker order that eats its way to the last of the levels that go. */
  private void sweep(boolean up, long last, MarketSink sink) {
    buying = up;
    long best = up ? book.bestAsk() : book.bestBid();
    if (up ? last < best : last > best) {
      return;
    }
    long prints = profile.prints().whole(dice);
    for (long i = 1; i <= prints; i++) {
      long at = best + (last - best) * i / prints;
      if (book.inWindow(up, at)) {
        at = book.occupiedTowardsBest(up, at);
        print(at, Math.min(Math.max(1, book.lotsAt(up, at)), tradeLots()), sink);
      } else {
        print(at, tradeLots(), sink);
      }
    }
  }

  private void print(long at, long lots, MarketSink sink) {
    sink.trade(
        symbol, buying ? Side.BUY : Side.SELL, at * instrument.tickE9(), lots * instrument.lotE9());
  }

  private long tradeLots() {
    return Math.max(1, (long) (profile.tradeSize().sample(dice) / lot + 0.5));
  }
}
