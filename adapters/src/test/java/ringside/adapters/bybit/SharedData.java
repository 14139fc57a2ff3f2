package ringside.adapters.bybit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recordings that stand beside the repository; a test that wants them is skipped without. */
public final class SharedData {
  private SharedData() {}

  public static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return data.resolve(name);
      }
    }
    Assumptions.abort("skipped: no folder shared/data beside the repository, wanted " + name);
    throw new AssertionError();
  }

  public static List<String> lines(String name) throws IOException {
    try (Stream<String> lines = Files.lines(file(name), StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.isBlank()).toList();
    }
  }

  public static String text(String name) throws IOException {
    return Files.readString(file(name));
  }
}
