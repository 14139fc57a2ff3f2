package ringside.adapters.exchange;

import java.util.List;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.market.Bar;
import ringside.adapters.sim.market.BarInterval;
import ringside.adapters.sim.market.MarketHistory;

/**
 * {@code kline.{interval}.{symbol}}: the candle that is forming, every second when it changed, and
 * once more, confirmed, when it is over.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/kline.
 */
final class KlineTopic extends Topic {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int TURNOVER_DECIMALS = 4;
  private static final long ONE_E4 = 10_000;

  private final BarInterval interval;
  private final Symbols symbols;
  private final MarketHistory history;
  private final JsonWriter json = new JsonWriter();
  private Bar told;
  private long dueNs;

  KlineTopic(
      String name,
      int symbol,
      BarInterval interval,
      Symbols symbols,
      MarketHistory history,
      VenueTime times) {
    super(name, symbol, times);
    this.interval = interval;
    this.symbols = symbols;
    this.history = history;
  }

  @Override
  void onTime(long nowNs) {
    if (nowNs < dueNs) {
      return;
    }
    dueNs = (nowNs / SECOND_NS + 1) * SECOND_NS;
    Bar forming = history.forming(symbol(), MarketHistory.Price.LAST, interval);
    if (forming == null) {
      return;
    }
    if (told != null && told.startNs() != forming.startNs()) {
      List<Bar> closed =
          history.candles(
              symbol(),
              MarketHistory.Price.LAST,
              interval,
              told.startNs(),
              forming.startNs() - 1,
              1_000);
      for (int i = closed.size() - 1; i >= 0; i--) {
        publish(text(nowNs, closed.get(i), true));
      }
    }
    if (!forming.equals(told)) {
      told = forming;
      publish(text(nowNs, forming, false));
    }
  }

  @Override
  void welcome(Connection connection, long nowNs) {
    if (subscriberCount() == 1) {
      told = null;
      dueNs = nowNs;
    } else if (told != null) {
      connection.send(Frame.message(name(), text(nowNs, told, false)));
    }
  }

  private String text(long nowNs, Bar bar, boolean confirm) {
    int decimals = symbols.priceDecimals(symbol());
    json.clear().beginObject().text("topic", name()).beginArray("data").beginObject();
    json.number("start", bar.startNs() / NS_A_MS);
    json.number("end", bar.endNs() / NS_A_MS - 1);
    json.text("interval", interval.word());
    json.padded("open", bar.openE9(), decimals);
    json.padded("close", bar.closeE9(), decimals);
    json.padded("high", bar.highE9(), decimals);
    json.padded("low", bar.lowE9(), decimals);
    json.padded("volume", bar.volumeE9(), symbols.quantityDecimals(symbol()));
    json.text("turnover", turnover(bar.turnoverE4()));
    json.flag("confirm", confirm);
    json.number("timestamp", shownMs(bar.lastNs()));
    json.endObject().endArray().number("ts", shownMs(nowNs)).text("type", "snapshot");
    return json.endObject().toString();
  }

  /** An aggregate at 1e-4, as the venue pads it. */
  static String turnover(long valueE4) {
    StringBuilder text = new StringBuilder().append(valueE4 % ONE_E4);
    while (text.length() < TURNOVER_DECIMALS) {
      text.insert(0, '0');
    }
    return text.insert(0, '.').insert(0, valueE4 / ONE_E4).toString();
  }

  @Override
  long nextNs() {
    return hasSubscribers() ? dueNs : MarketSource.ENDED;
  }
}
