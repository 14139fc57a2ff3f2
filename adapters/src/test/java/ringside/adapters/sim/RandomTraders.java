package ringside.adapters.sim;

import static ringside.adapters.sim.Bench.e9;

import java.util.SplittableRandom;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/** Asks a venue for anything at all, sensible or not, while its market moves. */
final class RandomTraders {
  private static final long TICK = e9("0.1");
  private static final TimeInForce[] FORCES = TimeInForce.values();

  private final Bench bench;
  private final SplittableRandom random;
  private long midTicks = 1000;
  private int links;
  private boolean forced;

  RandomTraders(Bench bench, long seed) {
    this.bench = bench;
    this.random = new SplittableRandom(seed);
    bench.usual();
    bench.submit(new VenueRequest.SwitchMode(1, 0, true));
  }

  /** From now on mode and leverage change behind the accounts' backs too. */
  RandomTraders forced() {
    forced = true;
    return this;
  }

  void step() {
    boolean pause = random.nextInt(100) == 0;
    bench.venue.advance(
        bench.venue.nowNs() + random.nextInt(2_000_000_000) * (pause ? 10_000L : 1L));
    int account = random.nextInt(3);
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> submit(place(account, 0));
      case 4 -> submit(place(account, (midTicks + random.nextInt(21) - 10) * TICK));
      case 5 -> submit(new VenueRequest.Cancel(account, 0, anyOrder(account), ""));
      case 6, 7 -> submit(amend(account));
      case 8 -> submit(tradingStop(account));
      case 9 -> submit(rare(account));
      case 10, 11 -> trade();
      case 12 -> mark();
      default -> level();
    }
  }

  private void submit(VenueRequest request) {
    bench.submit(request);
  }

  private Side side() {
    return random.nextBoolean() ? Side.BUY : Side.SELL;
  }

  private long price() {
    return (midTicks + random.nextInt(13) - 6) * TICK;
  }

  private long quantity() {
    return TICK * (1 + random.nextInt(60));
  }

  private int leg(int account) {
    boolean hedge = bench.venue.accounts().hedge(account, 0);
    return random.nextInt(20) == 0 ? random.nextInt(3) : hedge ? 1 + random.nextInt(2) : 0;
  }

  private VenueRequest place(int account, long triggerE9) {
    boolean market = random.nextInt(3) == 0;
    return new VenueRequest.Place(
        account,
        0,
        random.nextInt(10) == 0 ? "l" + random.nextInt(20) : "n" + links++,
        side(),
        market ? OrderType.MARKET : OrderType.LIMIT,
        FORCES[random.nextInt(FORCES.length)],
        market ? 0 : price(),
        quantity(),
        leg(account),
        random.nextInt(3) == 0,
        random.nextInt(8) == 0,
        triggerE9,
        random.nextInt(3),
        by(),
        random.nextInt(4) == 0 ? stop() : TriggerSpec.NONE,
        random.nextInt(4) == 0 ? stop() : TriggerSpec.NONE,
        random.nextBoolean());
  }

  private TriggerBy by() {
    return TriggerBy.values()[random.nextInt(3)];
  }

  private TriggerSpec stop() {
    boolean limit = random.nextInt(4) == 0;
    return new TriggerSpec(
        random.nextInt(5) == 0 ? 0 : (midTicks + random.nextInt(41) - 20) * TICK,
        by(),
        limit ? OrderType.LIMIT : OrderType.MARKET,
        limit ? price() : 0);
  }

  private long anyOrder(int account) {
    var open = bench.venue.openOrders(account);
    return open.isEmpty() || random.nextInt(10) == 0
        ? 1 + random.nextInt(300)
        : open.get(random.nextInt(open.size())).id();
  }

  private VenueRequest amend(int account) {
    return new VenueRequest.Amend(
        account,
        0,
        anyOrder(account),
        "",
        random.nextBoolean() ? TriggerSpec.KEEP : price(),
        random.nextBoolean() ? TriggerSpec.KEEP : quantity(),
        random.nextInt(3) > 0 ? TriggerSpec.KEEP : price(),
        random.nextInt(4) > 0 ? TriggerSpec.NONE : stop(),
        random.nextInt(4) > 0 ? TriggerSpec.NONE : stop());
  }

  private VenueRequest tradingStop(int account) {
    long quantity = quantity();
    return new VenueRequest.SetTradingStop(
        account,
        0,
        leg(account),
        random.nextBoolean(),
        random.nextBoolean() ? TriggerSpec.NONE : stop(),
        random.nextBoolean() ? TriggerSpec.NONE : stop(),
        random.nextInt(3) > 0 ? TriggerSpec.KEEP : TICK * random.nextInt(10),
        random.nextBoolean() ? 0 : price(),
        quantity,
        quantity);
  }

  private VenueRequest rare(int account) {
    return switch (random.nextInt(forced ? 7 : 5)) {
      case 0 ->
          new VenueRequest.CancelAll(
              account, random.nextInt(2) - 1, VenueRequest.Filter.values()[random.nextInt(3)], "");
      case 1 -> {
        long leverage = e9("1") * (1 + random.nextInt(100));
        yield new VenueRequest.SetLeverage(account, 0, leverage, leverage);
      }
      case 2 -> new VenueRequest.SwitchMode(account, 0, random.nextBoolean());
      case 3 -> new VenueRequest.Transfer(account, e9("1") * (random.nextInt(400) - 200), "");
      case 5 -> new VenueRequest.ForceMode(account, 0, random.nextBoolean());
      case 6 -> new VenueRequest.ForceLeverage(account, 0, e9("1") * (1 + random.nextInt(100)));
      default -> new VenueRequest.CancelAll(account, 0, VenueRequest.Filter.STOP_ORDERS, "Stop");
    };
  }

  private void trade() {
    Side taker = side();
    long price = (midTicks + (taker == Side.BUY ? 1L : -1L) * (1 + random.nextInt(5))) * TICK;
    long quantity = quantity();
    bench.market(sink -> sink.trade(0, taker, price, quantity));
  }

  private void mark() {
    long step = random.nextInt(40) == 0 ? random.nextInt(41) - 20 : random.nextInt(5) - 2;
    long before = midTicks;
    midTicks = Math.max(900, Math.min(1100, midTicks + step));
    long direction = midTicks > before ? 1 : -1;
    Side leaves = direction > 0 ? Side.SELL : Side.BUY;
    bench.market(
        sink -> {
          for (long tick = before; tick != midTicks + direction; tick += direction) {
            sink.level(0, leaves, tick * TICK, 0);
          }
          sink.bookComplete(0);
          sink.prices(0, midTicks * TICK, midTicks * TICK + TICK / 2);
          sink.fundingRate(0, TICK / 1000 * (random.nextInt(21) - 10));
        });
  }

  private void level() {
    Side side = side();
    long away = 1L + random.nextInt(8);
    long price = (side == Side.BUY ? midTicks - away : midTicks + away) * TICK;
    long quantity = random.nextInt(4) == 0 ? 0 : quantity();
    bench.market(
        sink -> {
          sink.level(0, side, price, quantity);
          sink.bookComplete(0);
        });
  }
}
