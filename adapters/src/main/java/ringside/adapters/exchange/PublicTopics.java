package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.market.BarInterval;
import ringside.adapters.sim.market.MarketHistory;
import ringside.journal.codec.Side;

/**
 * All public topics that anybody subscribed to. They are made when first asked for, and stay, so
 * that their numbering goes on. The venue's thread.
 */
final class PublicTopics {
  private final Venue venue;
  private final Symbols symbols;
  private final VenueIds ids;
  private final MarketHistory history;
  private final Faults faults;
  private final Map<String, Topic> byName = new HashMap<>();
  private final List<List<Topic>> bySymbol = new ArrayList<>();
  private final List<Topic> all = new ArrayList<>();
  private final long[] lastPriceE9;
  private final String[] lastDirection;
  private long nextNs = MarketSource.ENDED;

  PublicTopics(Venue venue, Symbols symbols, VenueIds ids, MarketHistory history, Faults faults) {
    this.venue = venue;
    this.symbols = symbols;
    this.ids = ids;
    this.history = history;
    this.faults = faults;
    this.lastPriceE9 = new long[symbols.count()];
    this.lastDirection = new String[symbols.count()];
    for (int i = 0; i < symbols.count(); i++) {
      bySymbol.add(new ArrayList<>());
      lastDirection[i] = "ZeroPlusTick";
    }
  }

  /** Whether there is such a topic. */
  boolean exists(String name) {
    return make(name) != null;
  }

  /** Adds a subscriber, and tells it how things stand. */
  void subscribe(Connection connection, String name, long nowNs) {
    Topic topic = byName.get(name);
    if (topic == null) {
      topic = make(name);
      byName.put(name, topic);
      bySymbol.get(topic.symbol()).add(topic);
      all.add(topic);
    }
    topic.add(connection);
    topic.welcome(connection, nowNs);
    nextNs = nowNs;
  }

  void unsubscribe(Connection connection, String name) {
    Topic topic = byName.get(name);
    if (topic != null) {
      topic.remove(connection);
    }
  }

  /** The connection is gone. */
  void forget(Connection connection) {
    for (Topic topic : all) {
      topic.remove(connection);
    }
  }

  private Topic make(String name) {
    int last = name.lastIndexOf('.');
    int first = name.indexOf('.');
    int symbol = last < 0 ? -1 : symbols.find(name.substring(last + 1));
    if (symbol < 0) {
      return null;
    }
    String middle = first == last ? "" : name.substring(first + 1, last);
    String kind = name.substring(0, first);
    VenueTime times = faults.times();
    if (kind.equals("orderbook")) {
      int depth = depth(middle);
      return BookTopic.isDepth(depth)
          ? new BookTopic(name, symbol, depth, venue, symbols, faults)
          : null;
    }
    if (kind.equals("kline")) {
      BarInterval interval = BarInterval.of(middle);
      return interval == null
          ? null
          : new KlineTopic(name, symbol, interval, symbols, history, times);
    }
    if (first != last) {
      return null;
    }
    return switch (kind) {
      case "tickers" -> new TickerTopic(name, symbol, venue, symbols, history, this, times);
      case "publicTrade" -> new TradeTopic(name, symbol, symbols, times);
      case "allLiquidation" -> new LiquidationTopic(name, symbol, true, symbols, times);
      case "liquidation" -> new LiquidationTopic(name, symbol, false, symbols, times);
      case "priceLimit" -> new PriceLimitTopic(name, symbol, venue, symbols, times);
      default -> null;
    };
  }

  private static int depth(String text) {
    return switch (text) {
      case "1", "50", "200", "500", "1000" -> Integer.parseInt(text);
      default -> 0;
    };
  }

  void onBook(int symbol, long timeNs) {
    for (Topic topic : bySymbol.get(symbol)) {
      topic.onBook(timeNs);
    }
  }

  /** A trade that the history has heard already. */
  void onTrade(int symbol, long timeNs, long sequence, Side side, long priceE9, long quantityE9) {
    int change = Long.compare(priceE9, lastPriceE9[symbol]);
    if (change > 0) {
      lastDirection[symbol] = "PlusTick";
    } else if (change < 0) {
      lastDirection[symbol] = "MinusTick";
    } else if (!lastDirection[symbol].startsWith("Zero")) {
      lastDirection[symbol] = "Zero" + lastDirection[symbol];
    }
    lastPriceE9[symbol] = priceE9;
    StreamedTrade trade = null;
    for (Topic topic : bySymbol.get(symbol)) {
      if (topic.hasSubscribers()) {
        if (trade == null) {
          String id = ids.trade(symbol, history.recentTrades(symbol, 1).get(0).number());
          trade =
              new StreamedTrade(
                  timeNs, sequence, side, priceE9, quantityE9, id, lastDirection[symbol]);
        }
        topic.onTrade(trade);
      }
    }
  }

  /** How the last trade stood to the one before. */
  String tickDirection(int symbol) {
    return lastDirection[symbol];
  }

  void onTicker(int symbol) {
    for (Topic topic : bySymbol.get(symbol)) {
      topic.onTicker();
    }
  }

  void onLiquidation(int symbol, PublicLiquidation liquidation) {
    for (Topic topic : bySymbol.get(symbol)) {
      if (topic.hasSubscribers()) {
        topic.onLiquidation(liquidation);
      }
    }
  }

  /** The service restarts: update ids begin anew. */
  void restart(long nowNs) {
    all.forEach(topic -> topic.restart(nowNs));
  }

  void onTime(long nowNs) {
    faults.date(nowNs);
    nextNs = MarketSource.ENDED;
    for (int i = 0; i < all.size(); i++) {
      Topic topic = all.get(i);
      if (topic.hasSubscribers()) {
        topic.onTime(nowNs);
        nextNs = Math.min(nextNs, topic.nextNs());
      }
    }
  }

  long nextNs() {
    return nextNs;
  }
}
