package ringside.engine.boot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.pipeline.PipelineCounters;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.PlaceOrderDecoder;

/**
 * Tells how a run goes to whoever asks: the terminal, the control door, the heartbeat. What the
 * engine thread has to say is asked anew each time; figures over time are taken at most once a
 * second. Any thread.
 */
final class StatusSource {
  private static final long SAMPLE_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE_S = 3;
  private static final double NS_PER_SECOND = 1e9;
  private static final double MEDIAN = 50;
  private static final double ALMOST_ALL = 99;

  private final Engine engine;
  private final TradePlan plan;
  private final StatusReader reader;
  private final CommittedNews news;
  private final long fillsBefore;
  private final AtomicLong fills = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private long sampledNanos = startNanos;
  private long sampledEvents;
  private double eventsPerSecond;
  private Histogram latency = new Histogram(2);

  /**
   * @param engine started
   * @param fillsBefore its journal's, before this run
   */
  StatusSource(
      Engine engine, TradePlan plan, StatusReader reader, CommittedNews news, long fillsBefore) {
    this.fillsBefore = fillsBefore;
    this.engine = engine;
    this.plan = plan;
    this.reader = reader;
    this.news = news;
  }

  /** How it goes now; takes as long as a tick of the engine, 3 s at most. */
  RunStatus now() {
    EngineStatus said = null;
    try {
      said = engine.pipeline().ask(reader).get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RejectedExecutionException e) {
      // Told as what it is: the engine does not answer.
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RejectedExecutionException)) {
        throw new IllegalStateException("the status cannot be read", e.getCause());
      }
    }
    return status(said);
  }

  /** How it ended; when the engine has stopped. */
  RunStatus last() {
    return status(reader.apply(engine.state()));
  }

  private RunStatus status(EngineStatus said) {
    if (said != null) {
      fills.set(said.fills() - fillsBefore);
    }
    return new RunStatus(
        Build.name(),
        plan.recordedAs().name().toLowerCase(java.util.Locale.ROOT),
        plan.journal().toString(),
        figures(),
        said,
        plan.money() == TradePlan.Money.PAPER);
  }

  private synchronized RunFigures figures() {
    Pipeline pipeline = engine.pipeline();
    PipelineCounters counters = pipeline.counters();
    long nowNanos = System.nanoTime();
    long events = counters.events();
    if (nowNanos - sampledNanos >= SAMPLE_NS) {
      eventsPerSecond = (events - sampledEvents) * NS_PER_SECOND / (nowNanos - sampledNanos);
      latency = pipeline.recentLatency();
      sampledEvents = events;
      sampledNanos = nowNanos;
    }
    return new RunFigures(
        nowNanos - startNanos,
        events,
        counters.decisions(),
        eventsPerSecond,
        latency.getValueAtPercentile(MEDIAN),
        latency.getValueAtPercentile(ALMOST_ALL),
        pipeline.fill(),
        counters.gaps(),
        counters.records(PlaceOrderDecoder.TEMPLATE_ID),
        fills.get(),
        news.cycles(),
        counters.records(OrderRefusedDecoder.TEMPLATE_ID),
        counters.records(AlertRaisedDecoder.TEMPLATE_ID));
  }
}
