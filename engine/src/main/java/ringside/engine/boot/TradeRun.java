package ringside.engine.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.log.SpaceLimits;

/**
 * Trades until a signal, a time limit, or a disk without room ends it: in each case in order, and
 * with what still rests at the venue as the last word.
 */
final class TradeRun {
  private static final double NS_PER_SECOND = 1e9;
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
            plan.recordedAs(),
            RunMode.LIVE,
            plan.config().journal().durability(),
            plan.pipeline(),
            SpaceLimits.ofDisk(plan.journal()),
            plan.config().entries());
    stop.onSignals();
    try (Engine engine = Engine.open(settings, halt);
        TradeSession session = new TradeSession(plan, engine, halt);
        Operations operations = new Operations(engine, plan, stop)) {
      StartNotes.printJournal(engine);
      engine.onSpaceExhausted(
          usable -> stop.request(StopReason.DISK_SPACE, usable + " bytes of room"));
      long startNanos = System.nanoTime();
      session.waitUntil(() -> isOver(startNanos));
      List<String> keys = new ArrayList<>();
      if (!untilAnswered(() -> keys.addAll(session.lookAtKeys()), startNanos)) {
        return neverAnswered();
      }
      StartNotes.printKeys(plan, keys);
      session.startEngine();
      operations.open(session);
      StartNotes.printDurability(engine, settings.durability());
      if (untilAnswered(session::connect, startNanos)) {
        awaitStop(engine, operations.status(), json, startNanos);
      }
      session.end(stop.reason().name());
      engine.pipeline().awaitQuiet(DRAIN_SECONDS, TimeUnit.SECONDS);
      session.disconnect();
      operations.end();
      engine.stop(stop.reason(), stop.detail(), engine.clock().nowNs());
      double seconds = (System.nanoTime() - startNanos) / NS_PER_SECOND;
      new TradeSummary(engine, session, operations.status().last(), seconds)
          .print(System.out, json);
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
    System.err.println("ringside: ended before the venue answered: nothing was traded");
    return stop.reason() == StopReason.FINISHED ? ExitCode.FAILED : exitCode();
  }

  private void awaitStop(Engine engine, StatusSource status, boolean json, long startNanos) {
    StatusDisplay display = StatusDisplay.ofProcess(json);
    while (!isOver(startNanos) && !stop.await(1, TimeUnit.SECONDS)) {
      display.show(status.now(), engine.clock().nowNs());
    }
    display.done();
  }

  private int exitCode() {
    if (stop.reason() == StopReason.FAULT) {
      System.err.println("ringside: stopped in order: " + stop.detail());
      return ExitCode.FAILED;
    }
    if (stop.reason() == StopReason.DISK_SPACE) {
      System.err.println("ringside: stopped in order: the journal's disk is full");
      return ExitCode.HALTED;
    }
    return ExitCode.DONE;
  }
}
