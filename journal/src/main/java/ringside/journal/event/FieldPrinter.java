package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.agrona.DirectBuffer;
import ringside.journal.codec.RecordHeaderDecoder;

/**
 * Prints what a record has beyond its header, as members of a JSON object or as {@code name=value}
 * pairs, walking the schema's description of it.
 */
final class FieldPrinter {
  private static final int GROUP_HEADER_LENGTH = 4;
  private static final int TEXT_HEADER_LENGTH = 2;

  private final boolean json;
  private byte[] bytes = new byte[RecordLayout.MAX_RECORD_LENGTH];

  // of the record in hand
  private DirectBuffer buffer;
  private StringBuilder out;
  private int version;
  private int cursor;
  private int end;

  /**
   * @param json members of an object; otherwise pairs
   */
  FieldPrinter(boolean json) {
    this.json = json;
  }

  void print(
      SchemaModel.Message message, DirectBuffer records, int recordOffset, StringBuilder target) {
    buffer = records;
    out = target;
    version = RecordLayout.version(records, recordOffset);
    end = recordOffset + RecordLayout.length(records, recordOffset);
    int block = recordOffset + RecordLayout.BLOCK_OFFSET;
    int blockLength = RecordLayout.blockLength(records, recordOffset);
    advance(block + blockLength);
    fields(message.fields(), block, blockLength, RecordHeaderDecoder.ENCODED_LENGTH);
    for (SchemaModel.Group group : message.groups()) {
      if (group.sinceVersion() <= version) {
        group(group);
      }
    }
    data(message.data(), false);
  }

  /** Separates, and appends the name; the value is to follow. */
  StringBuilder name(String name, StringBuilder target) {
    return name(name, name.length(), target);
  }

  void time(String name, long timeNs, StringBuilder target) {
    quote(IsoTime.append(quote(name(name, target)), timeNs));
  }

  void text(CharSequence value, StringBuilder target) {
    if (json) {
      PrintedText.appendQuoted(target, value);
    } else {
      PrintedText.appendReadable(target, value);
    }
  }

  private StringBuilder name(String name, int length, StringBuilder target) {
    separate(target);
    if (json) {
      return target.append('"').append(name, 0, length).append("\":");
    }
    return target.append(name, 0, length).append('=');
  }

  private void separate(StringBuilder target) {
    char before = target.isEmpty() ? '{' : target.charAt(target.length() - 1);
    if (before != '{' && before != '[') {
      target.append(json ? ',' : ' ');
    }
  }

  private void fields(List<SchemaModel.Field> fields, int block, int blockLength, int from) {
    for (SchemaModel.Field field : fields) {
      SchemaModel.FieldType type = field.type();
      if (field.offset() < from
          || field.offset() + type.size() > blockLength
          || field.sinceVersion() > version) {
        continue;
      }
      long value = field.read(buffer, block);
      if (isNull(type, value)) {
        continue;
      }
      int suffix =
          switch (type.semantic()) {
            case E9, E4, TIME -> 2;
            default -> 0;
          };
      name(field.name(), field.name().length() - suffix, out);
      value(type, value);
    }
  }

  /** Longest null stands for nothing in a required decimal, too: it is no number. */
  private static boolean isNull(SchemaModel.FieldType type, long value) {
    boolean decimal =
        type.semantic() == SchemaModel.Semantic.E9 || type.semantic() == SchemaModel.Semantic.E4;
    return value == type.nullValue() && (type.optional() || decimal);
  }

  private void value(SchemaModel.FieldType type, long value) {
    switch (type.semantic()) {
      case E9 -> decimal(value);
      case E4 -> quote(Decimals.appendE4(quote(out), value));
      case TIME -> quote(IsoTime.append(quote(out), value));
      case HEX -> quote(PrintedText.appendHex(quote(out), value));
      case BOOLEAN -> {
        if (value == 0 || value == 1) {
          out.append(value == 1);
        } else {
          out.append(value);
        }
      }
      case NONE -> {
        String name = type.names().get(value);
        if (name == null) {
          out.append(value);
        } else {
          text(name, out);
        }
      }
    }
  }

  private void group(SchemaModel.Group group) {
    int at = cursor;
    advance(at + GROUP_HEADER_LENGTH);
    int blockLength = buffer.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
    int count = buffer.getShort(at + 2, LITTLE_ENDIAN) & 0xFFFF;
    boolean levels = isBookSide(group);
    name(group.name(), out).append('[');
    for (int i = 0; i < count; i++) {
      int block = cursor;
      advance(block + blockLength);
      separate(out);
      if (levels) {
        level(group, block);
      } else {
        out.append('{');
        fields(group.fields(), block, blockLength, 0);
        data(group.data(), true);
        out.append('}');
      }
    }
    out.append(']');
  }

  private static boolean isBookSide(SchemaModel.Group group) {
    return group.data().isEmpty()
        && group.fields().size() == 2
        && group.fields().get(0).name().equals("priceE9")
        && group.fields().get(1).name().equals("quantityE9");
  }

  /** {@code ["price","quantity"]}, or {@code quantity@price} among pairs. */
  private void level(SchemaModel.Group group, int block) {
    long price = group.fields().get(0).read(buffer, block);
    long quantity = group.fields().get(1).read(buffer, block);
    if (json) {
      out.append('[');
      decimal(price);
      out.append(',');
      decimal(quantity);
      out.append(']');
    } else {
      decimal(quantity);
      out.append('@');
      decimal(price);
    }
  }

  private void decimal(long valueE9) {
    if (valueE9 == Decimals.INVALID) {
      out.append("null");
    } else {
      quote(Decimals.appendE9(quote(out), valueE9));
    }
  }

  /** What is no JSON literal stands between quotes there. */
  private StringBuilder quote(StringBuilder target) {
    return json ? target.append('"') : target;
  }

  private void data(List<SchemaModel.Data> data, boolean alsoEmpty) {
    for (SchemaModel.Data item : data) {
      if (item.sinceVersion() > version) {
        continue;
      }
      int at = cursor + TEXT_HEADER_LENGTH;
      advance(at);
      int length = buffer.getShort(at - TEXT_HEADER_LENGTH, LITTLE_ENDIAN) & 0xFFFF;
      advance(at + length);
      if (length == 0 && !alsoEmpty) {
        continue;
      }
      name(item.name(), out);
      if (bytes.length < length) {
        bytes = new byte[length];
      }
      buffer.getBytes(at, bytes, 0, length);
      if (item.text()) {
        text(new String(bytes, 0, length, UTF_8), out);
      } else {
        text(PrintedText.hex(bytes, length), out);
      }
    }
  }

  private void advance(int to) {
    if (to > end) {
      throw new IllegalStateException(
          "a record says it has " + (to - end) + " bytes more than its length");
    }
    cursor = to;
  }
}
