package ringside.journal.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to write a journal. The kernel gives it to one process and takes it back however that
 * one ends, so that neither a reused process id nor a left-over file can block a start. The lock
 * file is opened once and never read: on some systems closing any other handle would drop the lock.
 */
public final class JournalLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path directory;
  private final FileChannel channel;
  private boolean open = true;

  private JournalLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the journal's lock, creating the directory where there is none.
   *
   * @throws JournalHeldException when another process, or another part of this one, holds it
   * @throws UncheckedIOException when the directory cannot be created or written
   */
  public static JournalLock acquire(Path journal) {
    try {
      if (!Files.isDirectory(journal)) {
        JournalFiles.createDirectory(journal);
      }
      Path directory = journal.toRealPath();
      synchronized (HELD_HERE) {
        if (HELD_HERE.contains(directory)) {
          throw held(directory);
        }
        JournalLock lock = new JournalLock(directory, lockFile(directory));
        HELD_HERE.add(directory);
        return lock;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(journal + ": cannot be locked", e);
    }
  }

  private static FileChannel lockFile(Path directory) throws IOException {
    Path file = directory.resolve(JournalFiles.LOCK);
    // Made and given its rights before it is locked: the kernel drops a process's locks on a file
    // when the process closes any descriptor of it.
    JournalFiles.createOwnerOnly(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(directory);
      }
      writeHolder(directory);
      locked = true;
      return channel;
    } catch (OverlappingFileLockException e) {
      throw held(directory);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static void writeHolder(Path directory) throws IOException {
    Path holder = directory.resolve(JournalFiles.HOLDER);
    ProcessHandle self = ProcessHandle.current();
    String started = self.info().startInstant().map(Instant::toString).orElse("unknown");
    Files.writeString(
        holder, "pid " + self.pid() + ", started " + started + "\n", StandardCharsets.UTF_8);
    JournalFiles.ownerOnly(holder);
  }

  private static JournalHeldException held(Path directory) {
    String holder;
    try {
      holder = Files.readString(directory.resolve(JournalFiles.HOLDER)).strip();
    } catch (IOException | UncheckedIOException e) {
      holder = "holder unknown";
    }
    return new JournalHeldException(directory + ": held by another engine (" + holder + ")");
  }

  /** The journal's directory, as a real path. */
  public Path directory() {
    return directory;
  }

  boolean isHeld() {
    return open;
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    synchronized (HELD_HERE) {
      if (open) {
        open = false;
        HELD_HERE.remove(directory);
        try {
          Files.deleteIfExists(directory.resolve(JournalFiles.HOLDER));
          channel.close();
        } catch (IOException e) {
          throw new UncheckedIOException(directory + ": the lock cannot be given back", e);
        }
      }
    }
  }
}
