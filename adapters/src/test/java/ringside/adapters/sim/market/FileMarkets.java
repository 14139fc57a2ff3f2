package ringside.adapters.sim.market;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files for the tests of file-based markets. */
final class FileMarkets {
  private FileMarkets() {}

  /** A recording that stands beside the repository; a test that wants it is skipped without. */
  static Path shared(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return data.resolve(name);
      }
    }
    Assumptions.abort("skipped: no folder shared/data beside the repository, wanted " + name);
    throw new AssertionError();
  }

  static Path write(Path directory, String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    return file;
  }
}
