package ringside.engine.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ringside.engine.strategy.Parameter;
import ringside.engine.strategy.StrategyKind;

/**
 * The config file as a JSON Schema (draft 2020-12) for editors, made from {@link Settings}. It says
 * what can be said of a text without its meaning; {@link ConfigFile} says the rest. Stateless.
 *
 * <p>Source: https://json-schema.org/draft/2020-12/json-schema-core and -validation.
 */
public final class ConfigSchema {
  private static final String NAMES = "^[A-Za-z0-9_-]{1,32}$";
  private static final String VARIABLE_INSIDE = "\\$\\{";

  private ConfigSchema() {}

  /** The whole of it: maps, lists, texts, numbers and booleans. */
  public static Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Ringside config");
    schema.putAll(group(Settings.ROOT));
    schema.put("type", "object");
    schema.put("required", List.of("venues", "accounts"));
    return schema;
  }

  private static Map<String, Object> group(Setting.Group group) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    List<Object> all = new ArrayList<>();
    for (Setting setting : group.settings()) {
      properties.put(setting.key(), property(setting));
      if (setting instanceof Setting.Value value && value.required()) {
        required.add(setting.key());
      }
      if (setting instanceof Setting.Chosen chosen) {
        chosen.groups().forEach((word, inner) -> all.add(chosen(chosen, word, inner)));
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    // A section with nothing in it reads as null.
    schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
    if (!group.description().isEmpty()) {
      schema.put("description", group.description());
    }
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    together(properties.keySet(), all);
    if (!all.isEmpty()) {
      schema.put("allOf", all);
    }
    return schema;
  }

  private static Map<String, Object> property(Setting setting) {
    if (setting instanceof Setting.Value value) {
      return value(value);
    }
    if (setting instanceof Setting.Values values) {
      Map<String, Object> schema = described(values.description());
      schema.put("type", "array");
      schema.put("minItems", 1);
      schema.put("items", values.each().domain().schema());
      return schema;
    }
    if (setting instanceof Setting.Named named) {
      Map<String, Object> schema = described(named.description());
      schema.put("type", named.key().equals("strategies") ? List.of("object", "null") : "object");
      schema.put("propertyNames", Map.of("pattern", NAMES));
      schema.put("additionalProperties", group(named.each()));
      return schema;
    }
    if (setting instanceof Setting.Group inner) {
      return group(inner);
    }
    Map<String, Object> schema = described(setting.description());
    schema.put("type", List.of("object", "null"));
    return schema;
  }

  private static Map<String, Object> value(Setting.Value value) {
    Map<String, Object> schema = described(value.description());
    boolean text = value.domain() instanceof Domain.Text;
    if (value.substituted() && !text) {
      schema.put(
          "anyOf",
          List.of(value.domain().schema(), Map.of("type", "string", "pattern", VARIABLE_INSIDE)));
    } else {
      schema.putAll(value.domain().schema());
    }
    if (value.fallback() != null) {
      schema.put("default", typed(value.domain(), value.fallback()));
    }
    return schema;
  }

  private static Object typed(Domain domain, String text) {
    if (domain instanceof Domain.Numeric) {
      return new BigDecimal(text);
    }
    return domain instanceof Domain.Flag ? (Object) Boolean.valueOf(text) : text;
  }

  /** What a key's value makes of the section beside it. */
  private static Map<String, Object> chosen(
      Setting.Chosen chosen, String word, Setting.Group inner) {
    Map<String, Object> parameters = group(inner);
    StrategyKind kind = StrategyKind.find(word);
    List<Object> needed = needed(kind);
    if (!needed.isEmpty()) {
      parameters.put("type", "object");
      parameters.put("allOf", needed);
    }
    Map<String, Object> then = new LinkedHashMap<>();
    then.put("properties", Map.of(chosen.key(), parameters));
    if (!needed.isEmpty()) {
      then.put("required", List.of(chosen.key()));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "if",
        Map.of(
            "properties",
            Map.of(chosen.by(), Map.of("const", word)),
            "required",
            List.of(chosen.by())));
    schema.put("then", then);
    return schema;
  }

  /** What must be given for a kind, in its sections or beside them, unless a section is off. */
  private static List<Object> needed(StrategyKind kind) {
    List<Object> needed = new ArrayList<>();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    Map<String, String> sections = new LinkedHashMap<>();
    for (Parameter parameter : kind.parameters()) {
      boolean must = parameter.fallback() == null && !parameter.optional();
      if (parameter.group() != null || must) {
        String group = parameter.group() == null ? parameter.lastName() : parameter.group();
        String key = parameter.section() + "." + group;
        sections.put(key, parameter.section());
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(parameter.lastName());
      }
    }
    Set<List<String>> told = new java.util.LinkedHashSet<>();
    groups.forEach(
        (key, names) -> {
          needed.add(Map.of("anyOf", waysToGive(sections.get(key), names)));
          if (names.size() > 1 && told.add(names)) {
            needed.addAll(notTwo(names));
          }
        });
    return needed;
  }

  private static List<Object> waysToGive(String section, List<String> names) {
    List<Object> ways = new ArrayList<>();
    for (String name : names) {
      ways.add(Map.of("required", List.of(name)));
      if (!section.isEmpty()) {
        ways.add(inside(section, Map.of("required", List.of(name))));
      }
    }
    if (!section.isEmpty()) {
      ways.add(
          inside(
              section,
              Map.of(
                  "properties",
                  Map.of("enabled", Map.of("const", false)),
                  "required",
                  List.of("enabled"))));
    }
    return ways;
  }

  private static Map<String, Object> inside(String section, Map<String, Object> schema) {
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("properties", Map.of(section, schema));
    outer.put("required", List.of(section));
    return outer;
  }

  private static List<Object> notTwo(List<String> names) {
    List<Object> rules = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int k = i + 1; k < names.size(); k++) {
        rules.add(Map.of("not", Map.of("required", List.of(names.get(i), names.get(k)))));
      }
    }
    return rules;
  }

  /** Keys of one section of which one is needed, or which others forbid. */
  private static void together(Set<String> keys, List<Object> all) {
    if (keys.contains("symbols")) {
      all.add(Map.of("oneOf", List.of(requires("account"), requires("accounts"))));
      all.add(Map.of("oneOf", List.of(requires("symbol"), requires("symbols"))));
    }
    if (keys.contains("keyFile")) {
      List<Object> ways = new ArrayList<>(List.of(requires("keyFile")));
      for (String key : List.of("apiKey", "apiKeyVariable")) {
        ways.add(requires(key, "apiSecret"));
        ways.add(requires(key, "apiSecretVariable"));
      }
      all.add(Map.of("oneOf", ways));
    }
    if (keys.contains("environment")) {
      Set<String> addresses = new TreeSet<>(keys);
      addresses.remove("environment");
      Map<String, Object> none = new LinkedHashMap<>();
      addresses.forEach(key -> none.put(key, false));
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("if", Map.of("properties", Map.of("environment", Map.of("const", "local"))));
      rule.put("then", requires(addresses.toArray(new String[0])));
      rule.put("else", Map.of("properties", none));
      all.add(rule);
    }
  }

  private static Map<String, Object> requires(String... keys) {
    return Map.of("required", List.of(keys));
  }

  private static Map<String, Object> described(String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description);
    return schema;
  }
}
