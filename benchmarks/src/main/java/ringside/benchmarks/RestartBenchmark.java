package ringside.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.exchange.StreamKind;
import ringside.engine.boot.EngineMain;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;

/**
 * From kill -9 of an engine that trades the built-in grids to its trading again: a new process on
 * the same journal, which holds an hour of them, at the same exchange. Three kills a round: with
 * nothing in doubt; with placements of one account that the venue took and never told of; and with
 * such as it never took. Beside it a JVM that only reads and restores the same journal.
 *
 * <p>The hour passes in a minute: the exchange runs 60 times as fast, and goes on so, which makes
 * for more to hear and to do than there is at the speed of the clock.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@Fork(1)
public class RestartBenchmark {
  private static final String GRIDS = "embedded.yaml";
  private static final double FASTER = 60;

  private static final long PATIENCE_S = 180;
  private static final int ACCOUNTS = 3;

  /** The account with one grid so tight that it always has an order on its way. */
  private static final int IN_DOUBT = 2;

  private static final String TIGHT =
      """
        tight:
          kind: grid
          account: third
          symbol: BTCUSDT
          leverage: 10
          parameters:
            {quote: 500, levels: 4, stepPercent: 0.01, takeProfitPercent: 0.08, cooldown: 1s}
      """;

  /** Seconds of making the journal. */
  @Param("60")
  public int seconds;

  private Scratch scratch;
  private Path config;
  private Path journal;
  private LocalExchange exchange;
  private EngineProcess engine;
  private JournalView view;

  /** What a round gives, in seconds from the start of the second process. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Restart {
    /** All trade, nothing was in doubt. */
    public double ours;

    /** A JVM that reads and restores the journal and does nothing else. */
    public double floor;

    /** The same from the kill. */
    public double oursKill;

    /** Of {@link #floor}: until its main method. */
    public double oursJvm;

    /** From there until the first event of the run is in the journal. */
    public double oursReplay;

    /** From there until the first whole book. */
    public double oursConnect;

    /** From there until all accounts are reconciled. */
    public double oursReports;

    /** From there until all trade. */
    public double oursSettle;

    /** The others trade, while one has an order in doubt. */
    public double oursOther;

    /** All trade; orders of one account were taken and never told of. */
    public double oursUntold;

    /** All trade; orders of one account were never taken. */
    public double oursUntaken;

    /** Millions of events in the journal. */
    public double oursEvents;
  }

  /** Has the journal made. */
  @Setup(Level.Trial)
  public void trade() throws IOException {
    scratch = new Scratch("restart");
    journal = ExchangeSession.journal(scratch.directory());
    exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withSymbols(List.of("BTCUSDT", "ETHUSDT"))
                .withAccounts(ACCOUNTS, null)
                .withSpeed(FASTER));
    config = ExchangeSession.write(scratch.directory(), exchange, config());
    view = new JournalView(journal);
    engine = EngineProcess.start(config, journal);
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    clean(this::awaitAll);
  }

  /** JMH takes nothing down after a failure, and waits for the exchange's threads. */
  private void clean(Part part) throws IOException {
    try {
      part.run();
    } catch (IllegalStateException e) {
      delete();
      throw e;
    }
  }

  /** What may fail. */
  private interface Part {
    void run() throws IOException;
  }

  /** The built-in one, at this exchange. */
  private String config() throws IOException {
    try (InputStream in = EngineMain.class.getResourceAsStream(GRIDS)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return "venues: {here: {environment: local, rest: '"
          + exchange.restUrl()
          + "', public: '"
          + exchange.publicUrl()
          + "', private: '"
          + exchange.privateUrl()
          + "', trade: '"
          + exchange.tradeUrl()
          + "'}}\naccounts:\n  first: {venue: here, keyFile: key0}\n"
          + "  second: {venue: here, keyFile: key1}\n  third: {venue: here, keyFile: key2}\n"
          + text.substring(text.indexOf("strategies:"))
          + TIGHT;
    }
  }

  /** Stops everybody and deletes it. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    engine.close();
    view.close();
    exchange.close();
    scratch.close();
  }

  /** Three kills. */
  @Benchmark
  public void round(Restart restart) throws IOException {
    clean(() -> kills(restart));
  }

  private void kills(Restart restart) throws IOException {
    awaitAll();
    known(restart);
    restart.oursUntold = doubt(restart, FaultKind.NO_ANSWER);
    restart.oursUntaken = doubt(restart, FaultKind.TIME_OUT);
    restart.oursEvents = view.lastSequence() / 1e6;
    floor(restart);
  }

  private void known(Restart restart) throws IOException {
    long nonce = view.known().run.runNonce();
    long killed = System.nanoTime();
    engine.close();
    long start = System.nanoTime();
    engine = EngineProcess.start(config, journal);
    long first = await("a run", state -> state.run.runNonce() != nonce);
    long book = await("a book", state -> JournalView.usable(state.books.best(0)));
    long reconciled = await("reconciled", RestartBenchmark::reconciled);
    long all = awaitAll();
    restart.ours = seconds(start, all);
    restart.oursKill = seconds(killed, all);
    restart.oursReplay = seconds(start, first);
    restart.oursConnect = seconds(first, book);
    restart.oursReports = seconds(book, reconciled);
    restart.oursSettle = seconds(reconciled, all);
  }

  /** Kills it when an order has left of which it has heard nothing. */
  private double doubt(Restart restart, FaultKind kind) throws IOException {
    // Executions are heard: they are what it answers with orders.
    lose(Fault.of(FaultKind.LOSE_MESSAGE).on(StreamKind.PRIVATE).withTopic("order"));
    lose(Fault.of(kind).withPath("order.create"));
    lose(Fault.of(kind).withPath("/v5/order/create"));
    long nonce = view.known().run.runNonce();
    await(
        "an order of which nothing is heard",
        state ->
            unanswered(state)
                && exchange.faults().list().stream()
                    .anyMatch(fault -> fault.fault().kind() == kind && fault.struck() > 0));
    engine.close();
    exchange.faults().clear();
    long start = System.nanoTime();
    engine = EngineProcess.start(config, journal);
    await("a run", state -> state.run.runNonce() != nonce);
    long other =
        await(
            "the others trade",
            state -> JournalView.trading(state, 0) && JournalView.trading(state, 1));
    restart.oursOther = Math.max(restart.oursOther, seconds(start, other));
    return seconds(start, awaitAll());
  }

  private void lose(Fault fault) {
    exchange.inject(fault.withAccount(exchange.accounts().get(IN_DOUBT).name()).times(0)).join();
  }

  private void floor(Restart restart) throws IOException {
    engine.close();
    long start = System.nanoTime();
    try (ReopenProcess process = ReopenProcess.start("restore", journal)) {
      double read = process.answer()[0];
      restart.floor = seconds(start, System.nanoTime());
      restart.oursJvm = restart.floor - read;
      restart.oursReplay -= restart.oursJvm;
    }
    engine = EngineProcess.start(config, journal);
  }

  private long awaitAll() {
    return await(
        "all trade",
        state -> {
          boolean all = state.settings.size() > 0;
          for (int account = 0; account < ACCOUNTS; account++) {
            all &= JournalView.trading(state, account);
          }
          return all;
        });
  }

  private static boolean reconciled(CoreState state) {
    boolean all = true;
    for (int account = 0; account < ACCOUNTS; account++) {
      AccountState known = state.accounts.find(account);
      all &= known != null && known.reconciled();
    }
    return all;
  }

  private static boolean unanswered(CoreState state) {
    AccountState account = state.accounts.find(IN_DOUBT);
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.phase() == OrderPhase.PENDING) {
        return true;
      }
    }
    return false;
  }

  private long await(String what, Predicate<CoreState> condition) {
    return view.await(what, PATIENCE_S, engine::requireAlive, condition);
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
