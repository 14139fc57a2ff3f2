package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.VenueRequest;
import ringside.engine.boot.ControlFile;
import ringside.engine.boot.ExitCode;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.event.Decimals;
import ringside.journal.log.JournalLock;

/** A running engine, and whoever runs it: looked at, told what to do, and heard of at night. */
@Timeout(180)
class OperatorProcessTest {
  private static final String LEG =
      "{enabled: true, quote: 300, levels: 3, stepPercent: 1, takeProfitPercent: 1}";

  @TempDir Path temp;

  @Test
  void itIsLookedAtAndToldWhatToDoAndItsAlarmReachesItsOwner() throws Exception {
    Path journal = temp.resolve("journal");
    Path told = temp.resolve("told");
    try (LocalExchange exchange =
            LocalExchange.start(
                ExchangeConfig.defaults().withSymbols(List.of("BTCUSDT")).withAccounts(1, null));
        EngineProcess engine = trade(exchange, journal, told)) {
      engine.awaitRecords(ExecutionDecoder.TEMPLATE_ID, 2);
      await(engine, () -> status(journal).exitCode() == ExitCode.DONE);
      Cli.Result healthy = status(journal);
      assertThat(healthy.out()).contains("healthy", "BTCUSDT long", "streams");
      assertThat(Cli.run("status", "--json", "--journal", journal).out())
          .contains("\"healthy\":true", "\"account\":\"main\"", "\"takeProfits\":[{");
      Path heartbeat = journal.resolve("heartbeat.json");
      assertThat(Cli.run("status", "--heartbeat", heartbeat).exitCode()).isZero();

      Cli.Result paused = control(journal, "pause", "--account", "main", "--side", "long");
      assertThat(paused.exitCode()).as(paused.out() + paused.err()).isZero();
      assertThat(status(journal).out()).contains("paused by an operator: main long");
      assertThat(control(journal, "resume", "--all").exitCode()).isZero();
      assertThat(control(journal, "pause").exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(control(journal, "pause", "--account", "nobody").err())
          .contains("account nobody: allowed: main");

      Cli.Result flattened = control(journal, "flatten", "--all", "--json");
      assertThat(flattened.exitCode()).as(flattened.out() + flattened.err()).isZero();
      assertThat(flattened.out()).contains("\"action\":\"flatten\"", "\"done\":true");
      await(engine, () -> Files.exists(told));
      assertThat(Files.readString(told)).startsWith("CRITICAL|RISK|");
      await(engine, () -> status(journal).out().contains("positions") && flat(exchange));
      Cli.Result latched = status(journal);
      assertThat(latched.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(latched.out()).contains("not healthy", "emergency");

      assertThat(control(journal, "stop", "--all").exitCode()).isZero();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.out()).contains("look again", "realised", "account main holds nothing");
      assertThat(ControlFile.in(journal)).doesNotExist();
      assertThat(Cli.run("status", "--heartbeat", heartbeat).exitCode()).isEqualTo(ExitCode.FAILED);
    }
    assertThat(status(journal).exitCode()).isEqualTo(ExitCode.USAGE);
    Cli.Result verified = Cli.run("verify", journal, "--strict");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
  }

  @Test
  void oneThatWasKilledAndOneThatHasNotOpenedItsDoorAreToldApart() throws Exception {
    Path journal = temp.resolve("journal");
    Path door = ControlFile.in(journal);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(journal);
    Files.writeString(
        door, "{\"port\":1,\"token\":\"" + "0".repeat(64) + "\",\"pid\":" + dead.pid() + "}");
    Cli.Result killed = status(journal);
    assertThat(killed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(killed.err()).contains("its engine is not running any more");

    try (JournalLock lock = JournalLock.acquire(journal)) {
      Cli.Result starting = status(journal);
      assertThat(starting.exitCode()).as(starting.err()).isEqualTo(ExitCode.FAILED);
      assertThat(starting.out())
          .contains("not healthy: the engine is starting, or ending: process ")
          .contains(ProcessHandle.current().pid() + " holds " + journal);
      assertThat(Cli.run("status", "--json", "--journal", lock.directory()).out())
          .contains("\"healthy\":false", "is starting, or ending");
      assertThat(control(journal, "pause", "--all").exitCode()).isEqualTo(ExitCode.FAILED);
      Files.delete(door);
      assertThat(status(journal).out()).contains("is starting, or ending", "--control-file");
    }
    assertThat(status(journal).err()).contains("no engine is running there");
  }

  @Test
  void whatOthersHaveDoneIsSaidAndWhatWaitsForItsOwnerIsTrouble() throws Exception {
    Path journal = temp.resolve("journal");
    try (LocalExchange exchange =
            LocalExchange.start(
                ExchangeConfig.defaults()
                    .withSymbols(List.of("BTCUSDT", "ETHUSDT"))
                    .withAccounts(1, null));
        EngineProcess engine = trade(exchange, journal, temp.resolve("told"), "{enabled: false}")) {
      engine.awaitRecords(ExecutionDecoder.TEMPLATE_ID, 1);
      await(engine, () -> status(journal).exitCode() == ExitCode.DONE);
      assertThat(status(journal).out()).contains("this run 2 orders sent, 1 fills");

      byHand(exchange, FaultKind.FOREIGN_ORDER, "BTCUSDT", "Buy", "0.003", "50000");
      byHand(exchange, FaultKind.FOREIGN_ORDER, "ETHUSDT", "Buy", "0.2", "0");
      await(engine, () -> status(journal).out().contains("ETHUSDT, not of the config: long 0.2"));
      await(engine, () -> status(journal).out().contains("open order of others"));
      Cli.Result noted = status(journal);
      assertThat(noted.out())
          .contains("note     account main: 1 open order of others at BTCUSDT", "healthy")
          .doesNotContain("trouble");
      assertThat(noted.exitCode()).isEqualTo(ExitCode.DONE);

      byHand(exchange, FaultKind.FOREIGN_ORDER, "BTCUSDT", "Sell", "0.004", "0");
      byHand(exchange, FaultKind.SET_LEVERAGE, "BTCUSDT", "", "0", "5");
      await(engine, () -> status(journal).out().contains("opened by others, and has no"));
      await(engine, () -> status(journal).out().contains("has leverage"));
      Cli.Result troubled = status(journal);
      assertThat(troubled.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(troubled.out())
          .contains("account main: BTCUSDT short 0.004: opened by others, and has no take-profit")
          .contains("BTCUSDT has leverage 5, 10 is wanted: opens nothing until it fits");
      assertThat(Cli.run("status", "--json", "--journal", journal).out())
          .contains("\"foreignOrders\":1,", "\"healthy\":false");
      byHand(exchange, FaultKind.FOREIGN_ORDER, "BTCUSDT", "Buy", "0.001", "0");
      await(engine, () -> status(journal).out().contains("adds nothing until 'control resume'"));
      assertThat(control(journal, "pause", "--symbol", "BTCUSDT", "--side", "long").out())
          .isEqualToIgnoringNewLines(
              "done: all accounts, BTCUSDT, long opens nothing; what reduces goes on until resume");
      assertThat(control(journal, "stop", "--all").exitCode()).isZero();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
    }
  }

  private static void byHand(
      LocalExchange exchange,
      FaultKind kind,
      String symbol,
      String side,
      String quantity,
      String price) {
    exchange
        .inject(
            Fault.of(kind)
                .withAccount("account1")
                .with(symbol, side, Decimals.parseE9(quantity), Decimals.parseE9(price)))
        .join();
  }

  private static Cli.Result status(Path journal) {
    return Cli.run("status", "--journal", journal);
  }

  private static Cli.Result control(Path journal, String action, String... options) {
    Object[] all = new Object[options.length + 4];
    all[0] = "control";
    all[1] = action;
    all[2] = "--journal";
    all[3] = journal;
    System.arraycopy(options, 0, all, 4, options.length);
    return Cli.run(all);
  }

  private static boolean flat(LocalExchange exchange) {
    return exchange
        .venue()
        .ask(venue -> venue.accounts().positions(0).stream().allMatch(each -> each.sizeE9() == 0))
        .join();
  }

  private EngineProcess trade(LocalExchange exchange, Path journal, Path told) throws Exception {
    return trade(exchange, journal, told, LEG);
  }

  private EngineProcess trade(LocalExchange exchange, Path journal, Path told, String shortLeg)
      throws Exception {
    exchange.venue().submit(new VenueRequest.SwitchMode(0, -1, true)).join();
    AccountKey key = exchange.accounts().get(0);
    Path keys = Files.createFile(temp.resolve("main.key"));
    keys.toFile().setReadable(false, false);
    keys.toFile().setReadable(true, true);
    Files.writeString(keys, "apiKey=" + key.apiKey() + "\napiSecret=" + key.secret() + "\n");
    Path alert = temp.resolve("alert.sh");
    Files.writeString(
        alert,
        "#!/bin/sh\nprintf '%s|%s|%s' \"$RINGSIDE_SEVERITY\" \"$RINGSIDE_CODE\" \"$RINGSIDE_TEXT\""
            + " > \"$1.new\" && mv \"$1.new\" \"$1\"\n");
    Path config =
        Files.write(
            temp.resolve("config.yaml"),
            List.of(
                "venues:",
                "  here:",
                "    environment: local",
                "    rest: " + exchange.restUrl(),
                "    public: " + exchange.publicUrl(),
                "    private: " + exchange.privateUrl(),
                "    trade: " + exchange.tradeUrl(),
                "accounts:",
                "  main: {venue: here, keyFile: main.key}",
                "strategies:",
                "  g:",
                "    kind: grid",
                "    account: main",
                "    symbol: BTCUSDT",
                "    leverage: 10",
                "    parameters:",
                "      long: " + LEG,
                "      short: " + shortLeg,
                "operations:",
                "  alerts: {command: [sh, " + alert + ", " + told + "], from: critical}"));
    return EngineProcess.trading(journal, "--config", config.toString());
  }

  private static void await(EngineProcess engine, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(engine.out() + engine.err()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
