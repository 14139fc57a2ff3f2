package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that clients of Bybit ask for and that nothing ever happens in here: empty ones, so that a
 * client that reads them on its way goes on.
 */
final class QuietEndpoints {
  private static final String LIST = "{\"list\":[],\"nextPageCursor\":\"\"}";
  private static final String ROWS = "{\"rows\":[],\"nextPageCursor\":\"\"}";

  private static final List<String> OPEN_LISTS =
      List.of(
          "/v5/market/account-ratio",
          "/v5/market/delivery-price",
          "/v5/market/new-delivery-price",
          "/v5/market/historical-volatility",
          "/v5/market/adlAlert",
          "/v5/system/status");

  private static final List<String> LISTS =
      List.of(
          "/v5/account/borrow-history",
          "/v5/account/collateral-info",
          "/v5/account/coin-greeks",
          "/v5/asset/coin-greeks",
          "/v5/asset/delivery-record",
          "/v5/asset/settlement-record",
          "/v5/asset/transfer/query-universal-transfer-list",
          "/v5/asset/transfer/query-transfer-coin-list",
          "/v5/position/get-closed-positions",
          "/v5/position/move-history",
          "/v5/user/submembers");

  private static final List<String> ROW_LISTS =
      List.of(
          "/v5/asset/deposit/query-record",
          "/v5/asset/deposit/query-internal-record",
          "/v5/asset/withdraw/query-record");

  private QuietEndpoints() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    OPEN_LISTS.forEach(path -> routes.add(Route.open(path, call -> RestAnswer.ok(LIST))));
    LISTS.forEach(path -> routes.add(Route.read(path, call -> RestAnswer.ok(LIST))));
    ROW_LISTS.forEach(path -> routes.add(Route.read(path, call -> RestAnswer.ok(ROWS))));
    routes.add(Route.open("/v5/market/insurance", QuietEndpoints::insurance));
    routes.add(Route.read("/v5/account/smp-group", call -> RestAnswer.ok("{\"smpGroup\":0}")));
    routes.add(
        Route.read("/v5/account/query-dcp-info", call -> RestAnswer.ok("{\"dcpInfos\":[]}")));
    return routes;
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
