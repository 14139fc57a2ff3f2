package ringside.adapters.bybit;

/** Messages as the venue writes them, made up. */
final class Messages {
  private Messages() {}

  static String book(String type, long updateId, String bids, String asks) {
    return "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\""
        + type
        + "\",\"ts\":1786310818129,\"data\":{\"s\":\"BTCUSDT\",\"b\":["
        + bids
        + "],\"a\":["
        + asks
        + "],\"u\":"
        + updateId
        + ",\"seq\":753843913870},\"cts\":1786310818120}";
  }

  static String snapshot(long updateId) {
    return book(
        "snapshot",
        updateId,
        "[\"65114.20\",\"6.054\"],[\"65114.10\",\"0.002\"]",
        "[\"65114.30\",\"1\"]");
  }

  static String delta(long updateId) {
    return book("delta", updateId, "[\"65114.10\",\"0\"]", "[\"65114.40\",\"2.5\"]");
  }

  static String trade() {
    return "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1786310819681,\"data\":["
        + "{\"T\":1786310819680,\"s\":\"BTCUSDT\",\"S\":\"Sell\",\"v\":\"0.004\",\"p\":\"65114.20\","
        + "\"L\":\"MinusTick\",\"i\":\"a9188a0a-82bc-50de-be60-03eedbe3cdd7\",\"BT\":false,"
        + "\"RPI\":false,\"seq\":753843954913}]}";
  }

  static String ticker() {
    return "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"data\":{\"symbol\":\"BTCUSDT\","
        + "\"markPrice\":\"65117.43\",\"openInterestValue\":\"3899995666.09\",\"preOpenPrice\":\"\"},"
        + "\"cs\":753843915209,\"ts\":1786310818183}";
  }

  static String candle() {
    return "{\"topic\":\"kline.1.BTCUSDT\",\"data\":[{\"start\":1786310760000,\"end\":1786310819999,"
        + "\"interval\":\"1\",\"open\":\"65119.9\",\"close\":\"65114.3\",\"high\":\"65119.9\","
        + "\"low\":\"65114.2\",\"volume\":\"1.576\",\"turnover\":\"102627.995\",\"confirm\":false,"
        + "\"timestamp\":1786310818440}],\"ts\":1786310818440,\"type\":\"snapshot\"}";
  }

  static String liquidation() {
    return "{\"topic\":\"allLiquidation.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1786310818183,"
        + "\"data\":[{\"T\":1786310818100,\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"0.5\","
        + "\"p\":\"64000.5\"}]}";
  }
}
