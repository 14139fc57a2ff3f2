package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.MarketSource;

/** A public topic that somebody subscribed to: what it tells, and to whom. The venue's thread. */
abstract class Topic {
  static final long NS_A_MS = 1_000_000;

  private final String name;
  private final int symbol;
  private final VenueTime times;
  private final List<Connection> subscribers = new ArrayList<>();

  Topic(String name, int symbol, VenueTime times) {
    this.name = name;
    this.symbol = symbol;
    this.times = times;
  }

  /** A venue time as clients are told it. */
  final long shownMs(long timeNs) {
    return times.shownMs(timeNs);
  }

  String name() {
    return name;
  }

  int symbol() {
    return symbol;
  }

  void add(Connection connection) {
    subscribers.add(connection);
  }

  boolean remove(Connection connection) {
    return subscribers.remove(connection);
  }

  int subscriberCount() {
    return subscribers.size();
  }

  boolean hasSubscribers() {
    return !subscribers.isEmpty();
  }

  /** Encoded once for all. */
  final void publish(String text) {
    Frame frame = Frame.message(name, text);
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      subscribers.get(i).send(frame);
    }
  }

  /** Venue time has come to here: tells what is due. */
  abstract void onTime(long nowNs);

  /** When something is due next. */
  long nextNs() {
    return MarketSource.ENDED;
  }

  /** Tells a new subscriber how things stand; nothing for topics that tell of happenings only. */
  void welcome(Connection connection, long nowNs) {}

  /** The service restarts: numbering begins anew. */
  void restart(long nowNs) {}

  void onBook(long timeNs) {}

  void onTrade(StreamedTrade trade) {}

  void onTicker() {}

  void onLiquidation(PublicLiquidation liquidation) {}
}
