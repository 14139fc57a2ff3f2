package ringside.engine.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.engine.pipeline.CommitListener;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.OperatorAnsweredDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.codec.StrategyHaltedDecoder;
import ringside.journal.event.RecordLayout;

/**
 * Carries the decisions that people wait for out of the engine: alerts, risk, halts, and answers to
 * operators. The committing thread copies them into a bounded ring and never waits; when the ring
 * is full they are counted and left out, for they are in the journal. A thread of its own hands
 * them to whoever listens.
 */
final class CommittedNews implements CommitListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedNews.class);
  private static final int CAPACITY = 1 << 20;
  private static final int TYPE = 1;

  /** The name of the signal by which a strategy tells that a cycle is over. */
  private static final UnsafeBuffer CYCLE =
      new UnsafeBuffer("cycle".getBytes(StandardCharsets.US_ASCII));

  private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long CLOSE_MS = 2_000;

  private final OneToOneRingBuffer ring =
      new OneToOneRingBuffer(
          new UnsafeBuffer(
              ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
  private final SignalRaisedDecoder signal = new SignalRaisedDecoder();
  private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
  private final AtomicLong cycles = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final List<CommitListener> listeners;
  private final Thread thread = new Thread(this::run, "ringside-news");
  private volatile boolean closed;

  /**
   * @param listeners each is told of every one, on this object's thread
   */
  CommittedNews(List<CommitListener> listeners) {
    this.listeners = List.copyOf(listeners);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void onDecision(DirectBuffer buffer, int offset) {
    if (RecordLayout.templateId(buffer, offset) == SignalRaisedDecoder.TEMPLATE_ID) {
      signal(buffer, offset);
    }
    if (isNews(RecordLayout.templateId(buffer, offset))
        && !ring.write(TYPE, buffer, offset, RecordLayout.length(buffer, offset))) {
      lost.lazySet(lost.get() + 1);
    }
  }

  private void signal(DirectBuffer buffer, int offset) {
    signal.wrap(
        buffer,
        offset + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, offset),
        RecordLayout.version(buffer, offset));
    signal.wrapName(name);
    if (CYCLE.equals(name)) {
      cycles.lazySet(cycles.get() + 1);
    }
  }

  /** How many cycles strategies have told to be over. Any thread. */
  long cycles() {
    return cycles.get();
  }

  /** How many there was no room for. Any thread. */
  long lost() {
    return lost.get();
  }

  private static boolean isNews(int templateId) {
    return templateId == AlertRaisedDecoder.TEMPLATE_ID
        || templateId == RiskChangedDecoder.TEMPLATE_ID
        || templateId == AccountHaltedDecoder.TEMPLATE_ID
        || templateId == StrategyHaltedDecoder.TEMPLATE_ID
        || templateId == OperatorAnsweredDecoder.TEMPLATE_ID;
  }

  private void run() {
    while (true) {
      boolean last = closed;
      int taken = ring.read((type, buffer, offset, length) -> tell(buffer, offset));
      if (taken == 0) {
        if (last) {
          return;
        }
        LockSupport.parkNanos(IDLE_NS);
      }
    }
  }

  private void tell(DirectBuffer buffer, int offset) {
    for (CommitListener listener : listeners) {
      try {
        listener.onDecision(buffer, offset);
      } catch (RuntimeException e) {
        LOG.error("what was decided cannot be told", e);
      }
    }
  }

  /** Tells what is in, and ends the thread. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
