package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one connection is subscribed to, and the answers to its requests, in the shapes of Bybit's
 * v5 public linear stream. A request is taken as a whole or not at all. One thread.
 *
 * <p>Sources: the venue's pages v5/ws/connect and v5/websocket/public; what it answers to requests
 * that are wrong is not written there and follows what its server was seen to send.
 */
final class Subscriptions {
  /** The venue's limit for all {@code args} of a public connection. */
  static final int MAX_ARGS_CHARACTERS = 21_000;

  private final String connectionId;
  private final Set<String> topics = new HashSet<>();
  private int argsCharacters;

  /** Topics that the request answered last has added. */
  private List<String> added = List.of();

  Subscriptions(String connectionId) {
    this.connectionId = connectionId;
  }

  boolean has(String topic) {
    return topics.contains(topic);
  }

  boolean isEmpty() {
    return topics.isEmpty();
  }

  /** Topics that the request answered last has added. */
  List<String> added() {
    return added;
  }

  /** Carries the request out and returns the answer. */
  String answer(RequestDecoder.Request request) {
    added = List.of();
    if (request.fault() != null) {
      return reply(false, "Failed to decode incoming data:" + request.fault(), request);
    }
    return switch (request.op()) {
      case "ping" -> reply(true, "pong", request);
      case "subscribe" -> subscribe(request);
      case "unsubscribe" -> unsubscribe(request);
      default -> reply(false, "error:invalid op", request);
    };
  }

  private String subscribe(RequestDecoder.Request request) {
    int characters = 0;
    Set<String> wanted = new LinkedHashSet<>();
    for (String topic : request.args()) {
      if (RecordedTopic.parse(topic) == null) {
        return reply(false, "error:handler not found,topic:" + topic, request);
      }
      if (topics.contains(topic) || !wanted.add(topic)) {
        return reply(false, "error:already subscribed,topic:" + topic, request);
      }
      characters += topic.length();
    }
    if (wanted.isEmpty()) {
      return reply(false, "error:args is empty", request);
    }
    if (argsCharacters + characters > MAX_ARGS_CHARACTERS) {
      return reply(false, "error:args over " + MAX_ARGS_CHARACTERS + " characters", request);
    }
    argsCharacters += characters;
    topics.addAll(wanted);
    added = new ArrayList<>(wanted);
    return reply(true, "", request);
  }

  private String unsubscribe(RequestDecoder.Request request) {
    for (String topic : request.args()) {
      if (RecordedTopic.parse(topic) == null) {
        return reply(false, "error:handler not found,topic:" + topic, request);
      }
    }
    for (String topic : request.args()) {
      if (topics.remove(topic)) {
        argsCharacters -= topic.length();
      }
    }
    return reply(true, "", request);
  }

  private String reply(boolean success, String message, RequestDecoder.Request request) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = LineHeaderDecoder.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("success", success);
      json.writeStringField("ret_msg", message);
      json.writeStringField("conn_id", connectionId);
      json.writeStringField("req_id", request.reqId());
      json.writeStringField("op", request.op());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
