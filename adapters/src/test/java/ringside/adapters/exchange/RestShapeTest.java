package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.SharedData;

/**
 * Answers have the fields of the venue's own, in the same types: compared with messages that other
 * projects keep for their tests.
 */
class RestShapeTest {
  private static final String LINEAR = "category=linear&symbol=BTCUSDT";

  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void ordersPositionsAndMoney() throws IOException {
    rig.post(
        RestRig.ONE,
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1'}");
    rig.post(
        RestRig.ONE,
        "/v5/order/create",
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
            + "'price':'98000'}");
    same("http_get_orders_realtime", keyed("/v5/order/realtime", LINEAR));
    same("http_get_orders_history", keyed("/v5/order/history", LINEAR));
    same("http_get_positions", keyed("/v5/position/list", LINEAR));
    same("http_get_wallet_balance", keyed("/v5/account/wallet-balance", "accountType=UNIFIED"));
    same("http_get_fee_rate", keyed("/v5/account/fee-rate", LINEAR));
  }

  @Test
  void theMarket() throws IOException {
    same("http_get_instruments_linear", open("/v5/market/instruments-info?" + LINEAR));
    same("http_get_orderbook", open("/v5/market/orderbook?" + LINEAR));
    same("http_get_trades_recent", open("/v5/market/recent-trade?" + LINEAR));
    same("http_get_klines_linear", open("/v5/market/kline?" + LINEAR + "&interval=1"));
  }

  private String keyed(String path, String query) {
    return rig.get(RestRig.ONE, path, query).body();
  }

  private String open(String path) {
    return rig.open(path).body();
  }

  private static void same(String file, String ours) throws IOException {
    Map<String, String> theirs =
        shape(SharedData.text("bybit/fixtures-nautilus/" + file + ".json"));
    Map<String, String> got = shape(ours);
    theirs.forEach(
        (path, type) -> {
          // A null of theirs says nothing of the type.
          if (!type.equals("VALUE_NULL")) {
            assertThat(got.get(path)).as(file + " " + path).isEqualTo(type);
          }
        });
  }

  /** The type of each field by its path; the first item stands for all of a list. */
  private static Map<String, String> shape(String json) throws IOException {
    Map<String, String> types = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      walk(parser, "", types);
    }
    return types;
  }

  private static void walk(JsonParser parser, String path, Map<String, String> types)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        walk(parser, path + "." + name, types);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        walk(parser, path + "[]", types);
      }
    } else {
      boolean flag = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
      types.putIfAbsent(path, flag ? "BOOLEAN" : token.name());
    }
  }
}
