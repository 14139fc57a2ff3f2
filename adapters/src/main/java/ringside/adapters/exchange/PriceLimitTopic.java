package ringside.adapters.exchange;

import ringside.adapters.sim.Venue;
import ringside.journal.event.Decimals;

/**
 * {@code priceLimit.{symbol}}: how far a limit order may be from the mark price, every 300 ms when
 * it changed.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/order-price-limit.
 */
final class PriceLimitTopic extends Topic {
  private static final long INTERVAL_NS = 300 * NS_A_MS;
  private static final long ONE_E9 = 1_000_000_000L;

  private final Venue venue;
  private final Symbols symbols;
  private final JsonWriter json = new JsonWriter();
  private boolean dirty;
  private long dueNs;

  PriceLimitTopic(String name, int symbol, Venue venue, Symbols symbols, VenueTime times) {
    super(name, symbol, times);
    this.venue = venue;
    this.symbols = symbols;
  }

  @Override
  void onTicker() {
    dirty = true;
  }

  @Override
  void onTime(long nowNs) {
    if (dirty && nowNs >= dueNs) {
      dirty = false;
      dueNs = nowNs + INTERVAL_NS;
      publish(text(nowNs));
    }
  }

  @Override
  void welcome(Connection connection, long nowNs) {
    connection.send(Frame.message(name(), text(nowNs)));
  }

  private String text(long nowNs) {
    long markE9 = venue.markPriceE9(symbol());
    long limitE9 = symbols.get(symbol()).priceLimitE9();
    json.clear().beginObject().text("topic", name()).beginObject("data");
    json.text("symbol", symbols.name(symbol()));
    price("buyLmt", Decimals.multiplyE9(markE9, ONE_E9 + limitE9));
    price("sellLmt", Decimals.multiplyE9(markE9, ONE_E9 - limitE9));
    return json.endObject().number("ts", shownMs(nowNs)).endObject().toString();
  }

  private void price(String name, long exactE9) {
    long tickE9 = symbols.get(symbol()).tickE9();
    json.padded(name, exactE9 - exactE9 % tickE9, symbols.priceDecimals(symbol()));
  }

  @Override
  long nextNs() {
    return dirty && hasSubscribers() ? dueNs : Long.MAX_VALUE;
  }
}
