package ringside.adapters.exchange;

import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.RiskTier;

/**
 * Writes a position as Bybit does, into its REST list and its position topic. The venue's thread.
 *
 * <p>Source: the venue's pages docs/v5/position and docs/v5/websocket/private/position.
 */
final class PositionEncoder {
  private final Symbols symbols;
  private final VenueTime times;

  PositionEncoder(Symbols symbols, VenueTime times) {
    this.symbols = symbols;
    this.times = times;
  }

  /** An item of the position list. */
  void list(JsonWriter json, Position position, Accounts accounts, long markE9) {
    json.beginObject();
    json.decimal("avgPrice", position.averageEntryE9());
    fields(json, position, accounts, markE9);
    json.endObject();
  }

  /** An item of the position topic. */
  void stream(JsonWriter json, Position position, Accounts accounts, long markE9) {
    json.beginObject();
    json.text("category", Words.CATEGORY);
    json.decimal("entryPrice", position.averageEntryE9());
    fields(json, position, accounts, markE9);
    json.endObject();
  }

  private void fields(JsonWriter json, Position position, Accounts accounts, long markE9) {
    RiskTier tier = symbols.get(position.symbol()).tiers().get(position.tier());
    boolean flat = position.sizeE9() == 0;
    json.number("positionIdx", position.index());
    json.number("riskId", tier.id());
    json.decimal("riskLimitValue", tier.limitE9());
    json.text("symbol", symbols.name(position.symbol()));
    json.text("side", flat ? "" : Words.word(position.side()));
    json.decimal("size", position.sizeE9());
    json.decimal("positionValue", position.entryValueE9());
    json.number("tradeMode", 0);
    json.text("positionStatus", position.liquidating() ? "Liq" : "Normal");
    json.number("autoAddMargin", 0);
    json.number("adlRankIndicator", flat ? 0 : 2);
    json.decimal("leverage", position.leverageE9());
    json.decimalOrEmpty("breakEvenPrice", accounts.breakEvenPriceE9(position));
    json.text("positionBalance", "0");
    json.decimal("markPrice", markE9);
    json.decimalOrEmpty("liqPrice", flat ? 0 : accounts.liquidationPriceE9(position));
    json.decimalOrEmpty("bustPrice", flat ? 0 : accounts.bankruptcyPriceE9(position));
    long maintenance = flat ? 0 : accounts.maintenanceMarginE9(position);
    long initial = flat ? 0 : accounts.initialMarginE9(position);
    json.decimal("positionMM", maintenance);
    json.decimal("positionMMByMp", maintenance);
    json.decimal("positionIM", initial);
    json.decimal("positionIMByMp", initial);
    json.text("tpslMode", Words.tpslMode(position.fullTpSl()));
    json.decimalOrEmpty("takeProfit", position.takeProfitE9());
    json.decimalOrEmpty("stopLoss", position.stopLossE9());
    json.decimal("trailingStop", position.trailingStopE9());
    json.text("sessionAvgPrice", "");
    json.text("delta", "");
    json.text("gamma", "");
    json.text("vega", "");
    json.text("theta", "");
    json.decimal("unrealisedPnl", flat ? 0 : accounts.unrealisedE9(position));
    json.decimal("curRealisedPnl", position.realisedPnlE9());
    json.decimal("cumRealisedPnl", position.cumulativePnlE9());
    json.number("seq", position.sequence());
    json.flag("isReduceOnly", false);
    json.text("mmrSysUpdatedTime", "");
    json.text("leverageSysUpdatedTime", "");
    json.number("openTime", times.shownMs(position.openedNs()));
    json.numberText("createdTime", times.shownMs(position.createdNs()));
    json.numberText("updatedTime", times.shownMs(position.updatedNs()));
  }
}
