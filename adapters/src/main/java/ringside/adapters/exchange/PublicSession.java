package ringside.adapters.exchange;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A client of a public stream: pings, subscribes, unsubscribes. A request is taken as a whole or
 * not at all. Subscriptions are changed on the venue's thread, so that a snapshot and what follows
 * it fit together.
 *
 * <p>Source: the venue's page docs/v5/ws/connect.
 */
final class PublicSession implements Session {
  /** The venue's limit for all {@code args} of a public connection. */
  private static final int MAX_ARGS_CHARACTERS = 21_000;

  private static final int MAX_SPOT_ARGS = 10;

  private final Connection connection;
  private final String category;
  private final VenueThread venue;
  private final PublicTopics topics;

  /** The venue's thread. */
  private final Set<String> subscribed = new HashSet<>();

  private int argsCharacters;

  PublicSession(Connection connection, String category, VenueThread venue, PublicTopics topics) {
    this.connection = connection;
    this.category = category;
    this.venue = venue;
    this.topics = topics;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void onText(String text) {
    Params request;
    String op;
    String reqId;
    List<String> args;
    try {
      request = Params.ofJson(text);
      op = request.text("op");
      reqId = request.text("req_id");
      args = request.texts("args");
    } catch (RefusedException e) {
      answer("", "", false, "Failed to decode incoming data:" + e.getMessage());
      return;
    }
    switch (op) {
      case "ping" -> answer(reqId, op, true, "pong");
      case "subscribe" ->
          Watched.watch(
              venue.ask(
                  ignored -> {
                    subscribe(reqId, args);
                    return null;
                  }));
      case "unsubscribe" ->
          Watched.watch(
              venue.ask(
                  ignored -> {
                    unsubscribe(reqId, args);
                    return null;
                  }));
      default -> answer(reqId, op, false, "error:invalid op");
    }
  }

  private void subscribe(String reqId, List<String> args) {
    int characters = 0;
    Set<String> wanted = new LinkedHashSet<>();
    for (String topic : args) {
      if (!exists(topic)) {
        answer(reqId, "subscribe", false, "error:handler not found,topic:" + topic);
        return;
      }
      if (subscribed.contains(topic) || !wanted.add(topic)) {
        answer(reqId, "subscribe", false, "error:already subscribed,topic:" + topic);
        return;
      }
      characters += topic.length();
    }
    if (wanted.isEmpty()) {
      answer(reqId, "subscribe", false, "error:args is empty");
    } else if (category.equals("spot") && wanted.size() > MAX_SPOT_ARGS) {
      answer(reqId, "subscribe", false, "args size >" + MAX_SPOT_ARGS);
    } else if (argsCharacters + characters > MAX_ARGS_CHARACTERS) {
      answer(reqId, "subscribe", false, "error:args over " + MAX_ARGS_CHARACTERS + " characters");
    } else {
      argsCharacters += characters;
      subscribed.addAll(wanted);
      answer(reqId, "subscribe", true, category.equals("spot") ? "subscribe" : "");
      connection.reached(SocketStep.SUBSCRIBE);
      if (isTraded()) {
        wanted.forEach(topic -> topics.subscribe(connection, topic, venue.nowNs()));
      }
    }
  }

  private void unsubscribe(String reqId, List<String> args) {
    for (String topic : args) {
      if (!exists(topic)) {
        answer(reqId, "unsubscribe", false, "error:handler not found,topic:" + topic);
        return;
      }
    }
    for (String topic : args) {
      if (subscribed.remove(topic)) {
        argsCharacters -= topic.length();
        topics.unsubscribe(connection, topic);
      }
    }
    answer(reqId, "unsubscribe", true, "");
  }

  /** Of a category that nothing is traded in here, any topic will do: it stays silent. */
  private boolean exists(String topic) {
    return isTraded() ? topics.exists(topic) : topic.indexOf('.') > 0;
  }

  private boolean isTraded() {
    return category.equals(Words.CATEGORY);
  }

  private void answer(String reqId, String op, boolean success, String message) {
    connection.answer(StreamAnswers.ofPublic(connection, reqId, op, success, message));
  }

  @Override
  public void onClosed() {
    Watched.watch(
        venue.ask(
            ignored -> {
              topics.forget(connection);
              return null;
            }));
  }
}
