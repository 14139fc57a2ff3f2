package ringside.adapters.bybit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.bybit.VenueStream.StreamContext;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsConnection;
import ringside.journal.codec.DisconnectReason;

/**
 * Hears the public stream of linear contracts and hands on every message as it came, but for
 * answers to its own requests. Comes back when the connection is lost; books then begin with a
 * snapshot again. What the messages say is nobody's business here: bad ones are handed on as well.
 */
public final class BybitStreamRecorder implements AutoCloseable {
  /** Hears messages; on the connection's thread, one at a time. What it throws ends the stream. */
  public interface Listener {
    /**
     * A message.
     *
     * @param text reused for the next message
     * @param length characters of it that are the message
     */
    void onMessage(char[] text, int length);

    /** The stream is up, or it is down by itself and why. */
    void onConnection(boolean up, String detail);
  }

  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketDecoder decoder;
  private final Listener listener;
  private final VenueStream stream;
  private final Subscriptions subscriptions;

  /**
   * A recorder that is not started yet.
   *
   * @param uri {@code wss}, or {@code ws} to a loopback address
   * @param depth levels a side of the books
   * @param policy this stream's own: it counts attempts
   * @throws IllegalArgumentException when address or depth is none
   */
  public BybitStreamRecorder(
      URI uri,
      List<String> symbols,
      int depth,
      Listener listener,
      ProcessClock clock,
      ReconnectPolicy policy,
      StreamWatchdog watchdog,
      FaultListener faults) {
    requireUsable(uri, depth);
    Map<String, Integer> instruments = new TreeMap<>();
    List<String> topics = new ArrayList<>();
    for (String symbol : symbols) {
      instruments.put(symbol, instruments.size());
      topics.add("orderbook." + depth + "." + symbol);
      topics.add("publicTrade." + symbol);
      topics.add("tickers." + symbol);
      topics.add("kline.1." + symbol);
      topics.add("allLiquidation." + symbol);
    }
    FeedSettings settings = FeedSettings.of(uri, 0, topics, instruments);
    this.listener = listener;
    this.decoder = new BybitMarketDecoder(instruments);
    this.stream =
        new VenueStream(
            settings.stream(),
            new Recorded(),
            counters,
            new StreamContext(clock, watchdog, new ConnectGovernor(), faults),
            policy,
            () -> ConnectGovernor.ORDINARY,
            WsConnection::new);
    this.subscriptions = new Subscriptions(topics, settings.ackTimeoutNs(), stream::send);
  }

  /**
   * Checks what a recorder would be made with.
   *
   * @throws IllegalArgumentException when address or depth is none
   */
  public static void requireUsable(URI uri, int depth) {
    if (Topic.depthIndexOf(depth) < 0) {
      throw new IllegalArgumentException("depth " + depth + ": allowed are 1, 50, 200, 500, 1000");
    }
    StreamSettings.of(uri, 0).ws();
  }

  /** Starts to connect; does not wait. Once. */
  public void start() {
    stream.start();
  }

  /** Requests for topics that the venue refused or did not answer; any thread. */
  public long subscribeFailures() {
    return counters.get(Counter.SUBSCRIBE_FAILURES);
  }

  /** Ends the stream for good; nothing is handed on afterwards. */
  @Override
  public void close() {
    stream.close();
  }

  private final class Recorded implements StreamProtocol {
    private long failuresSeen;

    @Override
    public boolean onOpen(long nanoTime) {
      stream.connected();
      return subscriptions.start(nanoTime);
    }

    @Override
    public void onText(char[] text, int length, long receivedNs, long nanoTime) {
      Outcome outcome = decoder.decode(text, length);
      if (outcome == Outcome.CONTROL) {
        onAnswer(decoder.control(), nanoTime);
        return;
      }
      if (outcome == Outcome.MARKET) {
        stream.proven();
      }
      listener.onMessage(text, length);
    }

    private void onAnswer(ControlMessage answer, long nanoTime) {
      switch (answer.kind()) {
        case SUBSCRIBED, SUBSCRIBE_FAILED -> subscriptions.onAnswer(answer, nanoTime);
        case PONG, LOGIN, OTHER -> {
          // a sign of life, and no more
        }
      }
    }

    @Override
    public boolean tick(long nanoTime) {
      counters.add(Counter.SUBSCRIBE_FAILURES, subscriptions.failures() - failuresSeen);
      failuresSeen = subscriptions.failures();
      return subscriptions.tick(nanoTime);
    }

    @Override
    public void onConnected(long generation, int attempt, String endpoint, long nowNs) {
      listener.onConnection(true, endpoint);
    }

    @Override
    public void onDisconnected(
        long generation, DisconnectReason reason, int closeCode, String detail, long nowNs) {
      if (reason != DisconnectReason.CLOSED_BY_US) {
        listener.onConnection(false, reason + (detail.isEmpty() ? "" : " " + detail));
      }
    }

    @Override
    public boolean flush(long waitNs) {
      return true;
    }
  }
}
