package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.Severity;

/** An emergency at night reaches its owner, and a flood of alerts does not drown them. */
@Timeout(60)
class AlertSenderTest {
  private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

  @TempDir Path directory;

  @Test
  void anEmergencyRunsACommandWithEverythingAboutIt() throws Exception {
    Path told = directory.resolve("told");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "printf '%s|%s|%s|%s' \"$RINGSIDE_SEVERITY\" \"$RINGSIDE_CODE\" \"$RINGSIDE_ACCOUNT\""
                + " \"$RINGSIDE_TEXT\" > "
                + told
                + ".new && mv "
                + told
                + ".new "
                + told);
    try (AlertSender sender =
        new AlertSender(List.of(new AlertCommand(command, Set.of())), Severity.WARNING)) {
      sender.start();
      sender.offer(alert(Severity.INFO, "CALM", "nothing"));
      sender.offer(alert(Severity.CRITICAL, "RISK", "margin-rate: EMERGENCY; \"quoted\" & $HOME"));
      await(() -> Files.exists(told));
    }
    assertThat(Files.readString(told))
        .isEqualTo("CRITICAL|RISK|main|margin-rate: EMERGENCY; \"quoted\" & $HOME");
  }

  @Test
  void theCommandDoesNotGetVariablesThatHoldKeys() throws Exception {
    Path seen = directory.resolve("seen");
    AlertCommand command =
        new AlertCommand(List.of("sh", "-c", "env > " + seen), Set.of("PATH_OF_SECRET", "HOME"));
    command.tell(alert(Severity.CRITICAL, "RISK", "x"));

    assertThat(Files.readAllLines(seen))
        .noneMatch(line -> line.startsWith("HOME="))
        .anyMatch(line -> line.startsWith("RINGSIDE_JSON={"));
  }

  @Test
  void aCommandThatHangsIsKilledAndOneThatFailsIsNoHarm() throws Exception {
    CountDownLatch reached = new CountDownLatch(2);
    AlertRoute last = route(alert -> reached.countDown());
    AlertCommand hanging = new AlertCommand(List.of("sleep", "1000"), Set.of(), 100);
    AlertCommand missing = new AlertCommand(List.of("/no/such/program"), Set.of());
    try (AlertSender sender = new AlertSender(List.of(hanging, missing, last), Severity.WARNING)) {
      sender.start();
      sender.offer(alert(Severity.CRITICAL, "A", "x"));
      sender.offer(alert(Severity.CRITICAL, "B", "x"));
      assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWebhookGetsJsonAndIsTriedThreeTimes() throws Exception {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(bodies.size() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address =
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=secret");
      AlertWebhook webhook = new AlertWebhook(address, 1);
      webhook.tell(alert(Severity.CRITICAL, "RISK", "drawdown"));

      assertThat(bodies).hasSize(3);
      assertThat(bodies.peek())
          .contains("\"severity\":\"CRITICAL\"", "\"code\":\"RISK\"", "\"text\":\"drawdown\"");
      assertThat(webhook.name()).doesNotContain("secret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aMillionAlertsAreAFewAndTheWorstComesFirst() throws Exception {
    List<Alert> told = new ArrayList<>();
    CountDownLatch begin = new CountDownLatch(1);
    AlertRoute slow =
        route(
            alert -> {
              begin.await();
              synchronized (told) {
                told.add(alert);
              }
            });
    try (AlertSender sender = new AlertSender(List.of(slow), Severity.WARNING, HOUR_NS)) {
      sender.start();
      for (int i = 0; i < 1_000_000; i++) {
        sender.offer(alert(Severity.WARNING, "CODE" + i % 50, "again"));
      }
      sender.offer(alert(Severity.CRITICAL, "RISK", "emergency"));
      begin.countDown();
      await(() -> sender.told() == 10);
      synchronized (told) {
        assertThat(told.stream().skip(1).findFirst()).isNotEmpty();
      }
      await(() -> size(told) == 10);
      assertThat(told.get(1).code()).isEqualTo("RISK");
      assertThat(told.get(5).count()).isGreaterThan(1_000);
    }
  }

  @Test
  void moreMattersThanCanBeToldAreCountedAndACriticalOneFindsRoom() throws Exception {
    List<Alert> told = new ArrayList<>();
    AlertRoute route =
        route(
            alert -> {
              synchronized (told) {
                told.add(alert);
              }
            });
    AlertSender sender = new AlertSender(List.of(route), Severity.INFO, HOUR_NS);
    for (int i = 0; i < 500; i++) {
      sender.offer(alert(Severity.WARNING, "CODE" + i, "once"));
    }
    sender.offer(alert(Severity.CRITICAL, "RISK", "emergency"));
    sender.start();
    await(() -> size(told) >= 10);
    sender.close();

    assertThat(told.get(0).code()).isEqualTo("RISK");
    assertThat(told.get(0).text()).contains("401 alerts of other matters were left out");
    assertThat(told).hasSize(100);
  }

  private static int size(List<Alert> told) {
    synchronized (told) {
      return told.size();
    }
  }

  private interface Telling {
    void tell(Alert alert) throws IOException, InterruptedException;
  }

  private static AlertRoute route(Telling telling) {
    return new AlertRoute() {
      @Override
      public void tell(Alert alert) throws IOException, InterruptedException {
        telling.tell(alert);
      }

      @Override
      public String name() {
        return "test";
      }
    };
  }

  private static Alert alert(Severity severity, String code, String text) {
    return new Alert(1_000_000_000L, severity, code, "main", "BTCUSDT", "LONG", true, text, 1);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
