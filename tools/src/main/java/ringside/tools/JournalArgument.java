package ringside.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import ringside.engine.boot.UsageException;

/** The journal that a command is about. */
final class JournalArgument {
  private static final String LOCK = "engine.lock";

  @Parameters(paramLabel = "DIR", description = "The journal's directory")
  private Path directory;

  /**
   * The directory.
   *
   * @throws UsageException when there is none, or it holds no journal
   */
  Path require() {
    if (!Files.exists(directory)) {
      throw new UsageException(directory + ": there is no such directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new UsageException(directory + ": is no directory; a journal is one");
    }
    if (!holdsJournal()) {
      throw new UsageException(directory + ": is no journal: it holds no segment");
    }
    return directory;
  }

  /** A segment's directory has a name of digits; a journal without any was at least locked once. */
  private boolean holdsJournal() {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, JournalArgument::isOfJournal)) {
      return entries.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read", e);
    }
  }

  private static boolean isOfJournal(Path entry) {
    String name = entry.getFileName().toString();
    return name.equals(LOCK)
        || (Files.isDirectory(entry) && name.chars().allMatch(c -> c >= '0' && c <= '9'));
  }
}
