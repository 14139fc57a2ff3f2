package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.boot.BybitAccess;
import ringside.engine.boot.Engine;
import ringside.engine.boot.EngineSettings;
import ringside.engine.boot.TradePlan;
import ringside.engine.boot.TradeSession;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.SettingTable;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.log.Durability;
import ringside.journal.log.SpaceLimits;

/**
 * The whole engine as {@code ringside.jar trade} runs it, on a local exchange: config, keys and
 * journal in one directory. The caller's one thread.
 */
final class ExchangeSession implements AutoCloseable {
  private static final String CONFIG = "config.yaml";
  private static final String JOURNAL = "journal";
  private static final long ANSWER_SECONDS = 30;

  private final Engine engine;
  private final TradeSession session;
  private volatile IllegalStateException failure;

  /** Opens what {@link #write} has written: the journal is read, nobody is spoken to. */
  ExchangeSession(Path directory) throws IOException {
    Path file = directory.resolve(CONFIG);
    TradingConfig config = ConfigFile.read(file);
    PipelineSettings pipeline = PipelineSettings.forThisMachine();
    Path journal = journal(directory);
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
  }

  /** Writes the config, whose path it gives, and the keys of as many accounts as it names. */
  static Path write(Path directory, LocalExchange exchange, String config) throws IOException {
    List<AccountKey> keys = exchange.accounts();
    for (int account = 0; account < keys.size(); account++) {
      Path file = directory.resolve("key" + account);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      AccountKey key = keys.get(account);
      Files.writeString(file, "apiKey=" + key.apiKey() + "\napiSecret=" + key.secret() + "\n");
    }
    return Files.writeString(directory.resolve(CONFIG), config);
  }

  static Path journal(Path directory) {
    return directory.resolve(JOURNAL);
  }

  /** Looks at the keys, starts the engine, connects. */
  void start() {
    session.lookAtKeys();
    session.startEngine();
    session.connect();
  }

  /**
   * Waits until so many accounts are as something says.
   *
   * @throws IllegalStateException when they are not in time
   */
  void await(int accounts, BiPredicate<CoreState, AccountState> as, long seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int now = 0;
    while (System.nanoTime() - deadline < 0) {
      now = ask(as);
      if (now >= accounts) {
        return;
      }
    }
    throw new IllegalStateException(now + " of " + accounts + " accounts after " + seconds + " s");
  }

  /** Whether it has heard everything from the venue, which has it as it is to be. */
  static boolean ready(CoreState state, AccountState account) {
    if (!account.reconciled()) {
      return false;
    }
    SettingTable settings = state.settings;
    for (int i = 0; i < settings.size(); i++) {
      SettingTable.Setting setting = settings.at(i);
      if (setting.account() == account.account() && !setting.fits(account)) {
        return false;
      }
    }
    return true;
  }

  /** How many accounts are so, at the engine's next tick. */
  private int ask(BiPredicate<CoreState, AccountState> as) {
    if (failure != null) {
      throw failure;
    }
    CompletableFuture<Integer> answer =
        engine
            .pipeline()
            .ask(
                state -> {
                  int count = 0;
                  for (int i = 0; i < state.accounts.size(); i++) {
                    AccountState account = state.accounts.find(i);
                    count += account != null && as.test(state, account) ? 1 : 0;
                  }
                  return count;
                });
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the engine does not answer", e);
    }
  }

  private void failed(String where, Throwable cause) {
    failure = new IllegalStateException(where, cause);
  }

  @Override
  public void close() {
    session.disconnect();
    engine.stop(StopReason.FINISHED, "", engine.clock().nowNs());
    engine.close();
  }
}
