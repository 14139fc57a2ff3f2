package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;
import ringside.journal.event.Proportion;

/** Random stories, audited whole and compared with {@link MoneyOracle} after every step. */
class AccountsPropertyTest {
  private static final int ACCOUNTS = 3;
  private static final int STEPS = 120;

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void everyStoryLeavesWhatItsFillsSay(@ForAll long seed) {
    new Story(seed).tell(STEPS);
  }

  @Test
  void theStoriesHaveEverythingThatCanHappen() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < 60; seed++) {
      Story story = new Story(seed);
      story.tell(STEPS);
      story.seen.forEach((what, count) -> seen.merge(what, count, Integer::sum));
    }
    assertThat(seen)
        .as("seeds 0 to 59")
        .containsKeys(
            "AVAILABLE_INSUFFICIENT",
            "POSITION_LIMIT",
            "RISK_LIMIT",
            "MARGIN_INSUFFICIENT",
            "MODE_WITH_ORDERS",
            "MODE_WITH_POSITION",
            "TRANSFER_INSUFFICIENT",
            "amended",
            "critical price above",
            "critical price below",
            "funded",
            "hedge leg closed",
            "insured",
            "liquidated",
            "partial close",
            "second tier",
            "turned round");
  }

  @Property(tries = 2000)
  void aShareIsExactAndRoundedHalfEven(
      @ForAll @LongRange(min = -Long.MAX_VALUE) long amount,
      @ForAll @LongRange(min = 0) long a,
      @ForAll @LongRange(min = 1) long b) {
    long part = Math.min(a, b);
    long whole = Math.max(a, b);
    BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part));
    BigDecimal expected =
        new BigDecimal(exact).divide(new BigDecimal(whole), 0, RoundingMode.HALF_EVEN);
    assertThat(Proportion.of(amount, part, whole)).isEqualTo(expected.longValueExact());
  }

  /**
   * Price steps and lots so fine that notionals are rounded, and tiers that small money reaches.
   */
  private static Instrument fine() {
    Instrument btc = Instruments.defaults().get(0);
    List<RiskTier> tiers = new ArrayList<>();
    long deduction = 0;
    long rate = 0;
    long before = 0;
    int[] leverages = {50, 20, 7, 2};
    for (int i = 0; i < leverages.length; i++) {
      long initial = Decimals.divideE9(Decimals.ONE_E9, leverages[i] * Decimals.ONE_E9);
      long next = initial * 6 / 10;
      deduction += i == 0 ? 0 : Decimals.multiplyE9(before, next - rate);
      rate = next;
      before = (i + 1) * 20_000L * Decimals.ONE_E9;
      tiers.add(
          new RiskTier(i + 1, before, rate, initial, leverages[i] * Decimals.ONE_E9, deduction));
    }
    return new Instrument(
        "FINEUSDT",
        "FINE",
        "USDT",
        "USDT",
        10,
        1_000,
        1_000,
        btc.maxQuantityE9(),
        btc.maxMarketQuantityE9(),
        btc.minNotionalE9(),
        1_000 * Decimals.ONE_E9,
        btc.priceLimitE9(),
        50 * Decimals.ONE_E9,
        btc.leverageStepE9(),
        480,
        btc.fundingCapE9(),
        -123_457,
        550_001,
        tiers);
  }

  private static final class Story {
    private static final long[] START = {
      50_000 * Decimals.ONE_E9, 2_000 * Decimals.ONE_E9, 3_141_592_650L
    };

    private final SplittableRandom random;
    private final List<Instrument> instruments =
        List.of(Instruments.defaults().get(0), Instruments.defaults().get(1), fine());
    private final Desk desk = new Desk(instruments, "10000", "3000", "0");
    private final MoneyOracle oracle = new MoneyOracle(instruments, ACCOUNTS);
    private final long[] marks = START.clone();
    final Map<String, Integer> seen = new TreeMap<>();

    Story(long seed) {
      random = new SplittableRandom(seed);
      oracle.deposited(0, 10_000 * Decimals.ONE_E9);
      oracle.deposited(1, 3_000 * Decimals.ONE_E9);
      for (int symbol = 0; symbol < marks.length; symbol++) {
        desk.accounts.onMark(symbol, marks[symbol], marks[symbol], 1);
        long leverage = (1 + random.nextInt(50)) * Decimals.ONE_E9;
        for (int account = 0; account < ACCOUNTS; account++) {
          boolean hedge = account != 2 && random.nextBoolean();
          desk.accounts.settings.switchMode(
              new VenueRequest.SwitchMode(account, symbol, hedge), false, 1);
          desk.accounts.settings.setLeverage(
              new VenueRequest.SetLeverage(account, symbol, leverage, leverage), 1);
        }
      }
    }

    private void see(String what) {
      seen.merge(what, 1, Integer::sum);
    }

    void tell(int steps) {
      for (int step = 0; step < steps; step++) {
        step();
        desk.audit();
        desk.accounts.checkConserved();
        oracle.compare(desk.accounts, marks, desk.open);
      }
    }

    private void step() {
      int account = random.nextInt(ACCOUNTS);
      int symbol = random.nextInt(marks.length);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> place(account, symbol);
        case 3, 4, 5 -> fillSome();
        case 6 -> cancelSome();
        case 7, 8 -> mark(symbol);
        case 9 -> fund(symbol);
        case 10 -> transfer(account);
        default -> setUp(account, symbol);
      }
    }

    private long price(int symbol, int permille) {
      long tick = instruments.get(symbol).tickE9();
      long change = random.nextLong(2L * permille + 1) - permille;
      long price = marks[symbol] + marks[symbol] / 1000 * change + random.nextLong(100) * tick;
      return Math.max(tick, price / tick * tick);
    }

    private void place(int account, int symbol) {
      Instrument rules = instruments.get(symbol);
      boolean hedge = desk.accounts.hedge(account, symbol);
      int index = hedge ? 1 + random.nextInt(2) : 0;
      boolean buy = random.nextBoolean();
      long held = desk.accounts.reducibleE9(account, symbol, index, buy);
      boolean closes = index != 0 && (index == 1) != buy;
      if (closes && held == 0) {
        return;
      }
      long notional = (1 + random.nextLong(40_000)) * Decimals.ONE_E9;
      long most = closes ? held : Decimals.divideE9(notional, marks[symbol]);
      long quantity = most / rules.lotE9() * rules.lotE9();
      if (quantity == 0) {
        return;
      }
      VenueOrder order = desk.order(account, symbol, index, buy ? Side.BUY : Side.SELL, "1", "1");
      order.priceE9 = price(symbol, 20);
      order.quantityE9 = quantity;
      order.leavesE9 = quantity;
      order.reduceOnly = !closes && held != 0 && random.nextInt(4) == 0;
      RetCode code = desk.place(order);
      see(code.name());
      if (code == RetCode.OK && !order.reduceOnly) {
        assertThat(closes || desk.accounts.availableE9(account) >= 0).isTrue();
      }
      assertThat(code).isIn(RetCode.OK, RetCode.AVAILABLE_INSUFFICIENT, RetCode.POSITION_LIMIT);
    }

    private VenueOrder some() {
      if (desk.open.isEmpty()) {
        return null;
      }
      return new ArrayList<>(desk.open).get(random.nextInt(desk.open.size()));
    }

    private void fillSome() {
      VenueOrder order = some();
      if (order == null) {
        return;
      }
      long lot = instruments.get(order.symbol).lotE9();
      long most = order.leavesE9;
      if (order.reduceOnly || order.positionIdx != 0) {
        boolean buy = order.side == Side.BUY;
        boolean opens = order.positionIdx != 0 && (order.positionIdx == 1) == buy;
        if (!opens) {
          long held =
              desk.accounts.reducibleE9(order.account, order.symbol, order.positionIdx, buy);
          most = Math.min(most, held);
        }
      }
      if (most == 0) {
        desk.cancel(order);
        return;
      }
      long lots = most / lot;
      long quantity = random.nextInt(3) == 0 ? most : (1 + random.nextLong(lots)) * lot;
      boolean maker = random.nextBoolean();
      long price = random.nextInt(4) == 0 ? price(order.symbol, 5) : order.priceE9;
      VenueExecution fill = desk.fill(order, quantity, price, maker, ExecutionType.TRADE);
      Position position = desk.accounts.position(order.account, order.symbol, order.positionIdx);
      if (fill.closedE9() != 0) {
        see(order.positionIdx == 0 ? "closed" : "hedge leg closed");
        see(fill.closedE9() < quantity ? "turned round" : "closed");
        see(position.sizeE9() != 0 && fill.closedE9() == quantity ? "partial close" : "closed");
      }
      if (position.tier() > 0) {
        see("second tier");
      }
      oracle.filled(order, quantity, price, maker, false);
    }

    private void cancelSome() {
      VenueOrder order = some();
      if (order == null) {
        return;
      }
      if (random.nextBoolean()) {
        desk.cancel(order);
        return;
      }
      long price = price(order.symbol, 20);
      long lot = instruments.get(order.symbol).lotE9();
      long quantity = order.filledE9 + (1 + random.nextLong(order.leavesE9 / lot * 2)) * lot;
      if (desk.accounts.orders.mayAmend(order, price, quantity) == RetCode.OK) {
        order.priceE9 = price;
        order.quantityE9 = quantity;
        order.leavesE9 = quantity - order.filledE9;
        desk.changed(order);
        see("amended");
      }
    }

    private void mark(int symbol) {
      marks[symbol] = price(symbol, random.nextInt(4) == 0 ? 250 : 30);
      desk.accounts.onMark(symbol, marks[symbol], marks[symbol], 1);
      for (int account = 0; account < ACCOUNTS; account++) {
        for (Position position : desk.accounts.positions(account)) {
          criticalPriceHolds(position);
        }
      }
      liquidateAll();
    }

    /** At the liquidation price the account is in danger, a tick before it is not. */
    private void criticalPriceHolds(Position position) {
      long critical = desk.accounts.liquidationPriceE9(position);
      int symbol = position.symbol();
      if (critical == 0 || critical == marks[symbol]) {
        return;
      }
      boolean above = critical > marks[symbol];
      see(above ? "critical price above" : "critical price below");
      long tick = instruments.get(symbol).tickE9();
      desk.accounts.onMark(symbol, above ? critical - tick : critical + tick, 1, 1);
      assertThat(desk.accounts.toLiquidate()).doesNotContain(position);
      desk.accounts.onMark(symbol, critical, 1, 1);
      assertThat(desk.accounts.toLiquidate()).contains(position);
      desk.accounts.onMark(symbol, marks[symbol], marks[symbol], 1);
    }

    private void liquidateAll() {
      for (List<Position> due = desk.accounts.toLiquidate();
          !due.isEmpty();
          due = desk.accounts.toLiquidate()) {
        oracle.compare(desk.accounts, marks, desk.open);
        Position position = due.get(0);
        int account = position.account();
        for (VenueOrder order : new ArrayList<>(desk.open)) {
          if (order.account == account) {
            desk.cancel(order);
          }
        }
        Side side = position.side() == Side.BUY ? Side.SELL : Side.BUY;
        long price = price(position.symbol(), 10);
        VenueOrder order = desk.order(account, position.symbol(), position.index(), side, "1", "1");
        order.quantityE9 = position.sizeE9();
        order.leavesE9 = position.sizeE9();
        order.status = OrderStatus.NEW;
        desk.fill(order, order.quantityE9, price, false, ExecutionType.LIQUIDATION);
        oracle.filled(order, order.quantityE9, price, false, true);
        see("liquidated");
        if (desk.accounts.insuredE9(account) != 0) {
          see("insured");
        }
        boolean flat = desk.accounts.positions(account).stream().allMatch(p -> p.sizeE9() == 0);
        assertThat(!flat || desk.accounts.walletE9(account) >= 0).isTrue();
      }
    }

    private void fund(int symbol) {
      long rate = random.nextLong(2_000_001) - 1_000_000;
      if (!desk.accounts.fund(symbol, rate, 1, 1).isEmpty()) {
        see("funded");
      }
      oracle.funded(symbol, rate, marks[symbol]);
      liquidateAll();
    }

    private void transfer(int account) {
      long amount = random.nextLong(4_000 * Decimals.ONE_E9) - 2_000 * Decimals.ONE_E9;
      long free = desk.accounts.transferableE9(account);
      VenueRequest.Transfer request = new VenueRequest.Transfer(account, amount, "");
      RetCode code = desk.accounts.settings.transfer(request, 1);
      see(code.name());
      assertThat(code == RetCode.OK).isEqualTo(-amount <= free);
      if (code == RetCode.OK) {
        oracle.deposited(account, amount);
      }
    }

    private void setUp(int account, int symbol) {
      if (random.nextBoolean()) {
        boolean orders =
            desk.open.stream().anyMatch(o -> o.account == account && o.symbol == symbol);
        boolean hedge = random.nextBoolean();
        VenueRequest.SwitchMode request = new VenueRequest.SwitchMode(account, symbol, hedge);
        see(desk.accounts.settings.switchMode(request, orders, 1).name());
      } else {
        long leverage = (100 + random.nextLong(10_000)) * 10_000_000;
        VenueRequest.SetLeverage request =
            new VenueRequest.SetLeverage(account, symbol, leverage, leverage);
        see(desk.accounts.settings.setLeverage(request, 1).name());
      }
    }
  }
}
