package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.AccountDecoder;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.SharedData;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Answers of REST with fields missing, odd, huge or of another type: never anything thrown. */
@Timeout(120)
class RestAnswersFuzzTest {
  private static final Logger LOG = LoggerFactory.getLogger(RestAnswersFuzzTest.class);
  private static final int ROUNDS = 2_000;
  private static final int SLOW_ROUNDS = 15;
  private static final HttpHeaders HEADERS =
      HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (a, b) -> true);

  private static final String INSTRUMENTS =
      "{\"category\":\"linear\",\"nextPageCursor\":\"\",\"list\":[{\"symbol\":\"BTCUSDT\","
          + "\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":\"BTC\","
          + "\"quoteCoin\":\"USDT\",\"settleCoin\":\"USDT\",\"launchTime\":\"1585526400000\","
          + "\"priceScale\":\"2\",\"leverageFilter\":{\"minLeverage\":\"1\",\"maxLeverage\":"
          + "\"100.00\",\"leverageStep\":\"0.01\"},\"priceFilter\":{\"minPrice\":\"0.10\","
          + "\"maxPrice\":\"1999999.80\",\"tickSize\":\"0.10\"},\"lotSizeFilter\":{\"maxOrderQty\":"
          + "\"1190.000\",\"minOrderQty\":\"0.001\",\"qtyStep\":\"0.001\",\"maxMktOrderQty\":"
          + "\"500.000\",\"minNotionalValue\":\"5\"},\"fundingInterval\":480,"
          + "\"upperFundingRate\":\"0.00375\",\"lowerFundingRate\":\"-0.00375\"}]}";
  private static final String TICKERS =
      "{\"category\":\"linear\",\"list\":[{\"symbol\":\"BTCUSDT\",\"lastPrice\":\"66666.60\","
          + "\"indexPrice\":\"66660.5\",\"markPrice\":\"66666.60\",\"fundingRate\":\"-0.0001\","
          + "\"nextFundingTime\":\"1673280000000\",\"bid1Price\":\"66666.50\",\"bid1Size\":\"23\","
          + "\"ask1Price\":\"66666.60\",\"ask1Size\":\"49.6\",\"openInterest\":\"67063.2\"}]}";
  private static final String ORDERS =
      "{\"category\":\"linear\",\"nextPageCursor\":\"a%3A1\",\"list\":[{\"symbol\":\"BTCUSDT\","
          + "\"orderId\":\"o-1\",\"orderLinkId\":\"c-1\",\"side\":\"Buy\",\"positionIdx\":1,"
          + "\"orderType\":\"Limit\",\"timeInForce\":\"PostOnly\",\"orderStatus\":\"New\","
          + "\"price\":\"30000.5\",\"qty\":\"0.100\",\"leavesQty\":\"0.060\",\"cumExecQty\":\"0.04\","
          + "\"cumExecValue\":\"1200.02\",\"cumExecFee\":\"0.6\",\"avgPrice\":\"30000.5\","
          + "\"triggerPrice\":\"\",\"takeProfit\":\"31000\",\"stopLoss\":\"0\",\"createdTime\":"
          + "\"1672364262444\",\"updatedTime\":\"1672364262457\",\"triggerBy\":\"LastPrice\","
          + "\"triggerDirection\":1,\"reduceOnly\":false,\"closeOnTrigger\":false,"
          + "\"stopOrderType\":\"Stop\",\"rejectReason\":\"EC_NoError\",\"cancelType\":\"UNKNOWN\"}]}";
  private static final String EXECUTIONS =
      "{\"category\":\"linear\",\"nextPageCursor\":\"\",\"list\":[{\"symbol\":\"BTCUSDT\","
          + "\"execId\":\"e-1\",\"orderId\":\"o-1\",\"orderLinkId\":\"c-1\",\"side\":\"Sell\","
          + "\"execPrice\":\"95900.1\",\"execQty\":\"0.5\",\"execType\":\"Trade\",\"execValue\":"
          + "\"47950.05\",\"execFee\":\"26.3\",\"feeRate\":\"0.00055\",\"isMaker\":false,"
          + "\"execTime\":\"1746270400353\",\"seq\":140612148849382,\"closedSize\":\"0.5\","
          + "\"leavesQty\":\"0\",\"feeCurrency\":\"USDT\"}]}";
  private static final String POSITIONS =
      "{\"category\":\"linear\",\"nextPageCursor\":\"\",\"list\":[{\"symbol\":\"BTCUSDT\","
          + "\"positionIdx\":2,\"side\":\"Sell\",\"size\":\"0.3\",\"avgPrice\":\"28000.1\","
          + "\"leverage\":\"10\",\"positionValue\":\"8400.03\",\"markPrice\":\"28184.5\","
          + "\"positionIM\":\"840.1\",\"positionMM\":\"42\",\"takeProfit\":\"0\",\"stopLoss\":\"\","
          + "\"trailingStop\":\"0\",\"unrealisedPnl\":\"-55.3\",\"curRealisedPnl\":\"1.26\","
          + "\"cumRealisedPnl\":\"-25.06\",\"updatedTime\":\"1697682317038\",\"liqPrice\":\"\","
          + "\"bustPrice\":\"\",\"positionStatus\":\"Normal\",\"seq\":8327597863,"
          + "\"isReduceOnly\":false},{\"symbol\":\"DOGEUSDT\",\"positionIdx\":0,\"side\":\"Buy\","
          + "\"size\":\"5\",\"seq\":-1}]}";
  private static final String WALLET =
      "{\"list\":[{\"accountType\":\"UNIFIED\",\"totalEquity\":\"10262.9\",\"totalMarginBalance\":"
          + "\"9684.4\",\"totalAvailableBalance\":\"9556.6\",\"accountIMRate\":\"0.01\","
          + "\"accountMMRate\":\"0.001\",\"coin\":[{\"coin\":\"USDT\",\"equity\":\"10226.2\","
          + "\"walletBalance\":\"9647.7\",\"availableToWithdraw\":\"\",\"totalOrderIM\":\"1\","
          + "\"totalPositionIM\":\"127.8\",\"totalPositionMM\":\"12\",\"unrealisedPnl\":\"-3\","
          + "\"cumRealisedPnl\":\"0.12345678901\"}]}]}";
  private static final String KEY =
      "{\"id\":\"1\",\"note\":\"x\",\"apiKey\":\"k\",\"readOnly\":0,\"secret\":\"\",\"permissions\":"
          + "{\"ContractTrade\":[\"Order\",\"Position\"],\"Wallet\":[]},\"ips\":[\"*\"],\"type\":1,"
          + "\"deadlineDay\":83,\"expiredAt\":\"2033-05-15T03:21:05Z\",\"unified\":0,\"uta\":1,"
          + "\"userID\":24617703,\"vipLevel\":\"No VIP\"}";
  private static final String ACCOUNT =
      "{\"marginMode\":\"REGULAR_MARGIN\",\"updatedTime\":\"1697078946000\","
          + "\"unifiedMarginStatus\":4}";
  private static final String TIME =
      "{\"timeSecond\":\"1688639403\",\"timeNano\":\"1688639403423213947\"}";
  private static final String STATUS =
      "{\"list\":[{\"id\":\"1\",\"title\":\"t\",\"state\":\"completed\",\"begin\":\"1751596902000\","
          + "\"end\":\"1751597011000\",\"serviceTypes\":[2],\"product\":[1],\"uidSuffix\":[],"
          + "\"maintainType\":1,\"env\":1}]}";

  private final long seed = Long.getLong("ringside.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Mutations mutations = new Mutations(random);
  private final HeardEvents heard = new HeardEvents();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final VenueEvents events = new VenueEvents(heard, clock, 9, Map.of("main", 1));
  private final RecordBuffer records = new RecordBuffer(16 << 10, 4 << 20);
  private final AccountDecoder decoder =
      new AccountDecoder(Map.of("BTCUSDT", 3, "ETHUSDT", 4), "USDT");
  private final ScriptedHttp venue = new ScriptedHttp();
  private final BybitRest rest =
      BybitRest.of(venue.environment(), clock, events, null, 2_000_000_000L);

  @AfterEach
  void close() {
    rest.close();
    venue.close();
  }

  @Test
  void ourExamplesAreTakenAsTheyAre() throws IOException {
    assertThat(instruments(JsonValue.parse(INSTRUMENTS))).isEqualTo(1);
    tickers(JsonValue.parse(TICKERS));
    assertThat(heard.lines()).hasSize(2);
    for (Map.Entry<String, Items> example : lists().entrySet()) {
      assertThat(page(JsonValue.parse(example.getKey()), example.getValue())).isTrue();
      assertThat(decoder.itemsRejected()).isZero();
      assertThat(decoder.itemsTaken()).isEqualTo(1);
    }
  }

  @Test
  void mutatedAnswersAreTakenInPartOrRefusedAndNothingIsThrown() throws IOException {
    LOG.warn("seed of this run: {}", seed);
    sweep(INSTRUMENTS, this::instruments);
    sweep(TICKERS, this::tickers);
    for (Map.Entry<String, Items> example : lists().entrySet()) {
      sweep(example.getKey(), result -> page(result, example.getValue()));
    }
  }

  @Test
  void whatTheVenueRecordedIsTakenWholeAndItsMutationsThrowNothing() throws IOException {
    LOG.warn("seed of this run: {}", seed);
    String folder = "bybit/fixtures-nautilus/";
    Map<String, Items> lists =
        Map.of(
            "http_get_orders_realtime.json", Items.ORDERS,
            "http_get_orders_history.json", Items.ORDERS,
            "http_get_positions.json", Items.POSITIONS,
            "http_get_wallet_balance.json", Items.WALLET);
    for (Map.Entry<String, Items> file : lists.entrySet()) {
      JsonValue result = JsonValue.parse(SharedData.text(folder + file.getKey())).get("result");
      assertThat(page(result, file.getValue())).as(file.getKey()).isTrue();
      assertThat(decoder.itemsRejected()).as(file.getKey()).isZero();
      assertThat(decoder.itemsTaken()).as(file.getKey()).isPositive();
      sweep(result.toJson(), each -> page(each, file.getValue()));
    }
    JsonValue listed =
        JsonValue.parse(SharedData.text(folder + "http_get_instruments_linear.json")).get("result");
    assertThat(instruments(listed)).isEqualTo(listed.get("list").items().size());
    sweep(listed.toJson(), this::instruments);
  }

  @Test
  void wordsThatNobodyKnowsYetCostNoMoreThanTheirMeaning() throws IOException {
    for (String word : List.of("Limit", "PostOnly", "LastPrice", "Stop", "EC_NoError", "UNKNOWN")) {
      assertThat(page(JsonValue.parse(ORDERS.replace(word, "Brandnew")), Items.ORDERS)).isTrue();
      assertThat(decoder.itemsTaken()).as(word).isEqualTo(1);
    }
    assertThat(page(JsonValue.parse(EXECUTIONS.replace("Trade\"", "Brandnew\"")), Items.EXECUTIONS))
        .isTrue();
    assertThat(decoder.itemsTaken()).isEqualTo(1);
    page(JsonValue.parse(POSITIONS.replace("Normal", "Brandnew")), Items.POSITIONS);
    assertThat(decoder.itemsTaken()).isEqualTo(1);
    // An order's state is not guessed, but its neighbours are taken
    String item = JsonValue.parse(ORDERS).get("list").items().get(0).toJson();
    String both = "{\"list\":[" + item.replace("\"New\"", "\"Brandnew\"") + "," + item + "]}";
    assertThat(page(JsonValue.parse(both), Items.ORDERS)).isTrue();
    assertThat(decoder.itemsTaken()).isEqualTo(1);
    assertThat(decoder.itemsRejected()).isEqualTo(1);
    assertThat(instruments(JsonValue.parse(INSTRUMENTS.replace("Trading", "Brandnew")))).isOne();
    assertThat(heard.lines()).last().asString().contains("CLOSED");
  }

  @Test
  void whatIsAskedAtAStartEndsInAWordWhateverIsAnswered() throws IOException {
    LOG.warn("seed of this run: {}", seed);
    RestClient client = rest.account("main", Credentials.of("test", "canaryKey12345", "canary98"));
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("/v5/user/query-api", KEY);
    answers.put("/v5/account/info", ACCOUNT);
    answers.put("/v5/account/wallet-balance", WALLET);
    answers.put("/v5/market/time", TIME);
    answers.put("/v5/system/status", STATUS);
    answers.put("/v5/market/instruments-info", INSTRUMENTS);
    for (int i = 0; i < SLOW_ROUNDS; i++) {
      for (Map.Entry<String, String> each : answers.entrySet()) {
        String odd = mutations.of(JsonValue.parse(each.getValue()));
        venue.on(each.getKey(), Answer.ok(isJson(odd) ? odd : each.getValue()));
      }
      String what = "seed " + seed + ", round " + i;
      KeyReport report = within(what, new KeyCheck(rest, client, false).run());
      assertThat(report.summary()).as(what).isNotEmpty();
      if (report.isUsable()) {
        events.onIdentified(report);
      }
      within(what, rest.measureClock());
      InstrumentRules rules = new InstrumentRules(rest, events, Map.of("BTCUSDT", 0));
      within(what, rules.load());
      try (SystemStatus status = new SystemStatus(rest)) {
        status.start(60_000_000_000L);
        within(what, status.asked());
      }
    }
  }

  /** Takes a result; what it answers is of no matter here. */
  @FunctionalInterface
  private interface Taking {
    Object take(JsonValue result);
  }

  private void sweep(String example, Taking taking) throws IOException {
    JsonValue result = JsonValue.parse(example);
    int whole = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String body =
          "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":"
              + mutations.of(result)
              + ",\"retExtInfo\":{},\"time\":1672738134824}";
      if (random.nextInt(10) == 0) {
        body = broken(body);
      }
      try {
        RestTransport.Response response = new RestTransport.Response(200, HEADERS, body);
        RestAnswer answer = new RestAnswerDecoder(null, 1).decode(response);
        assertThat(answer.describe()).isNotEmpty();
        if (answer instanceof RestAnswer.Ok ok) {
          taking.take(ok.result());
          whole++;
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", round " + i + ", body " + body, e);
      }
      heard.clear();
    }
    assertThat(whole).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS);
  }

  private String broken(String body) {
    StringBuilder text = new StringBuilder(body);
    int at = random.nextInt(text.length());
    switch (random.nextInt(3)) {
      case 0 -> text.setLength(at);
      case 1 -> text.deleteCharAt(at);
      default -> text.setCharAt(at, (char) random.nextInt(128));
    }
    return text.toString();
  }

  /** How many could be taken, and were told. */
  private int instruments(JsonValue result) {
    int taken = 0;
    for (JsonValue item : result.get("list").items()) {
      InstrumentRule rule;
      try {
        rule = InstrumentRule.of(item);
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).hasSizeLessThan(400);
        continue;
      }
      events.onInstrument(7, rule, 1_672_738_134_824L);
      taken++;
    }
    return taken;
  }

  private Object tickers(JsonValue result) {
    result.get("list").items().forEach(item -> events.onTicker(7, item, 1_672_738_134_824L));
    return null;
  }

  private boolean page(JsonValue result, Items what) {
    char[] text = result.toJson().toCharArray();
    records.clear();
    boolean read =
        decoder.decodePage(
            text, text.length, what, records, 1, 1_672_738_134_000_000_000L, 7, 1, 1, 9);
    int made = 0;
    for (int at = 0; at < records.length(); made++) {
      assertThat(RecordLayout.length(records.buffer(), at))
          .isBetween(64, RecordLayout.MAX_RECORD_LENGTH);
      at += RecordLayout.aligned(RecordLayout.length(records.buffer(), at));
    }
    assertThat(read ? decoder.recordsMade() : 0).isEqualTo(made);
    return read;
  }

  private static Map<String, Items> lists() {
    Map<String, Items> lists = new LinkedHashMap<>();
    lists.put(ORDERS, Items.ORDERS);
    lists.put(EXECUTIONS, Items.EXECUTIONS);
    lists.put(POSITIONS, Items.POSITIONS);
    lists.put(WALLET, Items.WALLET);
    return lists;
  }

  private static boolean isJson(String text) {
    try {
      return !JsonValue.parse(text).isMissing();
    } catch (IOException e) {
      return false;
    }
  }

  private static <T> T within(String what, CompletableFuture<T> future) {
    try {
      return future.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }
}
