package ringside.adapters.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, with which words the others are sent away, and what stands up to a bad client. */
class RestGateTest {
  private static final String INFO = "/v5/account/info";

  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyAnswerHasTheEnvelopeAndItsHeaders() {
    HttpResponse<String> response = rig.get(RestRig.ONE, INFO, "");

    assertThat(response.statusCode()).isEqualTo(200);
    Params answer = rig.json(response);
    assertThat(answer.text("retCode")).isEqualTo("0");
    assertThat(answer.text("retMsg")).isEqualTo("OK");
    assertThat(answer.object("result").text("marginMode")).isEqualTo("REGULAR_MARGIN");
    assertThat(answer.has("retExtInfo")).isTrue();
    assertThat(answer.whole("time", 0)).isBetween(rig.desk.serverMs() - 5_000, rig.desk.serverMs());
    assertThat(response.headers().firstValue("Timenow")).isPresent();
    assertThat(response.headers().firstValue("Traceid")).isPresent();
    assertThat(response.headers().firstValue("X-Bapi-Limit")).contains("50");
    assertThat(response.headers().firstValue("X-Bapi-Limit-Status")).contains("49");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-5000,0", "-5001,10002", "999,0", "1000,10002", "1001,10002"})
  void aRequestMustComeInTime(long offsetMs, String code) {
    // The clock stands still for this: the rule is exact.
    long now = 1_900_000_000_000L;
    rig.aheadNs.set(0);
    RestGate gate = new RestGate(rig.desk.keys());
    com.sun.net.httpserver.Headers headers = new com.sun.net.httpserver.Headers();
    String timestamp = Long.toString(now + offsetMs);
    headers.set("X-BAPI-API-KEY", "keyOne");
    headers.set("X-BAPI-TIMESTAMP", timestamp);
    headers.set("X-BAPI-RECV-WINDOW", "5000");
    headers.set("X-BAPI-SIGN", RestRig.sign(timestamp + "keyOne5000a=b", "secretOne"));
    Route route = Route.read(INFO, call -> RestAnswer.done());
    String got = "0";
    try {
      gate.admit(headers, "a=b", route, "127.0.0.1", now);
    } catch (RefusedException e) {
      got = Integer.toString(e.code());
      assertThat(e)
          .hasMessage(
              "invalid request, please check your server timestamp or recv_window param."
                  + " req_timestamp["
                  + timestamp
                  + "],server_timestamp[1900000000000],recv_window[5000]");
    }
    assertThat(got).isEqualTo(code);
  }

  @Test
  void aServerWhoseClockIsOffRefusesAndSaysItsTime() {
    rig.faults.add(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(60_000));
    HttpRequest request =
        rig.signed(RestRig.ONE, "", System.currentTimeMillis(), "5000").uri(rig.uri(INFO)).build();

    assertThat(rig.json(rig.send(request)).text("retCode")).isEqualTo("10002");
    Params time = rig.json(rig.open("/v5/market/time")).object("result");
    assertThat(time.whole("timeSecond", 0) * 1_000 - System.currentTimeMillis())
        .isBetween(50_000L, 70_000L);
    assertThat(time.text("timeNano")).hasSize(19);
  }

  @Test
  void anUnknownKeyIsRefused() {
    HttpRequest request =
        rig.signed(RestRig.ONE, "")
            .setHeader("X-BAPI-API-KEY", "nobody")
            .uri(rig.uri(INFO))
            .build();
    refused(rig.send(request), "10003", "API key is invalid.");
  }

  @Test
  void aWrongSignatureIsRefusedAndTheKeyIsNotRepeated() {
    HttpRequest request =
        rig.signed(RestRig.ONE, "category=spot")
            .uri(rig.uri("/v5/order/realtime?category=linear"))
            .build();
    Params answer = rig.json(rig.send(request));
    assertThat(answer.text("retCode")).isEqualTo("10004");
    assertThat(answer.text("retMsg"))
        .startsWith("error sign! origin_string[")
        .endsWith("***5000category=linear]")
        .doesNotContain("keyOne");
  }

  @Test
  void theQueryIsSignedAsItWasSent() {
    String query = "category=linear&symbol=BTCUSDT&cursor=page_token%3D12%26";
    assertThat(rig.json(rig.get(RestRig.ONE, "/v5/order/realtime", query)).text("retCode"))
        .isEqualTo("0");
  }

  @Test
  void whoDoesNotSayWhoItIsGets401() {
    HttpResponse<String> response = rig.open(INFO);
    assertThat(response.statusCode()).isEqualTo(401);
    refused(response, "10003", "API key is invalid.");
  }

  @Test
  void aKeyMayDoWhatItMayAndNoMore() {
    String order =
        "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
            + "'price':'98000'}";
    String denied = "Permission denied, please check your API key permissions.";
    refused(rig.post(RestRig.READER, "/v5/order/create", order), "10005", denied);
    refused(rig.post(RestRig.MOVER, "/v5/order/create", order), "10005", denied);
    refused(rig.post(RestRig.ONE, "/v5/asset/transfer/inter-transfer", "{}"), "10005", denied);
    assertThat(rig.json(rig.get(RestRig.READER, INFO, "")).text("retCode")).isEqualTo("0");
    refused(
        rig.get(RestRig.BOUND, INFO, ""),
        "10010",
        "Unmatched IP, please check your API key's bound IP addresses.");
    refused(rig.get(RestRig.EXPIRED, INFO, ""), "33004", "Your api key has expired.");
  }

  @Test
  void aKeySaysWhatItMay() {
    Params reader = rig.json(rig.get(RestRig.READER, "/v5/user/query-api", "")).object("result");
    assertThat(reader.text("readOnly")).isEqualTo("1");
    assertThat(reader.text("userID")).isEqualTo("1001");
    assertThat(reader.texts("ips")).containsExactly("*");
    assertThat(reader.text("secret")).isEmpty();
    Params mover = rig.json(rig.get(RestRig.MOVER, "/v5/user/query-api", "")).object("result");
    assertThat(mover.object("permissions").texts("Wallet")).containsExactly("AccountTransfer");
    assertThat(mover.object("permissions").texts("ContractTrade")).isEmpty();
    assertThat(mover.object("permissions").names())
        .contains("FiatP2P", "FiatBitPay", "FiatConvertBroker", "BitCard", "ByXPost", "Earn")
        .hasSize(16);
  }

  @Test
  void pathsAndMethodsThatAreNotThereAreSaidSo() {
    assertThat(rig.open("/v5/market/nothing").statusCode()).isEqualTo(404);
    assertThat(rig.open("/v5/order/create").statusCode()).isEqualTo(404);
    HttpRequest delete = HttpRequest.newBuilder(rig.uri("/v5/market/time")).DELETE().build();
    assertThat(rig.send(delete).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "[]", "{'a':", "nonsense"})
  void aBodyThatIsNoObjectIsAParameterError(String body) {
    refused(
        rig.post(RestRig.ONE, "/v5/order/create", body),
        "10001",
        "Request parameter error: the body is not a JSON object");
  }

  @Test
  void aBodyWithoutEndIsCutOff() {
    String body = "{'category':'" + "x".repeat(2 << 20) + "'}";
    assertThat(rig.post(RestRig.ONE, "/v5/order/create", body).statusCode()).isEqualTo(413);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void clientsThatNeverFinishTheirRequestsKeepNobodyWaiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(rig.address().getAddress(), rig.address().getPort());
        slow.add(socket);
        socket.getOutputStream().write("POST /v5/order/create HT".getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      assertThat(rig.open("/v5/market/time").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aVenueThatHasStoppedIsAServerError() {
    rig.thread.close();
    Params answer =
        rig.json(rig.get(RestRig.ONE, "/v5/order/realtime", "category=linear&symbol=BTCUSDT"));
    assertThat(answer.text("retCode")).isEqualTo("10016");
  }

  private void refused(HttpResponse<String> response, String code, String message) {
    Params answer = rig.json(response);
    assertThat(answer.text("retCode")).isEqualTo(code);
    assertThat(answer.text("retMsg")).isEqualTo(message);
  }
}
