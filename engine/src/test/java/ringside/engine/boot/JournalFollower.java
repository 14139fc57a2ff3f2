package ringside.engine.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import ringside.engine.core.StatusSink;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.CoreState;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalReader;

/** What an engine knows, read from its journal while it runs, dies, and runs again. */
final class JournalFollower implements AutoCloseable {
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path journal;
  private final TradingCore core =
      new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
  private final Map<Integer, Set<String>> orders = new HashMap<>();
  private final Map<Integer, Set<String>> executions = new HashMap<>();
  private final List<Signal> signals = new ArrayList<>();
  private final Map<Integer, Set<AlertCode>> alerts = new HashMap<>();
  private final PlaceOrderDecoder placed = new PlaceOrderDecoder();
  private final ExecutionDecoder executed = new ExecutionDecoder();
  private final SignalRaisedDecoder raised = new SignalRaisedDecoder();
  private final AlertRaisedDecoder alert = new AlertRaisedDecoder();
  private JournalReader reader;

  /** What a strategy signalled. */
  record Signal(int account, String symbol, long valueE9, String name) {}

  JournalFollower(Path journal) {
    this.journal = journal;
  }

  Path journal() {
    return journal;
  }

  /** Everything that the journal says by now. */
  CoreState known() {
    if (!Files.isDirectory(journal.resolve("000001"))) {
      return core.state();
    }
    if (reader == null) {
      reader = JournalReader.follow(journal);
    }
    while (reader.next()) {
      core.restore(reader.buffer(), reader.offset());
      note(reader.buffer(), reader.offset());
    }
    return core.state();
  }

  private void note(DirectBuffer buffer, int offset) {
    int account = RecordLayout.account(buffer, offset);
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    switch (RecordLayout.templateId(buffer, offset)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        String name = placed.wrap(buffer, block, length, version).clientOrderId();
        if (!orders(account).add(name)) {
          throw new AssertionError("order " + name + " was decided twice");
        }
      }
      case ExecutionDecoder.TEMPLATE_ID ->
          executions(account).add(executed.wrap(buffer, block, length, version).executionId());
      case SignalRaisedDecoder.TEMPLATE_ID -> {
        raised.wrap(buffer, block, length, version);
        int instrument = raised.header().instrument();
        long valueE9 = raised.valueE9();
        signals.add(new Signal(account, symbol(instrument), valueE9, raised.name()));
      }
      case AlertRaisedDecoder.TEMPLATE_ID ->
          alerts
              .computeIfAbsent(account, x -> EnumSet.noneOf(AlertCode.class))
              .add(alert.wrap(buffer, block, length, version).code());
      default -> {
        // folded is enough
      }
    }
  }

  /** Names of the orders that were decided. */
  Set<String> orders(int account) {
    return orders.computeIfAbsent(account, x -> new TreeSet<>());
  }

  /** Ids of the executions that were heard of, however often. */
  Set<String> executions(int account) {
    return executions.computeIfAbsent(account, x -> new TreeSet<>());
  }

  /** What a leg of a strategy says of itself in words. */
  String status(String strategy, Leg leg, String name) {
    String[] found = {""};
    core.status(
        reader.head().catalog().find(CatalogKind.STRATEGY, strategy),
        new StatusSink() {
          private Leg of;

          @Override
          public void leg(Leg next) {
            of = next;
          }

          @Override
          public void text(String key, String value) {
            found[0] = of == leg && key.equals(name) ? value : found[0];
          }

          @Override
          public void count(String key, long value) {
            // words are enough
          }

          @Override
          public void number(String key, long valueE9) {
            // words are enough
          }

          @Override
          public void time(String key, long timeNs) {
            // words are enough
          }
        });
    return found[0];
  }

  /** Whether a strategy of the account has signalled that. */
  boolean signalled(int account, String name) {
    return signals.stream().anyMatch(s -> s.account() == account && s.name().equals(name));
  }

  /** Whether a human was told such a thing of the account. */
  boolean alerted(int account, AlertCode code) {
    return alerts.getOrDefault(account, Set.of()).contains(code);
  }

  /** What strategies signalled, in order. */
  List<Signal> signals() {
    return signals;
  }

  /** The core that has folded it. */
  TradingCore core() {
    return core;
  }

  /** The symbol of an index in the journal's catalog. */
  String symbol(int instrument) {
    return reader.head().catalog().name(CatalogKind.INSTRUMENT, instrument);
  }

  /**
   * Waits until the engine knows what is meant.
   *
   * @param alive throws when nothing more can come
   */
  void await(String what, long seconds, Runnable alive, Predicate<CoreState> condition) {
    long start = System.nanoTime();
    while (!condition.test(known())) {
      alive.run();
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        throw new AssertionError(what + ": not within " + seconds + " s");
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
