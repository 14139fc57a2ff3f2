package ringside.adapters.bybit;

import java.io.IOException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.bybit.VenueStream.StreamContext;
import ringside.adapters.port.ReconnectPolicy;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.StreamKind;
import ringside.journal.event.EventSink;

/**
 * An account's order socket, kept up and logged in. Requests are written by whoever makes them;
 * what comes back goes to the owner, which knows them by their ids.
 *
 * <p>Source: docs/v5/websocket/trade/guideline.
 */
final class TradeSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TradeSocket.class);

  private static final int RESTARTING = 10019;

  /** Hears what the venue says of requests. On the connection's thread; must not wait. */
  interface Owner {
    /** Orders may be sent. */
    void onUsable();

    /** An answer; it holds during the call only. */
    void onAnswer(TradeAnswer answer);

    /** The connection is over: requests without an answer will not get one. */
    void onGone();

    /** The key is refused, for good. */
    void onRefused(String detail);
  }

  private final AccountSettings settings;
  private final StreamContext context;
  private final Owner owner;
  private final StreamCounters counters = new StreamCounters();
  private final StreamNews news;
  private final TradeAnswer answer = new TradeAnswer();
  private final RejectLog rejectLog;
  private final VenueStream stream;
  private final StreamLogin login;
  private volatile boolean usable;

  TradeSocket(
      AccountSettings settings,
      StreamSettings own,
      EventSink sink,
      StreamContext context,
      ReconnectPolicy policy,
      IntSupplier priority,
      LongSupplier venueMs,
      Owner owner,
      VenueStream.Connector connector) {
    this.settings = settings;
    this.context = context;
    this.owner = owner;
    this.rejectLog = new RejectLog(settings.credentials()::redact);
    this.news = new StreamNews(sink, StreamKind.ORDER_ENTRY, own.source(), settings.account());
    this.stream =
        new VenueStream(own, new TradeProtocol(), counters, context, policy, priority, connector);
    this.login =
        new StreamLogin(settings.credentials(), "reqId", venueMs, stream::send, own.ackTimeoutNs());
  }

  void start() {
    stream.start();
  }

  @Override
  public void close() {
    stream.close();
  }

  StreamCounters counters() {
    return counters;
  }

  /** Whether orders may be sent; any thread. */
  boolean isUsable() {
    return usable;
  }

  /** Writes a request; false when it was not. Does not wait; any thread. */
  boolean send(String text) {
    return usable && stream.sendNow(text);
  }

  private final class TradeProtocol implements StreamProtocol {
    @Override
    public boolean onOpen(long nanoTime) {
      counters.increment(Counter.CONNECTS);
      return login.begin(nanoTime);
    }

    @Override
    public void onText(char[] text, int length, long receivedNs, long nanoTime) {
      counters.increment(Counter.MESSAGES);
      try {
        answer.read(text, length);
      } catch (RejectedException e) {
        reject(e.reason(), text, length, nanoTime);
        return;
      } catch (IOException e) {
        reject(RejectReason.MALFORMED, text, length, nanoTime);
        return;
      }
      switch (answer.operation()) {
        case "auth" -> onLogin();
        case "pong", "ping" -> {
          // any message is a sign of life
        }
        default -> {
          if (answer.operation().startsWith("order.")) {
            owner.onAnswer(answer);
            if (answer.code() == RESTARTING) {
              // What is under way is answered; new requests want a new connection
              stream.drop(DisconnectReason.PROTOCOL, "the venue restarts this server");
            }
          } else {
            counters.increment(Counter.UNEXPECTED_ANSWERS);
          }
        }
      }
    }

    @Override
    public boolean tick(long nanoTime) {
      if (login.isLate(nanoTime)) {
        stream.drop(DisconnectReason.PROTOCOL, "the login was not answered");
      }
      return true;
    }

    @Override
    public void onConnected(long generation, int attempt, String endpoint, long nowNs) {
      news.connected(generation, attempt, endpoint, nowNs);
    }

    @Override
    public void onDisconnected(
        long generation, DisconnectReason reason, int closeCode, String detail, long nowNs) {
      counters.increment(Counter.DISCONNECTS);
      usable = false;
      login.reset();
      news.disconnected(generation, reason, closeCode, detail, nowNs);
      owner.onGone();
    }

    @Override
    public boolean flush(long waitNs) {
      return news.flush(waitNs);
    }

    private void onLogin() {
      if (login.state() != StreamLogin.State.SENT) {
        counters.increment(Counter.UNEXPECTED_ANSWERS);
        return;
      }
      switch (login.onAnswer(answer.control())) {
        case DONE -> {
          usable = true;
          stream.connected();
          stream.proven();
          owner.onUsable();
        }
        case REFUSED -> {
          String detail = login.detail();
          LOG.error("account {}: the venue refuses its key: {}", settings.alias(), detail);
          news.refused(stream.generation(), detail, context.clock().nowNs());
          owner.onRefused(detail);
          stream.giveUp("the key is refused: " + detail);
        }
        default -> stream.drop(DisconnectReason.PROTOCOL, "login: " + login.detail());
      }
    }

    private void reject(RejectReason reason, char[] text, int length, long nanoTime) {
      counters.reject(reason);
      rejectLog.rejected(reason, text, length, nanoTime);
    }
  }
}
