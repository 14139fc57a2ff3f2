package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;

/** What holds whatever traders do; the books are balanced after every step besides. */
class VenuePropertiesTest {
  private static final int STEPS = 400;

  @Property(tries = 60)
  void theBookIsNeverCrossedAndOrdersAgreeWithTheirFills(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int model) {
    Bench bench = new Bench(FillModel.values()[model]);
    RandomTraders traders = new RandomTraders(bench, seed);
    for (int i = 0; i < STEPS; i++) {
      traders.step();
      assertUncrossed(bench.venue.book(0));
      for (int account = 0; account < 3; account++) {
        bench.venue.openOrders(account).forEach(order -> assertSound(order, bench));
      }
    }
    for (int account = 0; account < 3; account++) {
      List<VenueExecution> executions = bench.venue.executions(account);
      bench.venue.closedOrders(account).forEach(order -> assertFilled(order, executions));
      bench.venue.openOrders(account).forEach(order -> assertFilled(order, executions));
      assertPosition(bench, account, executions);
    }
  }

  private static void assertUncrossed(PriceBook book) {
    if (book.bidCount() > 0 && book.askCount() > 0) {
      assertThat(book.bidPriceE9(0)).isLessThan(book.askPriceE9(0));
    }
    for (int i = 0; i < book.bidCount(); i++) {
      assertThat(book.bidQuantityE9(i)).isPositive();
    }
    for (int i = 1; i < book.askCount(); i++) {
      assertThat(book.askPriceE9(i)).isGreaterThan(book.askPriceE9(i - 1));
    }
  }

  private static void assertSound(VenueOrder order, Bench bench) {
    assertThat(order.leavesE9()).isPositive();
    assertThat(order.filledE9() + order.leavesE9()).isEqualTo(order.quantityE9());
    assertThat(order.status())
        .isIn(OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED, OrderStatus.UNTRIGGERED);
    if (order.closes() && !order.waits()) {
      long most =
          bench
              .venue
              .accounts()
              .reducibleE9(order.account(), 0, order.positionIdx(), order.side() == Side.BUY);
      assertThat(order.leavesE9()).isLessThanOrEqualTo(most);
    }
  }

  private static void assertFilled(VenueOrder order, List<VenueExecution> executions) {
    long filled = 0;
    long fees = 0;
    for (VenueExecution execution : executions) {
      if (execution.orderId() == order.id()) {
        filled += execution.quantityE9();
        fees += execution.feeE9();
      }
    }
    assertThat(order.filledE9()).isEqualTo(filled).isLessThanOrEqualTo(order.quantityE9());
    assertThat(order.feeE9()).isEqualTo(fees);
    if (order.timeInForce() == TimeInForce.FOK && !order.isOpen() && order.filledE9() > 0) {
      assertThat(order.filledE9()).isEqualTo(order.quantityE9());
    }
    if (!order.isOpen()) {
      assertThat(order.leavesE9()).isZero();
    }
  }

  private static void assertPosition(Bench bench, int account, List<VenueExecution> executions) {
    Map<Integer, Long> sizes = new HashMap<>();
    for (VenueExecution execution : executions) {
      if (execution.type() != ExecutionType.FUNDING) {
        long signed =
            execution.side() == Side.BUY ? execution.quantityE9() : -execution.quantityE9();
        sizes.merge(execution.positionIdx(), signed, Long::sum);
      }
    }
    for (int leg = 0; leg < 3; leg++) {
      Position position = bench.venue.accounts().position(account, 0, leg);
      long size = position.side() == Side.SELL ? -position.sizeE9() : position.sizeE9();
      assertThat(sizes.getOrDefault(leg, 0L)).isEqualTo(size);
    }
  }

  @Property(tries = 60)
  void ordersThatOnlyReduceNeverIncreaseAPosition(@ForAll long seed) {
    Bench bench = new Bench(FillModel.QUEUE);
    RandomTraders traders = new RandomTraders(bench, seed);
    long[] sizes = new long[9];
    int seen = 0;
    for (int i = 0; i < STEPS; i++) {
      traders.step();
      for (; seen < bench.log.executions.size(); seen++) {
        VenueExecution execution = bench.log.executions.get(seen);
        if (execution.type() == ExecutionType.FUNDING) {
          continue;
        }
        int at = execution.account() * 3 + execution.positionIdx();
        long before = sizes[at];
        sizes[at] +=
            execution.side() == Side.BUY ? execution.quantityE9() : -execution.quantityE9();
        VenueOrder order = bench.venue.order(execution.account(), execution.orderId());
        if (order.closes()) {
          assertThat(Math.abs(sizes[at])).isLessThan(Math.abs(before));
          assertThat(Long.signum(sizes[at])).isIn(0, Long.signum(before));
        }
      }
    }
  }

  @Property(tries = 10)
  void theSameSeedAndInputsTellTheSame(@ForAll long seed) {
    String once = told(seed);
    assertThat(told(seed)).isEqualTo(once);
    assertThat(told(seed + 1)).isNotEqualTo(once);
  }

  private static String told(long seed) {
    LatencyModel latency = new LatencyModel(1_000_000, 20_000_000, Bench.e9("0.7"));
    Bench bench = new Bench(FillModel.QUEUE, latency, latency);
    RandomTraders traders = new RandomTraders(bench, seed);
    for (int i = 0; i < STEPS; i++) {
      traders.step();
    }
    bench.venue.advance(bench.venue.nowNs() + 60_000_000_000L);
    return hash(bench.log.lines);
  }

  private static String hash(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
