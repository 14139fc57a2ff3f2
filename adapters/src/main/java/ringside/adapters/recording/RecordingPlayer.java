package ringside.adapters.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import ringside.adapters.recording.RecordedLine.Kind;

/**
 * Plays a recording to one connection and answers its requests, all on one thread of its own: an
 * answer, and a book rebuilt for a new subscription, so take their exact place among the lines.
 */
final class RecordingPlayer implements Runnable {
  private static final int MAX_REQUESTS = 1024;
  private static final int LINES_PER_PROGRESS = 4096;
  private static final long SETTLE_NS = 10_000_000;
  private static final long IDLE_PARK_NS = 100_000_000;
  private static final long WRITING_PARK_NS = 1_000_000;
  private static final long FULL_PARK_NS = 50_000;

  /** How long a client may take to read what was sent and to answer the close frame. */
  private static final long CLOSE_WAIT_NS = 30_000_000_000L;

  private final int pass;
  private final RecordingSource source;
  private final RecordingServerConfig config;
  private final RecordingFaults faults;
  private final Pacer pacer;
  private final Pace pace;
  private final Outbox outbox;
  private final Subscriptions subscriptions;
  private final Queue<String> requests = new ArrayBlockingQueue<>(MAX_REQUESTS);
  private final BookLineDecoder bookLines = new BookLineDecoder();
  private final Map<String, RecordedBook> books = new HashMap<>();
  private final Map<String, RecordedTicker> tickers = new HashMap<>();
  private final Thread thread;

  private volatile boolean gone;
  private volatile boolean flooded;
  private volatile boolean silent;
  private long linesPlayed;
  private long linesSent;

  RecordingPlayer(
      int pass, RecordingSource source, RecordingServerConfig config, Pacer pacer, Outbox outbox) {
    this.pass = pass;
    this.source = source;
    this.config = config;
    this.faults = pass <= config.faults().passes() ? config.faults() : RecordingFaults.none();
    this.pacer = pacer;
    this.pace = new Pace(config.speed(), pacer);
    this.outbox = outbox;
    this.subscriptions = new Subscriptions(java.util.UUID.randomUUID().toString());
    this.thread = new Thread(this, "recording-player-" + pass);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** From the server's threads: a request of the client. */
  void request(String text) {
    if (!requests.offer(text)) {
      flooded = true;
    }
    LockSupport.unpark(thread);
  }

  /** From the server's threads: the connection is gone, or is to be. */
  void stop() {
    gone = true;
    LockSupport.unpark(thread);
  }

  void join(long ms) throws InterruptedException {
    thread.join(Math.max(1, ms));
  }

  /** From the server's threads: whether the connection plays dead. */
  boolean isSilent() {
    return silent;
  }

  @Override
  public void run() {
    try {
      awaitSubscriptions();
      if (!isGone()) {
        play();
      }
    } catch (RecordingException e) {
      config.listener().onWarning(e.getMessage());
      endConnection(CloseFrame.UNEXPECTED_CONDITION, "the recording cannot be read on");
    } catch (WebsocketNotConnectedException e) {
      // The client left; there is nobody to play to.
    } catch (RuntimeException e) {
      config.listener().onWarning(source.name() + ": fault while it was played: " + e);
      endConnection(CloseFrame.UNEXPECTED_CONDITION, "fault in the server");
    } finally {
      books.clear();
      tickers.clear();
    }
  }

  /** Until there are some, and no more follow at once: many topics come in several requests. */
  private void awaitSubscriptions() {
    long lastRequestNs = System.nanoTime();
    while (!isGone()) {
      if (!requests.isEmpty()) {
        answerRequests();
        lastRequestNs = System.nanoTime();
      }
      long quietNs = System.nanoTime() - lastRequestNs;
      if (!subscriptions.isEmpty() && quietNs >= SETTLE_NS) {
        return;
      }
      park(subscriptions.isEmpty() ? IDLE_PARK_NS : SETTLE_NS - quietNs);
    }
  }

  private boolean isGone() {
    return gone || outbox.isClosed();
  }

  private void play() {
    try (RecordedLines lines = source.open()) {
      RecordedLine line = lines.next();
      while (line != null && !silent) {
        awaitTurn(line);
        if (isGone()) {
          return;
        }
        play(line);
        line = lines.next();
      }
      if (lines.warning() != null) {
        config.listener().onWarning(lines.warning());
      }
    }
    if (silent) {
      while (!isGone()) {
        requests.clear();
        park(IDLE_PARK_NS);
      }
      return;
    }
    awaitDrained();
    config.listener().onProgress(pass, linesPlayed, linesSent);
    if (!isGone()) {
      config.listener().onPassDone(pass, linesPlayed, linesSent);
      endConnection(CloseFrame.NORMAL, "end of recording");
    }
  }

  /** Answers requests until the line is due and there is room for it. */
  private void awaitTurn(RecordedLine line) {
    long earlyNs = pace.take(line);
    while (!isGone()) {
      answerRequests();
      if (earlyNs > 0) {
        if (outbox.isDrained()) {
          pacer.park(earlyNs);
        } else {
          outbox.demandWrite();
          pacer.park(Math.min(earlyNs, WRITING_PARK_NS));
        }
        earlyNs = pace.remainingNs();
      } else if (outbox.hasRoom()) {
        return;
      } else {
        LockSupport.parkNanos(FULL_PARK_NS);
        outbox.demandWrite();
      }
    }
  }

  private void play(RecordedLine line) {
    String injected = faults.injectBefore().get(line.number());
    if (injected != null) {
      outbox.send(injected);
    }
    fold(line);
    if (isWanted(line)) {
      outbox.send(line.text());
      linesSent++;
    }
    linesPlayed++;
    if (linesPlayed % LINES_PER_PROGRESS == 0) {
      config.listener().onProgress(pass, linesPlayed, linesSent);
    }
    if (line.number() == faults.dropAfterLine()) {
      awaitDrained();
      awaitClosed();
      gone = true;
    }
    silent = line.number() == faults.silentAfterLine();
  }

  private boolean isWanted(RecordedLine line) {
    if (line.kind() == Kind.REPLY || faults.skipLines().contains(line.number())) {
      return false;
    }
    return line.topic() == null || subscriptions.has(line.topic());
  }

  private void fold(RecordedLine line) {
    if (line.topic() == null) {
      return;
    }
    RecordedBook book = books.get(line.topic());
    if (book != null) {
      book.apply(line);
      return;
    }
    RecordedTicker ticker = tickers.get(line.topic());
    if (ticker != null) {
      ticker.apply(line);
      return;
    }
    // Before its first snapshot a topic has no state to keep.
    boolean hasState = line.topic().startsWith("orderbook.") || line.topic().startsWith("tickers.");
    RecordedTopic topic =
        hasState && line.kind() == Kind.SNAPSHOT ? RecordedTopic.parse(line.topic()) : null;
    if (topic == null) {
      return;
    }
    if (topic.kind() == RecordedTopic.Kind.ORDERBOOK) {
      books.put(topic.name(), new RecordedBook(topic, bookLines));
    } else {
      tickers.put(topic.name(), new RecordedTicker(topic));
    }
    fold(line);
  }

  private void answerRequests() {
    if (flooded) {
      endConnection(CloseFrame.POLICY_VALIDATION, "too many requests");
      gone = true;
    }
    while (!isGone() && outbox.hasRoomForAnswer()) {
      String text = requests.poll();
      if (text == null) {
        return;
      }
      outbox.send(subscriptions.answer(RequestDecoder.decode(text)));
      for (String topic : subscriptions.added()) {
        sendSnapshot(topic);
      }
    }
  }

  /** What a new subscriber of the topic has to know first; nothing while that is unknown. */
  private void sendSnapshot(String topic) {
    RecordedBook book = books.get(topic);
    RecordedTicker ticker = tickers.get(topic);
    byte[] snapshot = book != null ? book.snapshot() : ticker != null ? ticker.snapshot() : null;
    if (snapshot != null) {
      outbox.send(snapshot);
    }
  }

  private void awaitDrained() {
    while (!isGone() && !outbox.isDrained()) {
      answerRequests();
      park(WRITING_PARK_NS);
    }
  }

  /** Closes as the protocol wants it. */
  private void endConnection(int code, String reason) {
    try {
      outbox.sendClose(code, reason);
      awaitClosed();
    } catch (WebsocketNotConnectedException e) {
      // The client was faster.
    }
  }

  /** Ends the connection once the client has read everything, or was given long enough to. */
  private void awaitClosed() {
    long startNs = System.nanoTime();
    boolean ended = false;
    while (!isGone() && System.nanoTime() - startNs < CLOSE_WAIT_NS) {
      if (!ended && outbox.isDrained()) {
        outbox.endOutput();
        ended = true;
      }
      park(IDLE_PARK_NS);
    }
    if (!isGone()) {
      outbox.cut("the client did not close in time");
    }
  }

  private void park(long ns) {
    if (outbox.isDrained()) {
      LockSupport.parkNanos(ns);
    } else {
      outbox.demandWrite();
      LockSupport.parkNanos(Math.min(ns, WRITING_PARK_NS));
    }
  }
}
