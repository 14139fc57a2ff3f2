package ringside.engine.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.log.JournalLock;

/**
 * The exchange that the engine brings along when it is started without a config file: a local one
 * with a generated market, and accounts as the built-in config names them. Its data lie in the
 * journal's directory, so that both are moved, copied and removed together. The starting thread.
 */
final class EmbeddedExchange implements AutoCloseable {
  private static final String CONFIG = "embedded.yaml";
  private static final String DATA = "exchange";

  private final Path journal;
  private final TradingConfig config;
  private final LocalExchange exchange;

  private EmbeddedExchange(Path journal, TradingConfig config, LocalExchange exchange) {
    this.journal = journal;
    this.config = config;
    this.exchange = exchange;
  }

  /** Whether the journal is of a run on such an exchange. */
  static boolean isIn(Path journal) {
    return Files.isDirectory(journal.resolve(DATA));
  }

  /**
   * Starts it as it was left, or anew.
   *
   * @param seed of its market; null: the usual, or the one that it was begun with
   * @param stop hears when it has ended by a fault of its own
   * @throws UsageException when there is a journal without its exchange
   */
  static EmbeddedExchange start(Path journal, Long seed, StopRequest stop) throws IOException {
    // Whoever holds the journal holds its exchange: this says so in the words for journals.
    JournalLock.acquire(journal).close();
    boolean recorded = holdsSegments(journal);
    if (recorded && !isIn(journal)) {
      throw new UsageException(
          journal
              + ": holds a journal, but not the exchange that it was traded on ("
              + journal.resolve(DATA)
              + "); choose another with --journal, or give the --config that it is of");
    }
    if (!recorded && isIn(journal)) {
      System.err.println(
          "ringside: "
              + journal
              + ": there is an exchange, but no journal: a new one begins, with what the accounts"
              + " hold at the exchange");
    }
    TradingConfig config = config(journal);
    LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withData(journal.resolve(DATA))
                .withSeed(seed)
                .withSymbols(
                    config.strategies().stream().map(each -> each.symbol()).distinct().toList())
                .withAccounts(config.accounts().size(), null));
    OwnExchange.watch(exchange, stop);
    System.err.println(
        "ringside: an exchange of its own at "
            + exchange.restUrl()
            + " with a generated market; its data and the journal are in "
            + journal);
    return new EmbeddedExchange(journal, config, exchange);
  }

  /** What to trade on it. */
  TradePlan plan(PipelineSettings pipeline) {
    return OwnExchange.plan(
        exchange, config, config.accounts(), journal, pipeline, TradePlan.Money.EMBEDDED);
  }

  private static TradingConfig config(Path journal) throws IOException {
    try (InputStream in = EmbeddedExchange.class.getResourceAsStream(CONFIG)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigFile.parseWithoutKeys(CONFIG, text, journal);
    }
  }

  /** Whether a journal was begun there. */
  static boolean holdsSegments(Path journal) throws IOException {
    if (!Files.isDirectory(journal)) {
      return false;
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            journal, path -> path.getFileName().toString().chars().allMatch(Character::isDigit))) {
      return entries.iterator().hasNext();
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
