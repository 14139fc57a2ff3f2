package ringside.adapters.exchange;

import java.util.List;
import java.util.TreeSet;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.VenueConfig.AccountSpec;

/**
 * The REST requests about coins, balances of accounts and transfers between them. There is one
 * wallet, the unified account's; the funding account is where transfers come from and go to, and
 * shows nothing. Worker threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/asset.
 */
final class AssetEndpoints {
  private static final String SUCCESS = "success";
  private static final String UNIFIED = "UNIFIED";
  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60_000;

  private final ExchangeDesk desk;
  private final VenueDoor door;
  private final OrderRequests requests;

  AssetEndpoints(ExchangeDesk desk) {
    this.desk = desk;
    this.door = new VenueDoor(desk.thread());
    this.requests = new OrderRequests(desk.symbols(), desk.ids());
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v5/asset/coin/query-info", this::coins).limited(5, SECOND_MS),
        Route.read("/v5/asset/transfer/query-account-coin-balance", this::balance)
            .limited(450, SECOND_MS),
        Route.read("/v5/asset/transfer/query-account-coins-balance", this::balances)
            .limited(5, SECOND_MS),
        Route.write("/v5/asset/transfer/inter-transfer", ApiKey.Right.TRANSFER, this::transfer)
            .limited(60, MINUTE_MS));
  }

  private RestAnswer coins(RestCall call) {
    TreeSet<String> coins = new TreeSet<>();
    for (int i = 0; i < desk.symbols().count(); i++) {
      Instrument instrument = desk.symbols().get(i);
      coins.addAll(List.of(instrument.baseCoin(), instrument.quoteCoin(), instrument.settleCoin()));
    }
    String wanted = call.params().text("coin");
    JsonWriter json = new JsonWriter().beginObject().beginArray("rows");
    for (String coin : coins) {
      if (wanted.isEmpty() || wanted.equals(coin)) {
        coin(json, coin);
      }
    }
    return RestAnswer.ok(json.endArray().endObject()).withMessage(SUCCESS);
  }

  private static void coin(JsonWriter json, String coin) {
    json.beginObject().text("name", coin).text("coin", coin).text("remainAmount", "0");
    json.beginArray("chains").beginObject();
    json.text("chainType", coin).text("chain", coin).text("confirmation", "1");
    json.text("withdrawFee", "0").text("depositMin", "0").text("withdrawMin", "0");
    json.text("chainDeposit", "0").text("chainWithdraw", "0").text("minAccuracy", "8");
    json.text("withdrawPercentageFee", "0").text("contractAddress", "");
    json.text("safeConfirmNumber", "1").text("withdrawMax", "0");
    json.endObject().endArray().endObject();
  }

  private RestAnswer balance(RestCall call) {
    Params params = call.params();
    String type = params.required("accountType");
    String coin = params.required("coin");
    AccountSpec account = desk.config().accounts().get(call.account());
    boolean held = type.equals(UNIFIED) && coin.equals(account.coin());
    return door.ask(
            venue -> {
              JsonWriter json = new JsonWriter().beginObject();
              json.text("accountType", type).number("bizType", 1);
              json.numberText("accountId", account.uid()).numberText("memberId", account.uid());
              json.beginObject("balance").text("coin", coin);
              json.decimal("walletBalance", held ? venue.accounts().walletE9(call.account()) : 0);
              json.decimal(
                  "transferBalance", held ? venue.accounts().transferableE9(call.account()) : 0);
              json.text("bonus", "0").text("transferSafeAmount", "");
              json.text("ltvTransferSafeAmount", "").endObject();
              return RestAnswer.ok(json.endObject());
            })
        .withMessage(SUCCESS);
  }

  private RestAnswer balances(RestCall call) {
    Params params = call.params();
    String type = params.required("accountType");
    String wanted = params.text("coin");
    AccountSpec account = desk.config().accounts().get(call.account());
    boolean held =
        type.equals(UNIFIED)
            && (wanted.isEmpty() || List.of(wanted.split(",")).contains(account.coin()));
    return door.ask(
            venue -> {
              JsonWriter json = new JsonWriter().beginObject();
              json.numberText("memberId", account.uid()).text("accountType", type);
              json.beginArray("balance");
              if (held) {
                json.beginObject().text("coin", account.coin());
                json.decimal("walletBalance", venue.accounts().walletE9(call.account()));
                json.decimal("transferBalance", venue.accounts().transferableE9(call.account()));
                json.text("bonus", "").endObject();
              }
              return RestAnswer.ok(json.endArray().endObject());
            })
        .withMessage(SUCCESS);
  }

  private RestAnswer transfer(RestCall call) {
    AccountSpec account = desk.config().accounts().get(call.account());
    door.submit(requests.transfer(call.account(), call.params(), account.coin()));
    return RestAnswer.ok(
            new JsonWriter()
                .beginObject()
                .text("transferId", call.params().text("transferId"))
                .text("status", "SUCCESS")
                .endObject())
        .withMessage(SUCCESS);
  }
}
