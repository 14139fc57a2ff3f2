package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;

/** {@code trade} before a venue that is not there, or not yet, in a process of its own. */
@Timeout(180)
class TradeStartTest {
  @TempDir Path folder;

  @Test
  void aVenueThatIsNotThereYetIsWaitedFor() throws Exception {
    ExchangeConfig config =
        ExchangeConfig.defaults().withSeed(5L).withData(data()).withPort(freePort());
    try (LocalExchange before = LocalExchange.start(config)) {
      write(before, "");
    }
    try (EngineProcess trade = trade()) {
      await(trade, () -> trade.err().contains("does not answer"));
      assertThat(trade.err()).contains("asked again in 1 s");
      try (LocalExchange exchange = LocalExchange.start(config)) {
        exchange
            .inject(Fault.of(FaultKind.RET_CODE).withPath("/v5/account/").withCode(10016))
            .join();
        await(trade, () -> trade.err().contains("10016"));
        exchange.faults().clear();
        await(trade, () -> trade.err().contains("UID"));
        Path journal = folder.resolve("journal");
        await(trade, () -> Files.isDirectory(journal.resolve("000001")));
        await(trade, () -> dumped(journal, "PlaceOrder"));
        trade.terminate();
        assertThat(trade.exitCode()).as(trade.err()).isZero();
      }
    }
  }

  @Test
  void aRunThatIsStoppedWhileItWaitsEndsInOrderAndOneWhoseTimeIsOverHasFailed() throws Exception {
    try (LocalExchange gone = LocalExchange.start(ExchangeConfig.defaults())) {
      write(gone, "");
    }
    try (EngineProcess stopped = trade();
        EngineProcess limited = trade("--duration", "3s")) {
      await(stopped, () -> stopped.err().contains("asked again"));
      stopped.terminate();
      assertThat(stopped.exitCode()).as(stopped.err()).isZero();
      assertThat(limited.exitCode()).as(limited.err()).isEqualTo(1);
      assertThat(limited.err()).contains("ended before the venue answered");
    }
  }

  @Test
  void aKeyThatTheVenueRefusesEndsItAtOnce() throws Exception {
    try (LocalExchange exchange = LocalExchange.start(ExchangeConfig.defaults())) {
      write(exchange, "wrong");
      try (EngineProcess trade = trade()) {
        assertThat(trade.exitCode()).as(trade.err()).isEqualTo(2);
        assertThat(trade.err()).contains("10003").doesNotContain("asked again");
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path data() throws IOException {
    return Files.createDirectories(folder.resolve("data"));
  }

  private EngineProcess trade(String... more) throws IOException {
    Path journal = Files.createTempDirectory(folder, "run").resolve("journal");
    if (more.length == 0) {
      journal = folder.resolve("journal");
    }
    List<String> all = new ArrayList<>();
    all.addAll(List.of("trade", "--config", folder.resolve("trade.yaml").toString()));
    all.addAll(List.of(more));
    return EngineProcess.trading(journal, all.toArray(String[]::new));
  }

  private void write(LocalExchange exchange, String spoilt) throws IOException {
    Path key = folder.resolve("a.key");
    Files.writeString(
        key,
        "apiKey="
            + exchange.accounts().get(0).apiKey()
            + spoilt
            + "\napiSecret="
            + exchange.accounts().get(0).secret()
            + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        folder.resolve("trade.yaml"),
        """
        venues:
          here: {environment: local, rest: %s, public: %s, private: %s, trade: %s}
        accounts:
          a: {venue: here, keyFile: a.key}
        strategies:
          q: {kind: quotes, account: a, symbol: BTCUSDT, parameters: {quantity: 0.01, maxPosition: 0.1}}
        """
            .formatted(
                exchange.restUrl(),
                exchange.publicUrl(),
                exchange.privateUrl(),
                exchange.tradeUrl()));
  }

  private static boolean dumped(Path journal, String type) {
    return Cli.run("dump", journal.toString(), "--type", type).out().contains("\n");
  }

  private static void await(EngineProcess trade, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(trade.err()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
