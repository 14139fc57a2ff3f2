package ringside.adapters.recording;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** Waits for conditions, with a hard limit, and finds the shared recordings. */
final class Await {
  static final long LIMIT_S = 20;

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(String.format(Locale.ROOT, "not within %d s: %s", LIMIT_S, what));
      }
      briefly();
    }
  }

  /** Lets others run, between two looks at a condition. */
  static void briefly() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** A file of the shared data beside the repository; the test is skipped where it is absent. */
  static Path sharedData(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        Path file = data.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no " + file + ": skipped");
        return file;
      }
    }
    Assumptions.abort("no shared/data beside the repository: skipped");
    throw new AssertionError();
  }
}
