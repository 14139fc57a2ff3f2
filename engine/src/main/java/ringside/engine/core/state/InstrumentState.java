package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.CandleDecoder;
import ringside.journal.codec.InstrumentDefinedDecoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.LiquidationDecoder;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TradeDecoder;

/**
 * What is known of one instrument apart from its books: rules, last trade, ticker, candles, last
 * liquidation. Prices and quantities at 1e-9; null is {@link Long#MIN_VALUE}. Engine thread only.
 */
public final class InstrumentState implements StateTable {
  private static final CandleState[] NO_CANDLES = {};

  private final int instrument;
  private boolean defined;
  private long tickE9;
  private long lotE9;
  private long minQuantityE9;
  private long maxQuantityE9;
  private long minNotionalE9;
  private long maxMarketQuantityE9;
  private long minPriceE9;
  private long maxPriceE9;
  private InstrumentStatus status = InstrumentStatus.NULL_VAL;
  private RulesSource rules = RulesSource.NULL_VAL;

  private long trades;
  private long lastTradePriceE9;
  private long lastTradeQuantityE9;
  private long lastTradeNs = OrderBook.NEVER;
  private Side lastTakerSide = Side.NULL_VAL;

  private long liquidations;
  private long lastLiquidationPriceE9;
  private long lastLiquidationQuantityE9;
  private Side lastLiquidatedSide = Side.NULL_VAL;

  private final TickerState ticker = new TickerState();
  private final PriceJumps jumps = new PriceJumps();
  private CandleState[] candles = NO_CANDLES;

  InstrumentState(int instrument) {
    this.instrument = instrument;
  }

  public int instrument() {
    return instrument;
  }

  /** Whether its rules are known. */
  public boolean defined() {
    return defined;
  }

  public long tickE9() {
    return tickE9;
  }

  public long lotE9() {
    return lotE9;
  }

  /** Or null, as are the other bounds. */
  public long minQuantityE9() {
    return minQuantityE9;
  }

  /** Of a limit order. */
  public long maxQuantityE9() {
    return maxQuantityE9;
  }

  public long maxMarketQuantityE9() {
    return maxMarketQuantityE9;
  }

  public long minNotionalE9() {
    return minNotionalE9;
  }

  public long minPriceE9() {
    return minPriceE9;
  }

  public long maxPriceE9() {
    return maxPriceE9;
  }

  public InstrumentStatus status() {
    return status;
  }

  /** Whether its rules allow real orders: only the venue's own do. */
  public boolean orderable() {
    return defined && rules == RulesSource.VENUE && status == InstrumentStatus.TRADING;
  }

  public RulesSource rules() {
    return rules;
  }

  public TickerState ticker() {
    return ticker;
  }

  /** How far its trades were from mark lately. */
  public PriceJumps jumps() {
    return jumps;
  }

  void ticked() {
    jumps.ticked();
  }

  public long trades() {
    return trades;
  }

  public long lastTradePriceE9() {
    return lastTradePriceE9;
  }

  public long lastTradeQuantityE9() {
    return lastTradeQuantityE9;
  }

  /** Engine time of the last trade, or {@link OrderBook#NEVER}. */
  public long lastTradeNs() {
    return lastTradeNs;
  }

  public Side lastTakerSide() {
    return lastTakerSide;
  }

  public long liquidations() {
    return liquidations;
  }

  /** The candles of an interval in minutes, or null. */
  public CandleState candles(int intervalMinutes) {
    for (CandleState candle : candles) {
      if (candle.intervalMinutes() == intervalMinutes) {
        return candle;
      }
    }
    return null;
  }

  public int candleIntervals() {
    return candles.length;
  }

  public CandleState candlesAt(int place) {
    return candles[place];
  }

  public void fold(InstrumentDefinedDecoder definition) {
    if (definition.tickE9() <= 0 || definition.lotE9() <= 0) {
      throw new IllegalArgumentException(
          "instrument " + instrument + ": tick and lot must be positive");
    }
    defined = true;
    tickE9 = definition.tickE9();
    lotE9 = definition.lotE9();
    minQuantityE9 = definition.minQuantityE9();
    maxQuantityE9 = definition.maxQuantityE9();
    minNotionalE9 = definition.minNotionalE9();
    maxMarketQuantityE9 = definition.maxMarketQuantityE9();
    minPriceE9 = definition.minPriceE9();
    maxPriceE9 = definition.maxPriceE9();
    status = definition.status();
    rules = definition.rules();
  }

  public void fold(TradeDecoder trade, long nowNs) {
    trades++;
    lastTradePriceE9 = trade.priceE9();
    lastTradeQuantityE9 = trade.quantityE9();
    lastTradeNs = nowNs;
    lastTakerSide = trade.takerSide();
    jumps.traded(trade.priceE9(), ticker.markPriceE9());
  }

  public void fold(LiquidationDecoder liquidation) {
    liquidations++;
    lastLiquidationPriceE9 = liquidation.priceE9();
    lastLiquidationQuantityE9 = liquidation.quantityE9();
    lastLiquidatedSide = liquidation.positionSide();
  }

  public void fold(CandleDecoder candle) {
    CandleState series = candles(candle.intervalMinutes());
    if (series == null) {
      series = new CandleState(candle.intervalMinutes());
      candles = Arrays.copyOf(candles, candles.length + 1);
      candles[candles.length - 1] = series;
    }
    series.fold(candle);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(instrument);
    sink.putFlag(defined);
    sink.putLong(tickE9);
    sink.putLong(lotE9);
    sink.putLong(minQuantityE9);
    sink.putLong(maxQuantityE9);
    sink.putLong(minNotionalE9);
    sink.putLong(maxMarketQuantityE9);
    sink.putLong(minPriceE9);
    sink.putLong(maxPriceE9);
    sink.putLong(status.value());
    sink.putLong(rules.value());
    sink.putLong(trades);
    sink.putLong(lastTradePriceE9);
    sink.putLong(lastTradeQuantityE9);
    sink.putLong(lastTradeNs);
    sink.putLong(lastTakerSide.value());
    sink.putLong(liquidations);
    sink.putLong(lastLiquidationPriceE9);
    sink.putLong(lastLiquidationQuantityE9);
    sink.putLong(lastLiquidatedSide.value());
    ticker.describe(sink);
    jumps.describe(sink);
    sink.putLong(candles.length);
    for (CandleState series : candles) {
      series.describe(sink);
    }
  }
}
