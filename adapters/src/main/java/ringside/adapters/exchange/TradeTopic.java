package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code publicTrade.{symbol}}: trades as they happen, those of one turn in one message.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/trade.
 */
final class TradeTopic extends Topic {
  private static final int MAX_TRADES = 1024;

  private final Symbols symbols;
  private final JsonWriter json = new JsonWriter();
  private final List<StreamedTrade> trades = new ArrayList<>();

  TradeTopic(String name, int symbol, Symbols symbols, VenueTime times) {
    super(name, symbol, times);
    this.symbols = symbols;
  }

  @Override
  void onTrade(StreamedTrade trade) {
    trades.add(trade);
  }

  @Override
  void onTime(long nowNs) {
    for (int from = 0; from < trades.size(); from += MAX_TRADES) {
      publish(text(nowNs, trades.subList(from, Math.min(trades.size(), from + MAX_TRADES))));
    }
    trades.clear();
  }

  private String text(long nowNs, List<StreamedTrade> part) {
    json.clear().beginObject();
    json.text("topic", name()).text("type", "snapshot").number("ts", shownMs(nowNs));
    json.beginArray("data");
    for (StreamedTrade trade : part) {
      json.beginObject();
      json.number("T", shownMs(trade.timeNs()));
      json.text("s", symbols.name(symbol()));
      json.text("S", Words.word(trade.takerSide()));
      json.padded("v", trade.quantityE9(), symbols.quantityDecimals(symbol()));
      json.padded("p", trade.priceE9(), symbols.priceDecimals(symbol()));
      json.text("L", trade.tickDirection());
      json.text("i", trade.id());
      json.flag("BT", false);
      json.flag("RPI", false);
      json.number("seq", trade.sequence());
      json.endObject();
    }
    return json.endArray().endObject().toString();
  }
}
