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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right to write a journal. The kernel gives it to one process and takes it back however that
 * one ends, so that neither a reused process id nor a left-over file can block a start. The lock
 * file is opened once and never read: on some systems closing any other handle would drop the lock.
 */
public final class JournalLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = new HashSet<>();
  private static final Duration SAME_START = Duration.ofSeconds(10);
  private static final Pattern HOLDER = Pattern.compile("pid (\\d{1,18}), started (\\S+)");

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
    Files.writeString(
        holder, "pid " + self.pid() + ", started " + started(self) + "\n", StandardCharsets.UTF_8);
    JournalFiles.ownerOnly(holder);
  }

  /**
   * The living process that has said that it holds the journal; empty where none has. Touches
   * nothing, so it may be asked beside an engine that starts.
   */
  public static Optional<ProcessHandle> holder(Path journal) {
    try {
      Matcher said = HOLDER.matcher(Files.readString(journal.resolve(JournalFiles.HOLDER)));
      if (!said.lookingAt()) {
        return Optional.empty();
      }
      // Its number may be another's by now: then that one has started at another time.
      return ProcessHandle.of(Long.parseLong(said.group(1)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> alike(started(process), said.group(2)));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The system's clock may have been set in between, by which it tells starts. */
  private static boolean alike(String start, String said) {
    if (start.equals(said)) {
      return true;
    }
    try {
      Duration apart = Duration.between(Instant.parse(start), Instant.parse(said));
      return apart.abs().compareTo(SAME_START) < 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
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
