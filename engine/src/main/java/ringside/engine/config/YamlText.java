package ringside.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML 1.2 into {@link YamlNode}s: texts only, no types, no references to other nodes. */
final class YamlText {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 20;

  private final Mistakes mistakes;

  private YamlText(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * Reads a text.
   *
   * @param mistakes takes a line for what cannot be read
   * @return the text's section; empty where there is none
   */
  static YamlNode.Section read(String text, Mistakes mistakes) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        return new YamlNode.Section(1);
      }
      YamlNode node = new YamlText(mistakes).convert(root.get(), "", 0);
      if (node instanceof YamlNode.Section section) {
        return section;
      }
      mistakes.add("", node.line(), node.kind() + " where keys and values belong");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      mistakes.add("", line, "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      mistakes.add("", 1, "this is no YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
    return new YamlNode.Section(1);
  }

  private YamlNode convert(Node node, String path, int depth) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    if (depth > MAX_DEPTH) {
      mistakes.add(path, line, "sections deeper than " + MAX_DEPTH);
      return new YamlNode.Scalar(null, line);
    }
    if (node instanceof ScalarNode scalar) {
      return new YamlNode.Scalar(scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue(), line);
    }
    if (!(node instanceof MappingNode mapping)) {
      List<YamlNode> items = new ArrayList<>();
      if (node instanceof SequenceNode sequence) {
        for (Node item : sequence.getValue()) {
          items.add(convert(item, path, depth + 1));
        }
      }
      return new YamlNode.Listing(items, line);
    }
    YamlNode.Section section = new YamlNode.Section(line);
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mistakes.add(path, line, "a key that is no text");
        continue;
      }
      String name = key.getValue();
      String shown = Mistakes.shown(name);
      String where = path.isEmpty() ? shown : path + "." + shown;
      YamlNode value = convert(tuple.getValueNode(), where, depth + 1);
      if (section.values().putIfAbsent(name, value) != null) {
        mistakes.add(where, value.line(), "is there twice");
      }
    }
    return section;
  }
}
