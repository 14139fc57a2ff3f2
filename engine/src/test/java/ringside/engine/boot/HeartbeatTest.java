package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HeartbeatTest {
  private static final long WALL_NS = 1_767_225_600_000_000_000L;
  private static final RunFigures FIGURES = new RunFigures(0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  @TempDir Path directory;

  @Test
  void itSaysWhenAndHowItIsAndAtTheEndThatItHasStopped() throws Exception {
    Path file = directory.resolve("heartbeat.json");
    Heartbeat heartbeat = heartbeat(file, new ConcurrentLinkedQueue<>(), new AtomicLong());
    heartbeat.start();
    await(() -> Files.exists(file));

    assertThat(Files.readString(file))
        .contains("\"ts\":\"2026-01-01T00:00:00", "\"unix_ts\":1767225600", "\"events\":7")
        .contains("\"state\":\"healthy\"");
    heartbeat.close();
    assertThat(Files.readString(file)).contains("\"state\":\"stopped\"");
  }

  @Test
  void untilItWasHealthyItIsStartingAndWhatIsNotHealthyIsSaidAgainSoon() throws Exception {
    Path file = directory.resolve("heartbeat.json");
    AtomicBoolean low = new AtomicBoolean(true);
    try (Heartbeat heartbeat =
        new Heartbeat(
            file,
            TimeUnit.HOURS.toNanos(1),
            () -> status(low.get()),
            () -> WALL_NS,
            new ConcurrentLinkedQueue<>()::add)) {
      heartbeat.start();
      await(() -> Files.exists(file));
      assertThat(Files.readString(file)).contains("\"state\":\"starting\"", "short of room");
      low.set(false);
      await(() -> read(file).contains("\"state\":\"healthy\""));
    }
    try (Heartbeat heartbeat = heartbeat(file, new ConcurrentLinkedQueue<>(), low)) {
      heartbeat.start();
      await(() -> read(file).contains("\"state\":\"healthy\""));
      low.set(true);
      await(() -> read(file).contains("\"state\":\"degraded\""));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunStatus status(boolean spaceLow) {
    EngineStatus engine =
        new EngineStatus(0, false, spaceLow, 0, List.of(), List.of(), List.of(), List.of());
    return new RunStatus("build", "local", "journal", FIGURES, engine, false);
  }

  private static Heartbeat heartbeat(
      Path file, ConcurrentLinkedQueue<String> told, AtomicBoolean spaceLow) {
    return new Heartbeat(
        file,
        TimeUnit.MILLISECONDS.toNanos(2),
        () -> status(spaceLow.get()),
        () -> WALL_NS,
        told::add);
  }

  @Test
  void thatItCannotBeWrittenIsToldOnceAndItGoesOnTrying() throws Exception {
    Path missing = directory.resolve("later");
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    AtomicLong asked = new AtomicLong();
    try (Heartbeat heartbeat = heartbeat(missing.resolve("heartbeat.json"), told, asked)) {
      heartbeat.start();
      await(() -> asked.get() > 5);
      assertThat(told).hasSize(1);
      assertThat(told.peek()).contains("cannot be written");
      Files.createDirectory(missing);
      await(() -> Files.exists(missing.resolve("heartbeat.json")));
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void whoeverReadsItSeesItWhole() throws Exception {
    Path file = directory.resolve("heartbeat.json");
    AtomicLong asked = new AtomicLong();
    try (Heartbeat heartbeat = heartbeat(file, new ConcurrentLinkedQueue<>(), asked)) {
      heartbeat.start();
      await(() -> Files.exists(file));
      while (asked.get() < 200) {
        assertThat(Files.readString(file).strip()).startsWith("{").endsWith("}");
      }
    }
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }

  private Heartbeat heartbeat(Path file, ConcurrentLinkedQueue<String> told, AtomicLong asked) {
    EngineStatus engine =
        new EngineStatus(0, false, false, 0, List.of(), List.of(), List.of(), List.of());
    return new Heartbeat(
        file,
        TimeUnit.MILLISECONDS.toNanos(2),
        () -> {
          asked.incrementAndGet();
          return new RunStatus("build", "local", "journal", FIGURES, engine, false);
        },
        () -> WALL_NS,
        told::add);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
