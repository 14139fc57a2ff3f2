package ringside.adapters.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.LedgerEntry;
import ringside.adapters.sim.VenueConfig.AccountSpec;
import ringside.journal.event.Decimals;

/**
 * The REST requests about an account, its money and its key. Worker threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/account and docs/v5/user/apikey-info.
 */
final class AccountEndpoints {
  private static final String LEDGER = "log_token";
  private static final long DAY_MS = 86_400_000L;
  private static final long NS_A_MS = 1_000_000;
  private static final long SECOND_MS = 1_000;
  private static final int MARGIN_MODE_FAILED = 3400045;
  private static final String CROSS = "REGULAR_MARGIN";

  /** What the page calls a unified trading account 2.0. */
  private static final int UNIFIED = 5;

  /** What a key may be allowed at the venue besides, and nobody is here. */
  private static final List<String> OTHER_PERMISSIONS =
      List.of(
          "Exchange",
          "Earn",
          "FiatP2P",
          "FiatBitPay",
          "FiatConvertBroker",
          "BitCard",
          "ByXPost",
          "Affiliate",
          "BlockTrade",
          "NFT",
          "CopyTrading");

  private final ExchangeDesk desk;
  private final VenueDoor door;
  private final WalletEncoder wallet;

  AccountEndpoints(ExchangeDesk desk) {
    this.desk = desk;
    this.door = new VenueDoor(desk.thread());
    this.wallet = new WalletEncoder(desk.config());
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v5/account/info", this::info),
        Route.read("/v5/account/wallet-balance", this::walletBalance),
        Route.read("/v5/account/fee-rate", this::feeRate).limited(5, SECOND_MS),
        Route.read("/v5/account/transaction-log", this::transactionLog).limited(25, SECOND_MS),
        Route.write(
                "/v5/account/set-margin-mode",
                ApiKey.Right.POSITION,
                AccountEndpoints::setMarginMode)
            .limited(5, SECOND_MS),
        Route.read("/v5/user/query-api", this::queryApi).limited(10, SECOND_MS));
  }

  private RestAnswer info(RestCall call) {
    return RestAnswer.ok(
        new JsonWriter()
            .beginObject()
            .text("marginMode", CROSS)
            .numberText("updatedTime", desk.config().startNs() / NS_A_MS)
            .number("unifiedMarginStatus", UNIFIED)
            .text("dcpStatus", "OFF")
            .number("timeWindow", 0)
            .number("smpGroup", 0)
            .flag("isMasterTrader", false)
            .text("spotHedgingStatus", "OFF")
            .endObject());
  }

  private RestAnswer walletBalance(RestCall call) {
    String type = call.params().required("accountType");
    if (!type.equals("UNIFIED")) {
      throw RefusedException.parameter("accountType only support UNIFIED.");
    }
    String coins = call.params().text("coin");
    boolean shown = coins.isEmpty() || List.of(coins.split(",")).contains(coin(call));
    return door.ask(
        venue -> {
          JsonWriter json = new JsonWriter().beginObject().beginArray("list");
          wallet.item(json, venue.accounts(), call.account(), shown);
          return RestAnswer.ok(json.endArray().endObject());
        });
  }

  private String coin(RestCall call) {
    return desk.config().accounts().get(call.account()).coin();
  }

  private RestAnswer feeRate(RestCall call) {
    Params params = call.params();
    if (Categories.isOtherOrNone(params)) {
      return Categories.emptyList(params);
    }
    Set<Integer> symbols = Filters.symbols(params, desk.symbols());
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    for (int i = 0; i < desk.symbols().count(); i++) {
      if (symbols.contains(i)) {
        Instrument instrument = desk.symbols().get(i);
        json.beginObject();
        json.text("symbol", instrument.symbol());
        json.text("baseCoin", "");
        json.decimal("takerFeeRate", instrument.takerFeeE9());
        json.decimal("makerFeeRate", instrument.makerFeeE9());
        json.endObject();
      }
    }
    return RestAnswer.ok(json.endArray().endObject());
  }

  private RestAnswer transactionLog(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, LEDGER, 20, 50);
    if (Categories.isOtherOrNone(params)) {
      return Categories.emptyList(params);
    }
    TimeSpan span = TimeSpan.of(params, DAY_MS, desk.times().shownMs(desk.thread().nowNs()));
    String type = params.text("type");
    String currency = params.text("currency");
    String base = params.text("baseCoin");
    boolean ofCategory = params.has("category");
    String coin = coin(call);
    return door.ask(
        venue -> {
          List<LedgerEntry> all = venue.accounts().ledger(call.account());
          JsonWriter json = new JsonWriter().beginObject().beginArray("list");
          for (int i = all.size() - 1; i >= 0 && !page.isFull(); i--) {
            LedgerEntry entry = all.get(i);
            if (span.contains(desk.times().shownNs(entry.timeNs()))
                && (type.isEmpty() || type.equals(entry.kind().name()))
                && (currency.isEmpty() || currency.equals(coin))
                && (base.isEmpty() || base.equals(baseCoin(entry)))
                && (!ofCategory || entry.symbol() >= 0)
                && page.takes(entry.id())) {
              line(json, entry);
            }
          }
          json.endArray().text("nextPageCursor", page.cursor());
          return RestAnswer.ok(json.endObject());
        });
  }

  private String baseCoin(LedgerEntry entry) {
    return entry.symbol() < 0 ? "" : desk.symbols().get(entry.symbol()).baseCoin();
  }

  private void line(JsonWriter json, LedgerEntry entry) {
    AccountSpec account = desk.config().accounts().get(entry.account());
    boolean traded = entry.symbol() >= 0;
    String symbol = traded ? desk.symbols().name(entry.symbol()) : "";
    boolean funding = entry.kind() == LedgerEntry.Kind.SETTLEMENT;
    json.beginObject();
    json.text("id", account.uid() + "_" + symbol + "_" + entry.id());
    json.text("symbol", symbol);
    json.text("category", traded ? Words.CATEGORY : "");
    json.text("side", entry.side() == null ? "None" : Words.word(entry.side()));
    json.numberText("transactionTime", desk.times().shownMs(entry.timeNs()));
    json.text("type", entry.kind().name());
    json.text("transSubType", "");
    json.decimal("qty", entry.quantityE9());
    json.decimal("size", entry.sizeE9());
    json.text("currency", account.coin());
    json.decimalOrEmpty("tradePrice", entry.tradePriceE9());
    json.text("funding", funding ? Decimals.toStringE9(entry.fundingE9()) : "");
    json.decimal("fee", entry.feeE9());
    json.decimal("cashFlow", entry.cashFlowE9());
    json.decimal("change", entry.changeE9());
    json.decimal("cashBalance", entry.balanceE9());
    json.decimalOrEmpty("feeRate", entry.feeRateE9());
    json.text("bonusChange", "");
    json.text("tradeId", tradeId(entry));
    json.text("orderId", entry.orderId() == 0 ? "" : desk.ids().order(entry.orderId()));
    json.text("orderLinkId", traded ? entry.linkId() : "");
    json.text("extraFees", "");
    json.endObject();
  }

  /** The venue states its number of the execution; clients know that by its id. */
  private String tradeId(LedgerEntry entry) {
    return entry.tradeId().isEmpty() ? "" : desk.ids().execution(Long.parseLong(entry.tradeId()));
  }

  private static RestAnswer setMarginMode(RestCall call) {
    String mode = call.params().required("setMarginMode");
    JsonWriter json = new JsonWriter().beginObject().beginArray("reasons");
    if (mode.equals(CROSS)) {
      return RestAnswer.ok(json.endArray().endObject()).withMessage("Request accepted");
    }
    if (!Set.of("ISOLATED_MARGIN", "PORTFOLIO_MARGIN").contains(mode)) {
      throw RefusedException.parameter("params error: setMarginMode invalid");
    }
    json.beginObject();
    json.text("reasonCode", "3400000");
    json.text("reasonMsg", "This exchange has cross margin only");
    json.endObject().endArray().endObject();
    return new RestAnswer(
        MARGIN_MODE_FAILED, "Set margin mode failed", json.toString(), "{}", null);
  }

  private RestAnswer queryApi(RestCall call) {
    ApiKey key = call.key();
    AccountSpec account = desk.config().accounts().get(key.account());
    JsonWriter json = new JsonWriter().beginObject();
    json.text("id", Long.toString(account.uid()));
    json.text("note", account.name());
    json.text("apiKey", key.key());
    json.number("readOnly", key.readOnly() ? 1 : 0);
    json.text("secret", "");
    permissions(json, key);
    json.beginArray("ips");
    if (key.boundIps().isEmpty()) {
      json.text("*");
    }
    key.boundIps().forEach(json::text);
    json.endArray();
    json.number("type", 1);
    boolean expires = key.expiresMs() != 0;
    json.number("deadlineDay", expires ? (key.expiresMs() - call.serverMs()) / DAY_MS : -2);
    json.text("expiredAt", Instant.ofEpochSecond(key.expiresMs() / 1000).toString());
    json.text(
        "createdAt", Instant.ofEpochSecond(desk.config().startNs() / 1_000_000_000).toString());
    json.number("unified", 0).number("uta", 1);
    json.number("userID", account.uid()).number("inviterID", 0);
    json.text("vipLevel", "No VIP").text("mktMakerLevel", "0").number("affiliateID", 0);
    json.text("rsaPublicKey", "").flag("isMaster", true).text("parentUid", "0");
    json.text("kycLevel", "LEVEL_DEFAULT").text("kycRegion", "");
    return RestAnswer.ok(json.endObject()).withMessage("");
  }

  private static void permissions(JsonWriter json, ApiKey key) {
    json.beginObject("permissions");
    json.beginArray("ContractTrade");
    textIf(json, key.rights().contains(ApiKey.Right.ORDER), "Order");
    textIf(json, key.rights().contains(ApiKey.Right.POSITION), "Position");
    json.endArray();
    json.beginArray("Spot").endArray();
    json.beginArray("Wallet");
    textIf(json, key.rights().contains(ApiKey.Right.TRANSFER), "AccountTransfer");
    textIf(json, key.rights().contains(ApiKey.Right.WITHDRAW), "Withdraw");
    json.endArray();
    json.beginArray("Options").endArray();
    json.beginArray("Derivatives");
    textIf(json, key.rights().contains(ApiKey.Right.ORDER), "DerivativesTrade");
    json.endArray();
    OTHER_PERMISSIONS.forEach(other -> json.beginArray(other).endArray());
    json.endObject();
  }

  private static void textIf(JsonWriter json, boolean shown, String text) {
    if (shown) {
      json.text(text);
    }
  }
}
