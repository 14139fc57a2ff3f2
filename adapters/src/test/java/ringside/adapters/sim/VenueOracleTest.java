package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/** The fast matcher beside the plain one, on the same streams of requests and market events. */
class VenueOracleTest {
  private static final long TICK = e9("0.1");
  private static final int STEPS = 1_200;

  private final Bench bench = new Bench(FillModel.QUEUE);
  private final NaiveBook naive = new NaiveBook();
  private final List<VenueOrder> orders = new ArrayList<>();
  private final BitSet ended = new BitSet();
  private SplittableRandom random;
  private long midTicks = 1000;
  private int step;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theFastMatcherDoesWhatThePlainOneDoes(long seed) {
    random = new SplittableRandom(seed);
    bench.mark("100");
    for (int account = 0; account < 2; account++) {
      bench.submit(new VenueRequest.Transfer(account, e9("100000000"), "t"));
      bench.submit(new VenueRequest.SetLeverage(account, 0, e9("100"), e9("100")));
    }
    for (step = 0; step < STEPS; step++) {
      bench.venue.advance(bench.venue.nowNs() + random.nextInt(300_000_000));
      naive.nowNs = bench.venue.nowNs();
      act();
      compare(seed);
    }
    assertThat(naive.all.stream().filter(order -> order.filled > 0).count()).isGreaterThan(100);
  }

  private void act() {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> place();
      case 3 -> cancel();
      case 4 -> amend();
      case 5, 6 -> trade();
      case 7 -> shift();
      default -> level();
    }
  }

  private long quantity(int most) {
    return NaiveBook.LOT * (1 + random.nextInt(most));
  }

  private void place() {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    TimeInForce force =
        random.nextInt(3) > 0
            ? TimeInForce.GTC
            : new TimeInForce[] {TimeInForce.IOC, TimeInForce.FOK, TimeInForce.POST_ONLY}
                [random.nextInt(3)];
    long price = (midTicks + random.nextInt(9) - 4) * TICK;
    long quantity = quantity(40);
    VenueReply reply =
        bench
            .order(random.nextInt(2), side, Decimals.toStringE9(quantity))
            .price(Decimals.toStringE9(price))
            .force(force)
            .place();
    assertThat(reply.code()).isEqualTo(RetCode.OK);
    naive.place(side, force, price, quantity);
    VenueOrder order = bench.venue.order(0, reply.orderId());
    orders.add(order == null ? bench.venue.order(1, reply.orderId()) : order);
  }

  private int anyOpen() {
    List<Integer> open = new ArrayList<>();
    for (int i = ended.nextClearBit(0); i < orders.size(); i = ended.nextClearBit(i + 1)) {
      open.add(i);
    }
    return open.isEmpty() ? -1 : open.get(random.nextInt(open.size()));
  }

  private void cancel() {
    int at = anyOpen();
    if (at >= 0) {
      bench.cancel(orders.get(at).account(), orders.get(at).id());
      naive.cancel(naive.all.get(at));
    }
  }

  private void amend() {
    int at = anyOpen();
    if (at < 0) {
      return;
    }
    VenueOrder order = orders.get(at);
    long price = random.nextBoolean() ? order.priceE9() : (midTicks + random.nextInt(9) - 4) * TICK;
    long quantity = order.filledE9() + quantity(40);
    VenueReply reply =
        bench.amend(
            order.account(), order.id(), Decimals.toStringE9(price), Decimals.toStringE9(quantity));
    if (reply.code() == RetCode.OK) {
      naive.amend(naive.all.get(at), price, quantity);
    } else {
      assertThat(reply.message()).isEqualTo("order not modified");
    }
  }

  private void trade() {
    Side taker = random.nextBoolean() ? Side.BUY : Side.SELL;
    long price = (midTicks + (taker == Side.BUY ? 1L : -1L) * (1 + random.nextInt(3))) * TICK;
    long quantity = quantity(50);
    bench.market(sink -> sink.trade(0, taker, price, quantity));
    naive.trade(taker, price, quantity);
  }

  private void level() {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    long away = 1L + random.nextInt(4);
    long price = (side == Side.BUY ? midTicks - away : midTicks + away) * TICK;
    long quantity = random.nextInt(4) == 0 ? 0 : quantity(60);
    bench.market(
        sink -> {
          sink.level(0, side, price, quantity);
          sink.bookComplete(0);
        });
    naive.level(side, price, quantity);
    naive.complete();
  }

  /** The outside market moves: what would cross its new middle goes, and the other side follows. */
  private void shift() {
    long before = midTicks;
    midTicks = Math.max(960, Math.min(1040, midTicks + random.nextInt(7) - 3));
    if (midTicks == before) {
      return;
    }
    long step = midTicks > before ? 1 : -1;
    Side leaves = step > 0 ? Side.SELL : Side.BUY;
    Side follows = step > 0 ? Side.BUY : Side.SELL;
    long quantity = quantity(60);
    List<Long> gone = new ArrayList<>();
    for (long tick = before; tick != midTicks + step; tick += step) {
      gone.add(tick * TICK);
    }
    bench.market(
        sink -> {
          gone.forEach(price -> sink.level(0, leaves, price, 0));
          sink.level(0, follows, (midTicks - step) * TICK, quantity);
          sink.bookComplete(0);
        });
    gone.forEach(price -> naive.level(leaves, price, 0));
    naive.level(follows, (midTicks - step) * TICK, quantity);
    naive.complete();
  }

  private void compare(long seed) {
    String where = "seed " + seed + " step " + step;
    for (int i = ended.nextClearBit(0); i < orders.size(); i = ended.nextClearBit(i + 1)) {
      VenueOrder fast = orders.get(i);
      NaiveBook.Resting plain = naive.all.get(i);
      assertThat(fast.filledE9()).as("%s order %s", where, i).isEqualTo(plain.filled);
      assertThat(fast.isOpen()).as("%s order %s", where, i).isEqualTo(plain.open);
      ended.set(i, !plain.open);
    }
    compare(where, Side.BUY);
    compare(where, Side.SELL);
  }

  private void compare(String where, Side side) {
    PriceBook book = bench.venue.book(0);
    List<Long> prices = new ArrayList<>();
    List<Long> plain = naive.visiblePrices(side);
    int count = side == Side.BUY ? book.bidCount() : book.askCount();
    for (int i = 0; i < count; i++) {
      long price = side == Side.BUY ? book.bidPriceE9(i) : book.askPriceE9(i);
      long quantity = side == Side.BUY ? book.bidQuantityE9(i) : book.askQuantityE9(i);
      prices.add(price);
      assertThat(quantity).as("%s %s %s", where, side, price).isEqualTo(naive.visible(side, price));
    }
    assertThat(prices).as("%s %s", where, side).isEqualTo(plain);
  }
}
