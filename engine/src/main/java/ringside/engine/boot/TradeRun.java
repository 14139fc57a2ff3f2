package ringside.engine.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.BybitMarketFeed;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.pipeline.PipelineCounters;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Decimals;
import ringside.journal.log.SpaceLimits;

/**
 * Trades until a signal, a time limit, or a disk without room ends it: in each case in order, and
 * with what still rests at the venue as the last word.
 */
final class TradeRun {
  private static final double NS_PER_SECOND = 1e9;
  private static final double BYTES_PER_GB = 1e9;
  private static final long DRAIN_SECONDS = 5;
  private static final long LONGEST_PAUSE_S = 15;
  private static final int LONGEST_SHIFT = 4;
  private static final long LOOK_MS = 100;

  private final TradePlan plan;
  private final Duration limit;
  private final StopRequest stop;
  private final ProcessHalt halt = new ProcessHalt();

  /**
   * @param limit ends the run; null: nothing but a human does
   * @param stop where others ask for the end too
   */
  TradeRun(TradePlan plan, Duration limit, StopRequest stop) {
    this.plan = plan;
    this.limit = limit;
    this.stop = stop;
  }

  /** Runs to the end and prints the summary; returns the exit code. */
  int run(boolean json) {
    EngineSettings settings =
        new EngineSettings(
            plan.journal(),
            plan.environment().kind().recorded(),
            RunMode.LIVE,
            plan.config().journal().durability(),
            plan.pipeline(),
            SpaceLimits.ofDisk(plan.journal()),
            plan.config().entries());
    stop.onSignals();
    try (Engine engine = Engine.open(settings, halt);
        TradeSession session = new TradeSession(plan, engine, halt)) {
      StartNotes.printJournal(engine);
      engine.onSpaceExhausted(
          usable -> stop.request(StopReason.DISK_SPACE, usable + " bytes of room"));
      long startNanos = System.nanoTime();
      session.waitUntil(() -> isOver(startNanos));
      List<String> keys = new ArrayList<>();
      if (!untilAnswered(() -> keys.addAll(session.lookAtKeys()), startNanos)) {
        return neverAnswered();
      }
      keys.forEach(line -> System.err.println("ringside: " + line));
      session.startEngine();
      StartNotes.printDurability(engine, settings.durability());
      if (untilAnswered(session::connect, startNanos)) {
        awaitStop(engine, startNanos);
      }
      session.end(stop.reason().name());
      engine.pipeline().awaitQuiet(DRAIN_SECONDS, TimeUnit.SECONDS);
      session.disconnect();
      engine.stop(stop.reason(), stop.detail(), engine.clock().nowNs());
      double seconds = (System.nanoTime() - startNanos) / NS_PER_SECOND;
      tell(engine, RunSummary.of(engine, seconds, values(session, engine)), json);
      return exitCode();
    }
  }

  /**
   * Asks the venue again and again, with growing pauses, for as long as it does not answer.
   *
   * @return false when the run was to end before
   */
  private boolean untilAnswered(Runnable ask, long startNanos) {
    for (int attempt = 0; !isOver(startNanos); attempt++) {
      try {
        ask.run();
        return true;
      } catch (NoAnswerException e) {
        if (isOver(startNanos)) {
          return false;
        }
        long pauseS = Math.min(LONGEST_PAUSE_S, 1L << Math.min(LONGEST_SHIFT, attempt));
        System.err.println("ringside: " + e.getMessage() + "; asked again in " + pauseS + " s");
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseS);
        while (System.nanoTime() - untilNanos < 0 && !isOver(startNanos)) {
          stop.await(LOOK_MS, TimeUnit.MILLISECONDS);
        }
      }
    }
    return false;
  }

  /** Whether the run was asked to end, or its time is over: then it is asked to end here. */
  private boolean isOver(long startNanos) {
    if (limit != null && System.nanoTime() - startNanos >= limit.toNanos()) {
      stop.finished();
    }
    return stop.reason() != null;
  }

  private int neverAnswered() {
    System.err.println("ringside trade: ended before the venue answered: nothing was traded");
    return stop.reason() == StopReason.FINISHED ? ExitCode.FAILED : exitCode();
  }

  private void awaitStop(Engine engine, long startNanos) {
    PipelineCounters counters = engine.pipeline().counters();
    while (!stop.await(1, TimeUnit.SECONDS)) {
      long elapsed = System.nanoTime() - startNanos;
      if (isOver(startNanos)) {
        break;
      }
      Terminal.progress(
          String.format(
              Locale.ROOT,
              "%,d events, %,d a second, %d gaps, ring %d %% full, journal %.1f GB a day",
              counters.events(),
              Math.round(counters.events() / (elapsed / NS_PER_SECOND)),
              counters.gaps(),
              Math.round(100 * engine.pipeline().fill()),
              engine.writer().forecastBytesPerDay() / BYTES_PER_GB));
    }
    Terminal.progressDone();
  }

  private Map<String, Object> values(TradeSession session, Engine engine) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("messages", sum(session, Counter.MESSAGES));
    values.put("decodeErrors", sum(session, Counter.REJECTED));
    values.put("lostToFullRing", sum(session, Counter.RING_FULL));
    long connects = sum(session, Counter.CONNECTS);
    values.put("reconnects", Math.max(0, connects - session.feeds().size()));
    values.put("accounts", accounts(engine));
    return values;
  }

  private static long sum(TradeSession session, Counter counter) {
    long sum = 0;
    for (BybitMarketFeed feed : session.feeds()) {
      sum += feed.counters().get(counter);
    }
    return sum;
  }

  /** What each account leaves at the venue. */
  private static List<Object> accounts(Engine engine) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < engine.state().accounts.size(); i++) {
      AccountState account = engine.state().accounts.find(i);
      if (account == null) {
        continue;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("account", engine.catalog().name(CatalogKind.ACCOUNT, i));
      List<Object> orders = new ArrayList<>();
      for (int k = 0; k < account.orders.liveCount(); k++) {
        orders.add(order(engine, account.orders.live(k)));
      }
      values.put("openOrders", orders);
      List<Object> positions = new ArrayList<>();
      for (int k = 0; k < account.positions.size(); k++) {
        PositionState position = account.positions.at(k);
        if (position.sizeE9() != 0) {
          positions.add(position(engine, position));
        }
      }
      values.put("positions", positions);
      values.put("executions", account.executions.size());
      values.put("corrections", account.corrections());
      list.add(values);
    }
    return list;
  }

  private static String order(Engine engine, OrderState order) {
    String price = order.priceE9() < 0 ? "market" : Decimals.toStringE9(order.priceE9());
    return engine.catalog().name(CatalogKind.INSTRUMENT, order.instrument())
        + " "
        + order.side()
        + " "
        + Decimals.toStringE9(order.leavesE9())
        + " at "
        + price
        + (order.reduceOnly() ? " reduce-only " : " ")
        + order.phase().name().toLowerCase(Locale.ROOT);
  }

  private static String position(Engine engine, PositionState position) {
    return engine.catalog().name(CatalogKind.INSTRUMENT, position.instrument())
        + " "
        + position.leg()
        + " "
        + Decimals.toStringE9(position.sizeE9());
  }

  private void tell(Engine engine, RunSummary summary, boolean json) {
    System.out.print(json ? summary.json() + System.lineSeparator() : summary.text());
    if (!json) {
      for (Object account : accounts(engine)) {
        Map<?, ?> values = (Map<?, ?>) account;
        for (String what : new String[] {"openOrders", "positions"}) {
          List<?> items = (List<?>) values.get(what);
          System.out.println(
              "  account "
                  + values.get("account")
                  + (what.equals("positions") ? " holds " : " has resting at the venue ")
                  + (items.isEmpty() ? "nothing" : items.size() + ":"));
          items.forEach(item -> System.out.println("    " + item));
        }
      }
    }
    System.out.flush();
  }

  private int exitCode() {
    if (stop.reason() == StopReason.FAULT) {
      System.err.println("ringside trade: stopped in order: " + stop.detail());
      return ExitCode.FAILED;
    }
    if (stop.reason() == StopReason.DISK_SPACE) {
      System.err.println("ringside trade: stopped in order: the journal's disk is full");
      return ExitCode.HALTED;
    }
    return ExitCode.DONE;
  }
}
