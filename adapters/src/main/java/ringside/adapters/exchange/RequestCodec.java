package ringside.adapters.exchange;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.sim.VenueRequest;

/**
 * Requests to the venue as bytes, and back: the type's name, then its components in their order,
 * numbers big-endian, texts with their length, enums by name. Derived from the records themselves,
 * so that a new kind of request needs nothing here; {@link #shape} tells when they changed. One
 * thread.
 */
final class RequestCodec {
  /** The JDK makes them anew each time they are asked for, and a restart asks for every request. */
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private static final int MAX_TEXT_BYTES = 1 << 12;

  private final Map<String, Class<?>> types = new HashMap<>();
  private final StringBuilder shape = new StringBuilder();

  RequestCodec() {
    List<Class<?>> kinds =
        Arrays.stream(VenueRequest.class.getPermittedSubclasses())
            .sorted(Comparator.comparing(Class::getSimpleName))
            .toList();
    for (Class<?> kind : kinds) {
      types.put(kind.getSimpleName(), kind);
      describe(kind);
    }
  }

  /** The names and types of everything that is written: equal where the bytes mean the same. */
  String shape() {
    return shape.toString();
  }

  private void describe(Class<?> record) {
    shape.append(record.getSimpleName()).append('(');
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> type = component.getType();
      shape.append(component.getName()).append(':');
      if (type.isRecord()) {
        describe(type);
      } else {
        shape.append(type.getSimpleName()).append(' ');
      }
    }
    shape.append(')');
  }

  /**
   * Appends a request.
   *
   * @throws java.nio.BufferOverflowException when there is no room
   */
  void encode(VenueRequest request, ByteBuffer out) {
    put(request.getClass().getSimpleName(), out);
    encodeRecord((Record) request, out);
  }

  private void encodeRecord(Record record, ByteBuffer out) {
    for (RecordComponent component : COMPONENTS.get(record.getClass())) {
      Object value = valueOf(component, record);
      Class<?> type = component.getType();
      if (type == int.class) {
        out.putInt((int) value);
      } else if (type == long.class) {
        out.putLong((long) value);
      } else if (type == boolean.class) {
        out.put((byte) ((boolean) value ? 1 : 0));
      } else if (type == String.class) {
        put((String) value, out);
      } else if (type.isEnum()) {
        put(value == null ? "" : ((Enum<?>) value).name(), out);
      } else {
        encodeRecord((Record) value, out);
      }
    }
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  VenueRequest decode(ByteBuffer in) {
    try {
      String name = text(in);
      Class<?> type = types.get(name);
      if (type == null) {
        throw new IllegalArgumentException("no request is called " + name);
      }
      return (VenueRequest) decodeRecord(type, in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a request is cut short", e);
    }
  }

  private Object decodeRecord(Class<?> type, ByteBuffer in) {
    RecordComponent[] components = COMPONENTS.get(type);
    Object[] values = new Object[components.length];
    Class<?>[] signature = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      signature[i] = components[i].getType();
      values[i] = decodeValue(signature[i], in);
    }
    try {
      return type.getDeclaredConstructor(signature).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be made", e);
    }
  }

  private Object decodeValue(Class<?> type, ByteBuffer in) {
    if (type == int.class) {
      return in.getInt();
    } else if (type == long.class) {
      return in.getLong();
    } else if (type == boolean.class) {
      return in.get() != 0;
    } else if (type == String.class) {
      return text(in);
    } else if (type.isEnum()) {
      String name = text(in);
      return name.isEmpty() ? null : constant(type, name);
    }
    return decodeRecord(type, in);
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + name);
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static void put(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  private static String text(ByteBuffer in) {
    int length = in.getShort();
    if (length < 0 || length > MAX_TEXT_BYTES || length > in.remaining()) {
      throw new IllegalArgumentException("a text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
