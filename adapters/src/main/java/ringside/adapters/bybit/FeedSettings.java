package ringside.adapters.bybit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import ringside.adapters.ws.WsSettings;

/**
 * What a market feed connects to and what it puts up with. Start from {@link #of}.
 *
 * @param uri {@code wss}, or {@code ws} to a loopback address
 * @param source this stream's index in the catalog
 * @param topics as the venue names them; at most 21,000 characters in all, for one connection
 * @param instruments the index in the catalog of every symbol that may come
 * @param connectTimeoutNs for everything until the connection is open
 * @param pingIntervalNs how often the venue is asked for a sign of life
 * @param pingTimeoutNs how long any message may take after that
 * @param silenceNs how long there may be no message at all
 * @param ackTimeoutNs how long an answer to a subscription may take
 * @param closeTimeoutNs how long the venue may take to answer a close
 * @param maxWaitNs how long market data waits for room in the engine before it is lost, or {@link
 *     BybitMarketReceiver#WAIT_FOREVER}
 * @param maxMessageBytes larger messages end the connection
 */
public record FeedSettings(
    URI uri,
    int source,
    List<String> topics,
    Map<String, Integer> instruments,
    long connectTimeoutNs,
    long pingIntervalNs,
    long pingTimeoutNs,
    long silenceNs,
    long ackTimeoutNs,
    long closeTimeoutNs,
    long maxWaitNs,
    int maxMessageBytes) {
  /** The venue's limit for one connection. */
  public static final int MAX_TOPIC_CHARS = 21_000;

  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /**
   * Checks address and topics.
   *
   * @throws IllegalArgumentException with a line that says what is wrong
   */
  public FeedSettings {
    topics = List.copyOf(topics);
    instruments = Map.copyOf(instruments);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("no topics to subscribe to");
    }
    if (topics.stream().mapToInt(String::length).sum() > MAX_TOPIC_CHARS) {
      throw new IllegalArgumentException(
          "topics of more than " + MAX_TOPIC_CHARS + " characters: use several feeds");
    }
    Topic topic = new Topic(new SymbolTable(instruments));
    for (String text : topics) {
      try {
        topic.parse(text.toCharArray(), 0, text.length());
      } catch (RejectedException e) {
        throw new IllegalArgumentException("topic " + text + ": " + e.reason(), e);
      }
    }
  }

  /** The settings for a live venue. */
  public static FeedSettings of(
      URI uri, int source, List<String> topics, Map<String, Integer> instruments) {
    return new FeedSettings(
        uri,
        source,
        topics,
        instruments,
        5 * SECOND,
        5 * SECOND,
        5 * SECOND,
        10 * SECOND,
        5 * SECOND,
        SECOND,
        100 * MS,
        JsonCursor.MAX_CHARS);
  }

  /** The same, but market data waits this long for room; see {@link #maxWaitNs}. */
  public FeedSettings withMaxWaitNs(long other) {
    return new FeedSettings(
        uri,
        source,
        topics,
        instruments,
        connectTimeoutNs,
        pingIntervalNs,
        pingTimeoutNs,
        silenceNs,
        ackTimeoutNs,
        closeTimeoutNs,
        other,
        maxMessageBytes);
  }

  /** The same, but a connection must be open this soon. */
  FeedSettings withConnectTimeoutNs(long other) {
    return new FeedSettings(
        uri,
        source,
        topics,
        instruments,
        other,
        pingIntervalNs,
        pingTimeoutNs,
        silenceNs,
        ackTimeoutNs,
        closeTimeoutNs,
        maxWaitNs,
        maxMessageBytes);
  }

  /** The same, but all that is asked of an open connection is asked so many times faster. */
  FeedSettings hastened(int factor) {
    return new FeedSettings(
        uri,
        source,
        topics,
        instruments,
        connectTimeoutNs,
        pingIntervalNs / factor,
        pingTimeoutNs / factor,
        silenceNs / factor,
        ackTimeoutNs / factor,
        closeTimeoutNs / factor,
        maxWaitNs,
        maxMessageBytes);
  }

  StreamSettings stream() {
    return new StreamSettings(
        uri,
        source,
        connectTimeoutNs,
        pingIntervalNs,
        pingTimeoutNs,
        silenceNs,
        ackTimeoutNs,
        closeTimeoutNs,
        maxWaitNs,
        maxMessageBytes);
  }

  WsSettings ws() {
    return stream().ws();
  }
}
