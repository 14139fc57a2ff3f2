package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.bybit.BybitMarketDecoder.TIME_OF_MESSAGE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.codec.CandleDecoder;
import ringside.journal.codec.LiquidationDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TickerDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class BybitMarketDecoderTest {
  private static final List<String> GOOD =
      List.of(
          Messages.snapshot(10),
          Messages.delta(11),
          Messages.trade(),
          Messages.ticker(),
          Messages.candle(),
          Messages.liquidation());

  private final BybitMarketDecoder decoder = new BybitMarketDecoder(Map.of("BTCUSDT", 3));
  private final RecordBuffer records = new RecordBuffer(64 << 10, 4 << 20);

  @Test
  void aTradeKeepsEverythingTheVenueSaid() {
    decode(Messages.trade());
    TradeDecoder trade = new TradeDecoder();
    trade.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(trade.header().timeNs()).isEqualTo(1786310819681_000000L);
    assertThat(trade.header().venueTimeNs()).isEqualTo(1786310819680_000000L);
    assertThat(trade.priceE9()).isEqualTo(65_114_200_000_000L);
    assertThat(trade.quantityE9()).isEqualTo(4_000_000L);
    assertThat(trade.takerSide()).isEqualTo(Side.SELL);
    assertThat(trade.tickDirection()).isEqualTo(TickDirection.MINUS);
    assertThat(trade.blockTrade()).isZero();
    assertThat(trade.crossSequence()).isEqualTo(753843954913L);
    assertThat(trade.tradeId()).isEqualTo("a9188a0a-82bc-50de-be60-03eedbe3cdd7");
  }

  @Test
  void aTickerLeavesOutWhatWasNotStatedAndCountsAggregatesThatDoNotFit() {
    decode(
        Messages.ticker()
            .replace(
                "\"preOpenPrice\":\"\"",
                "\"turnover24h\":\"999999999999999999\",\"bid1Price\":\"0\",\"fundingRate\":\"\","
                    + "\"volume24h\":\"1.00005\",\"nextFundingTime\":\"1786320000000\","
                    + "\"fundingIntervalHour\":\"8\",\"lastPrice\":null"));
    TickerDecoder ticker = new TickerDecoder();
    ticker.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(ticker.markPriceE9()).isEqualTo(65_117_430_000_000L);
    assertThat(ticker.openInterestValueE4()).isEqualTo(38_999_956_660_900L);
    assertThat(ticker.turnover24hE4()).isEqualTo(TickerDecoder.turnover24hE4NullValue());
    assertThat(decoder.valuesLost()).isEqualTo(1);
    assertThat(ticker.volume24hE4()).as("rounded half-even").isEqualTo(10_000L);
    assertThat(ticker.bidPriceE9()).isEqualTo(TickerDecoder.bidPriceE9NullValue());
    assertThat(ticker.fundingRateE9()).isEqualTo(TickerDecoder.fundingRateE9NullValue());
    assertThat(ticker.lastPriceE9()).isEqualTo(TickerDecoder.lastPriceE9NullValue());
    assertThat(ticker.nextFundingTimeNs()).isEqualTo(1786320000000_000000L);
    assertThat(ticker.fundingIntervalMinutes()).isEqualTo(480);
    assertThat(ticker.crossSequence()).isEqualTo(753843915209L);
    assertThat(ticker.snapshot()).isZero();
  }

  @Test
  void aCandleAndALiquidationKeepWhatTheVenueSaid() {
    decode(Messages.candle());
    CandleDecoder candle = new CandleDecoder();
    candle.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(candle.openE9()).isEqualTo(65_119_900_000_000L);
    assertThat(candle.closeE9()).isEqualTo(65_114_300_000_000L);
    assertThat(candle.turnoverE4()).isEqualTo(1_026_279_950L);
    assertThat(candle.intervalMinutes()).isEqualTo(1);
    assertThat(candle.confirmed()).isZero();
    assertThat(candle.endNs()).isEqualTo(1786310819999_000000L);
    decode(Messages.liquidation());
    LiquidationDecoder liquidation = new LiquidationDecoder();
    liquidation.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(liquidation.positionSide()).as("a long").isEqualTo(Side.BUY);
    assertThat(liquidation.priceE9()).isEqualTo(64_000_500_000_000L);
  }

  @Test
  void aBookOfAThousandLevelsComesInChunksWithTheLastOneFlagged() {
    StringBuilder bids = new StringBuilder();
    StringBuilder asks = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      bids.append(i == 0 ? "" : ",").append("[\"").append(60_000 - i).append("\",\"1\"]");
      asks.append(i == 0 ? "" : ",").append("[\"").append(60_001 + i).append("\",\"2\"]");
    }
    decode(Messages.book("snapshot", 1, bids.toString(), asks.toString()));
    int chunks = (2000 + BookMessage.LEVELS_A_RECORD - 1) / BookMessage.LEVELS_A_RECORD;
    assertThat(records.recordCount()).isEqualTo(chunks);
    BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    int levels = 0;
    int at = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int length = RecordLayout.length(records.buffer(), at);
      assertThat(length).isLessThanOrEqualTo(RecordLayout.MAX_RECORD_LENGTH);
      snapshot.wrap(records.buffer(), at + RecordLayout.BLOCK_OFFSET, blockLength(), 1);
      assertThat(snapshot.chunk()).isEqualTo(chunk);
      assertThat(snapshot.last()).isEqualTo((short) (chunk == chunks - 1 ? 1 : 0));
      for (BookSnapshotDecoder.BidsDecoder bid : snapshot.bids()) {
        assertThat(bid.quantityE9()).isEqualTo(1_000_000_000L);
        levels++;
      }
      for (BookSnapshotDecoder.AsksDecoder ask : snapshot.asks()) {
        assertThat(ask.quantityE9()).isEqualTo(2_000_000_000L);
        levels++;
      }
      at += RecordLayout.aligned(length);
    }
    assertThat(levels).isEqualTo(2000);
  }

  @Test
  void anEmptyDeltaAndAnEmptySnapshotAreOneRecordEach() {
    decode(Messages.book("delta", 5, "", ""));
    BookDeltaDecoder delta = new BookDeltaDecoder();
    delta.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(delta.last()).isEqualTo((short) 1);
    assertThat(delta.matchingTimeNs()).isEqualTo(1786310818120_000000L);
    decode(Messages.book("snapshot", 5, "[\"1\",\"0\"]", ""));
    assertThat(records.recordCount()).isEqualTo(1);
    BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    snapshot.wrap(records.buffer(), block(), blockLength(), 1);
    assertThat(snapshot.bids().count()).as("a level of 0 is no level").isZero();
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() throws IOException {
    Random random = new Random(4711);
    for (String message : GOOD) {
      decode(message);
      byte[] expected = bytes();
      Map<String, Object> object = PlainJson.object(message);
      for (int i = 0; i < 200; i++) {
        String shuffled =
            PlainJson.write(
                object,
                names -> {
                  List<String> order = new ArrayList<>(names);
                  Collections.shuffle(order, random);
                  return order;
                });
        decode(shuffled);
        assertThat(bytes()).as("%s (seed 4711)", shuffled).isEqualTo(expected);
      }
    }
  }

  @Test
  void newFieldsAreIgnoredWhereverTheyComeAndWhateverTheyHold() throws IOException {
    for (String message : GOOD) {
      decode(message);
      byte[] expected = bytes();
      for (String extra : List.of("1", "\"x\"", "null", "[[1,{\"a\":[]}]]", "{\"b\":{\"u\":9}}")) {
        decode(message.replace("{\"", "{\"fresh\":" + extra + ",\""));
        assertThat(bytes()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aMessageWithoutARequiredFieldOrWithOneOfAnotherTypeIsRejected() throws IOException {
    Map<String, List<String>> optional = new LinkedHashMap<>();
    optional.put("orderbook", List.of("cts", "seq"));
    optional.put("publicTrade", List.of("L", "BT", "RPI", "seq"));
    optional.put("tickers", List.of("cs", "markPrice", "openInterestValue", "preOpenPrice"));
    optional.put("kline", List.of("interval", "volume", "turnover", "timestamp"));
    optional.put("allLiquidation", List.of());
    int rejected = 0;
    for (String message : GOOD) {
      Map<String, Object> object = PlainJson.object(message);
      String family = ((String) object.get("topic")).split("\\.")[0];
      for (Map<String, Object> at : places(object)) {
        for (String name : List.copyOf(at.keySet())) {
          Object value = at.remove(name);
          Outcome without = outcome(PlainJson.write(object, names -> names));
          assertThat(without)
              .as("%s without %s", family, name)
              .isEqualTo(optional.get(family).contains(name) ? Outcome.MARKET : Outcome.REJECTED);
          at.put(name, List.of(Map.of("x", 1)));
          Outcome retyped = outcome(PlainJson.write(object, names -> names));
          if (!List.of("RPI", "timestamp", "preOpenPrice").contains(name)) {
            assertThat(retyped).as("%s with odd %s", family, name).isEqualTo(Outcome.REJECTED);
            rejected++;
          }
          at.put(name, value);
        }
      }
      assertThat(outcome(message)).isEqualTo(Outcome.MARKET);
    }
    assertThat(rejected).isGreaterThan(40);
  }

  @Test
  void numbersThatAreNoneAreRejectedEverywhereTheyMatter() {
    for (String bad :
        List.of(
            "\"NaN\"",
            "\"Infinity\"",
            "\"-1\"",
            "\"1e308\"",
            "\"1,5\"",
            "\"\"",
            "\" 1\"",
            "\"+1\"",
            "\"0x1\"",
            "\".5\"",
            "\"5.\"",
            "\"1.2.3\"",
            "\"0.1234567891\"",
            "1e308",
            "-1",
            "true",
            "\"" + "9".repeat(41) + "\"",
            "\"9223372036.854775808\"",
            "9".repeat(41),
            "null",
            "\"1\\u0000\"",
            "\"\u0661\"")) {
      for (String message : List.of(Messages.delta(1), Messages.trade(), Messages.candle())) {
        for (String good : List.of("\"2.5\"", "\"65114.20\"", "\"0.004\"", "\"65119.9\"")) {
          if (message.contains(good)) {
            assertThat(outcome(message.replaceFirst(good, bad.replace("\\", "\\\\"))))
                .as("%s for %s", bad, good)
                .isEqualTo(Outcome.REJECTED);
          }
        }
      }
    }
    assertThat(outcome(Messages.delta(1).replace("\"2.5\"", "2.5"))).isEqualTo(Outcome.MARKET);
    assertThat(outcome(Messages.delta(1).replace("\"2.5\"", "\"\\u0032.5\"")))
        .isEqualTo(Outcome.MARKET);
    assertThat(outcome(Messages.delta(1).replace("65114.40", "0"))).isEqualTo(Outcome.REJECTED);
    assertThat(outcome(Messages.ticker().replace("65117.43", "0"))).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void everyReasonToRejectIsNamed() {
    String delta = Messages.delta(5);
    assertReason(RejectReason.MALFORMED, delta.substring(0, delta.length() - 1));
    assertReason(RejectReason.MALFORMED, delta + "x");
    assertReason(RejectReason.MALFORMED, delta + delta);
    assertReason(RejectReason.TOO_LARGE, delta + " ".repeat(JsonCursor.MAX_CHARS));
    assertReason(
        RejectReason.TOO_LARGE, delta.replace("\"s\":", "\"" + "n".repeat(200) + "\":1,\"s\":"));
    assertReason(RejectReason.TOO_DEEP, delta.replace("\"s\":", "\"x\":" + "[".repeat(100_000)));
    assertReason(RejectReason.MISSING_FIELD, delta.replace("\"u\"", "\"w\""));
    assertReason(RejectReason.DUPLICATE_FIELD, delta.replace("\"a\":", "\"b\":[],\"a\":"));
    assertReason(RejectReason.DUPLICATE_FIELD, delta.replace("\"cts\"", "\"ts\""));
    assertReason(RejectReason.WRONG_TYPE, delta.replace("\"delta\"", "\"other\""));
    assertReason(RejectReason.BAD_NUMBER, delta.replace("\"2.5\"", "\"-2.5\""));
    assertReason(RejectReason.BAD_TIME, delta.replace("1786310818129", "1786310818"));
    assertReason(RejectReason.BAD_TIME, delta.replace("1786310818129", "99999999999999"));
    assertReason(RejectReason.BAD_TIME, delta.replace("1786310818129", "0"));
    assertReason(RejectReason.UNKNOWN_TOPIC, delta.replace("orderbook.50", "orderbook.51"));
    assertReason(RejectReason.UNKNOWN_TOPIC, delta.replace("orderbook.50", "orderbook.rpi"));
    assertReason(RejectReason.UNKNOWN_TOPIC, delta.replace("orderbook.50.BTCUSDT", "wallet"));
    assertReason(RejectReason.UNKNOWN_TOPIC, Messages.candle().replace("kline.1.", "kline.2."));
    assertReason(RejectReason.UNKNOWN_TOPIC, "{}");
    assertReason(RejectReason.UNKNOWN_SYMBOL, delta.replace("BTCUSDT", "DOGEUSDT"));
    assertReason(RejectReason.MISMATCH, delta.replace("\"s\":\"BTCUSDT\"", "\"s\":\"ETHUSDT\""));
    assertReason(
        RejectReason.MISMATCH,
        Messages.candle().replace("\"interval\":\"1\"", "\"interval\":\"5\""));
    String level = "[\"1\",\"1\"],";
    assertReason(RejectReason.TOO_MANY, delta.replace("\"a\":[", "\"a\":[" + level.repeat(2048)));
  }

  @Test
  void theVenuesAnswersAreToldApart() {
    assertKind(
        ControlMessage.Kind.PONG,
        "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c\",\"req_id\":\"\",\"op\":\"ping\"}");
    assertKind(
        ControlMessage.Kind.PONG,
        "{\"req_id\":\"test\",\"op\":\"pong\",\"args\":[\"1675418560633\"],\"conn_id\":\"c\"}");
    assertKind(
        ControlMessage.Kind.SUBSCRIBED,
        "{\"success\":true,\"ret_msg\":\"subscribe\",\"req_id\":\"1\",\"op\":\"subscribe\"}");
    assertKind(
        ControlMessage.Kind.SUBSCRIBE_FAILED,
        "{\"op\":\"subscribe\",\"req_id\":\"1\",\"success\":false,\"ret_msg\":\"error:x\"}");
    assertThat(decoder.control().requestId()).isEqualTo("1");
    assertThat(decoder.control().text()).isEqualTo("error:x");
    assertKind(
        ControlMessage.Kind.OTHER,
        "{\"success\":true,\"conn_id\":\"c\",\"data\":{\"failTopics\":[]},\"type\":\"COMMAND_RESP\"}");
  }

  @Test
  void everyFixtureIsTakenAnsweredOrRefusedForAReason() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("ws_orderbook_snapshot", "MARKET");
    expected.put("ws_orderbook_delta", "MARKET");
    expected.put("ws_ticker_linear", "MARKET");
    expected.put("ws_public_trade", "UNKNOWN_TOPIC");
    expected.put("ws_subscription_ack", "CONTROL");
    expected.put("ws_auth_success", "CONTROL");
    expected.put("ws_order_response", "CONTROL");
    expected.put("ws_account_execution", "UNKNOWN_TOPIC");
    expected.put("ws_account_order", "UNKNOWN_TOPIC");
    expected.put("ws_account_position", "UNKNOWN_TOPIC");
    expected.put("ws_account_wallet", "UNKNOWN_TOPIC");
    for (Map.Entry<String, String> fixture : expected.entrySet()) {
      String text = SharedData.text("bybit/fixtures-nautilus/" + fixture.getKey() + ".json");
      Outcome outcome = outcome(text);
      String actual = outcome == Outcome.REJECTED ? decoder.rejectReason().name() : outcome.name();
      assertThat(actual).as(fixture.getKey()).isEqualTo(fixture.getValue());
    }
  }

  private static List<Map<String, Object>> places(Map<String, Object> message) {
    List<Map<String, Object>> places = new ArrayList<>();
    places.add(message);
    Object data = message.get("data");
    Object inner = data instanceof List<?> list ? list.get(0) : data;
    @SuppressWarnings("unchecked")
    Map<String, Object> place = (Map<String, Object>) inner;
    places.add(place);
    return places;
  }

  private void assertReason(RejectReason reason, String message) {
    assertThat(outcome(message)).isEqualTo(Outcome.REJECTED);
    assertThat(decoder.rejectReason()).isEqualTo(reason);
  }

  private void assertKind(ControlMessage.Kind kind, String message) {
    assertThat(outcome(message)).isEqualTo(Outcome.CONTROL);
    assertThat(decoder.control().kind()).isEqualTo(kind);
  }

  private Outcome outcome(String message) {
    return decoder.decode(message.toCharArray(), message.length());
  }

  private void decode(String message) {
    assertThat(outcome(message)).as(message).isEqualTo(Outcome.MARKET);
    records.clear();
    decoder.encode(records, TIME_OF_MESSAGE, 1, 1);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[records.length()];
    records.buffer().getBytes(0, bytes);
    return bytes;
  }

  private static int block() {
    return RecordLayout.BLOCK_OFFSET;
  }

  private int blockLength() {
    return RecordLayout.blockLength(records.buffer(), 0);
  }
}
