package ringside.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderTable;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.log.JournalReader;

/**
 * What an engine in another process knows, read from its journal while it runs, dies, and runs
 * again. One thread.
 */
final class JournalView implements AutoCloseable {
  private static final String FIRST_SEGMENT = "000001";
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final TradingCore core =
      new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
  private final Path journal;
  private JournalReader reader;

  JournalView(Path journal) {
    this.journal = journal;
  }

  /** Everything that the journal says by now; nothing, before its first segment is there. */
  CoreState known() {
    if (reader == null && Files.isDirectory(journal.resolve(FIRST_SEGMENT))) {
      reader = JournalReader.follow(journal);
    }
    while (reader != null && reader.next()) {
      core.restore(reader.buffer(), reader.offset());
    }
    return core.state();
  }

  long lastSequence() {
    return core.lastSequence();
  }

  /**
   * Waits until the journal says that something is so.
   *
   * @param alive throws when nothing more can come
   * @return when it was seen, by {@code System.nanoTime()}
   * @throws IllegalStateException when it is not so in time
   */
  long await(String what, long seconds, Runnable alive, Predicate<CoreState> condition) {
    long start = System.nanoTime();
    while (!condition.test(known())) {
      alive.run();
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        throw new IllegalStateException(what + ": not within " + seconds + " s");
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return System.nanoTime();
  }

  /**
   * Whether an account may open: heard from and set as it is to be, with no order of which nobody
   * knows, and with a book for each of its symbols.
   */
  static boolean trading(CoreState state, int account) {
    AccountState known = state.accounts.find(account);
    if (known == null || !ExchangeSession.ready(state, known) || inDoubt(known.orders)) {
      return false;
    }
    boolean books = true;
    for (int i = 0; i < state.settings.size(); i++) {
      boolean own = state.settings.at(i).account() == account;
      books &= !own || usable(state.books.best(state.settings.at(i).instrument()));
    }
    return books;
  }

  /** A run's start voids all books: one that is whole was heard since. */
  static boolean usable(OrderBook book) {
    return book != null && book.synchronised() && !book.partial();
  }

  private static boolean inDoubt(OrderTable orders) {
    for (int i = 0; i < orders.liveCount(); i++) {
      OrderState order = orders.live(i);
      if (order.phase() == OrderPhase.UNRESOLVED || order.missing()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
