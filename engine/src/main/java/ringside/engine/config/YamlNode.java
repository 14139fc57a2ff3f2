package ringside.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML text and the line where it starts, from 1. */
sealed interface YamlNode {
  int line();

  /**
   * What the value is, for telling a user; never the value, which may be a key in a wrong place.
   */
  String kind();

  /** A single value, as its text; null where the text has nothing. */
  record Scalar(String text, int line) implements YamlNode {
    @Override
    public String kind() {
      return text == null ? "nothing" : "a single value";
    }
  }

  /** Keys and values, in the text's order. */
  record Section(Map<String, YamlNode> values, int line) implements YamlNode {
    Section(int line) {
      this(new LinkedHashMap<>(), line);
    }

    @Override
    public String kind() {
      return "a section";
    }
  }

  /** A list. */
  record Listing(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }
}
