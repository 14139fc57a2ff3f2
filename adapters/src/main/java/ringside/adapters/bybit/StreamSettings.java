package ringside.adapters.bybit;

import java.net.URI;
import ringside.adapters.ws.WsSettings;

/**
 * What one stream connects to and what it puts up with, whatever it carries.
 *
 * @param uri {@code wss}, or {@code ws} to a loopback address
 * @param source this stream's index in the catalog
 * @param connectTimeoutNs for everything until the connection is open
 * @param pingIntervalNs how often the venue is asked for a sign of life
 * @param pingTimeoutNs how long any message may take after that
 * @param silenceNs how long there may be no message at all
 * @param ackTimeoutNs how long an answer to a login or a subscription may take
 * @param closeTimeoutNs how long the venue may take to answer a close
 * @param maxWaitNs how long the news of a connection waits for room in the engine, before it is
 *     kept for later
 * @param maxMessageBytes larger messages end the connection
 */
public record StreamSettings(
    URI uri,
    int source,
    long connectTimeoutNs,
    long pingIntervalNs,
    long pingTimeoutNs,
    long silenceNs,
    long ackTimeoutNs,
    long closeTimeoutNs,
    long maxWaitNs,
    int maxMessageBytes) {
  private static final int MAX_WAITING_WRITES = 64;
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /** The settings for a live venue. */
  public static StreamSettings of(URI uri, int source) {
    return new StreamSettings(
        uri,
        source,
        5 * SECOND,
        5 * SECOND,
        5 * SECOND,
        10 * SECOND,
        5 * SECOND,
        SECOND,
        100 * MS,
        JsonCursor.MAX_CHARS);
  }

  /** The same, but all that is asked of an open connection is asked so many times faster. */
  StreamSettings hastened(int factor) {
    return new StreamSettings(
        uri,
        source,
        connectTimeoutNs,
        pingIntervalNs / factor,
        pingTimeoutNs / factor,
        silenceNs / factor,
        ackTimeoutNs / factor,
        closeTimeoutNs / factor,
        maxWaitNs,
        maxMessageBytes);
  }

  /** Host and path, as it may be shown and journaled. */
  String endpoint() {
    return uri.getHost() + uri.getPath();
  }

  /**
   * How the socket is made.
   *
   * @throws IllegalArgumentException when the address may not be connected to
   */
  WsSettings ws() {
    return new WsSettings(
        uri, (int) Math.max(1, connectTimeoutNs / MS), maxMessageBytes, MAX_WAITING_WRITES);
  }
}
