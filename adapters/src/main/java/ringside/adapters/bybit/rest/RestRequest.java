package ringside.adapters.bybit.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * One request. Immutable.
 *
 * @param path from {@code /v5}
 * @param payload the query of a GET, encoded; the body of a POST
 * @param exit reduces risk: uses reserved tokens and passes an open breaker
 * @param weight 1, or the orders of a batch
 * @param maxWaitNs how long it may wait for a token before it is not sent
 */
public record RestRequest(
    Method method, String path, String payload, boolean exit, int weight, long maxWaitNs) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Longer than a token of an account is away. */
  private static final long WRITE_WAIT_NS = 2_000_000_000L;

  private static final long READ_WAIT_NS = 10_000_000_000L;
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

  /** Reads are GET and writes are POST throughout the venue's interface. */
  public enum Method {
    GET,
    POST
  }

  /**
   * A read.
   *
   * @param namesAndValues of the query; a null or empty value leaves its name out
   */
  public static RestRequest get(String path, String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      append(query, namesAndValues[i], namesAndValues[i + 1]);
    }
    return new RestRequest(Method.GET, path, query.toString(), false, 1, READ_WAIT_NS);
  }

  /** A write with this JSON object as its body. */
  public static RestRequest post(String path, String json) {
    return new RestRequest(Method.POST, path, json, false, 1, WRITE_WAIT_NS);
  }

  /**
   * A write whose body has these fields, in their order.
   *
   * @param fields texts, booleans, whole numbers, lists and maps of them
   */
  public static RestRequest post(String path, Map<String, ?> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return post(path, text.toString());
  }

  /** The same, reducing risk. */
  public RestRequest asExit() {
    return new RestRequest(method, path, payload, true, weight, maxWaitNs);
  }

  /** The same, counted as so many orders. */
  public RestRequest withWeight(int orders) {
    return new RestRequest(method, path, payload, exit, orders, maxWaitNs);
  }

  /** The same, waiting at most so long for a token. */
  public RestRequest withMaxWaitNs(long other) {
    return new RestRequest(method, path, payload, exit, weight, other);
  }

  /** The same read with one more parameter. */
  RestRequest with(String name, String value) {
    StringBuilder query = new StringBuilder(payload);
    append(query, name, value);
    return new RestRequest(method, path, query.toString(), exit, weight, maxWaitNs);
  }

  /** What it shares a limit and a breaker with. */
  public EndpointGroup group() {
    return EndpointGroup.of(path);
  }

  private static void append(StringBuilder query, String name, String value) {
    if (value != null && !value.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(name).append('=');
      encode(query, value);
    }
  }

  /** Cursors come encoded from the venue and go back as they came. */
  private static void encode(StringBuilder query, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean encoded = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1], bytes[i + 2]);
      if (encoded || UNRESERVED.indexOf(c) >= 0) {
        query.append(c);
      } else {
        query.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
  }

  private static boolean isHex(byte a, byte b) {
    return Character.digit(a, 16) >= 0 && Character.digit(b, 16) >= 0;
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        json.writeFieldName(field.getKey().toString());
        write(json, field.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else {
      json.writeString(value.toString());
    }
  }
}
