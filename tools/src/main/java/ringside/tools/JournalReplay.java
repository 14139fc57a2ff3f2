package ringside.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import ringside.adapters.port.ProcessClock;
import ringside.engine.boot.Build;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.pipeline.InHandFile;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.WriterSettings;

/**
 * Makes a new journal from an old one: events of runs that our version decided go through a real
 * pipeline, stretch by stretch, and its output is compared with what was recorded; everything else
 * is restored and copied. The caller's one thread.
 */
final class JournalReplay implements AutoCloseable {
  private static final int EVENTS_AT_ONCE = 64;
  private static final int COPY_LENGTH = 1 << 20;
  private static final int COPY_AT = 32 << 10;
  private static final long STOP_SECONDS = 1;
  private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(60);
  private static final long OFFER_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path source;
  private final JournalEnd end;
  private final double speed;
  private final BooleanSupplier cancelled;
  private final CodeVersion version = CodeVersion.current();
  private final TradingCore core = new TradingCore(version.state(), BuiltInStrategies.INSTANCE);
  private final JournalLock lock;
  private final InHandFile inHand;
  private final JournalWriter writer;
  private final RecordBuffer outgoing = new RecordBuffer(64 << 10, COPY_LENGTH);
  private final RecordBuffer copied = new RecordBuffer(64 << 10, COPY_LENGTH);
  private final EngineStartedDecoder started = new EngineStartedDecoder();
  private final AtomicReference<Fault> fault = new AtomicReference<>();
  private final Output out = new Output();

  private Pipeline pipeline;
  private ComparingBatchLog comparison;
  private RecordedPace pace;
  private int copiedEvents;
  private long events;
  private long decisions;
  private long restoredEvents;
  private long foreignRuns;

  private record Fault(String where, Throwable cause) {}

  /**
   * Begins the new journal.
   *
   * @param end where the source ends
   * @param target a directory that is empty or does not exist
   * @param cancelled ends the replay early
   */
  JournalReplay(Path source, JournalEnd end, Path target, double speed, BooleanSupplier cancelled)
      throws IOException {
    this.source = source;
    this.end = end;
    this.speed = speed;
    this.cancelled = cancelled;
    lock = JournalLock.acquire(target);
    inHand = InHandFile.open(target);
    writer = end.isEmpty() ? null : openWriter(target);
  }

  private JournalWriter openWriter(Path target) {
    JournalEnd beginning;
    try (JournalReader reader = JournalReader.open(target)) {
      reader.nextBatch();
      beginning = reader.end();
    }
    WriterSettings settings =
        WriterSettings.of(end.environment(), Build.name(), end.catalog()).withConfig(end.config());
    return JournalWriter.open(lock, beginning, settings, new SecureRandom().nextLong());
  }

  /**
   * Replays.
   *
   * @param from the first event to go through the ring
   * @param to the last event
   * @param format that decisions are printed in
   * @return the first difference, or null
   */
  Difference run(long from, long to, RecordPrinter.Format format) {
    pace = new RecordedPace(speed);
    Difference difference = null;
    try (JournalReader reader = JournalReader.open(source)) {
      boolean own = false;
      while (difference == null
          && !cancelled.getAsBoolean()
          && reader.next()
          && reader.sequence() <= to) {
        boolean event = RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0;
        if (event) {
          own = isOwn(reader, own);
          difference = turn(own && reader.sequence() >= from, reader.sequence(), format);
        }
        if (pipeline == null) {
          copy(reader, event);
        } else if (event) {
          send(reader);
          difference = failed(reader.sequence());
        }
      }
    }
    Difference last = endStretch();
    flushCopied();
    out.flush();
    return difference == null ? last : difference;
  }

  /** Events that went through the ring. */
  long events() {
    return events;
  }

  long decisions() {
    return decisions;
  }

  /** Events that were restored and copied. */
  long restoredEvents() {
    return restoredEvents;
  }

  /** Runs of other decision versions met. */
  long foreignRuns() {
    return foreignRuns;
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    inHand.close();
    lock.close();
  }

  private boolean isOwn(JournalReader reader, boolean before) {
    DirectBuffer buffer = reader.buffer();
    int offset = reader.offset();
    if (RecordLayout.templateId(buffer, offset) != EngineStartedDecoder.TEMPLATE_ID) {
      return before;
    }
    started.wrap(
        buffer,
        offset + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, offset),
        RecordLayout.version(buffer, offset));
    boolean own = started.decisionVersion() == version.decision();
    foreignRuns += own ? 0 : 1;
    return own;
  }

  /** Goes over between deciding and copying, where that is due. */
  private Difference turn(boolean decide, long sequence, RecordPrinter.Format format) {
    if (decide && pipeline == null) {
      flushCopied();
      beginStretch(sequence, format);
    } else if (!decide && pipeline != null) {
      return endStretch();
    }
    return null;
  }

  private void beginStretch(long firstSequence, RecordPrinter.Format format) {
    comparison = new ComparingBatchLog(source, firstSequence, writer, format, out);
    pipeline =
        new Pipeline(
            PipelineSettings.forThisMachine().withoutGateway(),
            core,
            inHand,
            comparison,
            ProcessClock.startingAbove(0),
            sink -> new NoGateway(),
            (where, cause) -> fault.compareAndSet(null, new Fault(where, cause)));
    pipeline.start();
  }

  private Difference endStretch() {
    if (pipeline == null) {
      return null;
    }
    sendAll();
    boolean drained = awaitDrained();
    pipeline.stop(STOP_SECONDS, TimeUnit.SECONDS);
    Difference difference = failed(comparison.lastSequence() + 1);
    if (difference == null) {
      difference = drained ? comparison.end() : stuck();
    }
    events += comparison.events();
    decisions += comparison.decisions();
    comparison.close();
    pipeline = null;
    return difference;
  }

  private boolean awaitDrained() {
    long startNs = System.nanoTime();
    while (fault.get() == null && System.nanoTime() - startNs < DRAIN_NS) {
      if (pipeline.awaitDrained(OFFER_NS, TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
    return false;
  }

  private void send(JournalReader reader) {
    boolean paced = speed != RecordedPace.FLAT_OUT;
    if (paced) {
      pace.await(
          RecordLayout.timeNs(reader.buffer(), reader.offset()),
          () -> hasFailed() || cancelled.getAsBoolean());
    }
    outgoing.append(reader.buffer(), reader.offset(), reader.length());
    if (paced || outgoing.recordCount() == EVENTS_AT_ONCE) {
      sendAll();
    }
  }

  private void sendAll() {
    try {
      while (!hasFailed() && !pipeline.sink().offer(outgoing, OFFER_NS)) {
        // The ring is full; whether its consumer still lives is asked for each time.
      }
    } catch (IllegalStateException e) {
      // A stage failed and closed the ring; its fault is on the way, or here.
    }
    outgoing.clear();
  }

  private boolean hasFailed() {
    return fault.get() != null || comparison.difference() != null;
  }

  private Difference failed(long sequence) {
    if (comparison.difference() != null) {
      return comparison.difference();
    }
    Fault met = fault.get();
    return met == null
        ? null
        : new Difference(
            Math.min(sequence, comparison.lastSequence() + 1),
            0,
            source,
            met.where() + " failed: " + met.cause(),
            null,
            null);
  }

  private Difference stuck() {
    return new Difference(
        comparison.lastSequence() + 1, 0, source, "the pipeline did not drain", null, null);
  }

  private void copy(JournalReader reader, boolean event) {
    core.restore(reader.buffer(), reader.offset());
    if (event) {
      if (copied.length() >= COPY_AT) {
        flushCopied();
      }
      restoredEvents++;
      copiedEvents++;
    }
    copied.append(reader.buffer(), reader.offset(), reader.length());
  }

  private void flushCopied() {
    if (copiedEvents > 0) {
      long first = writer.sequence() + 1;
      long last = writer.sequence() + copiedEvents;
      writer.append(copied.buffer(), 0, copied.length(), first, copiedEvents, last);
    }
    copied.clear();
    copiedEvents = 0;
  }
}
