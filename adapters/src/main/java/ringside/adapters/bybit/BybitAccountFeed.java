package ringside.adapters.bybit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.AccountDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.bybit.VenueStream.StreamContext;
import ringside.adapters.port.ReconnectPolicy;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.StreamKind;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * An account's private stream, kept up: logs in, subscribes to positions, executions, orders and
 * wallet, and publishes what comes. It counts as connected when the venue acknowledged everything;
 * what came before that is kept and published right after. Its events wait for room in the engine
 * for as long as it takes.
 *
 * <p>A key that the venue refuses ends the stream for good. That executions come twice, by stream
 * and by report or over two connections, is the core's to see, which remembers their ids; here only
 * the early ones of {@code execution.fast} are left out when the full one was first. A full one
 * always passes: it brings the fee.
 *
 * <p>Source: docs/v5/websocket/private.
 */
final class BybitAccountFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BybitAccountFeed.class);

  private static final int INITIAL_LENGTH = 16 << 10;
  private static final int MAX_LENGTH = 4 << 20;
  private static final int MAX_EARLY_LENGTH = 1 << 20;
  private static final int REMEMBERED = 4096;
  private static final long STEPPED_BACK_NS = 1_000_000_000L;

  /** Hears what the stream means for its account. Under the stream's lock: must not wait. */
  interface Owner {
    /** Everything is heard from now on; what was before must be asked for. */
    void onHeard(long generation);

    /** Nothing is heard. */
    void onUnheard();

    /** Something was said that could not be understood: it must be asked for. */
    void onMissed(String what);

    /** Something happened at a symbol that nobody here trades: how it stands must be asked for. */
    void onForeign();

    /** The key is refused, for good. */
    void onRefused(String detail);
  }

  private final AccountSettings settings;
  private final EventSink sink;
  private final StreamContext context;
  private final Owner owner;
  private final StreamCounters counters = new StreamCounters();
  private final StreamNews news;
  private final AccountDecoder decoder;
  private final RecordBuffer records = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final RecordBuffer early =
      new RecordBuffer(INITIAL_LENGTH, MAX_EARLY_LENGTH + MAX_LENGTH);
  private final RejectLog rejectLog;
  private final Map<String, Boolean> executionsSeen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final VenueStream stream;
  private final Subscriptions subscriptions;
  private final StreamLogin login;
  private boolean ready;
  private long newestVenueNs;
  private long subscribeFailuresSeen;

  /**
   * @param policy this stream's own
   * @param venueMs the venue's clock
   */
  BybitAccountFeed(
      AccountSettings settings,
      EventSink sink,
      StreamContext context,
      ReconnectPolicy policy,
      IntSupplier priority,
      LongSupplier venueMs,
      Owner owner,
      VenueStream.Connector connector) {
    this.settings = settings;
    this.sink = sink;
    this.context = context;
    this.owner = owner;
    this.rejectLog = new RejectLog(settings.credentials()::redact);
    StreamSettings own = settings.privateStream();
    this.news = new StreamNews(sink, StreamKind.ACCOUNT, own.source(), settings.account());
    this.decoder = new AccountDecoder(settings.instruments(), settings.settleCoin());
    decoder.filterExecutions(this::isNews);
    this.stream =
        new VenueStream(own, new AccountProtocol(), counters, context, policy, priority, connector);
    this.subscriptions = new Subscriptions(topics(settings), own.ackTimeoutNs(), stream::send);
    this.login =
        new StreamLogin(
            settings.credentials(), "req_id", venueMs, stream::send, own.ackTimeoutNs());
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

  int generation() {
    return stream.generation();
  }

  private static List<String> topics(AccountSettings settings) {
    List<String> topics = new ArrayList<>(List.of("position", "execution", "order", "wallet"));
    if (settings.fastExecutions()) {
      topics.add("execution.fast");
    }
    return topics;
  }

  private boolean isNews(String executionId) {
    if (!settings.fastExecutions()) {
      return true;
    }
    boolean full = decoder.items() == Items.EXECUTIONS;
    Boolean fullSeen = executionsSeen.get(executionId);
    if (!full && fullSeen != null) {
      counters.increment(Counter.EXECUTIONS_REPEATED);
      return false;
    }
    executionsSeen.put(executionId, full);
    return true;
  }

  private final class AccountProtocol implements StreamProtocol {
    @Override
    public boolean onOpen(long nanoTime) {
      ready = false;
      newestVenueNs = 0;
      subscriptions.stop();
      counters.increment(Counter.CONNECTS);
      return login.begin(nanoTime);
    }

    @Override
    public void onText(char[] text, int length, long receivedNs, long nanoTime) {
      counters.increment(Counter.MESSAGES);
      RecordBuffer into = ready ? records : early;
      if (ready) {
        records.clear();
      } else if (early.length() > MAX_EARLY_LENGTH) {
        stream.drop(DisconnectReason.PROTOCOL, "too much before the subscriptions were answered");
        return;
      }
      Outcome outcome =
          decoder.decode(
              text,
              length,
              into,
              receivedNs,
              settings.privateStream().source(),
              stream.generation(),
              settings.account());
      switch (outcome) {
        case ACCOUNT -> onAccount(text, length, nanoTime);
        case CONTROL -> onAnswer(decoder.control(), nanoTime);
        case REJECTED -> onRejected(text, length, nanoTime);
      }
    }

    @Override
    public boolean tick(long nanoTime) {
      if (login.isLate(nanoTime)) {
        stream.drop(DisconnectReason.PROTOCOL, "the login was not answered");
        return true;
      }
      boolean written = subscriptions.tick(nanoTime);
      countSubscribeFailures();
      return written;
    }

    @Override
    public void onConnected(long generation, int attempt, String endpoint, long nowNs) {
      news.connected(generation, attempt, endpoint, nowNs);
    }

    @Override
    public void onDisconnected(
        long generation, DisconnectReason reason, int closeCode, String detail, long nowNs) {
      counters.increment(Counter.DISCONNECTS);
      ready = false;
      login.reset();
      subscriptions.stop();
      early.clear();
      news.disconnected(generation, reason, closeCode, detail, nowNs);
      owner.onUnheard();
    }

    @Override
    public boolean flush(long waitNs) {
      return news.flush(waitNs);
    }

    private void onAccount(char[] text, int length, long nanoTime) {
      counters.add(Counter.ITEMS_UNKNOWN, decoder.itemsUnknown());
      counters.add(Counter.RECORDS, decoder.recordsMade());
      if (ready && !records.isEmpty()) {
        news.publish();
        sink.publish(records);
      }
      boolean steppedBack = decoder.creationTimeNs() < newestVenueNs - STEPPED_BACK_NS;
      newestVenueNs =
          steppedBack
              ? decoder.creationTimeNs()
              : Math.max(newestVenueNs, decoder.creationTimeNs());
      if (steppedBack) {
        // What is ordered by the venue's time is older than what is known until that has passed
        owner.onMissed("the venue's time went back");
      }
      if (decoder.itemsForeign() > 0) {
        owner.onForeign();
      }
      if (decoder.itemsRejected() > 0) {
        counters.add(Counter.ITEMS_REJECTED, decoder.itemsRejected());
        rejectLog.rejected(decoder.itemRejectReason(), text, length, nanoTime);
        owner.onMissed("an item of a message could not be read");
      }
    }

    private void onRejected(char[] text, int length, long nanoTime) {
      RejectReason reason = decoder.rejectReason();
      counters.reject(reason);
      rejectLog.rejected(reason, text, length, nanoTime);
      if (reason != RejectReason.UNKNOWN_TOPIC) {
        owner.onMissed("a message could not be read");
      }
    }

    private void onAnswer(ControlMessage answer, long nanoTime) {
      switch (answer.kind()) {
        case LOGIN -> onLogin(answer, nanoTime);
        case SUBSCRIBED, SUBSCRIBE_FAILED -> {
          subscriptions.onAnswer(answer, nanoTime);
          countSubscribeFailures();
          becomeReady();
        }
        case PONG -> {
          // any message is a sign of life
        }
        case OTHER -> counters.increment(Counter.UNEXPECTED_ANSWERS);
      }
    }

    private void onLogin(ControlMessage answer, long nanoTime) {
      if (login.state() != StreamLogin.State.SENT) {
        counters.increment(Counter.UNEXPECTED_ANSWERS);
        return;
      }
      switch (login.onAnswer(answer)) {
        case DONE -> {
          if (!subscriptions.start(nanoTime)) {
            stream.drop(DisconnectReason.PROTOCOL, "could not subscribe");
          }
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

    private void becomeReady() {
      if (ready || !subscriptions.isComplete()) {
        return;
      }
      ready = true;
      stream.connected();
      news.publish();
      if (!early.isEmpty()) {
        sink.publish(early);
        early.clear();
      }
      stream.proven();
      owner.onHeard(stream.generation());
    }

    private void countSubscribeFailures() {
      long failures = subscriptions.failures();
      counters.add(Counter.SUBSCRIBE_FAILURES, failures - subscribeFailuresSeen);
      subscribeFailuresSeen = failures;
    }
  }
}
