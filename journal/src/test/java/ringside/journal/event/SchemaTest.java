package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.SchemaModel.Semantic;

/** What the schema promises beyond what its compiler checks, and that the model of it is true. */
class SchemaTest {
  private static final Pattern FAMILY = Pattern.compile("=====.*: (\\d+)-(\\d+)\\.?");

  /** The schema has a type for durations, which to the model are plain numbers. */
  private static final List<String> DURATIONS = durationNames();

  static Stream<SchemaModel.Message> messages() {
    return SchemaModel.current().messages().stream();
  }

  @Test
  void theModelIsOfTheSchemaThatTheCodecsCameFrom() {
    assertThat(SchemaModel.current().id()).isEqualTo(TradeDecoder.SCHEMA_ID);
    assertThat(SchemaModel.current().version()).isEqualTo(TradeDecoder.SCHEMA_VERSION);
    assertThat(messages().count()).isGreaterThan(40);
  }

  @Test
  void everyMessageHasAnIdOfItsOwnInItsFamilysRange() {
    List<Integer> ids = new ArrayList<>();
    int from = 0;
    int to = -1;
    NodeList nodes = document().getDocumentElement().getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Comment comment) {
        Matcher family = FAMILY.matcher(comment.getData());
        if (family.find()) {
          assertThat(Integer.parseInt(family.group(1))).isGreaterThan(to);
          from = Integer.parseInt(family.group(1));
          to = Integer.parseInt(family.group(2));
        }
      } else if (node instanceof Element element && element.getTagName().endsWith("message")) {
        int id = Integer.parseInt(element.getAttribute("id"));
        assertThat(id).as(element.getAttribute("name")).isBetween(from, to);
        ids.add(id);
      }
    }
    assertThat(ids).doesNotHaveDuplicates().isSorted().hasSize((int) messages().count());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageStartsWithTheRecordHeader(SchemaModel.Message message) throws Exception {
    Object decoder = decoderClass(message).getConstructor().newInstance();
    assertThat(decoderClass(message).getMethod("headerEncodingOffset").invoke(null)).isEqualTo(0);
    assertThat(decoderClass(message).getMethod("header").invoke(decoder))
        .isInstanceOf(RecordHeaderDecoder.class);
    List<String> names = message.fields().stream().map(SchemaModel.Field::name).toList();
    assertThat(names)
        .startsWith(
            "sequence",
            "timeNs",
            "venueTimeNs",
            "generation",
            "source",
            "account",
            "instrument",
            "ordinal",
            "strategy",
            "shadow");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theModelPlacesFieldsWhereTheCodecsDo(SchemaModel.Message message) throws Exception {
    Class<?> decoder = decoderClass(message);
    assertThat(message.blockLength()).isEqualTo(decoder.getField("BLOCK_LENGTH").getInt(null));
    for (SchemaModel.Field field : message.fields()) {
      Class<?> owner = isHeader(field) ? RecordHeaderDecoder.class : decoder;
      assertPlaced(owner, field);
    }
    for (SchemaModel.Group group : message.groups()) {
      String name = Character.toUpperCase(group.name().charAt(0)) + group.name().substring(1);
      Class<?> owner = Class.forName(decoder.getName() + "$" + name + "Decoder");
      assertThat(owner.getMethod("sbeBlockLength").invoke(null)).isEqualTo(group.blockLength());
      for (SchemaModel.Field field : group.fields()) {
        assertPlaced(owner, field);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsNullInTheImageIsNullToTheCodec(SchemaModel.Message message) throws Exception {
    RecordBuffer records = new RecordBuffer(1024, 1024);
    SchemaRecords.addBlank(records, message);
    Class<?> type = decoderClass(message);
    Object decoder = type.getConstructor().newInstance();
    type.getMethod("wrap", org.agrona.DirectBuffer.class, int.class, int.class, int.class)
        .invoke(
            decoder,
            records.buffer(),
            RecordLayout.BLOCK_OFFSET,
            message.blockLength(),
            SchemaModel.current().version());
    Object header = type.getMethod("header").invoke(decoder);
    for (SchemaModel.Field field : message.fields()) {
      Object owner = isHeader(field) ? header : decoder;
      Object value = owner.getClass().getMethod(field.name()).invoke(owner);
      if (value instanceof Enum<?> constant) {
        assertThat(constant.name()).as(field.name()).isEqualTo("NULL_VAL");
      } else if (field.type().optional()) {
        Method nothing = owner.getClass().getMethod(field.name() + "NullValue");
        assertThat(value).as(field.name()).isEqualTo(nothing.invoke(null));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aRecordWithEmptyGroupsAndTextsLeavesRoomInItsSlot(SchemaModel.Message message) {
    RecordBuffer records = new RecordBuffer(1024, 1024);
    SchemaRecords.addBlank(records, message);
    int texts = 64 * message.data().size();
    assertThat(records.length() + texts).isLessThanOrEqualTo(RecordLayout.MAX_RECORD_LENGTH);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void suffixesSayWhatTheTypesMean(SchemaModel.Message message) {
    forEachField(
        message,
        field -> {
          String name = field.name();
          Semantic semantic = field.type().semantic();
          assertThat(name.endsWith("E9")).as(name).isEqualTo(semantic == Semantic.E9);
          assertThat(name.endsWith("E4")).as(name).isEqualTo(semantic == Semantic.E4);
          if (!isHeader(field)) {
            assertThat(name.endsWith("Ns"))
                .as(name)
                .isEqualTo(semantic == Semantic.TIME || isDuration(field));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("messages")
  void printedNamesAreDistinct(SchemaModel.Message message) {
    List<String> names = new ArrayList<>(List.of("type", "time", "venueTime"));
    for (SchemaModel.Field field : message.fields()) {
      if (!field.name().equals("timeNs") && !field.name().equals("venueTimeNs")) {
        boolean suffixed =
            field.type().semantic() != Semantic.NONE && field.name().matches(".*(E9|E4|Ns)");
        names.add(field.name().substring(0, field.name().length() - (suffixed ? 2 : 0)));
      }
    }
    message.groups().forEach(group -> names.add(group.name()));
    message.data().forEach(data -> names.add(data.name()));
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsDescribed(SchemaModel.Message message) {
    assertThat(message.description()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatCameLaterStandsLater(SchemaModel.Message message) {
    assertThat(message.fields()).extracting(SchemaModel.Field::sinceVersion).isSorted();
    assertThat(message.groups()).extracting(SchemaModel.Group::sinceVersion).isSorted();
    assertThat(message.data()).extracting(SchemaModel.Data::sinceVersion).isSorted();
    forEachField(
        message,
        field ->
            assertThat(field.sinceVersion()).isLessThanOrEqualTo(SchemaModel.current().version()));
  }

  private static boolean isDuration(SchemaModel.Field field) {
    return field.type().semantic() == Semantic.NONE
        && field.type().size() == 8
        && DURATIONS.contains(field.name());
  }

  private static List<String> durationNames() {
    List<String> names = new ArrayList<>();
    NodeList fields = document().getElementsByTagName("field");
    for (int i = 0; i < fields.getLength(); i++) {
      Element field = (Element) fields.item(i);
      if (field.getAttribute("type").equals("durationNs")) {
        names.add(field.getAttribute("name"));
      }
    }
    return names;
  }

  private static boolean isHeader(SchemaModel.Field field) {
    return field.offset() < RecordHeaderDecoder.ENCODED_LENGTH
        && Stream.of(RecordHeaderDecoder.class.getMethods())
            .anyMatch(method -> method.getName().equals(field.name()));
  }

  private static void forEachField(
      SchemaModel.Message message, Consumer<SchemaModel.Field> consumer) {
    message.fields().forEach(consumer);
    message.groups().forEach(group -> group.fields().forEach(consumer));
  }

  private static void assertPlaced(Class<?> owner, SchemaModel.Field field) throws Exception {
    assertThat(owner.getMethod(field.name() + "EncodingOffset").invoke(null))
        .as(field.name())
        .isEqualTo(field.offset());
    assertThat(owner.getMethod(field.name() + "EncodingLength").invoke(null))
        .as(field.name())
        .isEqualTo(field.type().size());
    assertThat(owner.getMethod(field.name() + "SinceVersion").invoke(null))
        .as(field.name())
        .isEqualTo(field.sinceVersion());
  }

  private static Class<?> decoderClass(SchemaModel.Message message) throws Exception {
    return Class.forName("ringside.journal.codec." + message.name() + "Decoder");
  }

  private static Document document() {
    try (InputStream in =
        SchemaModel.class.getResourceAsStream("/ringside/journal/ringside-schema.xml")) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
