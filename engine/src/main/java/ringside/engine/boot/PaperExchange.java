package ringside.engine.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ringside.adapters.bybit.BybitStreamRecorder;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.InstrumentRule;
import ringside.adapters.bybit.rest.InstrumentRules;
import ringside.adapters.bybit.rest.VenueEvents;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.port.BackoffPolicy;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.market.LiveMarketSource;
import ringside.adapters.ws.StreamWatchdog;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.StopReason;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * A dry run's venue: an exchange in this process on the market that a venue's public stream tells.
 * The engine's adapter knows this exchange alone, so no order can leave; the venue is asked for
 * public data only, without any key. It forgets with its process. The starting thread.
 */
final class PaperExchange implements AutoCloseable {
  private static final int DEPTH = 50;
  private static final long LOOK_MS = 50;
  private static final long PATIENCE_S = 60;

  private final TradePlan live;
  private final BybitEnvironment venue;
  private final StopRequest stop;
  private final StreamWatchdog watchdog;
  private LocalExchange exchange;
  private BybitStreamRecorder stream;

  private PaperExchange(TradePlan live, StopRequest stop) {
    this.live = live;
    this.venue = live.environment();
    this.stop = stop;
    FaultListener faults = (where, fault) -> stop.request(StopReason.FAULT, where + ": " + fault);
    watchdog = new StreamWatchdog(StreamWatchdog.DEFAULT_TICK_NS, faults);
  }

  /**
   * Starts it, and waits until the market is known.
   *
   * @param live what would be traded for real, without keys
   * @param balanceE9 of each account
   * @throws UsageException when the venue does not tell of a symbol
   */
  static PaperExchange start(TradePlan live, long balanceE9, StopRequest stop) throws IOException {
    PaperExchange paper = new PaperExchange(live, stop);
    boolean started = false;
    try {
      paper.begin(balanceE9);
      started = true;
      return paper;
    } finally {
      if (!started) {
        paper.close();
      }
    }
  }

  /** What to trade on it instead. */
  TradePlan plan(TradingConfig config, Path journal, PipelineSettings pipeline) {
    return OwnExchange.plan(
        exchange, config, live.accounts(), journal, pipeline, TradePlan.Money.PAPER);
  }

  private void begin(long balanceE9) throws IOException {
    LiveMarketSource market = new LiveMarketSource(instruments(), DEPTH);
    exchange =
        LocalExchange.start(
            ExchangeConfig.defaults().withAccounts(live.accounts().size(), balanceE9), market);
    OwnExchange.watch(exchange, stop);
    long startNs = exchange.venue().ask(each -> each.config().startNs()).join();
    watchdog.start();
    AtomicReference<String> news = new AtomicReference<>("not connected yet");
    stream =
        new BybitStreamRecorder(
            venue.publicLinear(),
            live.symbols(),
            DEPTH,
            new BybitStreamRecorder.Listener() {
              @Override
              public void onMessage(char[] text, int length) {
                market.onMessage(
                    new String(text, 0, length).getBytes(StandardCharsets.UTF_8),
                    exchange.venue().nowNs() - startNs);
                exchange.venue().wake();
              }

              @Override
              public void onConnection(boolean up, String detail) {
                news.set(up ? "connected, and not everything is told yet" : detail);
                if (!up) {
                  System.err.println("ringside: the market's stream is down: " + detail);
                }
              }
            },
            ProcessClock.startingAbove(0),
            new BackoffPolicy(System.nanoTime()),
            watchdog,
            (where, fault) -> stop.request(StopReason.FAULT, where + ": " + fault));
    stream.start();
    System.err.println(
        "ringside: dry run: orders go to an exchange in this process, on the market of "
            + venue.publicLinear());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!market.complete() && !stop.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - deadline > 0) {
        throw new UsageException(
            venue.publicLinear()
                + ": no book and prices of "
                + String.join(", ", live.symbols())
                + " within "
                + PATIENCE_S
                + " s: "
                + news.get());
      }
    }
  }

  /** The venue's own rules; what REST tells otherwise is nobody's here. */
  private List<Instrument> instruments() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    live.symbols().forEach(symbol -> wanted.put(symbol, wanted.size()));
    ProcessClock clock = ProcessClock.startingAbove(0);
    try (BybitRest rest = BybitRest.of(venue, clock, VenueListener.NONE);
        InstrumentRules rules =
            new InstrumentRules(rest, new VenueEvents(new Unheard(), clock, 0, Map.of()), wanted)) {
      InstrumentRules.Reading reading = rules.load().join();
      if (!reading.isGood()) {
        throw new UsageException(venue.rest() + ": instrument rules: " + reading.detail());
      }
      List<Instrument> instruments = new ArrayList<>();
      for (String symbol : live.symbols()) {
        InstrumentRule rule = rules.rule(symbol).orElseThrow();
        instruments.add(PaperInstrument.of(rule));
      }
      return instruments;
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    watchdog.close();
    if (exchange != null) {
      exchange.close();
    }
  }

  /** Takes events that nobody needs. */
  private static final class Unheard implements EventSink {
    @Override
    public void publish(RecordBuffer records) {
      // The engine hears it from the exchange here.
    }

    @Override
    public boolean offer(RecordBuffer records, long maxWaitNs) {
      return true;
    }
  }
}
