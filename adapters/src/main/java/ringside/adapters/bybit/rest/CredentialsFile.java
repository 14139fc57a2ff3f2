package ringside.adapters.bybit.rest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that holds one key, readable by its owner only:
 *
 * <pre>
 * # a comment
 * apiKey=...
 * apiSecret=...
 * </pre>
 *
 * The names may also be {@code BYBIT_API_KEY} and {@code BYBIT_API_SECRET}. It must be a regular
 * file of at most 16 KiB, belong to the user of this process, and give nothing to group and others
 * ({@code chmod 600}). Stateless.
 */
public final class CredentialsFile {
  private static final String ALLOWED =
      "; a key file belongs to the user who runs this, with 'chmod 600', and has the lines"
          + " apiKey=... and apiSecret=...";
  private static final int MAX_BYTES = 16 << 10;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private CredentialsFile() {}

  /**
   * Reads the key.
   *
   * @throws CredentialsException when the file is absent, may be read by others, or holds no key
   */
  public static Credentials read(Path file) {
    requirePrivate(file);
    String apiKey = "";
    String apiSecret = "";
    int number = 0;
    for (String raw : text(file).split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals).strip();
      String value = EnvFile.unquoted(line.substring(equals + 1).strip());
      switch (name) {
        case "apiKey", "BYBIT_API_KEY" -> apiKey = value;
        case "apiSecret", "BYBIT_API_SECRET" -> apiSecret = value;
        default ->
            throw new CredentialsException(
                shown(file) + ": line " + number + " is neither" + ALLOWED);
      }
    }
    return Credentials.of("key file " + shown(file), apiKey, apiSecret);
  }

  private static void requirePrivate(Path file) {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new CredentialsException(shown(file) + ": is not a regular file" + ALLOWED);
      }
      if (attributes.size() > MAX_BYTES) {
        throw new CredentialsException(shown(file) + ": is larger than any key file" + ALLOWED);
      }
      Set<PosixFilePermission> beyond = EnumSet.noneOf(PosixFilePermission.class);
      beyond.addAll(attributes.permissions());
      beyond.removeAll(OWNERS);
      beyond.remove(PosixFilePermission.OWNER_EXECUTE);
      if (!beyond.isEmpty()) {
        throw new CredentialsException(shown(file) + ": others may read or change it" + ALLOWED);
      }
      if (!attributes.owner().getName().equals(ownName())) {
        throw new CredentialsException(shown(file) + ": belongs to another user" + ALLOWED);
      }
    } catch (UnsupportedOperationException e) {
      throw new CredentialsException(
          shown(file) + ": this file system does not say who may read it; use the environment");
    } catch (IOException e) {
      throw new CredentialsException(shown(file) + ": " + why(e) + ALLOWED);
    }
  }

  /** Who this process is to the file system: the owner of what it makes. */
  private static String ownName() {
    try {
      Path probe = Files.createTempFile("ringside", ".owner");
      try {
        return Files.getOwner(probe).getName();
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      // Nowhere to make a file: then by the name that the system knows this user by.
      return System.getProperty("user.name");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new CredentialsException(shown(file) + ": is not UTF-8 text" + ALLOWED);
    } catch (IOException e) {
      throw new CredentialsException(shown(file) + ": " + why(e) + ALLOWED);
    }
  }

  /** Whoever writes the key where the file's name belongs does not meet it again in an error. */
  private static String shown(Path file) {
    Path name = file.getFileName();
    if (name == null || Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return file.toString();
    }
    String shown = Credentials.shown(name.toString());
    return shown.equals(name.toString()) ? file.toString() : file.resolveSibling(shown).toString();
  }

  private static String why(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "not allowed to open it";
    }
    return "cannot be read (" + e.getClass().getSimpleName() + ")";
  }
}
