package ringside.engine.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.engine.core.ConfigDifference;
import ringside.engine.core.StatusSink;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.CoreState;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.pipeline.CommitListener;
import ringside.engine.pipeline.HaltHandler;
import ringside.engine.pipeline.InHandFile;
import ringside.engine.pipeline.JournalBatchLog;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.EngineStoppedEncoder;
import ringside.journal.codec.EventSuspectedEncoder;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.WriterSettings;

/**
 * A run of the engine over a journal: opened (locked, read, restored), started (a new segment, the
 * pipeline, {@code EngineStarted}), stopped ({@code EngineStopped}, everything committed, sealed).
 *
 * <p>The caller's one thread opens, starts and stops it; {@link #sink} takes events of any thread.
 * Commands leave to the gateway only after {@link #start}.
 */
public final class Engine implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final EngineSettings settings;
  private final HaltHandler halt;
  private final JournalLock lock;
  private final TradingCore core;
  private final JournalEnd previous;
  private final Catalog catalog;
  private final ProcessClock clock;
  private final RecordBuffer control = new RecordBuffer(8 << 10, 4 << 20);
  private InHandFile inHand;
  private JournalWriter writer;
  private Pipeline pipeline;
  private final AtomicReference<ClockSource.Space> space = new AtomicReference<>();
  private ClockSource ticks;
  private boolean stopped;
  private List<ConfigRecords.Entry> config;
  private CommitListener listener = CommitListener.NONE;
  private Consumer<Long> onSpaceExhausted = usable -> {};

  private Engine(EngineSettings settings, HaltHandler halt, JournalLock lock, TradingCore core) {
    this.settings = settings;
    this.halt = halt;
    this.lock = lock;
    this.core = core;
    this.previous = Recovery.restore(settings.journal(), core);
    this.catalog = previous.catalog();
    this.config = settings.config();
    this.clock = ProcessClock.startingAbove(Math.max(0, core.state().run.timeNs()));
  }

  /**
   * Locks the journal, checks it, and restores the state to its end.
   *
   * @param halt ends the process when going on would be wrong
   */
  public static Engine open(EngineSettings settings, HaltHandler halt) {
    JournalLock lock = JournalLock.acquire(settings.journal());
    boolean opened = false;
    try {
      Engine engine =
          new Engine(
              settings,
              halt,
              lock,
              new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE));
      opened = true;
      return engine;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /** Lets a strategy say how it stands; only where the state is being looked at. */
  void strategyStatus(StatusSink out, int strategy) {
    core.status(strategy, out);
  }

  /** What indices mean; complete it before {@link #start}. */
  public Catalog catalog() {
    return catalog;
  }

  /** What is recorded as the run's config, once the catalog is complete; before {@link #start}. */
  public void config(List<ConfigRecords.Entry> effective) {
    config = List.copyOf(effective);
  }

  /**
   * In what the config of this run differs from the one of the run before; empty where there was
   * none. Once {@link #config} was told, before {@link #start}.
   */
  public List<ConfigDifference> configChanges() {
    return core.config().isEmpty() ? List.of() : ConfigDifference.of(core.config(), config);
  }

  /** What the core knows. Only before {@link #start} or after {@link #stop}. */
  public CoreState state() {
    return core.state();
  }

  /** The clock by which this process stamps what it receives. */
  public ProcessClock clock() {
    return clock;
  }

  /** Where the journal ended before this run. */
  public JournalEnd previous() {
    return previous;
  }

  public Path journal() {
    return settings.journal();
  }

  /** Is told, on the journal's thread, when the disk is so full that the run must stop in order. */
  public void onSpaceExhausted(Consumer<Long> listener) {
    onSpaceExhausted = listener;
  }

  /** Hears every decision that is committed; before {@link #start}. */
  public void onDecision(CommitListener decisions) {
    listener = decisions;
  }

  /**
   * Opens a new segment and starts the pipeline; the run's first events are in the ring when this
   * returns.
   *
   * @param gateway makes, for the sink, what takes the commands that leave
   * @param outboundCapacity how many commands may be in flight; 0 where nothing can leave
   * @param startNs the time of the run's first events; a live run takes its clock's instead
   */
  public void start(
      Function<EventSink, CommandHandler> gateway, int outboundCapacity, long startNs) {
    long nonce = new SecureRandom().nextLong();
    writer = JournalWriter.open(lock, previous, writerSettings(startNs), nonce);
    try {
      inHand = InHandFile.open(settings.journal());
    } catch (IOException e) {
      throw new UncheckedIOException(settings.journal() + ": the in-hand file", e);
    }
    pipeline =
        new Pipeline(
            settings.pipeline(), core, inHand, new JournalBatchLog(writer), clock, gateway, halt);
    pipeline.onDecision(listener);
    pipeline.start();
    boolean live = settings.mode() == RunMode.LIVE;
    publishStart(nonce, outboundCapacity, live ? clock.nowNs() : startNs);
    if (live) {
      ticks =
          new ClockSource(
              clock,
              () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
              pipeline.sink(),
              space,
              halt::halt);
      ticks.start();
    }
  }

  /** Where events enter. Only after {@link #start}. */
  public EventSink sink() {
    return pipeline.sink();
  }

  /** What runs; for its counters and, after the stop, its latencies. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /** How the journal is written, for whoever tells the user. */
  public JournalWriter writer() {
    return writer;
  }

  /** The state's digest. Only before {@link #start} or after {@link #stop}. */
  public long digest() {
    return core.digest();
  }

  /** The last event's sequence. Only before {@link #start} or after {@link #stop}. */
  public long lastSequence() {
    return core.lastSequence();
  }

  /**
   * Ends the run in order: everything published before is decided and committed, the journal is
   * sealed. The sources of events must have stopped.
   *
   * @param stopNs the time of the run's last event
   */
  public void stop(StopReason reason, String detail, long stopNs) {
    if (ticks != null) {
      ticks.close();
    }
    // Answers to commands that are still on their way come before the end, not after it.
    pipeline.awaitQuiet(STOP_SECONDS, TimeUnit.SECONDS);
    control.clear();
    EngineStoppedEncoder event = new EngineStoppedEncoder();
    event.wrap(control.buffer(), control.begin(EngineStoppedEncoder.TEMPLATE_ID));
    event.header().timeNs(stopNs);
    event.reason(reason).detail(detail);
    control.end(event.encodedLength());
    pipeline.sink().publish(control);
    stopped = true;
    if (!pipeline.stop(STOP_SECONDS, TimeUnit.SECONDS)) {
      halt.halt("the pipeline did not drain within " + STOP_SECONDS + " s", null);
    }
    writer.close();
  }

  /** Gives everything back; a run that was not stopped ends here as a killed one does. */
  @Override
  public void close() {
    if (!stopped && writer != null) {
      if (ticks != null) {
        ticks.close();
      }
      if (pipeline != null) {
        pipeline.stop(STOP_SECONDS, TimeUnit.SECONDS);
      }
      writer.abandon();
    }
    if (inHand != null) {
      inHand.close();
    }
    lock.close();
  }

  private WriterSettings writerSettings(long startNs) {
    RecordBuffer recorded = new RecordBuffer(4 << 10, 4 << 20);
    ConfigRecords.encode(config, startNs, recorded);
    return WriterSettings.of(settings.environment(), Build.name(), catalog)
        .withConfig(recorded)
        .withDurability(settings.durability())
        .withSpace(settings.space(), this::onSpace);
  }

  private void publishStart(long nonce, int outboundCapacity, long startNs) {
    control.clear();
    CodeVersion version = CodeVersion.current();
    EngineStartedEncoder started = new EngineStartedEncoder();
    started.wrap(control.buffer(), control.begin(EngineStartedEncoder.TEMPLATE_ID));
    started.header().timeNs(startNs);
    started
        .runNonce(nonce)
        .decisionVersion(version.decision())
        .stateVersion(version.state())
        .outboundCapacity(outboundCapacity)
        .schemaVersion(EngineStartedEncoder.SCHEMA_VERSION)
        .environment(settings.environment())
        .mode(settings.mode());
    if (previous.sequence() > 0) {
      started.parentNonce(previous.runNonce());
    }
    started.build(Build.name());
    control.end(started.encodedLength());
    ConfigRecords.encode(config, startNs, control);
    EventSuspectedEncoder suspected = new EventSuspectedEncoder();
    for (InHandFile.Suspect suspect : inHand.suspects()) {
      suspected.wrap(control.buffer(), control.begin(EventSuspectedEncoder.TEMPLATE_ID));
      suspected.header().timeNs(startNs).account(suspect.account());
      suspected
          .fingerprint(suspect.fingerprint())
          .kills(suspect.kills())
          .suspectTemplateId(suspect.templateId());
      control.end(suspected.encodedLength());
    }
    pipeline.sink().publish(control);
  }

  private void onSpace(SpaceLevel level, long usableBytes) {
    space.set(new ClockSource.Space(level, usableBytes));
    if (level == SpaceLevel.EXHAUSTED) {
      onSpaceExhausted.accept(usableBytes);
    }
  }
}
