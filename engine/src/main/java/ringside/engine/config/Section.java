package ringside.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/**
 * One section of the file, read against its settings: every mistake is told when it is made. A
 * value that is wrong reads as what holds where nothing is given, so that reading goes on and all
 * mistakes are told at once. To ask for a key that {@link Settings} does not have is a fault of
 * this program.
 */
final class Section {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final String UNSAFE_NAME =
      "allowed in a name: up to 32 of letters, digits, - and _";

  private final String path;
  private final YamlNode.Section node;
  private final Setting.Group group;
  private final Mistakes mistakes;
  private final Substitution environment;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> refused = new TreeSet<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, Map<String, Section>> named = new LinkedHashMap<>();

  Section(
      String path,
      YamlNode.Section node,
      Setting.Group group,
      Mistakes mistakes,
      Substitution environment) {
    this.path = path;
    this.node = node;
    this.group = group;
    this.mistakes = mistakes;
    this.environment = environment;
    Map<String, String> meant = meant();
    // What stands there by another name is not missing besides.
    refused.addAll(meant.values());
    for (Setting setting : group.settings()) {
      read(setting);
    }
    tellUnknown(meant);
  }

  String path() {
    return path;
  }

  /**
   * A mistake about a key of this section, or by a path with dots of one below it; what that one
   * takes from here is told here.
   */
  void mistake(String key, String what) {
    int dot = key.indexOf('.');
    Section below = dot < 0 ? null : sections.get(key.substring(0, dot));
    String last = key.substring(dot + 1);
    if (below != null && !below.has(last) && has(last)) {
      mistake(last, what);
      return;
    }
    if (below != null) {
      below.mistake(key.substring(dot + 1), what);
      return;
    }
    YamlNode value = node.values().get(key);
    mistakes.add(at(key), value == null ? node.line() : value.line(), shown(key, value), what);
  }

  /** What is given, where a mistake may repeat it. */
  private String shown(String key, YamlNode value) {
    boolean repeated = group.find(key) instanceof Setting.Value setting && setting.repeated();
    return repeated && value instanceof YamlNode.Scalar scalar ? scalar.text() : null;
  }

  /** A mistake about this section. */
  void mistake(String what) {
    mistakes.add(path, node.line(), what);
  }

  /** Whether the file says anything of a key. */
  boolean has(String key) {
    return node.values().containsKey(key);
  }

  /** Whether there is a setting of that key. */
  boolean knows(String key) {
    return group.find(key) != null;
  }

  /** The value, else what holds where nothing is given, else null. */
  String text(String key) {
    Setting.Value value = (Setting.Value) declared(key);
    return given.getOrDefault(key, value.fallback());
  }

  boolean flag(String key) {
    return Boolean.parseBoolean(text(key));
  }

  /** A number at 1e-9, or {@link Decimals#INVALID} where there is none. */
  long numberE9(String key) {
    String text = text(key);
    return text == null ? Decimals.INVALID : Decimals.parseE9(text);
  }

  /** A whole number, or the fallback where there is none. */
  int whole(String key, int fallback) {
    long valueE9 = numberE9(key);
    return valueE9 == Decimals.INVALID ? fallback : (int) (valueE9 / Decimals.ONE_E9);
  }

  /** In ns, or {@link TimeSpans#INVALID} where there is none. */
  long spanNs(String key) {
    String text = text(key);
    return text == null ? TimeSpans.INVALID : TimeSpans.parseNs(text);
  }

  /** One of the enum's constants, or null where there is none. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (Domain.Words.written(constant).equals(text)) {
        return constant;
      }
    }
    return null;
  }

  List<String> texts(String key) {
    declared(key);
    return lists.getOrDefault(key, List.of());
  }

  /** A section; an empty one where there is none; null where nobody knows what belongs into it. */
  Section section(String key) {
    declared(key);
    return sections.get(key);
  }

  /** The sections of a key, by their names. */
  Map<String, Section> named(String key) {
    declared(key);
    return named.getOrDefault(key, Map.of());
  }

  /** What holds, with its path, as it is recorded; nothing of what is in named sections. */
  List<Entry> entries(String prefix) {
    List<Entry> entries = new ArrayList<>();
    for (Setting setting : group.settings()) {
      if (setting instanceof Setting.Value value && value.recorded()) {
        String text = text(value.key());
        if (text != null) {
          entries.add(new Entry(prefix + value.key(), text));
        }
      }
      Section section = sections.get(setting.key());
      if (section != null) {
        entries.addAll(section.entries(prefix + setting.key() + "."));
      }
    }
    return entries;
  }

  /** Whether a value of that key was refused, in this section or one below it. */
  boolean refused(String key) {
    return refused.contains(key)
        || sections.values().stream().anyMatch(section -> section.refused(key));
  }

  /** Whether any value was refused, in this section or one below it. */
  boolean hasRefused() {
    return !refused.isEmpty() || sections.values().stream().anyMatch(Section::hasRefused);
  }

  /** What is given and right, by paths from this section on. */
  Map<String, String> given() {
    Map<String, String> texts = new LinkedHashMap<>(given);
    sections.forEach(
        (key, section) ->
            section.given().forEach((inner, text) -> texts.put(key + "." + inner, text)));
    return texts;
  }

  private Setting declared(String key) {
    Setting setting = group.find(key);
    if (setting == null) {
      throw new IllegalArgumentException("no setting is called " + at(key));
    }
    return setting;
  }

  private void read(Setting setting) {
    YamlNode found = node.values().get(setting.key());
    if (setting instanceof Setting.Value value) {
      readValue(value, found);
    } else if (setting instanceof Setting.Values values) {
      readList(values, found);
    } else if (setting instanceof Setting.Group inner) {
      sections.put(setting.key(), under(setting.key(), found, inner));
    } else if (setting instanceof Setting.Chosen chosen) {
      Setting.Group inner = chosen.groups().get(given.get(chosen.by()));
      if (inner != null) {
        sections.put(setting.key(), under(setting.key(), found, inner));
      }
    } else if (setting instanceof Setting.Named names) {
      readNamed(names, found);
    }
  }

  private void readValue(Setting.Value value, YamlNode found) {
    if (isNothing(found)) {
      if (value.required() && !refused.contains(value.key())) {
        mistake(
            value.key(),
            (found == null ? "is missing" : "has no value")
                + "; allowed: "
                + value.domain().allowed());
      }
      return;
    }
    if (!(found instanceof YamlNode.Scalar scalar)) {
      mistake(value.key(), "is " + found.kind() + "; a single value belongs here");
      return;
    }
    String text = accepted(value, scalar);
    if (text != null) {
      given.put(value.key(), text);
    } else {
      refused.add(value.key());
    }
  }

  /** The value as it is recorded, or null after a mistake. */
  private String accepted(Setting.Value value, YamlNode.Scalar scalar) {
    String where = at(value.key());
    String text = scalar.text();
    if (value.substituted() && Substitution.isIn(text)) {
      text = environment.apply(text, where, scalar.line());
      if (text != null && !value.domain().accepts(text)) {
        mistakes.add(
            where,
            scalar.line(),
            "with its variables put in it is not what is allowed: " + value.domain().allowed());
        return null;
      }
      return text;
    }
    if (!value.domain().accepts(text)) {
      String more =
          Substitution.isIn(text) ? " (variables are put into secrets and paths only)" : "";
      String what = value.repeated() ? Mistakes.quoted(text) + "; allowed: " : "allowed: ";
      mistakes.add(
          where, scalar.line(), shown(value.key(), scalar), what + value.domain().allowed() + more);
      return null;
    }
    return value.domain().canonical(text);
  }

  private void readList(Setting.Values values, YamlNode found) {
    if (isNothing(found)) {
      return;
    }
    if (!(found instanceof YamlNode.Listing listing)) {
      mistake(values.key(), "is " + found.kind() + "; a list belongs here: [a, b]");
      return;
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : listing.items()) {
      if (item instanceof YamlNode.Scalar scalar && scalar.text() != null) {
        String text = accepted(values.each(), scalar);
        if (text != null) {
          texts.add(text);
        }
      } else {
        mistake(values.key(), "has " + item.kind() + " in it; single values belong here");
      }
    }
    if (listing.items().isEmpty()) {
      mistake(values.key(), "is an empty list; allowed: " + values.each().domain().allowed());
    }
    lists.put(values.key(), List.copyOf(texts));
  }

  private void readNamed(Setting.Named names, YamlNode found) {
    Map<String, Section> read = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : nodeOf(names.key(), found).values().entrySet()) {
      String name = entry.getKey();
      String where = at(names.key()) + "." + Mistakes.shown(name);
      int line = entry.getValue().line();
      if (Mistakes.looksLikeKey(name)) {
        mistakes.add(where, line, "a name that looks like a key; take another");
      } else if (!NAME.matcher(name).matches()) {
        mistakes.add(where, line, UNSAFE_NAME);
      }
      read.put(
          name,
          new Section(
              where, nodeOf(where, entry.getValue(), true), names.each(), mistakes, environment));
    }
    named.put(names.key(), read);
  }

  private Section under(String key, YamlNode found, Setting.Group inner) {
    return new Section(at(key), nodeOf(key, found), inner, mistakes, environment);
  }

  private YamlNode.Section nodeOf(String key, YamlNode found) {
    return nodeOf(at(key), found, false);
  }

  private YamlNode.Section nodeOf(String where, YamlNode found, boolean here) {
    if (found instanceof YamlNode.Section section) {
      return section;
    }
    if (!isNothing(found)) {
      mistakes.add(where, found.line(), "is " + found.kind() + "; keys and values belong here");
    }
    return new YamlNode.Section(here ? found.line() : node.line());
  }

  /** The settings that keys which nobody knows may stand for, by these keys. */
  private Map<String, String> meant() {
    List<String> free =
        group.settings().stream().map(Setting::key).filter(key -> !has(key)).toList();
    Map<String, String> meant = new LinkedHashMap<>();
    for (String key : node.values().keySet()) {
      if (!knows(key)) {
        String nearest = Settings.RENAMED.getOrDefault(at(key), Nearest.of(key, free));
        if (nearest != null) {
          meant.put(key, nearest);
        }
      }
    }
    return meant;
  }

  private void tellUnknown(Map<String, String> meant) {
    List<String> known = group.settings().stream().map(Setting::key).toList();
    for (Map.Entry<String, YamlNode> entry : node.values().entrySet()) {
      String key = entry.getKey();
      if (knows(key)) {
        continue;
      }
      String nearest = meant.getOrDefault(key, Nearest.of(key, known));
      mistakes.add(
          at(Mistakes.shown(key)),
          entry.getValue().line(),
          "is not known here; "
              + (nearest == null
                  ? "known: " + String.join(", ", known)
                  : "did you mean " + nearest + "?"));
    }
  }

  private static boolean isNothing(YamlNode found) {
    return found == null || (found instanceof YamlNode.Scalar scalar && scalar.text() == null);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
