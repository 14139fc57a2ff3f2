package ringside.engine.config;

import java.util.Map;

/** The tables of docs/CONFIG.md, made from {@link Settings}. Stateless. */
final class ConfigTable {
  private ConfigTable() {}

  /** All of them, as Markdown. */
  static String markdown() {
    StringBuilder out = new StringBuilder();
    for (Setting setting : Settings.ROOT.settings()) {
      if (setting instanceof Setting.Named named) {
        out.append("### `").append(named.key()).append("`\n\n").append(named.description());
        table(out, named.each(), "");
        chosen(out, named.each());
      } else if (setting instanceof Setting.Group group) {
        out.append("### `").append(group.key()).append("`\n\n").append(group.description());
        table(out, group, "");
      }
    }
    return out.toString();
  }

  private static void chosen(StringBuilder out, Setting.Group group) {
    for (Setting setting : group.settings()) {
      if (setting instanceof Setting.Chosen chosen) {
        for (Map.Entry<String, Setting.Group> kind : chosen.groups().entrySet()) {
          out.append("#### `parameters` of `").append(kind.getKey()).append('`');
          table(out, kind.getValue(), "");
        }
      }
    }
  }

  private static void table(StringBuilder out, Setting.Group group, String prefix) {
    out.append("\n\n| key | allowed | default | |\n|---|---|---|---|\n");
    rows(out, group, prefix);
    out.append('\n');
  }

  private static void rows(StringBuilder out, Setting.Group group, String prefix) {
    for (Setting setting : group.settings()) {
      String path = prefix + setting.key();
      if (setting instanceof Setting.Value value) {
        row(out, path, value.domain(), fallback(value), value.description());
      } else if (setting instanceof Setting.Values values) {
        row(out, path + ": [ ]", values.each().domain(), "", values.description());
      } else if (setting instanceof Setting.Group inner && isShort(inner)) {
        section(out, path, setting);
        rows(out, inner, path + ".");
      } else {
        section(out, path, setting);
      }
    }
  }

  private static void section(StringBuilder out, String path, Setting setting) {
    out.append("| `").append(path).append("` | a section | | ");
    out.append(setting.description()).append(" |\n");
  }

  /** What repeats another table is named, not repeated. */
  private static boolean isShort(Setting.Group group) {
    boolean repeats = group.key().equals("limits") || group.description().startsWith("Where ");
    return !repeats;
  }

  private static String fallback(Setting.Value value) {
    if (value.required()) {
      return "must be given";
    }
    return value.fallback() == null ? "" : "`" + value.fallback() + "`";
  }

  private static void row(
      StringBuilder out, String path, Domain domain, String fallback, String description) {
    out.append("| `").append(path).append("` | ").append(domain.allowed()).append(" | ");
    out.append(fallback).append(" | ").append(description).append(" |\n");
  }
}
