package ringside.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import ringside.engine.boot.UsageException;

/** Where a new journal is to be. */
final class NewDirectory {
  private NewDirectory() {}

  /**
   * Sees that nothing is there, and that it is not within the journal that is read.
   *
   * @param option that named it
   * @throws UsageException when something is, or when it is
   */
  static void require(String option, Path directory, Path source) {
    Path to = directory.toAbsolutePath().normalize();
    if (to.startsWith(source.toAbsolutePath().normalize())) {
      throw new UsageException(
          option + " " + directory + ": lies in the journal that is read; that one is not touched");
    }
    if (!Files.exists(directory)) {
      return;
    }
    String given = option + " " + directory;
    if (!Files.isDirectory(directory)) {
      throw new UsageException(given + ": is no directory");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new UsageException(given + ": is not empty; a new journal needs a new place");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(given + ": cannot be read", e);
    }
  }
}
