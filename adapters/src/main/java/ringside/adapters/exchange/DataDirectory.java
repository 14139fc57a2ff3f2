package ringside.adapters.exchange;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an exchange keeps its inputs and the keys of its accounts. Held by one process at a time,
 * through a lock of the kernel that dies with it. Only its owner can read it.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";
  private static final String KEYS_FILE = "keys";
  private static final String KEY_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int KEY_LENGTH = 18;
  private static final int SECRET_LENGTH = 36;

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes hold of a directory, which is made where there is none.
   *
   * @throws ExchangeHeldException when another process has it
   */
  static DataDirectory open(Path path) throws IOException {
    OwnerOnly.directory(path);
    FileChannel channel =
        FileChannel.open(OwnerOnly.file(path.resolve(LOCK_FILE)), StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw held(path);
      }
      return new DataDirectory(path, channel);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw held(path);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static ExchangeHeldException held(Path path) {
    return new ExchangeHeldException(path + ": held by another exchange");
  }

  Path path() {
    return path;
  }

  /** The keys of these accounts: those that were made before, and new ones for the others. */
  List<AccountKey> keys(List<String> names) throws IOException {
    Path file = path.resolve(KEYS_FILE);
    List<AccountKey> keys = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        if (words.length != 3) {
          throw new ExchangeRefusedException(
              file
                  + ": line "
                  + (keys.size() + 1)
                  + " is no account with its key; remove the file"
                  + " for new keys");
        }
        keys.add(new AccountKey(words[0], words[1], words[2]));
      }
    }
    List<String> known = keys.stream().map(AccountKey::name).toList();
    if (known.containsAll(names)) {
      return keys;
    }
    for (String name : names) {
      if (!known.contains(name)) {
        keys.add(newKey(name));
      }
    }
    Path draft = OwnerOnly.file(path.resolve(KEYS_FILE + ".new"));
    Files.write(
        draft,
        keys.stream().map(key -> key.name() + ' ' + key.apiKey() + ' ' + key.secret()).toList());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return keys;
  }

  /** A key nobody had before. */
  static AccountKey newKey(String name) {
    SecureRandom random = new SecureRandom();
    return new AccountKey(name, word(random, KEY_LENGTH), word(random, SECRET_LENGTH));
  }

  private static String word(SecureRandom random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(KEY_CHARACTERS.charAt(random.nextInt(KEY_CHARACTERS.length())));
    }
    return word.toString();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
