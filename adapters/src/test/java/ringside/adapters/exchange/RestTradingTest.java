package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Prices: bids from 99,000 down, asks from 101,000 up, ten BTC a level. */
class RestTradingTest {
  private static final String ORDER =
      "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit',";

  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void anOrderRestsIsAmendedAndTakenBack() {
    Params placed =
        ok("/v5/order/create", ORDER + "'qty':'1','price':'98000','orderLinkId':'first'}");
    String id = placed.text("orderId");
    assertThat(placed.text("orderLinkId")).isEqualTo("first");

    Params order = onlyOrder("realtime", "category=linear&symbol=BTCUSDT");
    assertThat(order.text("orderId")).isEqualTo(id);
    assertThat(order.text("orderStatus")).isEqualTo("New");
    assertThat(order.text("leavesQty")).isEqualTo("1");

    ok(
        "/v5/order/amend",
        "{'category':'linear','symbol':'BTCUSDT','orderId':'" + id + "','price':'97000'}");
    order = onlyOrder("realtime", "category=linear&orderLinkId=first");
    assertThat(order.text("price")).isEqualTo("97000");

    ok("/v5/order/cancel", "{'category':'linear','symbol':'BTCUSDT','orderLinkId':'first'}");
    assertThat(orders("realtime", "category=linear&symbol=BTCUSDT")).isEmpty();
    order = onlyOrder("realtime", "category=linear&symbol=BTCUSDT&openOnly=1");
    assertThat(order.text("orderStatus")).isEqualTo("Cancelled");
    assertThat(order.text("cancelType")).isEqualTo("CancelByUser");
    assertThat(onlyOrder("history", "category=linear").text("orderId")).isEqualTo(id);
  }

  @Test
  void howFarAMarketOrderMayGoIsHeldToAndShown() {
    String market =
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'25',";
    ok(
        "/v5/order/create",
        market + "'slippageToleranceType':'Percent','slippageTolerance':'0.05'}");
    Params order = onlyOrder("history", "category=linear&symbol=BTCUSDT");
    // Of the levels from 101,000 in steps of 100 none but the first is within 50.5.
    assertThat(order.text("cumExecQty")).isEqualTo("10");
    assertThat(order.text("slippageToleranceType")).isEqualTo("Percent");
    assertThat(order.text("slippageTolerance")).isEqualTo("0.05");
    assertThat(order.text("extraFees")).isEmpty();
    for (String wrong :
        List.of(
            "'slippageToleranceType':'Percent','slippageTolerance':'0.005'}",
            "'slippageToleranceType':'Percent','slippageTolerance':'0.011'}",
            "'slippageToleranceType':'Percent','slippageTolerance':'10.01'}",
            "'slippageToleranceType':'TickSize','slippageTolerance':'1.5'}",
            "'slippageToleranceType':'TickSize','slippageTolerance':'10001'}",
            "'slippageToleranceType':'TickSize'}",
            "'slippageToleranceType':'Ticks','slippageTolerance':'1'}",
            "'slippageTolerance':'1'}",
            "'smpType':'CancelAll'}")) {
      assertThat(code("/v5/order/create", market + wrong)).as(wrong).isEqualTo("10001");
    }
  }

  @Test
  void whatIsToBecomeOfTradesWithOneselfIsShownBack() {
    ok("/v5/order/create", ORDER + "'qty':'1','price':'98000','smpType':'CancelMaker'}");
    assertThat(onlyOrder("realtime", "category=linear&symbol=BTCUSDT").text("smpType"))
        .isEqualTo("CancelMaker");
  }

  @Test
  void aTrailingStopShowsWhereItTriggers() {
    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1'}");
    ok(
        "/v5/position/trading-stop",
        "{'category':'linear','symbol':'BTCUSDT','positionIdx':0,'trailingStop':'500'}");
    Params stop = onlyOrder("realtime", "category=linear&symbol=BTCUSDT");
    assertThat(stop.text("stopOrderType")).isEqualTo("TrailingStop");
    assertThat(stop.text("triggerPrice")).isEqualTo("100500");
  }

  @Test
  void aMarketOrderFillsAndEverythingSaysSo() {
    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'2',"
            + "'takeProfit':'110000','stopLoss':'95000'}");

    Params order = onlyOrder("history", "category=linear&symbol=BTCUSDT");
    assertThat(order.text("orderStatus")).isEqualTo("Filled");
    assertThat(order.text("avgPrice")).isEqualTo("101000");
    assertThat(order.text("cumExecValue")).isEqualTo("202000");
    Params execution = list("/v5/execution/list", "category=linear").get(0);
    assertThat(execution.text("orderId")).isEqualTo(order.text("orderId"));
    assertThat(execution.text("execType")).isEqualTo("Trade");
    assertThat(execution.text("isMaker")).isEqualTo("false");
    assertThat(execution.text("execFee")).isEqualTo("111.1");
    Params position = list("/v5/position/list", "category=linear&symbol=BTCUSDT").get(0);
    assertThat(position.text("side")).isEqualTo("Buy");
    assertThat(position.text("size")).isEqualTo("2");
    assertThat(position.text("avgPrice")).isEqualTo("101000");
    assertThat(position.text("unrealisedPnl")).isEqualTo("-2000");
    assertThat(position.text("takeProfit")).isEqualTo("110000");
    Params wallet = list("/v5/account/wallet-balance", "accountType=UNIFIED").get(0);
    assertThat(wallet.text("totalWalletBalance")).isEqualTo("999888.9");
    assertThat(wallet.objects("coin").get(0).text("coin")).isEqualTo("USDT");
    assertThat(orders("realtime", "category=linear&symbol=BTCUSDT&orderFilter=StopOrder"))
        .extracting(stop -> stop.text("stopOrderType"))
        .containsExactlyInAnyOrder("TakeProfit", "StopLoss");
    assertThat(orders("realtime", "category=linear&symbol=BTCUSDT&orderFilter=Order")).isEmpty();

    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Sell','orderType':'Market','qty':'0',"
            + "'reduceOnly':true,'closeOnTrigger':true}");
    Params pnl = list("/v5/position/closed-pnl", "category=linear").get(0);
    assertThat(pnl.text("closedSize")).isEqualTo("2");
    assertThat(pnl.text("avgExitPrice")).isEqualTo("99000");
    assertThat(list("/v5/position/list", "category=linear&settleCoin=USDT")).isEmpty();
    List<Params> log = list("/v5/account/transaction-log", "accountType=UNIFIED&type=TRADE");
    assertThat(log).hasSize(2);
    assertThat(log.get(1).text("tradeId")).isEqualTo(execution.text("execId"));
  }

  @Test
  void aBatchAnswersEachOfItsOrders() {
    Params answer =
        rig.json(
            rig.post(
                RestRig.ONE,
                "/v5/order/create-batch",
                "{'category':'linear','request':["
                    + "{'symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
                    + "'price':'90000','orderLinkId':'a'},"
                    + "{'symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
                    + "'price':'90000','orderLinkId':'a'},"
                    + "{'symbol':'NOUSDT','side':'Buy','orderType':'Limit','qty':'1',"
                    + "'price':'90000','orderLinkId':'b'}]}"));

    assertThat(answer.text("retCode")).isEqualTo("0");
    assertThat(answer.object("retExtInfo").objects("list"))
        .extracting(item -> item.text("code"))
        .containsExactly("0", "110072", "10001");
    List<Params> items = answer.object("result").objects("list");
    assertThat(items.get(0).text("orderId")).hasSize(36);
    assertThat(items.get(0).text("createAt")).hasSize(13);
    assertThat(items.get(1).text("orderId")).isEmpty();
    assertThat(items.get(2).text("orderLinkId")).isEqualTo("b");
  }

  @Test
  void aCancelAllTakesBackWhatItMeans() {
    ok("/v5/order/create", ORDER + "'qty':'1','price':'98000','orderLinkId':'x'}");
    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'ETHUSDT','side':'Buy','orderType':'Limit','qty':'1',"
            + "'price':'980'}");

    Params result = ok("/v5/order/cancel-all", "{'category':'linear','symbol':'BTCUSDT'}");
    assertThat(result.objects("list")).extracting(o -> o.text("orderLinkId")).containsExactly("x");
    assertThat(result.text("success")).isEqualTo("1");
    assertThat(orders("realtime", "category=linear&settleCoin=USDT"))
        .extracting(o -> o.text("symbol"))
        .containsExactly("ETHUSDT");
    ok("/v5/order/cancel-all", "{'category':'linear','settleCoin':'USDT'}");
    assertThat(orders("realtime", "category=linear&settleCoin=USDT")).isEmpty();
  }

  @Test
  void hedgeModeShowsBothLegsAlsoEmptyOnes() {
    assertThat(list("/v5/position/list", "category=linear&symbol=BTCUSDT")).hasSize(1);
    ok("/v5/position/switch-mode", "{'category':'linear','coin':'USDT','mode':3}");
    assertThat(list("/v5/position/list", "category=linear&symbol=BTCUSDT"))
        .extracting(leg -> leg.text("positionIdx"), leg -> leg.text("size"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", "0"),
            org.assertj.core.groups.Tuple.tuple("2", "0"));

    assertThat(code("/v5/position/switch-mode", "{'category':'linear','coin':'USDT','mode':3}"))
        .isEqualTo("110025");
    assertThat(code("/v5/order/create", ORDER + "'qty':'1','price':'98000'}")).isEqualTo("10001");
    ok("/v5/order/create", ORDER + "'qty':'1','price':'98000','positionIdx':1}");
  }

  @Test
  void leverageAndStopsOfAPositionAreSet() {
    String leverage =
        "{'category':'linear','symbol':'BTCUSDT','buyLeverage':'20','sellLeverage':'20'}";
    ok("/v5/position/set-leverage", leverage);
    assertThat(code("/v5/position/set-leverage", leverage)).isEqualTo("110043");
    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1'}");
    ok(
        "/v5/position/trading-stop",
        "{'category':'linear','symbol':'BTCUSDT','tpslMode':'Full','positionIdx':0,"
            + "'takeProfit':'120000','trailingStop':'500'}");

    Params position = list("/v5/position/list", "category=linear&symbol=BTCUSDT").get(0);
    assertThat(position.text("leverage")).isEqualTo("20");
    assertThat(position.text("takeProfit")).isEqualTo("120000");
    assertThat(position.text("trailingStop")).isEqualTo("500");
  }

  @Test
  void stopsOfTheWholePositionNeedNoMode() {
    ok(
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1'}");
    ok(
        "/v5/position/trading-stop",
        "{'category':'linear','symbol':'BTCUSDT','side':'Sell','trailingStop':'300'}");

    Params position = list("/v5/position/list", "category=linear&symbol=BTCUSDT").get(0);
    assertThat(position.text("trailingStop")).isEqualTo("300");
    assertThat(position.text("tpslMode")).isEqualTo("Full");
  }

  @Test
  void moneyIsMovedOnceForATransferId() {
    String body =
        "{'transferId':'42c0cfb0-6bca-4242-bc76-4e6df6cbab16','coin':'USDT','amount':'250',"
            + "'fromAccountType':'FUND','toAccountType':'UNIFIED'}";
    for (int i = 0; i < 2; i++) {
      Params answer = rig.json(rig.post(RestRig.MOVER, "/v5/asset/transfer/inter-transfer", body));
      assertThat(answer.object("result").text("status")).isEqualTo("SUCCESS");
    }
    Params balance =
        rig.json(
                rig.get(
                    RestRig.ONE,
                    "/v5/asset/transfer/query-account-coin-balance",
                    "accountType=UNIFIED&coin=USDT"))
            .object("result")
            .object("balance");
    assertThat(balance.text("walletBalance")).isEqualTo("1000250");
    assertThat(list("/v5/account/transaction-log", "type=TRANSFER_IN"))
        .extracting(entry -> entry.text("change"))
        .containsExactly("250", "1000000");
    assertThat(
            rig.json(
                    rig.get(
                        RestRig.ONE,
                        "/v5/asset/transfer/query-inter-transfer-list",
                        "coin=USDT&limit=1"))
                .object("result")
                .objects("list"))
        .extracting(o -> o.text("transferId"), o -> o.text("amount"), o -> o.text("toAccountType"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "42c0cfb0-6bca-4242-bc76-4e6df6cbab16", "250", "UNIFIED"));
  }

  @Test
  void accountsSeeNothingOfEachOther() {
    String id = ok("/v5/order/create", ORDER + "'qty':'1','price':'98000'}").text("orderId");

    Params other =
        rig.json(rig.get(RestRig.TWO, "/v5/order/realtime", "category=linear&orderId=" + id));
    assertThat(other.object("result").objects("list")).isEmpty();
    assertThat(
            rig.json(
                    rig.post(
                        RestRig.TWO,
                        "/v5/order/cancel",
                        "{'category':'linear','symbol':'BTCUSDT','orderId':'" + id + "'}"))
                .text("retCode"))
        .isEqualTo("110001");
  }

  private Params ok(String path, String body) {
    Params answer = rig.json(rig.post(RestRig.ONE, path, body));
    assertThat(answer.text("retCode") + " " + answer.text("retMsg")).isEqualTo("0 OK");
    return answer.object("result");
  }

  private String code(String path, String body) {
    return rig.json(rig.post(RestRig.ONE, path, body)).text("retCode");
  }

  private List<Params> orders(String list, String query) {
    return list("/v5/order/" + list, query);
  }

  private Params onlyOrder(String list, String query) {
    List<Params> found = orders(list, query);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Params> list(String path, String query) {
    Params answer = rig.json(rig.get(RestRig.ONE, path, query));
    assertThat(answer.text("retCode") + " " + answer.text("retMsg")).isEqualTo("0 OK");
    return answer.object("result").objects("list");
  }
}
