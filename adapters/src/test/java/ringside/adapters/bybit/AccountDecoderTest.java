package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.AccountDecoder.Outcome;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PositionStatus;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.codec.WalletUpdateDecoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class AccountDecoderTest {
  private static final long NOTHING = Long.MIN_VALUE;
  private static final long RECEIVED_NS = 1_672_364_262_999_000_000L;

  private final AccountDecoder decoder =
      new AccountDecoder(Map.of("BTCUSDT", 3, "ETHUSDT", 4, "ICPUSDT", 5, "SOLUSDT", 6), "USDT");
  private final RecordBuffer records = new RecordBuffer(4096, 1 << 20);

  @Test
  void anOrderIsReadWithEveryFieldThatSaysSomething() {
    assertThat(decode(AccountMessages.message("order", AccountMessages.ORDER)))
        .isEqualTo(Outcome.ACCOUNT);
    OrderUpdateDecoder order = order();
    assertThat(order.header().timeNs()).isEqualTo(RECEIVED_NS);
    assertThat(order.header().venueTimeNs()).isEqualTo(1_672_364_262_474_000_000L);
    assertThat(order.header().source()).isEqualTo(9);
    assertThat(order.header().generation()).isEqualTo(2);
    assertThat(order.header().account()).isEqualTo(1);
    assertThat(order.header().instrument()).isEqualTo(3);
    assertThat(order.priceE9()).isEqualTo(30_000_500_000_000L);
    assertThat(order.quantityE9()).isEqualTo(100_000_000L);
    assertThat(order.leavesQuantityE9()).isEqualTo(60_000_000L);
    assertThat(order.cumulativeQuantityE9()).isEqualTo(40_000_000L);
    assertThat(order.cumulativeNotionalE9()).isEqualTo(1_200_020_000_000L);
    assertThat(order.cumulativeFeeE9()).as("in the settlement coin").isEqualTo(240_000_000L);
    assertThat(order.averagePriceE9()).isEqualTo(30_000_500_000_000L);
    assertThat(order.triggerPriceE9()).as("empty says nothing").isEqualTo(NOTHING);
    assertThat(order.takeProfitE9()).isEqualTo(31_000_000_000_000L);
    assertThat(order.stopLossE9()).as("0 is none").isEqualTo(NOTHING);
    assertThat(order.createdTimeNs()).isEqualTo(1_672_364_262_444_000_000L);
    assertThat(order.updatedTimeNs()).isEqualTo(1_672_364_262_457_000_000L);
    assertThat(order.reportId()).isEqualTo(NOTHING);
    assertThat(order.side()).isEqualTo(Side.BUY);
    assertThat(order.leg()).isEqualTo(Leg.LONG);
    assertThat(order.orderType()).isEqualTo(OrderType.LIMIT);
    assertThat(order.timeInForce()).isEqualTo(TimeInForce.POST_ONLY);
    assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(order.triggerBy()).isEqualTo(TriggerBy.NULL_VAL);
    assertThat(order.triggerDirection()).isEqualTo(TriggerDirection.NULL_VAL);
    assertThat(order.reduceOnly()).isZero();
    assertThat(order.closeOnTrigger()).isZero();
    assertThat(order.orderId()).isEqualTo("o-1");
    assertThat(order.clientOrderId()).isEqualTo("c-1");
    assertThat(order.stopOrderType()).isEmpty();
    assertThat(order.rejectReason()).isEmpty();
    assertThat(order.cancelType()).isEmpty();
  }

  @Test
  void anExecutionHasItsOwnTimeAndNoLeg() {
    assertThat(decode(AccountMessages.message("execution", AccountMessages.EXECUTION)))
        .isEqualTo(Outcome.ACCOUNT);
    ExecutionDecoder execution = execution();
    assertThat(execution.header().venueTimeNs()).isEqualTo(1_746_270_400_353_000_000L);
    assertThat(execution.priceE9()).isEqualTo(95_900_100_000_000L);
    assertThat(execution.quantityE9()).isEqualTo(500_000_000L);
    assertThat(execution.notionalE9()).isEqualTo(47_950_050_000_000L);
    assertThat(execution.feeE9()).isEqualTo(26_372_527_500L);
    assertThat(execution.feeRateE9()).isEqualTo(550_000L);
    assertThat(execution.closedQuantityE9()).isEqualTo(500_000_000L);
    assertThat(execution.leavesQuantityE9()).isZero();
    assertThat(execution.realisedPnlE9()).isEqualTo(50_000_000L);
    assertThat(execution.crossSequence()).isEqualTo(140_612_148_849_382L);
    assertThat(execution.side()).isEqualTo(Side.SELL);
    assertThat(execution.leg()).isEqualTo(Leg.NULL_VAL);
    assertThat(execution.executionType()).isEqualTo(ExecutionType.TRADE);
    assertThat(execution.maker()).isZero();
    assertThat(execution.executionId()).isEqualTo("e-1");
    assertThat(execution.orderId()).isEqualTo("o-1");
    assertThat(execution.clientOrderId()).isEqualTo("c-1");
    assertThat(execution.feeCoin()).isEqualTo("USDT");
  }

  @Test
  void anExecutionThatDoesNotSayWhatItsFeeWasPaidInWasPaidInWhatItsContractSettlesIn() {
    String silent =
        AccountMessages.EXECUTION.replace("\"feeCurrency\":\"USDT\"", "\"feeCurrency\":\"\"");
    assertThat(decode(AccountMessages.message("execution", silent))).isEqualTo(Outcome.ACCOUNT);
    ExecutionDecoder execution = execution();
    assertThat(execution.executionId()).isEqualTo("e-1");
    assertThat(execution.orderId()).isEqualTo("o-1");
    assertThat(execution.clientOrderId()).isEqualTo("c-1");
    assertThat(execution.feeCoin()).isEqualTo("USDT");
  }

  @ParameterizedTest
  @CsvSource({
    "Trade,TRADE",
    "Funding,FUNDING",
    "AdlTrade,ADL",
    "BustTrade,LIQUIDATION",
    "Settle,SETTLEMENT",
    "Delivery,DELIVERY",
    "MovePosition,OTHER",
    "SomethingNew,OTHER",
    "'',TRADE"
  })
  void everyTypeOfExecutionHasItsOwn(String word, ExecutionType type) {
    decode(
        AccountMessages.message(
            "execution",
            AccountMessages.EXECUTION.replace(
                "\"execType\":\"Trade\"", "\"execType\":\"" + word + "\"")));
    assertThat(execution().executionType()).isEqualTo(type);
  }

  @Test
  void aPositionIsReadAndAnEmptyLegToo() {
    decode(AccountMessages.message("position", AccountMessages.POSITION, AccountMessages.FLAT));
    assertThat(records.recordCount()).isEqualTo(2);
    PositionUpdateDecoder position = position(0);
    assertThat(position.sizeE9()).isEqualTo(300_000_000L);
    assertThat(position.entryPriceE9()).as("rounded").isEqualTo(28_000_123_456_789L);
    assertThat(position.leverageE9()).isEqualTo(10_000_000_000L);
    assertThat(position.liquidationPriceE9()).isEqualTo(NOTHING);
    assertThat(position.realisedPnlE9()).isEqualTo(1_260_000_000L);
    assertThat(position.cumulativeRealisedPnlE9()).isEqualTo(-25_060_000_000L);
    assertThat(position.takeProfitE9()).as("0 is a value: it was removed").isZero();
    assertThat(position.stopLossE9()).isEqualTo(29_000_000_000_000L);
    assertThat(position.leg()).isEqualTo(Leg.SHORT);
    assertThat(position.side()).isEqualTo(Side.SELL);
    assertThat(position.status()).isEqualTo(PositionStatus.NORMAL);
    assertThat(position.reduceOnly()).isEqualTo((short) 1);
    assertThat(position.header().venueTimeNs()).isEqualTo(1_697_682_317_038_000_000L);
    PositionUpdateDecoder flat = position(1);
    assertThat(flat.sizeE9()).isZero();
    assertThat(flat.side()).isEqualTo(Side.NULL_VAL);
    assertThat(flat.leg()).isEqualTo(Leg.LONG);
    assertThat(flat.crossSequence()).as("never traded").isEqualTo(NOTHING);
    assertThat(flat.header().venueTimeNs()).isEqualTo(1_672_364_262_474_000_000L);
  }

  @Test
  void everyCoinOfAWalletIsARecordWithTheAccountsTotals() {
    decode(AccountMessages.message("wallet", AccountMessages.WALLET));
    assertThat(records.recordCount()).isEqualTo(2);
    WalletUpdateDecoder wallet = wallet(0);
    assertThat(wallet.coin()).isEqualTo("USDT");
    assertThat(wallet.walletBalanceE9()).isEqualTo(9_647_755_376_470L);
    assertThat(wallet.availableE9()).isEqualTo(NOTHING);
    assertThat(wallet.totalAvailableE9()).isEqualTo(9_556_605_655_500L);
    assertThat(wallet.realisedPnlE9()).isEqualTo(123_456_789L);
    assertThat(wallet.rounded()).isEqualTo((short) 1);
    assertThat(wallet(1).coin()).isEqualTo("BTC");
    assertThat(wallet(1).rounded()).isZero();
    assertThat(wallet(1).totalEquityE9()).isEqualTo(10_262_913_350_230L);
  }

  @Test
  void aFastExecutionIsATradeWithoutAFee() {
    decode(AccountMessages.message("execution.fast", AccountMessages.FAST_EXECUTION));
    assertThat(execution().feeE9()).isEqualTo(NOTHING);
    assertThat(execution().executionType()).isEqualTo(ExecutionType.TRADE);
    assertThat(execution().maker()).isEqualTo((short) 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"qty\":\"0.100\"->\"qty\":\"0.1000000001\"",
        "\"qty\":\"0.100\"->\"qty\":\"-1\"",
        "\"qty\":\"0.100\"->\"qty\":\"NaN\"",
        "\"qty\":\"0.100\"->\"qty\":\"1e5\"",
        "\"qty\":\"0.100\"->\"qty\":\"1,5\"",
        "\"qty\":\"0.100\"->\"qty\":\"\"",
        "\"qty\":\"0.100\"->\"qty\":{}",
        "\"price\":\"30000.5\"->\"price\":\"Infinity\"",
        "\"side\":\"Buy\"->\"side\":\"None\"",
        "\"side\":\"Buy\",->",
        "\"positionIdx\":1->\"positionIdx\":3",
        "\"positionIdx\":1,->",
        "\"orderStatus\":\"PartiallyFilled\"->\"orderStatus\":\"Dreaming\"",
        "\"orderId\":\"o-1\"->\"orderId\":7",
        "\"orderId\":\"o-1\"->\"orderId\":\"o-1\",\"orderId\":\"o-2\"",
        "\"reduceOnly\":false->\"reduceOnly\":\"no\"",
        "\"cumFeeDetail\":{->\"cumFeeDetail\":7,\"x\":{",
        "\"createdTime\":\"1672364262444\"->\"createdTime\":\"12\""
      })
  void aBadItemIsLeftOutAndTheOthersOfItsMessageAreNot(String change) {
    String[] fromTo = change.split("->", -1);
    String bad = AccountMessages.ORDER.replace(fromTo[0], fromTo[1]);
    assertThat(bad).isNotEqualTo(AccountMessages.ORDER);
    String message =
        AccountMessages.message(
            "order",
            AccountMessages.order("first", "New"),
            bad,
            "7",
            AccountMessages.order("last", "Filled"));
    assertThat(decode(message)).isEqualTo(Outcome.ACCOUNT);
    assertThat(decoder.itemsTaken()).isEqualTo(2);
    assertThat(decoder.itemsRejected()).isEqualTo(2);
    assertThat(decoder.itemRejectReason()).isNotNull();
    assertThat(clientOrderId(order(0))).isEqualTo("first");
    assertThat(clientOrderId(order(1))).isEqualTo("last");
    assertThat(order(1).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void aBadCoinIsLeftOutAndTheOthersAreNot() {
    decode(
        AccountMessages.message(
            "wallet",
            AccountMessages.WALLET.replace(
                "\"coin\":[", "\"coin\":[{\"coin\":\"BAD\",\"equity\":\"x\",\"y\":[1]},")));
    assertThat(decoder.itemsRejected()).isEqualTo(1);
    assertThat(records.recordCount()).isEqualTo(2);
    assertThat(wallet(0).coin()).isEqualTo("USDT");
  }

  @Test
  void symbolsAndCategoriesThatNobodyAskedForAreCountedAndLeaveNoTrace() {
    decode(
        AccountMessages.message(
            "order",
            AccountMessages.ORDER.replace("BTCUSDT", "DOGEUSDT"),
            AccountMessages.ORDER.replace("linear", "spot")));
    assertThat(decoder.itemsUnknown()).isEqualTo(2);
    assertThat(decoder.itemsRejected()).isZero();
    assertThat(records.isEmpty()).isTrue();
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    decode(
        "{\"data\":["
            + AccountMessages.EXECUTION
            + "],\"creationTime\":1672364262474,\"topic\":\"execution\",\"id\":\"x\"}");
    assertThat(execution().executionId()).isEqualTo("e-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"topic\":\"order\",\"data\":[]}|MISSING_FIELD",
        "{\"topic\":\"order\",\"creationTime\":1672364262474}|MISSING_FIELD",
        "{\"topic\":\"greeks\",\"creationTime\":1672364262474,\"data\":[]}|UNKNOWN_TOPIC",
        "{\"topic\":\"order\",\"creationTime\":1672364262474,\"data\":{}}|WRONG_TYPE",
        "{\"topic\":\"order\",\"creationTime\":1672364262474,\"data\":7}|WRONG_TYPE",
        "{\"topic\":\"order\",\"topic\":\"order\"}|DUPLICATE_FIELD",
        "{\"topic\":\"order\",\"creationTime\":5,\"data\":[]}|BAD_TIME",
        "{\"a\":1}|UNKNOWN_TOPIC",
        "[]|MALFORMED",
        "x|MALFORMED"
      })
  void aMessageThatIsNoneIsRejectedAsAWhole(String message, RejectReason reason) {
    assertThat(decode(message)).isEqualTo(Outcome.REJECTED);
    assertThat(decoder.rejectReason()).isEqualTo(reason);
    assertThat(records.isEmpty()).isTrue();
  }

  @Test
  void aMessageCutShortAnywhereLeavesNothingBehind() {
    for (String message : all()) {
      for (int length = 0; length < message.length(); length++) {
        records.clear();
        assertThat(decode(message.substring(0, length))).isEqualTo(Outcome.REJECTED);
        assertThat(records.isEmpty()).isTrue();
      }
    }
  }

  @Test
  void whateverIsDoneToAMessageItIsTakenOrRejectedAndNothingElseHappens() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    String salt = "{}[]\",:0129.-eE\\ntrue null\u0000é";
    for (int i = 0; i < 20_000; i++) {
      List<String> messages = all();
      StringBuilder text = new StringBuilder(messages.get(random.nextInt(messages.size())));
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        char other = salt.charAt(random.nextInt(salt.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, other);
          case 1 -> text.insert(at, other);
          default -> text.deleteCharAt(at);
        }
      }
      records.clear();
      assertThat(decode(text.toString())).as("seed %d: %s", seed, text).isNotNull();
      assertThat(records.recordCount()).isEqualTo(decoder.recordsMade());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ws_account_order.json,20", "ws_account_order_filled.json,20",
    "ws_account_order_buy_stop_market.json,20", "ws_account_order_market_if_touched.json,20",
    "ws_account_order_stop_limit.json,20", "ws_account_order_stop_market.json,20",
    "ws_account_execution.json,21", "ws_account_execution_fast.json,21",
    "ws_account_position.json,22", "ws_account_wallet.json,23"
  })
  void messagesThatOthersWroteAreTakenWhole(String file, int template) throws IOException {
    assertThat(decode(SharedData.text("bybit/fixtures-nautilus/" + file)))
        .isEqualTo(Outcome.ACCOUNT);
    assertThat(decoder.itemsRejected()).isZero();
    assertThat(decoder.itemsUnknown()).isZero();
    assertThat(records.isEmpty()).isFalse();
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      assertThat(RecordLayout.templateId(records.buffer(), at)).isEqualTo(template);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http_get_orders_realtime.json,ORDERS", "http_get_orders_history.json,ORDERS",
    "http_get_positions.json,POSITIONS", "http_get_wallet_balance.json,WALLET"
  })
  void pagesThatOthersWroteAreTakenWhole(String file, Items items) throws IOException {
    String answer = SharedData.text("bybit/fixtures-nautilus/" + file);
    char[] page =
        ringside.adapters.bybit.rest.JsonValue.parse(answer).get("result").toJson().toCharArray();
    boolean read =
        decoder.decodePage(
            page, page.length, items, records, RECEIVED_NS, RECEIVED_NS, 9, 2, 1, 77);
    assertThat(read).isTrue();
    assertThat(decoder.itemsRejected()).as("%s", decoder.itemRejectReason()).isZero();
    assertThat(decoder.itemsTaken() + decoder.itemsUnknown()).isPositive();
  }

  private Outcome decode(String message) {
    char[] text = message.toCharArray();
    return decoder.decode(text, text.length, records, RECEIVED_NS, 9, 2, 1);
  }

  private static List<String> all() {
    List<String> messages = new ArrayList<>();
    messages.add(AccountMessages.message("order", AccountMessages.ORDER));
    messages.add(
        AccountMessages.message("execution", AccountMessages.EXECUTION, AccountMessages.EXECUTION));
    messages.add(AccountMessages.message("position", AccountMessages.POSITION));
    messages.add(AccountMessages.message("wallet", AccountMessages.WALLET));
    return messages;
  }

  private int offset(int index) {
    int at = 0;
    for (int i = 0; i < index; i++) {
      at = RecordLayout.next(records.buffer(), at);
    }
    return at;
  }

  private OrderUpdateDecoder order() {
    return order(0);
  }

  private OrderUpdateDecoder order(int index) {
    int at = offset(index);
    return new OrderUpdateDecoder()
        .wrap(
            records.buffer(),
            at + RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(records.buffer(), at),
            RecordLayout.version(records.buffer(), at));
  }

  /** Texts are read in the schema's order. */
  private static String clientOrderId(OrderUpdateDecoder order) {
    assertThat(order.orderId()).isEqualTo("o-1");
    return order.clientOrderId();
  }

  private ExecutionDecoder execution() {
    return new ExecutionDecoder()
        .wrap(
            records.buffer(),
            RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(records.buffer(), 0),
            RecordLayout.version(records.buffer(), 0));
  }

  private PositionUpdateDecoder position(int index) {
    int at = offset(index);
    return new PositionUpdateDecoder()
        .wrap(
            records.buffer(),
            at + RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(records.buffer(), at),
            RecordLayout.version(records.buffer(), at));
  }

  private WalletUpdateDecoder wallet(int index) {
    int at = offset(index);
    return new WalletUpdateDecoder()
        .wrap(
            records.buffer(),
            at + RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(records.buffer(), at),
            RecordLayout.version(records.buffer(), at));
  }
}
