package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.journal.codec.AlertCode;

/**
 * Grids on a real exchange on which things go wrong: every order, fill and coin is where it was.
 */
class GridSessionTest {
  private static final int FAULTS = 6;

  /** What others do to an account stops a leg, as it should: tried elsewhere. */
  private static final Set<FaultKind> BY_HAND =
      Set.of(FaultKind.FOREIGN_ORDER, FaultKind.MANUAL_CLOSE, FaultKind.SET_LEVERAGE);

  @TempDir Path directory;

  @Test
  void gridsComeThroughFaultsAtRandomWithNothingLostAndNothingTwice() throws IOException {
    run(System.nanoTime(), FAULTS);
  }

  @Test
  @Tag("slow")
  void gridsComeThroughEveryFaultSeveralTimesOver() throws IOException {
    for (int session = 0; session < 5; session++) {
      Path own = directory.resolve("session" + session);
      java.nio.file.Files.createDirectories(own);
      run(own, System.nanoTime(), Integer.MAX_VALUE);
    }
  }

  private void run(long seed, int faults) throws IOException {
    run(directory, seed, faults);
  }

  private static void run(Path where, long seed, int most) throws IOException {
    System.out.println("grids among faults: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Fault> faults =
        shuffled(
            TradingSessionTest.faults().stream()
                .filter(fault -> !BY_HAND.contains(fault.kind()))
                .toList(),
            random);
    try (TradingRig rig = TradingRig.ofGrids(where, seed)) {
      rig.startEngine();
      rig.await("grids trade", 60, state -> TradingSessionTest.executions(state, 4));
      for (Fault fault : faults.subList(0, Math.min(most, faults.size()))) {
        System.out.println(
            "  " + fault.kind().word() + " " + fault.stream() + " " + rig.inject(fault));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(2_500)));
        if (random.nextBoolean()) {
          rig.exchange.faults().clear();
        }
      }
      rig.exchange.faults().clear();
      GridTruth.end(rig);
      for (int account = 0; account < 2; account++) {
        assertThat(rig.follower.alerted(account, AlertCode.FOREIGN_POSITION))
            .as("what our own orders opened is told to be others', account %d", account)
            .isFalse();
      }
    }
  }

  static List<Fault> shuffled(List<Fault> all, SplittableRandom random) {
    List<Fault> faults = new ArrayList<>(all);
    for (int i = faults.size() - 1; i > 0; i--) {
      java.util.Collections.swap(faults, i, random.nextInt(i + 1));
    }
    return faults;
  }
}
