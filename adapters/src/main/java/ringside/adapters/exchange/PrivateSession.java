package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A client of the private stream: authenticates, then pings, subscribes and unsubscribes.
 *
 * <p>Source: the venue's pages docs/v5/ws/connect and docs/v5/websocket/private.
 */
final class PrivateSession implements Session {
  private final Connection connection;
  private final ExchangeDesk desk;
  private final PrivateTopics topics;
  private final SocketAuth auth;

  /** The venue's thread. */
  private final List<String> subscribed = new ArrayList<>();

  private int account = -1;

  PrivateSession(Connection connection, ExchangeDesk desk, PrivateTopics topics, SocketAuth auth) {
    this.connection = connection;
    this.desk = desk;
    this.topics = topics;
    this.auth = auth;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void onText(String text) {
    String op;
    String reqId;
    List<String> args;
    try {
      Params request = Params.ofJson(text);
      op = request.text("op");
      reqId = request.text("req_id");
      args = op.equals("ping") ? List.of() : request.texts("args");
    } catch (RefusedException e) {
      answer("", "", false, "Failed to decode incoming data:" + e.getMessage());
      return;
    }
    switch (op) {
      case "ping" ->
          connection.answer(StreamAnswers.privatePong(connection, reqId, desk.serverMs()));
      case "auth" -> authenticate(reqId, args);
      case "subscribe", "unsubscribe" -> {
        String refusal = refusal(args);
        if (!refusal.isEmpty()) {
          answer(reqId, op, false, refusal);
        } else {
          change(reqId, op, args);
        }
      }
      default -> answer(reqId, op, false, "error:invalid op");
    }
  }

  private void authenticate(String reqId, List<String> args) {
    if (account >= 0) {
      answer(reqId, "auth", false, "Repeat auth");
      return;
    }
    SocketAuth.Outcome outcome = auth.check(args);
    if (outcome.key() == null) {
      answer(reqId, "auth", false, outcome.message());
      return;
    }
    account = outcome.key().account();
    connection.authenticated(desk.accountName(outcome.key()));
    answer(reqId, "auth", true, "");
    connection.reached(SocketStep.AUTH);
  }

  /** Why the subscription is refused; "" when it is not. */
  private String refusal(List<String> args) {
    if (account < 0) {
      return "Request not authorized";
    }
    if (args.isEmpty()) {
      return "error:args is empty";
    }
    for (String topic : args) {
      if (!PrivateTopics.exists(topic)) {
        return "error:topic " + topic + " does not exist";
      }
      if (!PrivateTopics.isCategorised(topic) && args.stream().anyMatch(isPartOf(topic))) {
        return "error:topic " + topic + " and its categories cannot be in one request";
      }
    }
    return "";
  }

  private static Predicate<String> isPartOf(String topic) {
    return other ->
        PrivateTopics.isCategorised(other)
            && other.startsWith(topic + ".")
            && other.lastIndexOf('.') == topic.length();
  }

  private void change(String reqId, String op, List<String> args) {
    Watched.watch(
        desk.thread()
            .ask(
                ignored -> {
                  for (String topic : args) {
                    if (op.equals("unsubscribe")) {
                      if (subscribed.remove(topic)) {
                        topics.unsubscribe(connection, account, topic);
                      }
                    } else if (!subscribed.contains(topic)) {
                      subscribed.add(topic);
                      topics.subscribe(connection, account, topic);
                    }
                  }
                  answer(reqId, op, true, "");
                  if (op.equals("subscribe")) {
                    connection.reached(SocketStep.SUBSCRIBE);
                  }
                  return null;
                }));
  }

  private void answer(String reqId, String op, boolean success, String message) {
    connection.answer(StreamAnswers.ofPrivate(connection, reqId, op, success, message));
  }

  @Override
  public void onClosed() {
    if (account >= 0) {
      Watched.watch(
          desk.thread()
              .ask(
                  ignored -> {
                    subscribed.forEach(topic -> topics.unsubscribe(connection, account, topic));
                    return null;
                  }));
    }
  }
}
