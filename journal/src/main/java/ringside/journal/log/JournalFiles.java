package ringside.journal.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is where in a journal's directory, and who may read it. A directory whose name is all digits
 * is a segment; anything else that is not ours is left alone.
 */
final class JournalFiles {
  static final String LOCK = "engine.lock";
  static final String HOLDER = "engine.lock.holder";
  static final String QUEUE_SUFFIX = ".cq4";
  static final String METADATA = "metadata.cq4t";

  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private JournalFiles() {}

  static Path segmentDirectory(Path journal, int segment) {
    return journal.resolve(segmentName(segment));
  }

  static String segmentName(int segment) {
    return String.format(Locale.ROOT, "%06d", segment);
  }

  /** Whether the name is one that only a segment has. */
  static boolean looksLikeSegment(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** All entries that look like segments, by name. */
  static List<Path> segmentEntries(Path journal) {
    return list(journal, path -> looksLikeSegment(path.getFileName().toString()));
  }

  /** The queue files of a segment; in a sound one there is exactly one. */
  static List<Path> queueFiles(Path segmentDirectory) {
    return list(segmentDirectory, path -> path.getFileName().toString().endsWith(QUEUE_SUFFIX));
  }

  static List<Path> list(Path directory, DirectoryStream.Filter<Path> filter) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, filter)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return entries;
  }

  static void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    ownerOnly(directory);
  }

  /**
   * Takes all rights from everyone but the owner, where the file system knows rights. Never opens
   * the file: closing it again would drop a lock that this process holds on it.
   */
  static void ownerOnly(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.isDirectory(path) ? OWNER_DIRECTORY : OWNER_FILE);
    }
  }

  /** Makes an empty file that only the owner has rights on, unless there is one. */
  static void createOwnerOnly(Path file) throws IOException {
    try {
      Files.createFile(file);
      ownerOnly(file);
    } catch (FileAlreadyExistsException e) {
      // Made by whoever came first, and that one set its rights.
    }
  }

  /** Brings a directory's entries to the disk. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
