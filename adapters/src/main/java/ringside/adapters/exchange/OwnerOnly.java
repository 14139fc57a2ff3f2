package ringside.adapters.exchange;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and directories that nobody but their owner can read. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** The file, made empty where there was none. */
  static Path file(Path path) throws IOException {
    try {
      return Files.createFile(path, permissions("rw-------"));
    } catch (FileAlreadyExistsException e) {
      return path;
    }
  }

  /** The directory, made with its parents where there was none. */
  static Path directory(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return path;
    }
    if (Files.exists(path)) {
      throw new NotDirectoryException(path.toString());
    }
    return Files.createDirectories(path, permissions("rwx------"));
  }

  private static FileAttribute<?>[] permissions(String text) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
    };
  }
}
