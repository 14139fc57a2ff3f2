package ringside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.RunnerException;

class SuiteTest {
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  @TempDir private Path directory;

  @BeforeEach
  void writeHere() {
    System.setProperty(Scratch.PARENT_PROPERTY, directory.toString());
    System.setProperty(IGNORE_LOCK, "true");
  }

  @AfterEach
  void writeElsewhere() {
    System.clearProperty(Scratch.PARENT_PROPERTY);
    System.clearProperty(IGNORE_LOCK);
  }

  // All but the one that kills an engine that trades: that waits for orders in doubt at a market
  // that moves as it likes, and now and then for longer than a build may.
  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.EXCLUDE, names = "RESTART")
  void everyBenchmarkRunsAndGivesEachOfItsFigures(Suite suite) throws RunnerException, IOException {
    List<Row> rows = new SuiteRun(suite).tiny().run();

    assertThat(rows).isNotEmpty();
    assertThat(rows.size() % suite.figures().size()).isZero();
    assertThat(rows).allSatisfy(row -> assertThat(row.ours()).isFinite());
    assertThat(rows)
        .filteredOn(row -> row.figure().ratio() != null)
        .allSatisfy(row -> assertThat(row.ratio()).isPositive().isFinite());
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).as("files left behind").isEmpty();
    }
  }
}
