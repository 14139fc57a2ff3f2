package ringside.adapters.exchange;

import java.util.Arrays;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.PriceBook;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.market.DayStatistics;
import ringside.adapters.sim.market.MarketHistory;
import ringside.journal.event.Decimals;

/**
 * {@code tickers.{symbol}}: a snapshot to whoever subscribes, then what changed, every 100 ms.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/ticker.
 */
final class TickerTopic extends Topic {
  private static final long INTERVAL_NS = 100 * NS_A_MS;
  private static final int MINUTES_AN_HOUR = 60;
  private static final String[] NAMES = {
    "tickDirection",
    "price24hPcnt",
    "lastPrice",
    "prevPrice24h",
    "highPrice24h",
    "lowPrice24h",
    "prevPrice1h",
    "markPrice",
    "indexPrice",
    "openInterest",
    "openInterestValue",
    "turnover24h",
    "volume24h",
    "fundingIntervalHour",
    "fundingCap",
    "nextFundingTime",
    "fundingRate",
    "bid1Price",
    "bid1Size",
    "ask1Price",
    "ask1Size"
  };

  private final Venue venue;
  private final Symbols symbols;
  private final MarketHistory history;
  private final PublicTopics topics;
  private final JsonWriter json = new JsonWriter();
  private final JsonWriter number = new JsonWriter();
  private String[] told = new String[NAMES.length];
  private String[] values = new String[NAMES.length];
  private long dueNs;

  TickerTopic(
      String name,
      int symbol,
      Venue venue,
      Symbols symbols,
      MarketHistory history,
      PublicTopics topics,
      VenueTime times) {
    super(name, symbol, times);
    this.venue = venue;
    this.symbols = symbols;
    this.history = history;
    this.topics = topics;
  }

  @Override
  void onTime(long nowNs) {
    if (nowNs < dueNs) {
      return;
    }
    dueNs = nowNs + INTERVAL_NS;
    read();
    if (!Arrays.equals(values, told)) {
      String delta = text("delta", nowNs, told);
      swap();
      publish(delta);
    }
  }

  @Override
  void welcome(Connection connection, long nowNs) {
    if (subscriberCount() == 1) {
      read();
      swap();
      dueNs = nowNs + INTERVAL_NS;
    }
    String[] mine = values;
    values = told;
    connection.send(Frame.message(name(), text("snapshot", nowNs, new String[NAMES.length])));
    values = mine;
  }

  private void swap() {
    String[] old = told;
    told = values;
    values = old;
  }

  private String text(String type, long nowNs, String[] known) {
    json.clear().beginObject().text("topic", name()).text("type", type).beginObject("data");
    json.text("symbol", symbols.name(symbol()));
    for (int i = 0; i < NAMES.length; i++) {
      if (!values[i].equals(known[i])) {
        json.text(NAMES[i], values[i]);
      }
    }
    json.endObject().number("cs", venue.book(symbol()).sequence());
    return json.number("ts", shownMs(nowNs)).endObject().toString();
  }

  private void read() {
    Instrument instrument = symbols.get(symbol());
    DayStatistics day = history.day(symbol());
    PriceBook book = venue.book(symbol());
    boolean bid = book.bidCount() > 0;
    boolean ask = book.askCount() > 0;
    long markE9 = venue.markPriceE9(symbol());
    long interestE9 = venue.openInterestE9(symbol());
    int i = 0;
    values[i++] = topics.tickDirection(symbol());
    values[i++] = Decimals.toStringE9(day.changeE9());
    values[i++] = price(venue.lastPriceE9(symbol()));
    values[i++] = price(day.priceDayAgoE9());
    values[i++] = price(day.highE9());
    values[i++] = price(day.lowE9());
    values[i++] = price(day.priceHourAgoE9());
    values[i++] = price(markE9);
    values[i++] = price(venue.indexPriceE9(symbol()));
    values[i++] = Decimals.toStringE9(interestE9);
    values[i++] = KlineTopic.turnover(TickerEncoder.valueE4(interestE9, markE9));
    values[i++] = KlineTopic.turnover(day.turnoverE4());
    values[i++] = Decimals.toStringE9(day.volumeE9());
    values[i++] = Integer.toString(instrument.fundingIntervalMinutes() / MINUTES_AN_HOUR);
    values[i++] = Decimals.toStringE9(instrument.fundingCapE9());
    values[i++] = Long.toString(venue.nextFundingNs(symbol()) / NS_A_MS);
    values[i++] = Decimals.toStringE9(venue.fundingRateE9(symbol()));
    values[i++] = bid ? price(book.bidPriceE9(0)) : "";
    values[i++] = bid ? quantity(book.bidQuantityE9(0)) : "";
    values[i++] = ask ? price(book.askPriceE9(0)) : "";
    values[i] = ask ? quantity(book.askQuantityE9(0)) : "";
  }

  private String price(long valueE9) {
    return padded(valueE9, symbols.priceDecimals(symbol()));
  }

  private String quantity(long valueE9) {
    return padded(valueE9, symbols.quantityDecimals(symbol()));
  }

  private String padded(long valueE9, int decimals) {
    String quoted = number.clear().padded(valueE9, decimals).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  @Override
  long nextNs() {
    return hasSubscribers() ? dueNs : MarketSource.ENDED;
  }
}
