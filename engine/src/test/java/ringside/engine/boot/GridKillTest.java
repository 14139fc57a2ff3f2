package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grids, an engine and an exchange in processes of their own, and kill -9 at instants drawn by a
 * seed: while they trade, while they start, while they compare.
 */
class GridKillTest {
  private static final long PATIENCE_S = 120;

  @TempDir Path directory;

  @Test
  void killsOfEngineAndExchangeAtRandomInstantsLoseNothing() throws IOException {
    run(System.nanoTime(), 3);
  }

  @Test
  @Tag("slow")
  void thirtyKillsOfEngineAndExchangeAtRandomInstantsLoseNothing() throws IOException {
    run(System.nanoTime(), 36);
  }

  private enum Victim {
    ENGINE,
    EXCHANGE,
    BOTH,
    /** Not killed: frozen for longer than the venue waits for a word. */
    FROZEN_ENGINE
  }

  private void run(long seed, int kills) throws IOException {
    System.out.println("kills among grids: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path market = RestlessMarket.in(directory, seed);
    try (KillableExchange exchange =
            new KillableExchange(
                directory,
                "--seed=" + random.nextInt(1_000),
                "--market=" + market,
                "--symbols=" + String.join(",", TradingRig.SYMBOLS),
                "--accounts=2");
        TradingRig rig = new TradingRig(directory, exchange.venue()).trading(GridConfigs.fast())) {
      try (KillableEngine engine = new KillableEngine(directory, rig.writeConfig(), rig.journal)) {
        for (int kill = 0; kill < kills; kill++) {
          boolean soon = random.nextInt(3) == 0;
          long pauseMs = random.nextInt(soon ? 3_000 : 400);
          long orders = random.nextInt(6);
          Victim victim = victim(random, kills, kill);
          System.out.println("  " + kill + " " + victim + (soon ? " soon" : "") + " " + pauseMs);
          if (!soon) {
            awaitTruth(rig, engine, exchange);
            long placed = GridTruth.placed(rig.known()) + orders;
            rig.follower.await(
                "orders before kill " + kill,
                PATIENCE_S,
                engine::requireAlive,
                state -> GridTruth.placed(state) >= placed);
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMs));
          strike(victim, engine, exchange);
        }
        awaitTruth(rig, engine, exchange);
        engine.kill();
      }
      rig.startEngine();
      GridTruth.end(rig);
      exchange.requireAlive();
      exchange.kill();
      VenueBooks.audit(directory.resolve("exchange"));
    }
  }

  private static Victim victim(SplittableRandom random, int kills, int kill) {
    if (kills < Victim.values().length) {
      // Few: each way once.
      return Victim.values()[kill];
    }
    int drawn = random.nextInt(8);
    return drawn < 4
        ? Victim.ENGINE
        : drawn < 6 ? Victim.EXCHANGE : drawn == 6 ? Victim.BOTH : Victim.FROZEN_ENGINE;
  }

  private static void strike(Victim victim, KillableEngine engine, KillableExchange exchange)
      throws IOException {
    switch (victim) {
      case ENGINE -> {
        engine.kill();
        engine.start();
      }
      case EXCHANGE -> {
        exchange.kill();
        exchange.start();
      }
      case BOTH -> {
        exchange.kill();
        engine.kill();
        engine.start();
        exchange.start();
      }
      default -> {
        engine.signal("STOP");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(12));
        engine.signal("CONT");
      }
    }
  }

  /** The engine knows everything again, and it is what the venue has. */
  private static void awaitTruth(TradingRig rig, KillableEngine engine, KillableExchange exchange) {
    exchange.requireAlive();
    rig.follower.await("all is known again", PATIENCE_S, engine::requireAlive, GridTruth::certain);
    for (int i = 0; i < 2; i++) {
      try (VenueRecord venue = new VenueRecord(rig.venue(), rig.key(i), i)) {
        awaitEqual(rig, venue, i);
      }
    }
  }

  /** While both go on: what was asked for at two moments is seldom of one, so again and again. */
  private static void awaitEqual(TradingRig rig, VenueRecord venue, int account) {
    long start = System.nanoTime();
    String amiss = venue.differenceFrom(rig.follower);
    while (!amiss.isEmpty()) {
      assertThat(System.nanoTime() - start)
          .as("account %d: %s", account, amiss)
          .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_S));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
      amiss = venue.differenceFrom(rig.follower);
    }
    venue.compareNames(rig.follower);
  }
}
