package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import ringside.journal.event.Decimals;

class StatusDisplayTest {
  private static final long TIME_NS = 1_767_225_600_123_456_789L;
  private static final long UNKNOWN = Decimals.INVALID;
  private static final long ONE = Decimals.ONE_E9;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void onATerminalTheBlockIsDrawnInItsPlace() {
    StatusDisplay display = new StatusDisplay(out, true, false);
    display.show(status(account("main", true)), TIME_NS);
    int lines = text().split("\n", -1).length - 1;
    bytes.reset();
    display.show(status(account("main", true)), TIME_NS);

    assertThat(text()).contains("\u001b[" + lines + "A\r").contains("main");
    assertThat(text()).doesNotContain("\u001b[3");
    bytes.reset();
    display.done();
    assertThat(text()).as("the echo of Ctrl-C has a line of its own").isEqualTo("\n");
    display.show(status(account("main", true)), TIME_NS);
    assertThat(text()).as("what was printed below stays").doesNotContain("A\r");
  }

  @Test
  void coloursAreForThoseWhoWantThem() {
    new StatusDisplay(out, true, true).show(status(account("main", false)), TIME_NS);

    assertThat(text()).contains("\u001b[31m", "not reconciled");
  }

  @Test
  void elsewhereItIsALineNowAndThenAndAtOnceWhenHealthChanges() {
    StatusDisplay display = new StatusDisplay(out, false, false);
    for (int i = 0; i < 100; i++) {
      display.show(status(account("main", true)), TIME_NS);
    }
    assertThat(text().lines()).hasSize(1);
    assertThat(text())
        .startsWith("2026-01-01T00:00:00Z 7 events")
        .contains("realised +8.50", "unrealised -2.00", "worst drawdown -4.00", "healthy")
        .doesNotContain("\u001b");
    display.show(status(account("main", false)), TIME_NS);
    display.show(status(account("main", false)), TIME_NS);

    assertThat(text().lines()).hasSize(2);
    assertThat(text()).contains("not healthy: account main is not reconciled");
  }

  @Test
  void aLineThatSaysTheSameIsRepeatedEveryMinuteOnly() {
    AtomicLong seconds = new AtomicLong();
    StatusDisplay display =
        new StatusDisplay(
            out, false, false, () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()));
    for (int i = 0; i < 60; i++) {
      display.show(status(account("main", true)), TIME_NS);
    }
    assertThat(text().lines()).hasSize(1);
    display.show(status(account("main", true)), TIME_NS);
    assertThat(text().lines()).hasSize(2);
    for (int i = 0; i < 10; i++) {
      display.show(status(account("main", true), account("other", true)), TIME_NS);
    }
    assertThat(text().lines()).hasSize(3);
  }

  @Test
  void ofManyAccountsThoseInTroubleAreShownAndTheOthersCounted() {
    List<EngineStatus.Account> accounts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      accounts.add(account("account" + i, i != 150));
    }
    List<String> block =
        new StatusText(false, 16).block(status(accounts.toArray(EngineStatus.Account[]::new)));

    assertThat(block).hasSizeLessThan(30);
    assertThat(block).anyMatch(line -> line.startsWith("account150"));
    assertThat(block).anyMatch(line -> line.contains("184 more; 199 of 200 reconciled"));
  }

  @Test
  void whatWaitsForItsOwnerIsTroubleAndWhatIsOnlyToBeKnownANote() {
    RunStatus status =
        status(account("main", true, List.of("BTCUSDT long 1: bare"), List.of("1 open order")));

    assertThat(status.healthy()).isFalse();
    assertThat(new StatusText(false, 16).block(status))
        .contains("note     account main: 1 open order")
        .contains("trouble  account main: BTCUSDT long 1: bare");
    assertThat(JsonLine.of(StatusValues.of(status)))
        .contains("\"troubles\":[\"account main: BTCUSDT long 1: bare\"]")
        .contains("\"notes\":[\"account main: 1 open order\"]");
    assertThat(status(account("main", true, List.of(), List.of("x"))).healthy()).isTrue();
  }

  @Test
  void whatIsOfThisRunAndWhatOfTheJournalIsToldApart() {
    RunStatus status = status(account("main", true));
    assertThat(new StatusText(false, 16).block(status))
        .anyMatch(line -> line.startsWith("this run 2 orders sent, 1 fills"))
        .anyMatch(line -> line.startsWith("pnl") && line.endsWith("since the journal began"));
    assertThat(JsonLine.of(StatusValues.of(status))).contains("\"fills\":1,\"fillsTotal\":5");
  }

  @Test
  void jsonHasEverythingAndExactNumbers() {
    String json = JsonLine.of(StatusValues.of(status(account("main", true))));

    assertThat(json)
        .contains("\"healthy\":true", "\"account\":\"main\"", "\"realised\":\"8.5\"")
        .contains("\"fees\":\"-1.5\"", "\"takeProfits\":[{\"quantity\":\"1\",\"price\":\"110\"}]")
        .contains("\"stream\":\"bybit.linear\"", "\"ageSeconds\":0.25");
  }

  private static RunStatus status(EngineStatus.Account... accounts) {
    EngineStatus engine =
        new EngineStatus(
            TIME_NS,
            false,
            false,
            0,
            List.of(new EngineStatus.Stream("bybit.linear", true, false, 250_000_000, 0)),
            List.of(accounts),
            List.of(),
            List.of());
    RunFigures figures =
        new RunFigures(61_000_000_000L, 7, 3, 2, 1_000, 9_000, 0, 0, 2, 1, 0, 0, 0);
    return new RunStatus("build", "local", "journal", figures, engine, false);
  }

  private static EngineStatus.Account account(String name, boolean reconciled) {
    return account(name, reconciled, List.of(), List.of());
  }

  private static EngineStatus.Account account(
      String name, boolean reconciled, List<String> needs, List<String> notes) {
    EngineStatus.Position position =
        new EngineStatus.Position(
            "BTCUSDT",
            "LONG",
            ONE,
            100 * ONE,
            98 * ONE,
            -2 * ONE,
            10 * ONE,
            10 * ONE,
            UNKNOWN,
            List.of(new EngineStatus.Resting(ONE, 110 * ONE)));
    return new EngineStatus.Account(
        name,
        true,
        reconciled,
        1_000 * ONE,
        900 * ONE,
        ONE / 100,
        10 * ONE,
        -3 * ONE / 2,
        0,
        -2 * ONE,
        -3 * ONE,
        -4 * ONE,
        1,
        0,
        0,
        5,
        0,
        List.of(position),
        List.of(),
        needs,
        notes);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
