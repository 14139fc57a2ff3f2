package ringside.adapters.exchange;

import java.util.List;
import java.util.TreeSet;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.LedgerEntry;
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
  private static final String DONE = "SUCCESS";
  private static final String FUND = "FUND";
  private static final String TRANSFERS = "transfer_token";
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
            .limited(60, MINUTE_MS),
        Route.read("/v5/asset/transfer/query-inter-transfer-list", this::transfers)
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
                .text("status", DONE)
                .endObject())
        .withMessage(SUCCESS);
  }

  /** What the account moved itself; what it had at start came from nowhere. */
  private RestAnswer transfers(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, TRANSFERS, 20, 50);
    TimeSpan span =
        TimeSpan.of(params, TimeSpan.WEEK_MS, desk.times().shownMs(desk.thread().nowNs()));
    String id = params.text("transferId");
    String coin = desk.config().accounts().get(call.account()).coin();
    boolean none =
        (params.has("coin") && !coin.equals(params.text("coin")))
            || (params.has("status") && !DONE.equals(params.text("status")));
    return door.ask(
            venue -> {
              List<LedgerEntry> all = venue.accounts().ledger(call.account());
              JsonWriter json = new JsonWriter().beginObject().beginArray("list");
              for (int i = all.size() - 1; i >= 0 && !none && !page.isFull(); i--) {
                LedgerEntry entry = all.get(i);
                boolean moved =
                    entry.kind() == LedgerEntry.Kind.TRANSFER_IN
                        || entry.kind() == LedgerEntry.Kind.TRANSFER_OUT;
                if (moved
                    && !entry.linkId().isEmpty()
                    && (id.isEmpty() || id.equals(entry.linkId()))
                    && span.contains(desk.times().shownNs(entry.timeNs()))
                    && page.takes(entry.id())) {
                  transfer(json, entry, coin);
                }
              }
              json.endArray().text("nextPageCursor", page.cursor());
              return RestAnswer.ok(json.endObject());
            })
        .withMessage(SUCCESS);
  }

  private void transfer(JsonWriter json, LedgerEntry entry, String coin) {
    boolean in = entry.changeE9() > 0;
    json.beginObject().text("transferId", entry.linkId()).text("coin", coin);
    json.decimal("amount", Math.abs(entry.changeE9()));
    json.text("fromAccountType", in ? FUND : UNIFIED).text("toAccountType", in ? UNIFIED : FUND);
    json.numberText("timestamp", desk.times().shownMs(entry.timeNs()))
        .text("status", DONE)
        .endObject();
  }
}
