package ringside.adapters.bybit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests for a connection's topics: sent in pieces of bounded length, each with an id of its
 * own; what the venue refuses or does not answer is asked for again, later and later. One thread at
 * a time; times are {@link System#nanoTime}.
 */
final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  static final int MAX_REQUEST_CHARS = 4096;
  static final long FIRST_RETRY_NS = 1_000_000_000L;
  static final long LONGEST_RETRY_NS = 60_000_000_000L;

  private static final int LONGEST_SHIFT = 6;
  private static final String ALREADY = "already subscribed";

  private record Request(List<String> topics, long sentAt) {}

  private record Retry(int failures, long dueAt) {}

  private final List<String> topics;
  private final long ackTimeoutNs;
  private final Predicate<String> sender;
  private final Map<String, Request> unanswered = new LinkedHashMap<>();
  private final Map<String, Retry> retries = new HashMap<>();
  private boolean started;
  private long nextId = 1;
  private long failures;

  /**
   * @param sender sends a message, or says that it cannot
   */
  Subscriptions(List<String> topics, long ackTimeoutNs, Predicate<String> sender) {
    this.topics = topics;
    this.ackTimeoutNs = ackTimeoutNs;
    this.sender = sender;
  }

  /** Subscribes to everything; false when it could not be sent. */
  boolean start(long nanoTime) {
    unanswered.clear();
    retries.clear();
    started = true;
    return subscribe(topics, nanoTime);
  }

  /** The connection is over: nothing is subscribed. */
  void stop() {
    unanswered.clear();
    retries.clear();
    started = false;
  }

  boolean has(String topic) {
    return topics.contains(topic);
  }

  /** Leaves a topic and comes back, so that it starts with a snapshot; false when not sent. */
  boolean restart(String topic, long nanoTime) {
    return sender.test(request("unsubscribe", List.of(topic)))
        && subscribe(List.of(topic), nanoTime);
  }

  /** Takes in an answer; of which request is told by its id, or by being the oldest. */
  void onAnswer(ControlMessage answer, long nanoTime) {
    String id = answer.requestId();
    if (id.isEmpty() && !unanswered.isEmpty()) {
      id = unanswered.keySet().iterator().next();
    }
    Request request = unanswered.remove(id);
    if (request == null) {
      return;
    }
    if (answer.kind() == ControlMessage.Kind.SUBSCRIBED || answer.text().contains(ALREADY)) {
      request.topics().forEach(retries::remove);
      return;
    }
    List<String> named = request.topics().stream().filter(answer::names).toList();
    LOG.warn("subscription refused: {}", RejectLog.excerpt(answer.text()));
    retryLater(named.isEmpty() ? request.topics() : named, nanoTime);
  }

  /** Asks again for what is due; false when it could not be sent. */
  boolean tick(long nanoTime) {
    List<String> silent = new ArrayList<>();
    for (Iterator<Request> each = unanswered.values().iterator(); each.hasNext(); ) {
      Request request = each.next();
      if (nanoTime - request.sentAt() > ackTimeoutNs) {
        each.remove();
        silent.addAll(request.topics());
      }
    }
    if (!silent.isEmpty()) {
      LOG.warn("subscription to {} topics not answered", silent.size());
      retryLater(silent, nanoTime);
    }
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, Retry> retry : retries.entrySet()) {
      if (retry.getValue().dueAt() - nanoTime <= 0) {
        due.add(retry.getKey());
        retry.setValue(new Retry(retry.getValue().failures(), Long.MAX_VALUE / 2 + nanoTime));
      }
    }
    return due.isEmpty() || subscribe(due.stream().sorted().toList(), nanoTime);
  }

  /** Whether the venue has acknowledged every topic of this connection. */
  boolean isComplete() {
    return started && unanswered.isEmpty() && retries.isEmpty();
  }

  /** Requests that were refused or not answered, since the process started. */
  long failures() {
    return failures;
  }

  private void retryLater(List<String> failed, long nanoTime) {
    failures++;
    for (String topic : failed) {
      Retry before = retries.get(topic);
      int times = before == null ? 1 : before.failures() + 1;
      long delayNs =
          Math.min(LONGEST_RETRY_NS, FIRST_RETRY_NS << Math.min(LONGEST_SHIFT, times - 1));
      retries.put(topic, new Retry(times, nanoTime + delayNs));
    }
  }

  private boolean subscribe(List<String> wanted, long nanoTime) {
    List<String> piece = new ArrayList<>();
    int chars = 0;
    for (String topic : wanted) {
      if (!piece.isEmpty() && chars + topic.length() > MAX_REQUEST_CHARS) {
        if (!send(piece, nanoTime)) {
          return false;
        }
        piece = new ArrayList<>();
        chars = 0;
      }
      piece.add(topic);
      chars += topic.length() + 3;
    }
    return send(piece, nanoTime);
  }

  private boolean send(List<String> piece, long nanoTime) {
    String id = Long.toString(nextId);
    if (!sender.test(request("subscribe", piece))) {
      return false;
    }
    unanswered.put(id, new Request(piece, nanoTime));
    return true;
  }

  /** Topics are made of letters, digits, dots and dashes: nothing in them needs escaping. */
  private String request(String operation, List<String> args) {
    return "{\"req_id\":\""
        + nextId++
        + "\",\"op\":\""
        + operation
        + "\",\"args\":[\""
        + String.join("\",\"", args)
        + "\"]}";
  }
}
