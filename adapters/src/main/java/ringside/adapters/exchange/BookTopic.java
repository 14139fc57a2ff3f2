package ringside.adapters.exchange;

import java.util.Arrays;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.PriceBook;
import ringside.adapters.sim.Venue;

/**
 * {@code orderbook.{depth}.{symbol}}: a snapshot to whoever subscribes, then what changed, at most
 * once an interval. Depth 1 sends snapshots only, and the last one again when nothing changed for 3
 * s.
 *
 * <p>Update ids count this topic's messages and begin at 1 with the first one after the service
 * started.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/orderbook.
 */
final class BookTopic extends Topic {
  private static final long REPEAT_NS = 3_000_000_000L;
  private static final long CROSSED_TICKS = 5;

  /** One side as it was told: prices and quantities from the best on. */
  private static final class Levels {
    long[] prices = new long[8];
    long[] quantities = new long[8];
    int count;

    void clear() {
      count = 0;
    }

    void add(long price, long quantity) {
      if (count == prices.length) {
        prices = Arrays.copyOf(prices, 2 * count);
        quantities = Arrays.copyOf(quantities, 2 * count);
      }
      prices[count] = price;
      quantities[count++] = quantity;
    }
  }

  private final int depth;
  private final long intervalNs;
  private final Venue venue;
  private final Symbols symbols;
  private final Faults faults;
  private final JsonWriter json = new JsonWriter();
  private Levels bids = new Levels();
  private Levels asks = new Levels();
  private Levels newBids = new Levels();
  private Levels newAsks = new Levels();
  private boolean dirty;
  private boolean crossed;
  private long updateId;

  /** When the book changed last, and when and with what sequence it was as it was read last. */
  private long changedNs;

  private long matchedNs;
  private long sequence;
  private long dueNs;
  private long repeatNs = MarketSource.ENDED;

  BookTopic(String name, int symbol, int depth, Venue venue, Symbols symbols, Faults faults) {
    super(name, symbol, faults.times());
    this.depth = depth;
    this.intervalNs = intervalNs(depth);
    this.venue = venue;
    this.symbols = symbols;
    this.faults = faults;
    this.changedNs = venue.nowNs();
  }

  /** Whether there is such a topic. */
  static boolean isDepth(int depth) {
    return depth == 1 || depth == 50 || depth == 200 || depth == 500 || depth == 1000;
  }

  private static long intervalNs(int depth) {
    return switch (depth) {
      case 1 -> 10 * NS_A_MS;
      case 50 -> 20 * NS_A_MS;
      case 1000 -> 200 * NS_A_MS;
      default -> 100 * NS_A_MS;
    };
  }

  @Override
  void onBook(long timeNs) {
    dirty = true;
    changedNs = timeNs;
  }

  @Override
  void onTime(long nowNs) {
    boolean toggled = (faults.any() || crossed) && crossingChanged();
    if ((dirty || toggled) && nowNs >= dueNs) {
      push(nowNs);
    } else if (depth == 1 && nowNs >= repeatNs) {
      repeatNs = nowNs + REPEAT_NS;
      publish(snapshot(nowNs));
    }
  }

  private boolean crossingChanged() {
    boolean now =
        faults.strike(
                fault -> fault.kind() == FaultKind.CROSSED_BOOK && name().startsWith(fault.topic()))
            != null;
    boolean changed = now != crossed;
    crossed = now;
    return changed;
  }

  private void push(long nowNs) {
    dirty = false;
    dueNs = nowNs + intervalNs;
    read();
    if (depth == 1) {
      if (updateId == 0 || differs(bids, newBids) || differs(asks, newAsks)) {
        swap();
        updateId++;
        repeatNs = nowNs + REPEAT_NS;
        publish(snapshot(nowNs));
      }
      return;
    }
    if (updateId == 0) {
      swap();
      updateId++;
      publish(snapshot(nowNs));
      return;
    }
    if (!differs(bids, newBids) && !differs(asks, newAsks)) {
      return;
    }
    updateId++;
    String delta = delta(nowNs);
    swap();
    if (!loseDelta()) {
      publish(delta);
    }
  }

  private boolean loseDelta() {
    return faults.any()
        && faults.strike(
                fault -> fault.kind() == FaultKind.BOOK_GAP && name().startsWith(fault.topic()))
            != null;
  }

  /** Reads the book as it stands. */
  private void read() {
    PriceBook book = venue.book(symbol());
    matchedNs = changedNs;
    sequence = book.sequence();
    newBids.clear();
    newAsks.clear();
    int askCount = Math.min(depth, book.askCount());
    for (int i = 0; i < askCount; i++) {
      newAsks.add(book.askPriceE9(i), book.askQuantityE9(i));
    }
    if (crossed && askCount > 0) {
      long tickE9 = symbols.get(symbol()).tickE9();
      newBids.add(newAsks.prices[0] + CROSSED_TICKS * tickE9, symbols.get(symbol()).lotE9());
    }
    int bidCount = Math.min(depth - newBids.count, book.bidCount());
    for (int i = 0; i < bidCount; i++) {
      newBids.add(book.bidPriceE9(i), book.bidQuantityE9(i));
    }
  }

  private void swap() {
    Levels old = bids;
    bids = newBids;
    newBids = old;
    old = asks;
    asks = newAsks;
    newAsks = old;
  }

  private static boolean differs(Levels a, Levels b) {
    return a.count != b.count
        || !Arrays.equals(a.prices, 0, a.count, b.prices, 0, b.count)
        || !Arrays.equals(a.quantities, 0, a.count, b.quantities, 0, b.count);
  }

  @Override
  void welcome(Connection connection, long nowNs) {
    if (updateId == 0 || !isLive()) {
      // Nobody was told of changes; the numbering goes on where it stood.
      read();
      swap();
      dirty = false;
      updateId++;
      repeatNs = nowNs + REPEAT_NS;
    }
    connection.send(Frame.message(name(), snapshot(nowNs)));
  }

  /** Whether somebody else is subscribed, and so the levels are those last told. */
  private boolean isLive() {
    return subscriberCount() > 1;
  }

  @Override
  void restart(long nowNs) {
    updateId = 0;
    dirty = true;
    dueNs = nowNs;
  }

  private String snapshot(long nowNs) {
    begin("snapshot", nowNs);
    json.beginArray("b");
    for (int i = 0; i < bids.count; i++) {
      level(bids.prices[i], bids.quantities[i]);
    }
    json.endArray();
    json.beginArray("a");
    for (int i = 0; i < asks.count; i++) {
      level(asks.prices[i], asks.quantities[i]);
    }
    json.endArray();
    return end();
  }

  private String delta(long nowNs) {
    begin("delta", nowNs);
    json.beginArray("b");
    changes(bids, newBids, -1);
    json.endArray();
    json.beginArray("a");
    changes(asks, newAsks, 1);
    json.endArray();
    return end();
  }

  /** Walks both lists at once, from the best price on. */
  private void changes(Levels was, Levels is, int direction) {
    int i = 0;
    int j = 0;
    while (i < was.count || j < is.count) {
      int order;
      if (i == was.count) {
        order = 1;
      } else if (j == is.count) {
        order = -1;
      } else {
        order = direction * Long.compare(was.prices[i], is.prices[j]);
      }
      if (order < 0) {
        level(was.prices[i++], 0);
      } else if (order > 0) {
        level(is.prices[j], is.quantities[j++]);
      } else {
        if (was.quantities[i] != is.quantities[j]) {
          level(is.prices[j], is.quantities[j]);
        }
        i++;
        j++;
      }
    }
  }

  private void begin(String type, long nowNs) {
    json.clear().beginObject().text("topic", name());
    if (depth == 1) {
      json.number("ts", shownMs(nowNs)).text("type", type);
    } else {
      json.text("type", type).number("ts", shownMs(nowNs));
    }
    json.beginObject("data").text("s", symbols.name(symbol()));
  }

  private String end() {
    json.number("u", updateId).number("seq", sequence).endObject();
    return json.number("cts", shownMs(matchedNs)).endObject().toString();
  }

  private void level(long priceE9, long quantityE9) {
    json.beginArray().padded(priceE9, symbols.priceDecimals(symbol()));
    if (quantityE9 == 0) {
      json.text("0");
    } else {
      json.padded(quantityE9, symbols.quantityDecimals(symbol()));
    }
    json.endArray();
  }

  @Override
  long nextNs() {
    if (!hasSubscribers()) {
      return MarketSource.ENDED;
    }
    return Math.min(dirty ? dueNs : MarketSource.ENDED, depth == 1 ? repeatNs : MarketSource.ENDED);
  }
}
