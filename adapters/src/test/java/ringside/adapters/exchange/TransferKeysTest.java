package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the keys of an exchange may do, over REST. */
class TransferKeysTest {
  private static final String TRANSFER =
      "{\"transferId\":\"42c0cfb0-6bca-4242-bc76-4e6df6cbab16\",\"coin\":\"USDT\","
          + "\"amount\":\"250\",\"fromAccountType\":\"FUND\",\"toAccountType\":\"UNIFIED\"}";

  @Test
  void theUsualKeysTradeAndMoveNoMoney() throws Exception {
    try (StreamRig rig = new StreamRig()) {
      assertThat(ask(rig, "/v5/user/query-api", "")).contains("\"Wallet\":[]");
      assertThat(ask(rig, "/v5/asset/transfer/inter-transfer", TRANSFER))
          .contains("\"retCode\":10005");
    }
  }

  @Test
  void keysMoveMoneyWhereTheExchangeLetsThem() throws Exception {
    try (StreamRig rig = new StreamRig(ExchangeConfig.defaults().withTransfers())) {
      assertThat(ask(rig, "/v5/user/query-api", "")).contains("\"Wallet\":[\"AccountTransfer\"]");
      assertThat(ask(rig, "/v5/asset/transfer/inter-transfer", TRANSFER))
          .contains("\"status\":\"SUCCESS\"");
      assertThat(ask(rig, "/v5/account/wallet-balance?accountType=UNIFIED", ""))
          .contains("\"walletBalance\":\"100250\"");
    }
  }

  private static String ask(StreamRig rig, String target, String body)
      throws IOException, InterruptedException {
    String time = String.valueOf(System.currentTimeMillis());
    int query = target.indexOf('?');
    String signed = body.isEmpty() && query >= 0 ? target.substring(query + 1) : body;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(rig.exchange.restUrl() + target))
            .timeout(Duration.ofSeconds(10))
            .header("X-BAPI-API-KEY", rig.one.apiKey())
            .header("X-BAPI-TIMESTAMP", time)
            .header("X-BAPI-RECV-WINDOW", "5000")
            .header(
                "X-BAPI-SIGN",
                RestRig.sign(time + rig.one.apiKey() + "5000" + signed, rig.one.secret()));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }
}
