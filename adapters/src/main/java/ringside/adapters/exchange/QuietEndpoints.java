package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists that clients of Bybit ask for and that nothing ever happens in here: categories that the
 * exchange does not trade, sub-accounts, other ways of money. They are empty ones, in the venue's
 * shapes, so that a client that reads them on its way goes on.
 */
final class QuietEndpoints {
  private static final String LIST = "{\"list\":[],\"nextPageCursor\":\"\"}";
  private static final String ROWS = "{\"rows\":[],\"nextPageCursor\":\"\"}";
  private static final String RESULT = "{\"result\":[]}";
  private static final String SUB_MEMBERS = "{\"subMembers\":[],\"nextCursor\":\"0\"}";

  /** What needs no key. */
  private static final Map<String, String> OPEN =
      new TreeMap<>(
          Map.of(
              "/v5/market/account-ratio", LIST,
              "/v5/market/delivery-price", LIST,
              "/v5/market/new-delivery-price", LIST,
              "/v5/market/historical-volatility", LIST,
              "/v5/market/fee-group-info", LIST,
              "/v5/market/adlAlert", LIST,
              "/v5/spread/instrument", LIST,
              "/v5/spread/recent-trade", LIST,
              "/v5/spread/tickers", LIST));

  private static final List<String> LISTS =
      List.of(
          "/v5/account/borrow-history",
          "/v5/account/coin-greeks",
          "/v5/account/collateral-info",
          "/v5/account/instruments-info",
          "/v5/asset/coin-greeks",
          "/v5/asset/exchange/query-convert-history",
          "/v5/asset/fundinghistory",
          "/v5/asset/transfer/query-transfer-coin-list",
          "/v5/asset/transfer/query-universal-transfer-list",
          "/v5/position/get-closed-positions",
          "/v5/position/move-history",
          "/v5/position/symbol-info",
          "/v5/spread/execution/list",
          "/v5/spread/order/history",
          "/v5/spread/order/realtime");

  private static final List<String> CATEGORY_LISTS =
      List.of(
          "/v5/asset/delivery-record",
          "/v5/asset/settlement-record",
          "/v5/pre-upgrade/account/transaction-log",
          "/v5/pre-upgrade/asset/delivery-record",
          "/v5/pre-upgrade/asset/settlement-record",
          "/v5/pre-upgrade/execution/list",
          "/v5/pre-upgrade/order/history",
          "/v5/pre-upgrade/position/closed-pnl");

  private static final List<String> ROW_LISTS =
      List.of(
          "/v5/asset/deposit/query-internal-record",
          "/v5/asset/deposit/query-record",
          "/v5/asset/deposit/query-sub-member-record",
          "/v5/asset/withdraw/query-address",
          "/v5/asset/withdraw/query-record");

  /** Lists of other names. */
  private static final Map<String, String> OTHERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("/v5/account/mmp-state", RESULT),
              Map.entry("/v5/account/option-asset-info", RESULT),
              Map.entry("/v5/account/query-dcp-info", "{\"dcpInfos\":[]}"),
              Map.entry("/v5/account/smp-group", "{\"smpGroup\":0}"),
              Map.entry(
                  "/v5/asset/exchange/order-record", "{\"orderBody\":[],\"nextPageCursor\":\"\"}"),
              Map.entry("/v5/asset/exchange/query-coin-list", "{\"coins\":[]}"),
              Map.entry(
                  "/v5/asset/covert/small-balance-history",
                  "{\"cursor\":\"\",\"size\":\"0\",\"lastPage\":\"1\",\"totalCount\":\"0\","
                      + "\"records\":[]}"),
              Map.entry(
                  "/v5/asset/covert/small-balance-list",
                  "{\"smallAssetCoins\":[],\"supportToCoins\":[]}"),
              Map.entry(
                  "/v5/asset/transfer/query-sub-member-list",
                  "{\"subMemberIds\":[],\"transferableSubMemberIds\":[]}"),
              Map.entry("/v5/asset/withdraw/vasp/list", "{\"vasp\":[]}"),
              Map.entry("/v5/spread/max-qty", "{\"ab\":\"0\"}"),
              Map.entry("/v5/user/escrow_sub_members", SUB_MEMBERS),
              Map.entry("/v5/user/get-member-type", "{\"accounts\":[]}"),
              Map.entry("/v5/user/invitation/referrals", "{\"nextCursor\":\"\",\"records\":[]}"),
              Map.entry("/v5/user/query-sub-members", "{\"subMembers\":[]}"),
              Map.entry("/v5/user/sub-apikeys", "{\"result\":[],\"nextPageCursor\":\"\"}"),
              Map.entry("/v5/user/submembers", SUB_MEMBERS)));

  private QuietEndpoints() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    OPEN.forEach((path, result) -> routes.add(Route.open(path, call -> RestAnswer.ok(result))));
    LISTS.forEach(path -> routes.add(Route.read(path, call -> RestAnswer.ok(LIST))));
    CATEGORY_LISTS.forEach(path -> routes.add(Route.read(path, QuietEndpoints::ofCategory)));
    ROW_LISTS.forEach(path -> routes.add(Route.read(path, call -> RestAnswer.ok(ROWS))));
    OTHERS.forEach((path, result) -> routes.add(Route.read(path, call -> RestAnswer.ok(result))));
    routes.add(Route.open("/v5/market/insurance", QuietEndpoints::insurance));
    routes.add(Route.open("/v5/spread/orderbook", QuietEndpoints::spreadBook));
    routes.add(
        Route.write(
            "/v5/spread/order/cancel-all",
            ApiKey.Right.ORDER,
            call -> RestAnswer.ok("{\"list\":[],\"success\":\"1\"}")));
    return routes;
  }

  private static RestAnswer ofCategory(RestCall call) {
    return Categories.emptyList(call.params());
  }

  private static RestAnswer spreadBook(RestCall call) {
    JsonWriter json = new JsonWriter().beginObject().text("s", call.params().text("symbol"));
    json.beginArray("b").endArray().beginArray("a").endArray();
    json.number("ts", call.serverMs()).number("u", 0).number("seq", 0);
    return RestAnswer.ok(json.number("cts", call.serverMs()).endObject());
  }

  private static RestAnswer insurance(RestCall call) {
    return RestAnswer.ok(
        new JsonWriter()
            .beginObject()
            .numberText("updatedTime", call.serverMs())
            .beginArray("list")
            .endArray()
            .endObject());
  }
}
