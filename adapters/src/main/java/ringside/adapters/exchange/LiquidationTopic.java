package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.MarketSource;

/**
 * {@code allLiquidation.{symbol}}: all liquidations, every 500 ms; and {@code
 * liquidation.{symbol}}, its predecessor, of which each message tells one.
 *
 * <p>Source: the venue's page docs/v5/websocket/public/all-liquidation.
 */
final class LiquidationTopic extends Topic {
  private static final long INTERVAL_NS = 500 * NS_A_MS;

  private final boolean all;
  private final Symbols symbols;
  private final JsonWriter json = new JsonWriter();
  private final List<PublicLiquidation> liquidations = new ArrayList<>();
  private long dueNs;

  LiquidationTopic(String name, int symbol, boolean all, Symbols symbols, VenueTime times) {
    super(name, symbol, times);
    this.all = all;
    this.symbols = symbols;
  }

  @Override
  void onLiquidation(PublicLiquidation liquidation) {
    liquidations.add(liquidation);
  }

  @Override
  void onTime(long nowNs) {
    if (liquidations.isEmpty() || nowNs < dueNs) {
      return;
    }
    dueNs = nowNs + INTERVAL_NS;
    if (all) {
      publish(all(nowNs));
    } else {
      liquidations.forEach(liquidation -> publish(one(nowNs, liquidation)));
    }
    liquidations.clear();
  }

  private String all(long nowNs) {
    json.clear().beginObject();
    json.text("topic", name()).text("type", "snapshot").number("ts", shownMs(nowNs));
    json.beginArray("data");
    for (PublicLiquidation liquidation : liquidations) {
      json.beginObject();
      json.number("T", shownMs(liquidation.timeNs()));
      json.text("s", symbols.name(symbol()));
      json.text("S", Words.word(liquidation.positionSide()));
      json.padded("v", liquidation.quantityE9(), symbols.quantityDecimals(symbol()));
      json.padded("p", liquidation.priceE9(), symbols.priceDecimals(symbol()));
      json.endObject();
    }
    return json.endArray().endObject().toString();
  }

  private String one(long nowNs, PublicLiquidation liquidation) {
    json.clear().beginObject().beginObject("data");
    json.number("updatedTime", shownMs(liquidation.timeNs()));
    json.text("symbol", symbols.name(symbol()));
    json.text("side", Words.word(liquidation.positionSide()));
    json.padded("size", liquidation.quantityE9(), symbols.quantityDecimals(symbol()));
    json.padded("price", liquidation.priceE9(), symbols.priceDecimals(symbol()));
    json.endObject();
    json.text("topic", name()).number("ts", shownMs(nowNs)).text("type", "snapshot");
    return json.endObject().toString();
  }

  @Override
  long nextNs() {
    return liquidations.isEmpty() ? MarketSource.ENDED : dueNs;
  }
}
