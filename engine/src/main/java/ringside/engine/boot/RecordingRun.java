package ringside.engine.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.BybitMarketFeed;
import ringside.adapters.bybit.BybitMarketGateway;
import ringside.adapters.bybit.FeedSettings;
import ringside.adapters.bybit.StreamCounters;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.port.BackoffPolicy;
import ringside.adapters.recording.RecordingListener;
import ringside.adapters.recording.RecordingScan;
import ringside.adapters.recording.RecordingServer;
import ringside.adapters.recording.RecordingServerConfig;
import ringside.adapters.recording.RecordingSource;
import ringside.adapters.ws.StreamWatchdog;
import ringside.engine.pipeline.PipelineCounters;
import ringside.journal.codec.StopReason;
import ringside.journal.event.RecordBuffer;

/**
 * Plays a recording through the whole engine: served over a real WebSocket on this machine,
 * consumed by the market feed, decided, journaled. Ends when it was played often enough, on a
 * signal, or when the disk runs out of room; in each case in order.
 */
final class RecordingRun {
  private static final int OUTBOUND_CAPACITY = 1 << 8;
  private static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(5);
  private static final double NS_PER_SECOND = 1e9;
  private static final double BYTES_PER_GB = 1e9;

  private final RecordingSource source;
  private final double speed;
  private final int passes;
  private final EngineSettings settings;
  private final StopRequest stop = new StopRequest();
  private final ProcessHalt halt = new ProcessHalt();
  private BybitMarketFeed feed;

  RecordingRun(RecordingSource source, double speed, int passes, EngineSettings settings) {
    this.source = source;
    this.speed = speed;
    this.passes = passes;
    this.settings = settings;
  }

  /** Runs to the end and prints the summary; returns the exit code. */
  int run(boolean json) {
    RecordingScan scan = scan();
    stop.onSignals();
    try (Engine engine = Engine.open(settings, halt)) {
      StartNotes.printJournal(engine);
      engine.onSpaceExhausted(
          usable -> stop.request(StopReason.DISK_SPACE, usable + " bytes of room"));
      long startNanos = System.nanoTime();
      play(engine, scan);
      engine.stop(stop.reason(), stop.detail(), engine.clock().nowNs());
      double seconds = (System.nanoTime() - startNanos) / NS_PER_SECOND;
      RunSummary summary = RunSummary.of(engine, seconds, feedValues());
      System.out.print(json ? summary.json() + System.lineSeparator() : summary.text());
      System.out.flush();
      return exitCode();
    }
  }

  private RecordingScan scan() {
    RecordingScan scan = RecordingScan.of(source);
    if (scan.warning() != null) {
      System.err.println("ringside: " + scan.warning());
    }
    if (scan.topics().isEmpty()) {
      throw new UsageException(
          source.name()
              + ": none of its lines is of a topic that is known here: orderbook.N, publicTrade,"
              + " tickers, kline.I, allLiquidation of linear contracts");
    }
    int characters = scan.topics().stream().mapToInt(String::length).sum();
    if (characters > FeedSettings.MAX_TOPIC_CHARS) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: its topics have %,d characters and one connection takes %,d; 'ringside-tools.jar"
                  + " import' needs no connection",
              source.name(),
              characters,
              FeedSettings.MAX_TOPIC_CHARS));
    }
    return scan;
  }

  private void play(Engine engine, RecordingScan scan) {
    Map<String, Integer> instruments = RecordedInstruments.register(scan, engine.catalog());
    int streamSource = engine.catalog().source(RecordedInstruments.SOURCE);
    RecordingServerConfig config =
        RecordingServerConfig.defaults().withSpeed(speed).withListener(new Warnings());
    try (RecordingServer server = new RecordingServer(source, config);
        StreamWatchdog watchdog = new StreamWatchdog(StreamWatchdog.DEFAULT_TICK_NS, halt)) {
      server.start();
      watchdog.start();
      FeedSettings feedSettings =
          FeedSettings.of(server.uri(), streamSource, scan.topics(), instruments)
              .withMaxWaitNs(MAX_WAIT_NS);
      engine.start(
          sink -> {
            feed =
                new BybitMarketFeed(
                    feedSettings,
                    sink,
                    engine.clock(),
                    new PlayedOut(
                        passes,
                        new BackoffPolicy(System.nanoTime()),
                        stop::finished,
                        () -> stop.request(StopReason.FAULT, "the recording cannot be read on")),
                    watchdog,
                    halt);
            return new BybitMarketGateway(List.of(feed), sink, engine.clock());
          },
          OUTBOUND_CAPACITY,
          engine.clock().nowNs());
      StartNotes.printDurability(engine, settings.durability());
      RecordBuffer definitions = new RecordBuffer(64 << 10, 1 << 20);
      RecordedInstruments.define(
          scan, instruments, streamSource, engine.clock().nowNs(), definitions);
      engine.sink().publish(definitions);
      feed.start();
      awaitStop(engine);
      feed.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the recording server on the loopback address", e);
    }
  }

  private void awaitStop(Engine engine) {
    long startNanos = System.nanoTime();
    PipelineCounters counters = engine.pipeline().counters();
    while (!stop.await(1, TimeUnit.SECONDS)) {
      double seconds = (System.nanoTime() - startNanos) / NS_PER_SECOND;
      Terminal.progress(
          String.format(
              Locale.ROOT,
              "%,d events, %,d a second, %d gaps, ring %d %% full, journal %.1f GB a day",
              counters.events(),
              Math.round(counters.events() / seconds),
              counters.gaps(),
              Math.round(100 * engine.pipeline().fill()),
              engine.writer().forecastBytesPerDay() / BYTES_PER_GB));
    }
    Terminal.progressDone();
  }

  private Map<String, Object> feedValues() {
    StreamCounters counters = feed.counters();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("messages", counters.get(Counter.MESSAGES));
    values.put("decodeErrors", counters.get(Counter.REJECTED));
    values.put("duplicates", counters.get(Counter.DUPLICATES));
    values.put("unsynchronised", counters.get(Counter.UNSYNCHRONISED));
    values.put("lostToFullRing", counters.get(Counter.RING_FULL));
    values.put("reconnects", Math.max(0, counters.get(Counter.CONNECTS) - 1));
    return values;
  }

  private int exitCode() {
    if (stop.reason() == StopReason.FAULT) {
      System.err.println("ringside: stopped in order: " + stop.detail());
      return ExitCode.FAILED;
    }
    if (stop.reason() != StopReason.DISK_SPACE) {
      return ExitCode.DONE;
    }
    System.err.printf(
        Locale.ROOT,
        "ringside: stopped in order: the journal's disk has only %s left, a run needs %d MiB%n",
        stop.detail(),
        settings.space().exhaustedBytes() >> 20);
    return ExitCode.HALTED;
  }

  /** Says what the recording server has to say. */
  private static final class Warnings implements RecordingListener {
    @Override
    public void onWarning(String warning) {
      System.err.println("ringside: " + warning);
    }
  }
}
