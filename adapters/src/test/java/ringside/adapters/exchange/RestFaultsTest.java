package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

/** What a client of REST meets when something is made to go wrong. */
class RestFaultsTest {
  private static final String ORDER =
      "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1',"
          + "'price':'98000','orderLinkId':'it'}";
  private static final String CREATE = "/v5/order/create";

  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aCodeIsAnsweredAsOftenAsAskedAndNothingIsTaken() {
    rig.faults.add(Fault.of(FaultKind.RET_CODE).withCode(10006).withPath(CREATE).times(2));
    for (int i = 0; i < 2; i++) {
      assertThat(rig.json(rig.post(RestRig.ONE, CREATE, ORDER)).text("retMsg"))
          .isEqualTo("Too many visits. Exceeded the API Rate Limit.");
    }
    assertThat(openOrders()).isZero();
    assertThat(rig.json(rig.post(RestRig.ONE, CREATE, ORDER)).text("retCode")).isEqualTo("0");
  }

  @Test
  void faultsOfAnAccountStrikeItAlone() {
    rig.faults.add(Fault.of(FaultKind.HTTP_STATUS).withCode(502).withAccount("two").times(1));
    assertThat(rig.get(RestRig.ONE, "/v5/account/info", "").statusCode()).isEqualTo(200);
    assertThat(rig.get(RestRig.TWO, "/v5/account/info", "").statusCode()).isEqualTo(502);
    assertThat(rig.get(RestRig.TWO, "/v5/account/info", "").statusCode()).isEqualTo(200);
  }

  @Test
  void pagesOfHtmlAndEmptyBodiesComeWithStatus200() {
    rig.faults.add(Fault.of(FaultKind.HTML_BODY).times(1));
    assertThat(rig.open("/v5/market/time").body()).startsWith("<html>");
    rig.faults.add(Fault.of(FaultKind.EMPTY_BODY).times(1));
    HttpResponse<String> empty = rig.open("/v5/market/time");
    assertThat(empty.statusCode()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();
  }

  @Test
  void inMaintenanceOnlyTheTimeIsToldAndThatItIsUnderWay() {
    assertThat(rig.open(StatusEndpoint.PATH).body()).contains("\"list\":[]");
    rig.faults.add(Fault.of(FaultKind.MAINTENANCE));
    assertThat(rig.open(StatusEndpoint.PATH).body()).contains("ongoing", "\"product\":[1]");
    assertThat(rig.json(rig.open("/v5/market/time")).text("retCode")).isEqualTo("0");
    assertThat(rig.json(rig.post(RestRig.ONE, CREATE, ORDER)).text("retCode")).isEqualTo("10016");
    rig.faults.clear();
    assertThat(openOrders()).isZero();
  }

  @Test
  void anOrderThatIsNeverAnsweredIsThereAllTheSame() throws Exception {
    rig.faults.add(Fault.of(FaultKind.NO_ANSWER).withPath(CREATE));
    CompletableFuture<HttpResponse<String>> answer = rig.postLater(RestRig.ONE, CREATE, ORDER);
    assertThatThrownBy(() -> answer.get(700, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(openOrders()).isEqualTo(1);
    answer.cancel(true);
  }

  @Test
  void aRequestThatIsNotTakenIsNotAnswered() {
    rig.faults.add(Fault.of(FaultKind.TIME_OUT).withPath(CREATE).times(1));
    CompletableFuture<HttpResponse<String>> answer =
        rig.postLater(RestRig.ONE, CREATE, ORDER, Duration.ofMillis(500));
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(openOrders()).isZero();
  }

  @Test
  void aLateAnswerComesLateAndADelayedRequestIsTakenLate() {
    rig.faults.add(Fault.of(FaultKind.LATE_ANSWER).withPath(CREATE).withDelayMs(300));
    long startNs = System.nanoTime();
    assertThat(rig.json(rig.post(RestRig.ONE, CREATE, ORDER)).text("retCode")).isEqualTo("0");
    assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(300_000_000L);

    rig.faults.add(Fault.of(FaultKind.DELAY_REQUEST).withDelayMs(300).times(1));
    startNs = System.nanoTime();
    assertThat(rig.open("/v5/market/time").statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void aRequestThatComesAfterItsWindowIsNotTaken() {
    rig.faults.add(Fault.of(FaultKind.DELAY_REQUEST).withDelayMs(600).times(1));
    String body = ORDER.replace('\'', '"');
    HttpRequest request =
        rig.signed(RestRig.ONE, body, rig.desk.serverMs(), "500")
            .uri(rig.uri(CREATE))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(rig.json(rig.send(request)).text("retCode")).isEqualTo("10002");
    assertThat(openOrders()).isZero();
  }

  @Test
  void aFillMayBeToldBeforeTheAnswer() throws Exception {
    rig.faults.add(Fault.of(FaultKind.FILL_BEFORE_ANSWER).withPath(CREATE));
    CompletableFuture<HttpResponse<String>> answer = rig.postLater(RestRig.ONE, CREATE, ORDER);
    while (openOrders() == 0) {
      Thread.onSpinWait();
    }
    assertThat(answer).isNotDone();
    rig.market.ask(
        sink -> {
          sink.trade(0, Side.SELL, Instruments.e9("97000"), Instruments.e9("500"));
        });
    rig.thread.ask(venue -> 0).join();

    assertThat(rig.json(answer.get(4, TimeUnit.SECONDS)).text("retCode")).isEqualTo("0");
    assertThat(openOrders()).isZero();
  }

  private int openOrders() {
    return rig.thread.ask(venue -> venue.openOrders(0).size()).join();
  }
}
