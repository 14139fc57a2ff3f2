package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory for one round's files, so that every round writes to fresh ones. One thread. */
final class Scratch implements AutoCloseable {
  /** System property: where the directories are made; the system's temporary directory if unset. */
  static final String PARENT_PROPERTY = "ringside.benchmarks.dir";

  private final Path directory;

  Scratch(String name) throws IOException {
    Path parent =
        Path.of(System.getProperty(PARENT_PROPERTY, System.getProperty("java.io.tmpdir")));
    Files.createDirectories(parent);
    directory = Files.createTempDirectory(parent, "ringside-" + name + "-");
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(directory, new Deletion());
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
