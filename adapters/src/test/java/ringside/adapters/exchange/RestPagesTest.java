package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/** Lists in pages: whole while new items arrive, filtered, bounded, and empty where nothing is. */
class RestPagesTest {
  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void pagesOfOpenOrdersStayWholeWhileOrdersArrive() {
    place(0, 25);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int arrived = 25;
    do {
      Params page = orders("realtime", "symbol=BTCUSDT&limit=4", cursor);
      page.objects("list").forEach(order -> seen.add(order.text("orderLinkId")));
      cursor = page.text("nextPageCursor");
      place(arrived, arrived + 3);
      arrived += 3;
    } while (!cursor.isEmpty());

    assertThat(seen)
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "o" + (24 - i)).toList());
  }

  @Test
  void aCursorMayComeBackEncodedOnceMore() {
    place(0, 5);
    String cursor = orders("realtime", "symbol=BTCUSDT&limit=2", "").text("nextPageCursor");
    assertThat(cursor).contains("%3D");

    for (String form : List.of(cursor, cursor.replace("%", "%25"))) {
      assertThat(orders("realtime", "symbol=BTCUSDT&limit=2", form).objects("list"))
          .extracting(order -> order.text("orderLinkId"))
          .containsExactly("o2", "o1");
    }
  }

  @Test
  void pagesOfExecutionsAndHistoryGoToTheEnd() {
    for (int i = 0; i < 12; i++) {
      submit(order(i, Side.BUY, OrderType.MARKET, 0));
    }
    List<String> executions = new ArrayList<>();
    String cursor = "";
    do {
      Params page = list("/v5/execution/list", "category=linear&limit=5" + at(cursor));
      page.objects("list").forEach(execution -> executions.add(execution.text("execId")));
      cursor = page.text("nextPageCursor");
    } while (!cursor.isEmpty());
    assertThat(executions).hasSize(12).doesNotHaveDuplicates();

    Params history = orders("history", "limit=10", "");
    assertThat(history.objects("list")).hasSize(10);
    history = orders("history", "limit=10", history.text("nextPageCursor"));
    assertThat(history.objects("list")).hasSize(2);
    assertThat(history.text("nextPageCursor")).isEmpty();
    Params log = list("/v5/account/transaction-log", "limit=7");
    log = list("/v5/account/transaction-log", "limit=7" + at(log.text("nextPageCursor")));
    assertThat(log.objects("list")).hasSize(6);
  }

  @Test
  void pagesOfPositionsHoldEveryLegOnce() {
    submit(order(0, Side.BUY, OrderType.MARKET, 0));
    submit(
        new VenueRequest.Place(
            0,
            1,
            "eth",
            Side.SELL,
            OrderType.MARKET,
            TimeInForce.IOC,
            0,
            Instruments.e9("1"),
            0,
            false,
            false,
            0,
            0,
            TriggerBy.LAST,
            TriggerSpec.NONE,
            TriggerSpec.NONE,
            true));
    Params first = list("/v5/position/list", "category=linear&settleCoin=USDT&limit=1");
    assertThat(first.objects("list").get(0).text("symbol")).isEqualTo("BTCUSDT");
    Params second =
        list(
            "/v5/position/list",
            "category=linear&settleCoin=USDT&limit=1" + at(first.text("nextPageCursor")));
    assertThat(second.objects("list").get(0).text("symbol")).isEqualTo("ETHUSDT");
    assertThat(second.text("nextPageCursor")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v5/order/realtime | category=linear&symbol=BTCUSDT&cursor=nonsense",
        "/v5/order/realtime | category=linear&symbol=BTCUSDT&cursor=execution_token%3D1%26",
        "/v5/order/realtime | category=linear&symbol=BTCUSDT&limit=51",
        "/v5/order/realtime | category=linear&symbol=BTCUSDT&limit=0",
        "/v5/order/realtime | category=linear",
        "/v5/order/realtime | category=nothing&symbol=BTCUSDT",
        "/v5/order/realtime | symbol=BTCUSDT",
        "/v5/order/realtime | category=linear&symbol=NOUSDT",
        "/v5/order/history | category=linear&startTime=1700000000000&endTime=1700604800001",
        "/v5/order/history | category=linear&startTime=2&endTime=1",
        "/v5/order/history | category=linear&limit=51",
        "/v5/execution/list | category=linear&limit=101",
        "/v5/position/list | category=linear",
        "/v5/position/list | category=linear&symbol=BTCUSDT&limit=201",
        "/v5/position/closed-pnl | category=linear&limit=101",
        "/v5/account/transaction-log | limit=51",
        "/v5/account/wallet-balance | accountType=SPOT",
      })
  void whatCannotBeAnsweredIsAParameterError(String path, String query) {
    assertThat(rig.json(rig.get(RestRig.ONE, path, query)).text("retCode")).isEqualTo("10001");
  }

  @ParameterizedTest
  @CsvSource({
    "/v5/order/realtime",
    "/v5/order/history",
    "/v5/execution/list",
    "/v5/position/list",
    "/v5/position/closed-pnl",
    "/v5/account/fee-rate",
    "/v5/account/transaction-log"
  })
  void categoriesThatAreNotTradedHereAreEmpty(String path) {
    for (String category : List.of("spot", "inverse", "option")) {
      Params answer = rig.json(rig.get(RestRig.ONE, path, "category=" + category));
      assertThat(answer.text("retCode")).isEqualTo("0");
      assertThat(answer.object("result").objects("list")).isEmpty();
    }
  }

  @Test
  void aRestartMakesRealtimeForgetWhatHistoryKeeps() {
    submit(order(0, Side.BUY, OrderType.MARKET, 0));
    assertThat(orders("realtime", "symbol=BTCUSDT&openOnly=1", "").objects("list")).hasSize(1);
    String id = orders("history", "", "").objects("list").get(0).text("orderId");

    rig.faults.forgetBefore(rig.thread.nowNs() + 1);

    assertThat(orders("realtime", "symbol=BTCUSDT&openOnly=1", "").objects("list")).isEmpty();
    assertThat(orders("realtime", "orderId=" + id, "").objects("list")).isEmpty();
    assertThat(orders("history", "orderId=" + id, "").objects("list")).hasSize(1);
  }

  @Test
  void realtimeShowsTheNewestFiveHundredThatEnded() {
    place(0, 250);
    rig.thread.submit(new VenueRequest.CancelAll(0, -1, VenueRequest.Filter.ALL, "")).join();
    place(250, 600);
    rig.thread.submit(new VenueRequest.CancelAll(0, -1, VenueRequest.Filter.ALL, "")).join();
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Params page = orders("realtime", "symbol=BTCUSDT&openOnly=1&limit=50", cursor);
      page.objects("list").forEach(order -> seen.add(order.text("orderLinkId")));
      cursor = page.text("nextPageCursor");
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(500).contains("o100", "o599").doesNotContain("o99");
    assertThat(orders("realtime", "orderLinkId=o99", "").objects("list")).isEmpty();
    assertThat(orders("history", "orderLinkId=o99", "").objects("list")).hasSize(1);
  }

  @Test
  void orderFiltersTellStopsFromOrders() {
    place(0, 1);
    submit(
        new VenueRequest.Place(
            0,
            0,
            "stop",
            Side.BUY,
            OrderType.MARKET,
            TimeInForce.IOC,
            0,
            Instruments.e9("1"),
            0,
            false,
            false,
            Instruments.e9("120000"),
            1,
            TriggerBy.LAST,
            TriggerSpec.NONE,
            TriggerSpec.NONE,
            true));
    assertThat(orders("realtime", "symbol=BTCUSDT&orderFilter=StopOrder", "").objects("list"))
        .extracting(o -> o.text("orderLinkId") + o.text("orderStatus") + o.text("triggerPrice"))
        .containsExactly("stopUntriggered120000");
    assertThat(orders("realtime", "symbol=BTCUSDT&orderFilter=Order", "").objects("list"))
        .extracting(o -> o.text("orderLinkId"))
        .containsExactly("o0");
    assertThat(orders("realtime", "baseCoin=ETH", "").objects("list")).isEmpty();
    assertThat(orders("realtime", "settleCoin=USDT", "").objects("list")).hasSize(2);
  }

  private void place(int from, int to) {
    for (int i = from; i < to; i++) {
      submit(order(i, Side.BUY, OrderType.LIMIT, Instruments.e9("98000")));
    }
  }

  private void submit(VenueRequest request) {
    assertThat(rig.thread.submit(request).join().message()).isEqualTo("OK");
  }

  private static VenueRequest order(int number, Side side, OrderType type, long priceE9) {
    return new VenueRequest.Place(
        0,
        0,
        "o" + number,
        side,
        type,
        TimeInForce.GTC,
        priceE9,
        Instruments.e9("0.01"),
        0,
        false,
        false,
        0,
        0,
        TriggerBy.LAST,
        TriggerSpec.NONE,
        TriggerSpec.NONE,
        true);
  }

  private Params orders(String list, String query, String cursor) {
    String filters = query.isEmpty() ? "" : "&" + query;
    return list("/v5/order/" + list, "category=linear" + filters + at(cursor));
  }

  private static String at(String cursor) {
    return cursor.isEmpty() ? "" : "&cursor=" + cursor;
  }

  private Params list(String path, String query) {
    Params answer = rig.json(rig.get(RestRig.ONE, path, query));
    assertThat(answer.text("retCode") + " " + answer.text("retMsg")).isEqualTo("0 OK");
    return answer.object("result");
  }
}
