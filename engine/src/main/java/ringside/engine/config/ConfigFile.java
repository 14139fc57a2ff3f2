package ringside.engine.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Reads the config file: YAML by the description in {@link Settings}. Immutable; any thread.
 * docs/CONFIG.md has all keys.
 */
public final class ConfigFile {
  private static final List<String> ACCESS = List.of("venues", "accounts");
  private static final String NOT_SET = "not-set";

  private final boolean keys;
  private final boolean accessOnly;

  /**
   * @param keys whether accounts must say where theirs are
   * @param accessOnly mistakes outside of venues and accounts do not count
   */
  private ConfigFile(boolean keys, boolean accessOnly) {
    this.keys = keys;
    this.accessOnly = accessOnly;
  }

  /**
   * Reads a file, with the variables of this process.
   *
   * @throws ConfigException naming every mistake
   * @throws IOException when the file cannot be read
   */
  public static TradingConfig read(Path file) throws IOException {
    return read(file, System::getenv);
  }

  /**
   * Reads a file.
   *
   * @param environment the value of a variable, or null
   * @throws ConfigException naming every mistake
   * @throws IOException when the file cannot be read
   */
  public static TradingConfig read(Path file, UnaryOperator<String> environment)
      throws IOException {
    return new ConfigFile(true, false).readFile(file, environment);
  }

  private TradingConfig readFile(Path file, UnaryOperator<String> environment) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new ConfigException(
          file.toString(), List.of(ConfigMistake.ofFile("is a directory; a file belongs here")));
    }
    try {
      return parseText(file.toString(), Files.readString(file), parent, environment);
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          file.toString(), List.of(ConfigMistake.ofFile("is no text in UTF-8")));
    }
  }

  /**
   * Reads a file for a run that trades with no keys: accounts need not say where theirs are, and
   * variables need not be set.
   *
   * @param environment the value of a variable, or null
   * @throws ConfigException naming every mistake
   * @throws IOException when the file cannot be read
   */
  public static TradingConfig readWithoutKeys(Path file, UnaryOperator<String> environment)
      throws IOException {
    return new ConfigFile(false, false)
        .readFile(file, name -> Objects.requireNonNullElse(environment.apply(name), NOT_SET));
  }

  /**
   * Reads where the accounts of a file are and where their keys are, for the way out: whatever else
   * is wrong in it, or not set, is nobody's business then.
   *
   * @param environment the value of a variable, or null
   * @throws ConfigException naming every mistake in venues and accounts
   * @throws IOException when the file cannot be read
   */
  public static TradingConfig readAccess(Path file, UnaryOperator<String> environment)
      throws IOException {
    return new ConfigFile(true, true)
        .readFile(file, name -> Objects.requireNonNullElse(environment.apply(name), NOT_SET));
  }

  /** The same of a text. */
  public static TradingConfig parseWithoutKeys(String name, String text, Path directory) {
    return new ConfigFile(false, false).parseText(name, text, directory, variable -> NOT_SET);
  }

  /** Reads a text that needs no variables. */
  public static TradingConfig parse(String name, String text, Path directory) {
    return parse(name, text, directory, variable -> null);
  }

  /**
   * Reads a text.
   *
   * @param name tells the user which text
   * @param directory that relative paths in it start from
   * @param environment the value of a variable, or null
   * @throws ConfigException naming every mistake
   */
  public static TradingConfig parse(
      String name, String text, Path directory, UnaryOperator<String> environment) {
    return new ConfigFile(true, false).parseText(name, text, directory, environment);
  }

  private TradingConfig parseText(
      String name, String text, Path directory, UnaryOperator<String> environment) {
    Mistakes mistakes = new Mistakes();
    YamlNode.Section root = YamlText.read(text, mistakes);
    TradingConfig config = null;
    if (mistakes.isEmpty() || !root.values().isEmpty()) {
      Substitution variables = new Substitution(environment, mistakes);
      Section section = new Section("", root, Settings.ROOT, mistakes, variables);
      config = new ConfigReading(directory, variables, keys).read(section);
    }
    List<ConfigMistake> told = accessOnly ? mistakes.of(ACCESS) : mistakes.all();
    if (!told.isEmpty()) {
      throw new ConfigException(name, told);
    }
    return config;
  }
}
