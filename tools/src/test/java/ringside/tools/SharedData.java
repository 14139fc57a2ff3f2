package ringside.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded exchange data that stands beside the repository; tests that need it skip without it. */
final class SharedData {
  private SharedData() {}

  static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    assumeTrue(false, "skipped: no shared/data/" + name + " beside the repository");
    throw new AssertionError("unreachable");
  }
}
