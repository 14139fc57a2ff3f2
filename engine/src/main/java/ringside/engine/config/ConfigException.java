package ringside.engine.config;

import java.util.List;

/** A config file cannot be used; the message has a line for each mistake in it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String file, List<String> mistakes) {
    super(
        file
            + (mistakes.size() == 1 ? ": one mistake" : ": " + mistakes.size() + " mistakes")
            + "\n  "
            + String.join("\n  ", mistakes));
  }
}
