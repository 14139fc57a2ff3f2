package ringside.engine.config;

import java.util.List;
import java.util.Map;

/**
 * A key that the config file may have. The tree of them ({@link Settings}) is the only description
 * of the file: what is read, what a mistake says, the JSON Schema and the table in the docs all
 * come from it.
 */
sealed interface Setting {
  String key();

  /** One sentence for a user. */
  String description();

  /**
   * A single value.
   *
   * @param fallback what holds where nothing is given; null: nothing does
   * @param required something must be given
   * @param substituted {@code ${NAME}} stands for a variable of the environment
   * @param recorded goes into the journal; not what is secret, or only true of this machine
   * @param repeated a mistake shows what was given; not where a key may stand by mistake
   */
  record Value(
      String key,
      Domain domain,
      String fallback,
      boolean required,
      boolean substituted,
      boolean recorded,
      boolean repeated,
      String description)
      implements Setting {
    /** One that must be given. */
    Value needed() {
      return new Value(key, domain, fallback, true, substituted, recorded, repeated, description);
    }

    /** One that holds this where nothing is given. */
    Value or(String other) {
      return new Value(key, domain, other, required, substituted, recorded, repeated, description);
    }

    /** One that is a matter of this machine: variables are put in, and it is not recorded. */
    Value ofThisMachine() {
      return new Value(key, domain, fallback, required, true, false, repeated, description);
    }

    /** One that is neither recorded nor ever repeated. */
    Value secret() {
      return new Value(key, domain, fallback, required, substituted, false, false, description);
    }

    /** One that no mistake shows: a key may stand there by mistake. */
    Value quiet() {
      return new Value(key, domain, fallback, required, substituted, recorded, false, description);
    }
  }

  /** Several values in a list. */
  record Values(String key, Value each, String description) implements Setting {}

  /** A section with keys of its own. */
  record Group(String key, List<Setting> settings, String description) implements Setting {
    public Group {
      settings = List.copyOf(settings);
    }

    /** The setting of this key, or null. */
    Setting find(String name) {
      return settings.stream().filter(s -> s.key().equals(name)).findFirst().orElse(null);
    }
  }

  /** A section for each name, which the user chooses. */
  record Named(String key, Group each, String description) implements Setting {}

  /** A section whose keys are chosen by the value of another key beside it. */
  record Chosen(String key, String by, Map<String, Group> groups, String description)
      implements Setting {}

  /** A value of that domain, which need not be given. */
  static Value value(String key, Domain domain, String description) {
    return new Value(key, domain, null, false, false, true, true, description);
  }

  /** Values of that domain. */
  static Values values(String key, Domain domain, String description) {
    return new Values(key, value(key, domain, description), description);
  }

  static Group group(String key, String description, Setting... settings) {
    return new Group(key, List.of(settings), description);
  }
}
