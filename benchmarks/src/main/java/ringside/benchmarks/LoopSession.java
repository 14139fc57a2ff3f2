package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.boot.BybitAccess;
import ringside.engine.boot.Engine;
import ringside.engine.boot.EngineSettings;
import ringside.engine.boot.TradePlan;
import ringside.engine.boot.TradeSession;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.WaitMode;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.log.Durability;
import ringside.journal.log.SpaceLimits;

/**
 * The whole engine as {@code ringside.jar trade} runs it, with a strategy that answers every change
 * of the book with one order: its sockets lead to the {@link LoopVenue}, its REST to a local
 * exchange.
 */
final class LoopSession implements AutoCloseable {
  private final Engine engine;
  private final TradeSession session;
  private volatile IllegalStateException failure;

  LoopSession(LoopVenue venue, LocalExchange rest, Path directory, WaitMode wait)
      throws IOException {
    AccountKey key = rest.accounts().get(0);
    Path keyFile = directory.resolve("key");
    Files.createFile(
        keyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(keyFile, "apiKey=" + key.apiKey() + "\napiSecret=" + key.secret() + "\n");
    Path file = directory.resolve("config.yaml");
    Files.writeString(file, config(venue, rest));
    TradingConfig config = ConfigFile.read(file);
    PipelineSettings pipeline = PipelineSettings.forThisMachine().with(wait);
    Path journal = directory.resolve("journal");
    TradePlan plan =
        TradePlan.of(
            config, BybitAccess.of(file, Map.of(), warning -> {}), false, journal, pipeline);
    EngineSettings settings =
        new EngineSettings(
            journal,
            Environment.LOCAL,
            RunMode.LIVE,
            Durability.PAGE,
            pipeline,
            SpaceLimits.ofDisk(directory),
            config.entries());
    engine = Engine.open(settings, this::failed);
    session = new TradeSession(plan, engine, this::failed);
    session.lookAtKeys();
    session.startEngine();
    session.connect();
  }

  private void failed(String where, Throwable cause) {
    failure = new IllegalStateException(where, cause);
  }

  /** Throws what has ended the engine, if anything has. */
  void requireRunning() {
    if (failure != null) {
      throw failure;
    }
  }

  private static String config(LoopVenue venue, LocalExchange rest) {
    return String.join(
        "\n",
        "venues:",
        "  loop:",
        "    environment: local",
        "    rest: " + rest.restUrl(),
        "    public: " + venue.uri(LoopVenue.PUBLIC_PATH),
        "    private: " + venue.uri(LoopVenue.PRIVATE_PATH),
        "    trade: " + venue.uri(LoopVenue.TRADE_PATH),
        "accounts:",
        "  one: {venue: loop, keyFile: key}",
        "strategies:",
        "  answer: {kind: quotes, account: one, symbol: BTCUSDT,",
        "    parameters: {quantity: 0.001, maxPosition: 1, style: answer}}",
        "limits: {ordersPerSecond: 10000}",
        "");
  }

  @Override
  public void close() {
    session.disconnect();
    engine.stop(StopReason.FINISHED, "", engine.clock().nowNs());
    engine.close();
  }
}
