package ringside.adapters.bybit.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Environment variables, with those of an {@code .env} file behind them: what the environment has
 * is never overridden by the file. Immutable; any thread.
 *
 * <p>A line is {@code NAME=VALUE}, optionally after {@code export}; the value may stand in single
 * or double quotes, taken as it is; empty lines and lines from {@code #} are passed over. Any other
 * line is a warning with its number, and never quoted.
 */
public final class EnvFile {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern EXPORT = Pattern.compile("^export\\s+");
  private static final int MAX_BYTES = 1 << 20;

  private final Map<String, String> variables;

  private EnvFile(Map<String, String> variables) {
    this.variables = variables;
  }

  /** The environment alone. */
  public static EnvFile none(Map<String, String> environment) {
    return new EnvFile(Map.copyOf(environment));
  }

  /**
   * The environment, and behind it the file.
   *
   * @param warnings hears of lines that are none, and of a file that others may read
   * @throws CredentialsException when the file cannot be read
   */
  public static EnvFile read(
      Path file, Map<String, String> environment, Consumer<String> warnings) {
    Map<String, String> variables = new HashMap<>();
    int number = 0;
    for (String raw : text(file).split("\n", -1)) {
      number++;
      String line = EXPORT.matcher(raw.strip()).replaceFirst("");
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals).stripTrailing();
      String value = line.substring(equals + 1).strip();
      if (!NAME.matcher(name).matches() || isHalfQuoted(value)) {
        warnings.accept(
            file + ": line " + number + " is passed over: NAME=VALUE, a comment (#) or nothing");
        continue;
      }
      variables.put(name, unquoted(value));
    }
    if (mayBeReadByOthers(file)) {
      warnings.accept(file + ": others may read it; 'chmod 600' it");
    }
    variables.putAll(environment);
    return new EnvFile(Map.copyOf(variables));
  }

  /**
   * An account's key.
   *
   * @param keyVariable the name of the variable that holds the key
   * @param secretVariable the name of the variable that holds the secret
   * @throws CredentialsException when one is not set, or is no key
   */
  public Credentials credentials(String keyVariable, String secretVariable) {
    return Credentials.of(
        "environment variables "
            + Credentials.shown(keyVariable)
            + " and "
            + Credentials.shown(secretVariable),
        variables.get(keyVariable),
        variables.get(secretVariable));
  }

  /** The value of a variable, or null where it is not set. */
  public String variable(String name) {
    return variables.get(name);
  }

  static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static boolean isHalfQuoted(String value) {
    return !value.isEmpty()
        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
        && unquoted(value).equals(value);
  }

  private static boolean mayBeReadByOthers(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException | IOException e) {
      return false;
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CredentialsException(file + ": is larger than any .env file");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CredentialsException(file + ": there is no such file");
    } catch (IOException e) {
      throw new CredentialsException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Names and values alike stay inside. */
  @Override
  public String toString() {
    return "EnvFile[" + variables.size() + " variables]";
  }
}
