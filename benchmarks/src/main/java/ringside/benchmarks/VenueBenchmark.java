package ringside.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/**
 * Order operations of the simulated venue: 1,000 orders rest in a symbol; limit orders are placed,
 * cancelled and amended, each is checked for margin, answered and told. Beside it, the same ids and
 * prices put into and removed from a map by id and a map by price. Requests are made up before; the
 * protocol and the check of the books after every step are left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 8)
@Measurement(iterations = 30)
@Fork(1)
public class VenueBenchmark {
  private static final int SYMBOLS = 2;
  private static final int ACCOUNTS = 8;
  private static final int RESTING = 1_000 * SYMBOLS;
  private static final int DEPTH = 100;
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long MID_TICKS = 500_000;
  private static final long TICK_E9 = Decimals.ONE_E9 / 10;
  private static final long LOT_E9 = Decimals.ONE_E9 / 100;

  /** Operations a side and round. */
  @Param("400000")
  public int events;

  private final Turns turns = new Turns();
  private final List<VenueRequest> first = new ArrayList<>();
  private final List<VenueRequest> stream = new ArrayList<>();
  private Venue venue;
  private CountingListener told;

  /** What a round gives: operations a second, in millions. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rates {
    public double ours;
    public double floor;
  }

  /** Makes the requests up. */
  @Setup(Level.Trial)
  public void write() {
    SplittableRandom random = new SplittableRandom(1);
    List<VenueRequest.Place> live = new ArrayList<>();
    int links = 0;
    for (int i = 0; i < RESTING; i++) {
      VenueRequest.Place place = place(random, links++, i % ACCOUNTS, i / ACCOUNTS % SYMBOLS);
      live.add(place);
      first.add(place);
    }
    while (stream.size() < events) {
      int at = random.nextInt(live.size());
      VenueRequest.Place old = live.get(at);
      if (random.nextInt(5) == 0) {
        stream.add(amend(random, old));
      } else {
        VenueRequest.Place place = place(random, links++, old.account(), old.symbol());
        live.set(at, place);
        stream.add(new VenueRequest.Cancel(old.account(), old.symbol(), 0, old.linkId()));
        stream.add(place);
      }
    }
  }

  private static VenueRequest.Place place(
      SplittableRandom random, int link, int account, int symbol) {
    boolean buy = random.nextBoolean();
    return new VenueRequest.Place(
        account,
        symbol,
        "order-" + link,
        buy ? Side.BUY : Side.SELL,
        OrderType.LIMIT,
        TimeInForce.POST_ONLY,
        priceE9(random, buy),
        LOT_E9 * (1 + random.nextInt(9)),
        0,
        false,
        false,
        0,
        0,
        TriggerBy.LAST,
        TriggerSpec.NONE,
        TriggerSpec.NONE,
        true);
  }

  private static long priceE9(SplittableRandom random, boolean buy) {
    long away = 1L + random.nextInt(DEPTH);
    return (buy ? MID_TICKS - away : MID_TICKS + away) * TICK_E9;
  }

  private VenueRequest amend(SplittableRandom random, VenueRequest.Place order) {
    return new VenueRequest.Amend(
        order.account(),
        order.symbol(),
        0,
        order.linkId(),
        priceE9(random, order.side() == Side.BUY),
        LOT_E9 * (10 + stream.size() % 997),
        TriggerSpec.KEEP,
        TriggerSpec.NONE,
        TriggerSpec.NONE);
  }

  /** A venue with its resting orders. */
  @Setup(Level.Iteration)
  public void open() {
    List<VenueConfig.AccountSpec> accounts = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(new VenueConfig.AccountSpec("a" + i, i, "USDT", 100_000_000 * Decimals.ONE_E9));
    }
    VenueConfig config =
        new VenueConfig(
            1, START_NS, FillModel.QUEUE, LatencyModel.NONE, LatencyModel.NONE, accounts, false);
    told = new CountingListener();
    venue = new Venue(config, new StillMarket(), told);
    first.forEach(this::submit);
  }

  /** One round of both. */
  @Benchmark
  public void round(Rates rates, Blackhole hole) throws IOException {
    turns.both(() -> ours(rates), () -> floor(rates, hole));
  }

  private void ours(Rates rates) {
    long start = System.nanoTime();
    for (int i = 0; i < stream.size(); i++) {
      submit(stream.get(i));
    }
    rates.ours = Turns.millionsPerSecond(stream.size(), start);
    if (told.refused > 0) {
      throw new IllegalStateException(told.refused + " refused");
    }
  }

  private void submit(VenueRequest request) {
    venue.submit(START_NS, 1, request);
  }

  private void floor(Rates rates, Blackhole hole) {
    Map<String, Long> byLink = new HashMap<>();
    TreeMap<Long, String> byPrice = new TreeMap<>();
    first.forEach(request -> put(byLink, byPrice, request));
    long start = System.nanoTime();
    for (int i = 0; i < stream.size(); i++) {
      put(byLink, byPrice, stream.get(i));
    }
    rates.floor = Turns.millionsPerSecond(stream.size(), start);
    hole.consume(byPrice);
  }

  private static void put(
      Map<String, Long> byLink, TreeMap<Long, String> byPrice, VenueRequest request) {
    if (request instanceof VenueRequest.Place place) {
      enter(byLink, byPrice, place.linkId(), place.priceE9());
    } else if (request instanceof VenueRequest.Cancel cancel) {
      byPrice.remove(byLink.remove(cancel.linkId()));
    } else if (request instanceof VenueRequest.Amend amend) {
      byPrice.remove(byLink.remove(amend.linkId()));
      enter(byLink, byPrice, amend.linkId(), amend.priceE9());
    }
  }

  private static void enter(
      Map<String, Long> byLink, TreeMap<Long, String> byPrice, String link, long priceE9) {
    // Prices are multiples of 1e8: the digits below them keep the orders of one price apart.
    Long key = priceE9 + link.hashCode() % (TICK_E9 / 2);
    byLink.put(link, key);
    byPrice.put(key, link);
  }

  /** A market whose prices are known and that does nothing. */
  private static final class StillMarket implements MarketSource {
    private boolean told;

    @Override
    public List<Instrument> instruments() {
      Instrument rules = Instruments.defaults().get(0);
      return List.of(rules, rules);
    }

    @Override
    public long nextNs() {
      return told ? ENDED : 0;
    }

    @Override
    public void advance(MarketSink sink) {
      told = true;
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        sink.prices(symbol, MID_TICKS * TICK_E9, MID_TICKS * TICK_E9);
        sink.trade(symbol, Side.BUY, MID_TICKS * TICK_E9, LOT_E9);
      }
    }

    @Override
    public void close() {}
  }
}
