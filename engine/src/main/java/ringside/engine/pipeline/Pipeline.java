package ringside.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.CoreState;
import ringside.journal.event.EventSink;

/**
 * The path of an event from the ring to the gateway, all stages in order:
 *
 * <pre>
 * sink ▶ ring ▶ decide ▶ journal ▶ dispatch ▶ outbound ring ▶ gateway
 * </pre>
 *
 * <p>Fused, one thread takes an event through decide, journal and dispatch. Pipelined, decide has a
 * thread of its own and hands whole batches over through a small ring of batch buffers. The stages
 * are the same objects and see the same events in the same order either way.
 *
 * <p>A batch is cut after an event that caused a command, where the ring is drained, or at a size;
 * an event and its decisions are never split. Nothing is dispatched before its batch is committed.
 */
public final class Pipeline {
  private static final int BATCHES = 16;

  private final PipelineCounters counters = new PipelineCounters();
  private final RingBuffer<RingSlot> ring;
  private final RingSink sink;
  private final Questions questions = new Questions();
  private final DecideStage decide;
  private final JournalStage journal;
  private final DispatchStage dispatch;
  private final OutboundRing outbound;
  private final Watchdog watchdog;
  private final BatchEventProcessor<RingSlot> engine;
  private final Thread engineThread;
  private RingBuffer<Batch> batches;
  private BatchEventProcessor<Batch> committer;
  private Thread committerThread;

  /**
   * Lays the stages out; nothing runs before {@link #start}.
   *
   * @param core restored, and from now on the pipeline's alone
   * @param log where batches are committed
   * @param gateway makes, for the sink, what takes the commands that leave on a thread of its own
   * @param halt ends the engine when a stage fails
   */
  public Pipeline(
      PipelineSettings settings,
      TradingCore core,
      InHandFile inHand,
      BatchLog log,
      ProcessClock clock,
      Function<EventSink, CommandHandler> gateway,
      HaltHandler halt) {
    ring =
        RingBuffer.createMultiProducer(
            RingSlot.factory(settings.ringSlots()),
            settings.ringSlots(),
            settings.waitMode().strategy());
    sink = new RingSink(ring, counters);
    decide = new DecideStage(core, inHand, questions);
    journal = new JournalStage(log, clock, counters);
    // Whoever waits for room would wait for ever: nobody empties the ring any more.
    HaltHandler closing =
        (where, cause) -> {
          sink.close();
          halt.halt(where, cause);
        };
    outbound =
        new OutboundRing(
            settings.outboundSlots(), settings.waitMode(), gateway.apply(sink), closing);
    dispatch = new DispatchStage(outbound);
    watchdog = new Watchdog(decide::deciding, closing);
    EventHandler<RingSlot> handler =
        settings.wiring() == Wiring.FUSED ? fused() : pipelined(settings, closing);
    engine = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), handler);
    engine.setExceptionHandler(new HaltingExceptionHandler<>("engine", closing));
    ring.addGatingSequences(engine.getSequence());
    engineThread = thread(engine, "ringside-engine");
  }

  /** From the start on, every decision that is committed is told. Before {@link #start} only. */
  public void onDecision(CommitListener listener) {
    journal.listener(listener);
  }

  public void start() {
    outbound.start();
    if (committerThread != null) {
      committerThread.start();
    }
    engineThread.start();
    watchdog.start();
  }

  /** Where events enter. */
  public EventSink sink() {
    return sink;
  }

  public PipelineCounters counters() {
    return counters;
  }

  /** The thread that decides, for whoever measures it. */
  public Thread engineThread() {
    return engineThread;
  }

  /** Receive to commit, ns, of every event. Any thread. */
  public Histogram latency() {
    return journal.latency();
  }

  /** The same of the events since this was last called. Any thread. */
  public Histogram recentLatency() {
    return journal.recentLatency();
  }

  /**
   * Looks at the core's state, as it is at the next tick. Any thread.
   *
   * @param question runs on the engine thread: it must be quick, and hand out only what is
   *     immutable
   * @return its answer; fails when the question throws or too many wait, and stays open when the
   *     engine stops before
   */
  public <T> CompletableFuture<T> ask(Function<CoreState, T> question) {
    return questions.ask(question);
  }

  /** How full the ring is, 0 to 1. */
  public double fill() {
    return 1.0 - (double) ring.remainingCapacity() / ring.getBufferSize();
  }

  /**
   * Takes no more events, lets those that are in run through to the gateway, and ends the threads.
   *
   * @return false when they did not end within the time
   */
  public boolean stop(long timeout, TimeUnit unit) {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    outbound.stopping();
    sink.close();
    boolean ended = awaitDrained(deadline);
    engine.halt();
    ended &= Waiting.join(engineThread, deadline);
    if (committer != null) {
      committer.halt();
      ended &= Waiting.join(committerThread, deadline);
    }
    ended &= outbound.stop(deadline);
    watchdog.stop();
    return ended;
  }

  /**
   * Waits until everything published so far is committed.
   *
   * @return false when it was not within the time
   */
  public boolean awaitDrained(long timeout, TimeUnit unit) {
    return awaitDrained(System.nanoTime() + unit.toNanos(timeout));
  }

  /**
   * Waits until everything published so far is committed, its commands are with the gateway, and
   * what the gateway answered at once is committed too.
   *
   * @return false when it was not within the time
   */
  public boolean awaitQuiet(long timeout, TimeUnit unit) {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    return awaitDrained(deadline) && outbound.awaitEmpty(deadline) && awaitDrained(deadline);
  }

  private boolean awaitDrained(long deadlineNanoTime) {
    long published = ring.getCursor();
    return Waiting.until(
        () ->
            engine.getSequence().get() >= published
                && (batches == null || committer.getSequence().get() >= batches.getCursor()),
        deadlineNanoTime);
  }

  private EventHandler<RingSlot> fused() {
    Batch batch = new Batch();
    return (slot, sequence, endOfBatch) -> {
      decide.decide(slot, batch);
      if (!batch.isEmpty() && (endOfBatch || batch.commands() > 0 || batch.full())) {
        journal.commit(batch);
        dispatch.dispatch(batch);
        batch.clear();
      }
    };
  }

  private EventHandler<RingSlot> pipelined(PipelineSettings settings, HaltHandler halt) {
    batches = RingBuffer.createSingleProducer(Batch::new, BATCHES, settings.waitMode().strategy());
    EventHandler<Batch> commit =
        (batch, sequence, endOfBatch) -> {
          journal.commit(batch);
          dispatch.dispatch(batch);
          batch.clear();
        };
    committer = new BatchEventProcessorBuilder().build(batches, batches.newBarrier(), commit);
    committer.setExceptionHandler(new HaltingExceptionHandler<>("journal", halt));
    batches.addGatingSequences(committer.getSequence());
    committerThread = thread(committer, "ringside-journal");
    return new Handover();
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Fills batch buffers and hands them to the journal's thread. */
  private final class Handover implements EventHandler<RingSlot> {
    private long claimed = -1;
    private Batch batch;

    @Override
    public void onEvent(RingSlot slot, long sequence, boolean endOfBatch) {
      if (batch == null) {
        if (!batches.hasAvailableCapacity(1)) {
          counters.stalled();
        }
        claimed = batches.next();
        batch = batches.get(claimed);
      }
      decide.decide(slot, batch);
      if (!batch.isEmpty() && (endOfBatch || batch.commands() > 0 || batch.full())) {
        batches.publish(claimed);
        batch = null;
      }
    }
  }
}
