package ringside.adapters.bybit;

import java.util.Locale;

/** Messages of the private stream, written from the field lists of the venue's documents. */
final class AccountMessages {
  static final String ORDER =
      "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"o-1\",\"orderLinkId\":\"c-1\","
          + "\"side\":\"Buy\",\"positionIdx\":1,\"orderType\":\"Limit\",\"timeInForce\":\"PostOnly\","
          + "\"orderStatus\":\"PartiallyFilled\",\"price\":\"30000.5\",\"qty\":\"0.100\","
          + "\"leavesQty\":\"0.060\",\"cumExecQty\":\"0.040\",\"cumExecValue\":\"1200.02\","
          + "\"cumExecFee\":\"9\",\"cumFeeDetail\":{\"MNT\":\"7\",\"USDT\":\"0.24\"},"
          + "\"avgPrice\":\"30000.5\",\"triggerPrice\":\"\",\"takeProfit\":\"31000\","
          + "\"stopLoss\":\"0\",\"createdTime\":\"1672364262444\",\"updatedTime\":\"1672364262457\","
          + "\"triggerBy\":\"UNKNOWN\",\"triggerDirection\":0,\"reduceOnly\":false,"
          + "\"closeOnTrigger\":false,\"stopOrderType\":\"UNKNOWN\",\"rejectReason\":\"EC_NoError\","
          + "\"cancelType\":\"UNKNOWN\",\"smpGroup\":0,\"somethingNew\":{\"a\":[1,{\"b\":2}]}}";

  static final String EXECUTION =
      "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"execId\":\"e-1\",\"orderId\":\"o-1\","
          + "\"orderLinkId\":\"c-1\",\"side\":\"Sell\",\"execPrice\":\"95900.1\",\"execQty\":\"0.5\","
          + "\"execType\":\"Trade\",\"execValue\":\"47950.05\",\"execFee\":\"26.3725275\","
          + "\"feeRate\":\"0.00055\",\"isMaker\":false,\"execTime\":\"1746270400353\","
          + "\"seq\":140612148849382,\"closedSize\":\"0.5\",\"leavesQty\":\"0\",\"execPnl\":\"0.05\","
          + "\"feeCurrency\":\"USDT\",\"extraFees\":[{\"fee\":\"1\"}],\"tradeIv\":\"\"}";

  static final String FAST_EXECUTION =
      "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"execId\":\"e-1\",\"execPrice\":\"95900.1\","
          + "\"execQty\":\"0.5\",\"orderId\":\"o-1\",\"isMaker\":true,\"orderLinkId\":\"\","
          + "\"side\":\"Sell\",\"execTime\":\"1746270400353\",\"seq\":140612148849382}";

  static final String POSITION =
      "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"positionIdx\":2,\"side\":\"Sell\","
          + "\"size\":\"0.3\",\"entryPrice\":\"28000.123456789123\",\"leverage\":\"10\","
          + "\"positionValue\":\"8400.03\",\"markPrice\":\"28184.5\",\"positionIM\":\"840.1\","
          + "\"positionMM\":\"42\",\"takeProfit\":\"0\",\"stopLoss\":\"29000\",\"trailingStop\":\"0\","
          + "\"unrealisedPnl\":\"-55.3\",\"curRealisedPnl\":\"1.26\",\"cumRealisedPnl\":\"-25.06\","
          + "\"updatedTime\":\"1697682317038\",\"liqPrice\":\"\",\"bustPrice\":\"\","
          + "\"positionStatus\":\"Normal\",\"seq\":8327597863,\"isReduceOnly\":true}";

  static final String FLAT =
      "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"positionIdx\":1,\"side\":\"\","
          + "\"size\":\"0\",\"entryPrice\":\"0\",\"seq\":-1}";

  static final String WALLET =
      "{\"accountType\":\"UNIFIED\",\"totalEquity\":\"10262.91335023\","
          + "\"totalMarginBalance\":\"9684.46297164\",\"totalAvailableBalance\":\"9556.6056555\","
          + "\"accountIMRate\":\"0.01\",\"accountMMRate\":\"0.001\",\"coin\":[{\"coin\":\"USDT\","
          + "\"equity\":\"10226.2\",\"walletBalance\":\"9647.75537647\",\"availableToWithdraw\":\"\","
          + "\"totalOrderIM\":\"1\",\"totalPositionIM\":\"127.8573161\",\"totalPositionMM\":\"12\","
          + "\"unrealisedPnl\":\"-3\",\"cumRealisedPnl\":\"0.12345678901\"},{\"coin\":\"BTC\","
          + "\"equity\":\"1\",\"walletBalance\":\"1\",\"bonus\":\"0\"}]}";

  private AccountMessages() {}

  static String message(String topic, String... items) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"m-1\",\"topic\":\"%s\",\"creationTime\":1672364262474,\"data\":[%s]}",
        topic,
        String.join(",", items));
  }

  static String order(String clientOrderId, String status) {
    return ORDER.replace("\"c-1\"", '"' + clientOrderId + '"').replace("PartiallyFilled", status);
  }

  static String execution(String id) {
    return EXECUTION.replace("\"e-1\"", '"' + id + '"');
  }
}
