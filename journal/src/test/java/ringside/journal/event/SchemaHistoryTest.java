package ringside.journal.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import ringside.journal.event.SchemaModel.Data;
import ringside.journal.event.SchemaModel.Field;
import ringside.journal.event.SchemaModel.FieldType;
import ringside.journal.event.SchemaModel.Group;
import ringside.journal.event.SchemaModel.Message;

/**
 * A schema version, once journals of it exist, is never changed, and every later one only adds to
 * it. {@code ringside.journal.log.GoldenJournal} says how a version is raised.
 */
class SchemaHistoryTest {
  private static final String GOLDEN = "/ringside/journal/golden/";
  private static final List<String> WORDS_FOR_HUMANS =
      List.of("description", "package", "semanticVersion", "version");

  static IntStream earlierVersions() {
    return IntStream.range(1, SchemaModel.current().version());
  }

  @Test
  void theSchemaIsTheOneThatItsVersionStandsFor() {
    int version = SchemaModel.current().version();
    String actual = fingerprint(currentText());
    assertThat(fingerprints())
        .as(
            "the schema differs from what version %d was: raise the version as GoldenJournal says;"
                + " in schema-fingerprints.txt the line would be '%d %s'",
            version, version, actual)
        .containsEntry(version, actual);
    assertThat(fingerprints().keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, version).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void anEarlierSchemaIsKeptAsItWasTogetherWithItsJournal(int version) {
    String text = earlierText(version);
    assertThat(model(text).version()).isEqualTo(version);
    assertThat(text).contains("package=\"ringside.journal.codec.v" + version + "\"");
    assertThat(fingerprints()).containsEntry(version, fingerprint(text));
    assertThat(SchemaModel.class.getResource(GOLDEN + "v" + version + ".zip")).isNotNull();
    assertThat(SchemaModel.class.getResource(GOLDEN + "v" + version + ".jsonl")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("earlierVersions")
  void theSchemaOnlyAddsToAnEarlierOne(int version) {
    assertThat(changes(model(earlierText(version)), SchemaModel.current())).isEmpty();
  }

  @Test
  void aFingerprintLeavesOutWordsForHumansAndNothingElse() {
    String text = currentText();
    String fingerprint = fingerprint(text);
    assertThat(fingerprint(replace(text, "A public trade", "A trade"))).isEqualTo(fingerprint);
    assertThat(fingerprint(replace(text, "<!-- ===== market", "<!-- market")))
        .isEqualTo(fingerprint);
    assertThat(fingerprint(replace(text, "name=\"BUY\">1<", "name=\"BUY\">3<")))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(replace(text, "name=\"blockTrade\"", "name=\"block\"")))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(replace(text, " sinceVersion=\"2\"", ""))).isNotEqualTo(fingerprint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<field name=\"blockTrade\" id=\"7\" type=\"optionalFlag\"/> |"
            + " <field name=\"blockTrade\" id=\"7\" type=\"optionalUint16\"/> |"
            + " Trade.blockTrade",
        "<field name=\"blockTrade\" id=\"7\" type=\"optionalFlag\"/> | `` | Trade.blockTrade",
        " sinceVersion=\"2\" | `` | Trade.rpi",
        "<validValue name=\"POST_ONLY\">4 | <validValue name=\"GTX\">4 | PlaceOrder.timeInForce",
        "<data name=\"baseCoin\" id=\"21\" type=\"text\"/> | `` | InstrumentDefined.baseCoin",
        "<data name=\"tradeId\" id=\"10\" type=\"text\"/> |"
            + " <data name=\"tradeId\" id=\"10\" type=\"text\"/><data name=\"x\" id=\"11\""
            + " type=\"text\"/> | Trade.x",
        "name=\"ClockTick\" id=\"62\" | name=\"ClockTick\" id=\"79\" | ClockTick",
        "<field name=\"quantityE9\" id=\"12\" type=\"priceE9\"/> | `` | BookSnapshot.bids",
      })
  void whatIsNotAnAdditionIsNamed(String from, String to, String where) {
    SchemaModel first = model(earlierText(1));
    assertThat(changes(first, model(replace(currentText(), from, to))))
        .anyMatch(change -> change.startsWith(where.strip()));
  }

  /** What a later schema changes of an earlier one, other than by adding. */
  private static List<String> changes(SchemaModel from, SchemaModel to) {
    List<String> changes = new ArrayList<>();
    for (Message before : from.messages()) {
      Message now = to.message(before.id());
      if (now == null || !now.name().equals(before.name())) {
        changes.add(before.name() + " is gone");
        continue;
      }
      fields(before.name(), before.fields(), now.fields(), from.version(), changes);
      groups(before, now, from.version(), changes);
      data(before.name(), before.data(), now.data(), from.version(), changes);
    }
    return changes;
  }

  private static void groups(Message before, Message now, int version, List<String> changes) {
    for (int i = 0; i < Math.max(before.groups().size(), now.groups().size()); i++) {
      Group old = at(before.groups(), i);
      Group group = at(now.groups(), i);
      String where = before.name() + "." + (old == null ? group : old).name();
      if (old == null) {
        addedSince(where, group.sinceVersion(), version, changes);
      } else if (group == null || !group.name().equals(old.name())) {
        changes.add(where + " is gone");
      } else {
        fields(where, old.fields(), group.fields(), version, changes);
        data(where, old.data(), group.data(), version, changes);
      }
    }
  }

  private static void fields(
      String of, List<Field> before, List<Field> now, int version, List<String> changes) {
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      Field old = at(before, i);
      Field field = at(now, i);
      String where = of + "." + (old == null ? field : old).name();
      if (old == null) {
        addedSince(where, field.sinceVersion(), version, changes);
      } else if (field == null || !isSame(old, field)) {
        changes.add(where + " is now " + field);
        return;
      }
    }
  }

  private static boolean isSame(Field before, Field now) {
    FieldType old = before.type();
    FieldType type = now.type();
    return before.name().equals(now.name())
        && before.offset() == now.offset()
        && before.sinceVersion() == now.sinceVersion()
        && old.size() == type.size()
        && old.signed() == type.signed()
        && old.optional() == type.optional()
        && old.semantic() == type.semantic()
        && type.names().entrySet().containsAll(old.names().entrySet());
  }

  private static void data(
      String of, List<Data> before, List<Data> now, int version, List<String> changes) {
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      Data old = at(before, i);
      Data item = at(now, i);
      String where = of + "." + (old == null ? item : old).name();
      if (old == null) {
        addedSince(where, item.sinceVersion(), version, changes);
      } else if (!old.equals(item)) {
        changes.add(where + " is now " + item);
        return;
      }
    }
  }

  private static void addedSince(String where, int since, int version, List<String> changes) {
    if (since <= version) {
      changes.add(where + " is new, but says that it is there since version " + since);
    }
  }

  private static <T> T at(List<T> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private static String replace(String text, String from, String to) {
    assertThat(text).contains(from.strip());
    return text.replaceFirst(
        java.util.regex.Pattern.quote(from.strip()),
        java.util.regex.Matcher.quoteReplacement(to.strip()));
  }

  private static Map<Integer, String> fingerprints() {
    Map<Integer, String> byVersion = new TreeMap<>();
    try (InputStream in =
        SchemaModel.class.getResourceAsStream(GOLDEN + "schema-fingerprints.txt")) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(words -> byVersion.put(Integer.parseInt(words[0]), words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byVersion;
  }

  private static String fingerprint(String schema) {
    StringBuilder canonical = new StringBuilder();
    try {
      canonical(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(schema.getBytes(UTF_8)))
              .getDocumentElement(),
          canonical);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(canonical.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (IOException
        | SAXException
        | ParserConfigurationException
        | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void canonical(Element element, StringBuilder out) {
    out.append('(').append(element.getTagName());
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (!WORDS_FOR_HUMANS.contains(attribute.getNodeName())) {
        attributes.put(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
    out.append(attributes);
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        canonical(child, out);
      } else if (node.getNodeType() == Node.TEXT_NODE) {
        out.append(node.getNodeValue().strip());
      }
    }
    out.append(')');
  }

  private static SchemaModel model(String text) {
    try {
      return SchemaModel.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String currentText() {
    try (InputStream in =
        SchemaModel.class.getResourceAsStream("/ringside/journal/ringside-schema.xml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String earlierText(int version) {
    try {
      return Files.readString(
          Path.of("src", "test", "sbe", "ringside-schema-v" + version + ".xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
