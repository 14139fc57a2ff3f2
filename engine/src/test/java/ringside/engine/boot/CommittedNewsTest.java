package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorAnsweredEncoder;
import ringside.journal.codec.OperatorCommandDecoder;
import ringside.journal.codec.RiskChangedEncoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.Severity;
import ringside.journal.codec.StateDigestEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** What was decided reaches people, and never holds up who decides. */
@Timeout(30)
class CommittedNewsTest {
  private final RecordBuffer records = new RecordBuffer(4 << 10, 64 << 10);
  private final Catalog catalog = new Catalog();

  @Test
  void alertsAndRiskAreToldInWords() {
    catalog.account("main");
    catalog.instrument("bybit", "BTCUSDT");
    List<Alert> told = new ArrayList<>();
    try (CommittedNews news = new CommittedNews(List.of(new AlertReader(catalog, told::add)))) {
      news.start();
      alert("a foreign order");
      risk();
      digest();
      tellAll(news);
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(0).text()).isEqualTo("a foreign order");
    assertThat(told.get(0).code()).isEqualTo("FOREIGN_ORDER");
    Alert emergency = told.get(1);
    assertThat(emergency.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(emergency.account()).isEqualTo("main");
    assertThat(emergency.symbol()).isEqualTo("BTCUSDT");
    assertThat(emergency.leg()).isEqualTo("SHORT");
    assertThat(emergency.text())
        .isEqualTo(
            "margin-rate: EMERGENCY, value 0.9, limit 0.85, stays until an operator clears it:"
                + " both legs");
  }

  @Test
  void aCommandGetsItsOwnAnswer() throws Exception {
    List<Long> requests = new ArrayList<>();
    OperatorDesk desk = new OperatorDesk(ProcessClock.startingAbove(0));
    desk.open(sink(requests));
    CompletableFuture<OperatorDesk.Answer> first =
        desk.command(OperatorAction.PAUSE, new OperatorDesk.Scope(0, null, Leg.LONG), "somebody");
    CompletableFuture<OperatorDesk.Answer> second =
        desk.command(OperatorAction.CLEAR, OperatorDesk.Scope.EVERYTHING, "somebody");
    try (CommittedNews news = new CommittedNews(List.of(desk))) {
      news.start();
      answer(requests.get(1), false, "the cause persists");
      answer(requests.get(0), true, "paused");
      answer(4711, true, "nobody asked");
      tellAll(news);
      assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(new OperatorDesk.Answer(true, "paused"));
      assertThat(second.get(5, TimeUnit.SECONDS))
          .isEqualTo(new OperatorDesk.Answer(false, "the cause persists"));
    }
  }

  @Test
  void aListenerThatHangsHoldsNobodyUpAndWhatFindsNoRoomIsCounted() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    try (CommittedNews news =
        new CommittedNews(
            List.of(
                (buffer, offset) -> {
                  try {
                    hang.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }))) {
      news.start();
      alert("again");
      long beganNs = System.nanoTime();
      for (int i = 0; i < 100_000; i++) {
        news.onDecision(records.buffer(), 0);
      }
      assertThat(System.nanoTime() - beganNs).isLessThan(TimeUnit.SECONDS.toNanos(5));
      assertThat(news.lost()).isPositive();
      hang.countDown();
    }
  }

  private static EventSink sink(List<Long> requests) {
    return new EventSink() {
      @Override
      public void publish(RecordBuffer written) {
        OperatorCommandDecoder command = new OperatorCommandDecoder();
        command.wrap(
            written.buffer(),
            RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(written.buffer(), 0),
            RecordLayout.version(written.buffer(), 0));
        requests.add(command.requestId());
      }

      @Override
      public boolean offer(RecordBuffer written, long maxWaitNs) {
        publish(written);
        return true;
      }
    };
  }

  private void tellAll(CommittedNews news) {
    for (int at = 0; at < records.length(); ) {
      news.onDecision(records.buffer(), at);
      at += RecordLayout.aligned(RecordLayout.length(records.buffer(), at));
    }
  }

  private void alert(String detail) {
    AlertRaisedEncoder alert = new AlertRaisedEncoder();
    alert.wrap(records.buffer(), records.begin(AlertRaisedEncoder.TEMPLATE_ID));
    alert.count(1).severity(Severity.WARNING).code(AlertCode.FOREIGN_ORDER).active((short) 1);
    alert.detail(detail);
    records.end(alert.encodedLength());
  }

  private void risk() {
    RiskChangedEncoder risk = new RiskChangedEncoder();
    risk.wrap(records.buffer(), records.begin(RiskChangedEncoder.TEMPLATE_ID));
    risk.header().account(0).instrument(0);
    risk.limitE9(Decimals.parseE9("0.85")).valueE9(Decimals.parseE9("0.9"));
    risk.level(RiskLevel.EMERGENCY).latched((short) 1).leg(Leg.SHORT);
    risk.rule("margin-rate").detail("both legs");
    records.end(risk.encodedLength());
  }

  private void digest() {
    StateDigestEncoder digest = new StateDigestEncoder();
    digest.wrap(records.buffer(), records.begin(StateDigestEncoder.TEMPLATE_ID));
    records.end(digest.encodedLength());
  }

  private void answer(long requestId, boolean done, String detail) {
    OperatorAnsweredEncoder answer = new OperatorAnsweredEncoder();
    answer.wrap(records.buffer(), records.begin(OperatorAnsweredEncoder.TEMPLATE_ID));
    answer.requestId(requestId).done((short) (done ? 1 : 0)).detail(detail);
    records.end(answer.encodedLength());
  }
}
