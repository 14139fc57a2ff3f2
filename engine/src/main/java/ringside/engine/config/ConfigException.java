package ringside.engine.config;

import java.util.List;

/** A config file cannot be used; the message has a line for each mistake in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  private final transient List<ConfigMistake> mistakes;

  ConfigException(String file, List<ConfigMistake> mistakes) {
    super(
        file
            + (mistakes.size() == 1 ? ": one mistake" : ": " + mistakes.size() + " mistakes")
            + "\n  "
            + String.join("\n  ", mistakes.stream().map(ConfigMistake::text).toList()));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each of them, in the order in which they were found. */
  public List<ConfigMistake> mistakes() {
    return mistakes;
  }
}
