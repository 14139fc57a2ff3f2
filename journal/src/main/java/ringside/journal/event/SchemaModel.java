package ringside.journal.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.agrona.DirectBuffer;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The schema file as data: which messages there are, where their fields lie and what they mean. For
 * whoever handles records without knowing their type, such as the printer. Immutable; any thread.
 */
public final class SchemaModel {
  private static final String RESOURCE = "/ringside/journal/ringside-schema.xml";
  private static final SchemaModel CURRENT = load();

  private final int id;
  private final int version;
  private final Map<Integer, Message> messages = new LinkedHashMap<>();

  /** How a field's value is to be read by a human. */
  public enum Semantic {
    /** A plain number, or the name of an enum's value. */
    NONE,
    /** A fixed-point number at 1e-9. */
    E9,
    /** A fixed-point number at 1e-4. */
    E4,
    /** Nanoseconds since the epoch. */
    TIME,
    /** A hash, shown in hexadecimal. */
    HEX,
    /** 0 or 1. */
    BOOLEAN
  }

  /**
   * The type of a field.
   *
   * @param size bytes
   * @param signed whether the sign bit is one
   * @param optional whether {@code nullValue} means "not stated"
   * @param nullValue sign-extended where signed
   * @param names of an enum's values; empty where it is none
   */
  public record FieldType(
      int size,
      boolean signed,
      boolean optional,
      long nullValue,
      Semantic semantic,
      Map<Long, String> names) {}

  /** A field of a block; the record header's fields come first, under their own names. */
  public record Field(String name, int offset, FieldType type, int sinceVersion) {
    /** The raw value in the block at the given offset. */
    public long read(DirectBuffer buffer, int block) {
      int at = block + offset;
      java.nio.ByteOrder order = java.nio.ByteOrder.LITTLE_ENDIAN;
      return switch (type.size) {
        case 1 -> type.signed ? buffer.getByte(at) : buffer.getByte(at) & 0xFFL;
        case 2 -> type.signed ? buffer.getShort(at, order) : buffer.getShort(at, order) & 0xFFFFL;
        case 4 -> type.signed ? buffer.getInt(at, order) : buffer.getInt(at, order) & 0xFFFFFFFFL;
        default -> buffer.getLong(at, order);
      };
    }
  }

  /** A text or bytes after the blocks. */
  public record Data(String name, boolean text, int sinceVersion) {}

  /** A repeating group. */
  public record Group(
      String name, int blockLength, List<Field> fields, List<Data> data, int sinceVersion) {}

  /** A message type. */
  public record Message(
      int id,
      String name,
      String description,
      int blockLength,
      List<Field> fields,
      List<Group> groups,
      List<Data> data) {}

  private SchemaModel(Element root) {
    id = Integer.parseInt(root.getAttribute("id"));
    version = Integer.parseInt(root.getAttribute("version"));
    Map<String, FieldType> types = new HashMap<>();
    Map<String, Element> composites = new HashMap<>();
    for (String primitive : List.of("int8", "uint8", "int16", "uint16", "int32", "uint32")) {
      types.put(primitive, primitive(primitive, false, Semantic.NONE, Map.of()));
    }
    types.put("int64", primitive("int64", false, Semantic.NONE, Map.of()));
    for (Element group : children(root)) {
      if (group.getTagName().equals("types")) {
        readTypes(group, types, composites);
      }
    }
    for (Element element : children(root)) {
      if (element.getTagName().endsWith("message")) {
        Message message = readMessage(element, types, composites);
        if (messages.put(message.id(), message) != null) {
          throw new IllegalStateException("schema: id " + message.id() + " is given twice");
        }
      }
    }
  }

  /** The schema this build was made from. */
  public static SchemaModel current() {
    return CURRENT;
  }

  public int id() {
    return id;
  }

  public int version() {
    return version;
  }

  /** All messages, in the schema's order. */
  public Collection<Message> messages() {
    return messages.values();
  }

  /** The message with this template id, or null. */
  public Message message(int templateId) {
    return messages.get(templateId);
  }

  private static SchemaModel load() {
    try (InputStream in = SchemaModel.class.getResourceAsStream(RESOURCE)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SchemaModel read(InputStream schema) throws IOException {
    try {
      return new SchemaModel(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(schema)
              .getDocumentElement());
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("the schema cannot be read", e);
    }
  }

  private static void readTypes(
      Element types, Map<String, FieldType> into, Map<String, Element> composites) {
    for (Element type : children(types)) {
      String name = type.getAttribute("name");
      switch (type.getTagName()) {
        case "type" -> into.put(name, scalar(type));
        case "enum" -> {
          Map<Long, String> names = new LinkedHashMap<>();
          for (Element value : children(type)) {
            names.put(Long.parseLong(value.getTextContent().trim()), value.getAttribute("name"));
          }
          into.put(name, primitive(type.getAttribute("encodingType"), true, Semantic.NONE, names));
        }
        case "composite" -> composites.put(name, type);
        default -> throw new IllegalStateException("schema: unexpected " + type.getTagName());
      }
    }
  }

  private static FieldType scalar(Element type) {
    Semantic semantic =
        switch (type.getAttribute("semanticType")) {
          case "" -> Semantic.NONE;
          case "E9" -> Semantic.E9;
          case "E4" -> Semantic.E4;
          case "Time" -> Semantic.TIME;
          case "Hex" -> Semantic.HEX;
          case "Boolean" -> Semantic.BOOLEAN;
          default ->
              throw new IllegalStateException(
                  "schema: semanticType " + type.getAttribute("semanticType"));
        };
    return primitive(
        type.getAttribute("primitiveType"),
        type.getAttribute("presence").equals("optional"),
        semantic,
        Map.of());
  }

  private static FieldType primitive(
      String name, boolean optional, Semantic semantic, Map<Long, String> names) {
    boolean signed = !name.startsWith("u");
    int size = Integer.parseInt(name.substring(signed ? 3 : 4)) / 8;
    long nothing = signed ? Long.MIN_VALUE >> (64 - 8 * size) : -1L >>> (64 - 8 * size);
    return new FieldType(size, signed, optional, nothing, semantic, names);
  }

  private static Message readMessage(
      Element element, Map<String, FieldType> types, Map<String, Element> composites) {
    List<Field> fields = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    List<Data> data = new ArrayList<>();
    int length = readMembers(element, types, composites, fields, groups, data);
    return new Message(
        Integer.parseInt(element.getAttribute("id")),
        element.getAttribute("name"),
        element.getAttribute("description"),
        length,
        List.copyOf(fields),
        List.copyOf(groups),
        List.copyOf(data));
  }

  private static int readMembers(
      Element parent,
      Map<String, FieldType> types,
      Map<String, Element> composites,
      List<Field> fields,
      List<Group> groups,
      List<Data> data) {
    int offset = 0;
    for (Element member : children(parent)) {
      String name = member.getAttribute("name");
      String type = member.getAttribute("type");
      String since = member.getAttribute("sinceVersion");
      int sinceVersion = since.isEmpty() ? 0 : Integer.parseInt(since);
      switch (member.getTagName()) {
        case "field" -> {
          if (composites.containsKey(type)) {
            for (Element part : children(composites.get(type))) {
              FieldType scalar = scalar(part);
              fields.add(new Field(part.getAttribute("name"), offset, scalar, sinceVersion));
              offset += scalar.size();
            }
          } else {
            FieldType fieldType = types.get(type);
            if (fieldType == null) {
              throw new IllegalStateException("schema: type " + type + " of " + name);
            }
            fields.add(new Field(name, offset, fieldType, sinceVersion));
            offset += fieldType.size();
          }
        }
        case "group" -> {
          List<Field> inner = new ArrayList<>();
          List<Data> innerData = new ArrayList<>();
          int length = readMembers(member, types, composites, inner, new ArrayList<>(), innerData);
          groups.add(
              new Group(name, length, List.copyOf(inner), List.copyOf(innerData), sinceVersion));
        }
        case "data" -> data.add(new Data(name, type.equals("text"), sinceVersion));
        default -> throw new IllegalStateException("schema: unexpected " + member.getTagName());
      }
    }
    return offset;
  }

  private static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
