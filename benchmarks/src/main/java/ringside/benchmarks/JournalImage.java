package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies a journal that nobody writes. */
final class JournalImage {
  /** A run's last segment, and the one that it may have prepared. */
  private static final int UNSEALED = 2;

  private JournalImage() {}

  /** Segments that are sealed are linked, since nobody changes them; the others are copied. */
  static void copy(Path from, Path to) throws IOException {
    List<Path> directories = list(from, true);
    for (Path directory : directories) {
      Path target = to.resolve(from.relativize(directory));
      boolean sealed = directories.indexOf(directory) < directories.size() - UNSEALED;
      Files.createDirectories(target);
      boolean top = directory.equals(from);
      for (Path file : list(directory, false)) {
        Path copy = target.resolve(file.getFileName());
        if (sealed && !top) {
          Files.createLink(copy, file);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Directories at any depth, or files of this one; in order of their names. */
  private static List<Path> list(Path directory, boolean directories) throws IOException {
    try (Stream<Path> paths = Files.walk(directory, directories ? Integer.MAX_VALUE : 1)) {
      return paths
          .filter(path -> directories ? Files.isDirectory(path) : Files.isRegularFile(path))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
