package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/**
 * Whole venues under random requests and a random market: after every step all sums are audited,
 * and what the venue told of its fills makes, reckoned by {@link MoneyOracle}, the money it has.
 */
class VenueMoneyPropertyTest {
  private static final int STEPS = 120;

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void whatWasToldOfFillsIsAllTheMoneyThereIs(@ForAll long seed) {
    new Session(seed).run();
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  void soItIsInALongCampaign(@ForAll long seed) {
    new Session(seed).run();
  }

  @Test
  void theSessionsHaveEverythingThatCanHappen() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < 20; seed++) {
      Session session = new Session(seed);
      session.run();
      session.seen.forEach((what, count) -> seen.merge(what, count, Integer::sum));
    }
    assertThat(seen)
        .as("seeds 0 to 19")
        .containsKeys(
            "TRADE maker",
            "TRADE taker",
            "LIQUIDATION taker",
            "FUNDING taker",
            "closed",
            "turned round",
            "two legs",
            "insured",
            "AVAILABLE_INSUFFICIENT",
            "BALANCE_INSUFFICIENT",
            "REDUCE_ONLY",
            "MODE_WITH_POSITION",
            "MODE_WITH_ORDERS",
            "TRANSFER_INSUFFICIENT",
            "StopLoss",
            "TakeProfit",
            "TrailingStop",
            "Stop");
  }

  private static final class Session {
    private static final int ACCOUNTS = 4;
    private static final String[] BALANCES = {"20000", "5000", "2000", "1000"};
    private static final long HOUR_NS = 3_600_000_000_000L;

    final Map<String, Integer> seen = new TreeMap<>();
    private final List<Instrument> instruments = Instruments.defaults().subList(0, 2);
    private final SplittableRandom random;
    private final ScriptedMarket market = new ScriptedMarket(instruments);
    private final VenueLog log = new VenueLog();
    private final MoneyOracle oracle = new MoneyOracle(instruments, ACCOUNTS);
    private final Venue venue;
    private final long[] marks = {50_000 * Decimals.ONE_E9, 2_000 * Decimals.ONE_E9};
    private long requests;
    private int told;
    private int replies;

    Session(long seed) {
      random = new SplittableRandom(seed);
      List<VenueConfig.AccountSpec> specs = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS; i++) {
        long balance = Desk.e9(BALANCES[i]);
        specs.add(new VenueConfig.AccountSpec("a" + i, i, "USDT", balance));
        oracle.deposited(i, balance);
      }
      FillModel model = FillModel.values()[random.nextInt(3)];
      VenueConfig config =
          new VenueConfig(seed, 0, model, LatencyModel.NONE, LatencyModel.NONE, specs, true);
      venue = new Venue(config, market, log);
    }

    void run() {
      quote(0);
      quote(1);
      for (int account = 0; account < ACCOUNTS; account++) {
        for (int symbol = 0; symbol < 2; symbol++) {
          submit(new VenueRequest.SwitchMode(account, symbol, random.nextBoolean()));
          long leverage = (5 + random.nextInt(46)) * Decimals.ONE_E9;
          submit(new VenueRequest.SetLeverage(account, symbol, leverage, leverage));
        }
      }
      for (int step = 0; step < STEPS; step++) {
        step();
        check();
      }
    }

    private void check() {
      List<VenueOrder> open = new ArrayList<>();
      for (int account = 0; account < ACCOUNTS; account++) {
        open.addAll(venue.openOrders(account));
      }
      venue.accounts().audit(open);
      for (; told < log.executions.size(); told++) {
        hear(log.executions.get(told));
      }
      for (; replies < log.replies.size(); replies++) {
        see(log.replies.get(replies).code().name());
      }
      oracle.compare(venue.accounts(), marks, open);
      for (int account = 0; account < ACCOUNTS; account++) {
        for (int leg = 0; leg < 6; leg++) {
          boolean inMode = venue.accounts().hedge(account, leg / 3) == (leg % 3 != 0);
          long size = venue.accounts().position(account, leg / 3, leg % 3).sizeE9();
          assertThat(inMode || size == 0).as("a leg of the other mode is flat").isTrue();
        }
      }
      for (VenueOrder order : open) {
        assertThat(order.positionIdx != 0)
            .as("an order is for a leg of its account's mode")
            .isEqualTo(venue.accounts().hedge(order.account, order.symbol));
        boolean closes = order.closes() && !order.waits();
        if (closes) {
          int index = order.positionIdx;
          assertThat(order.leavesE9)
              .as("what a closing order may close")
              .isLessThanOrEqualTo(
                  venue.accounts().reducibleE9(order.account, order.symbol, index, order.buys()));
        }
      }
    }

    private void hear(VenueExecution execution) {
      see(execution.type() + (execution.maker() ? " maker" : " taker"));
      assertThat(execution.id()).isEqualTo(told + 1L);
      if (execution.type() == ExecutionType.FUNDING) {
        oracle.paid(execution);
        return;
      }
      oracle.executed(execution);
      if (!execution.stopOrderType().isEmpty()) {
        see(execution.stopOrderType());
      }
      if (execution.closedE9() != 0) {
        see(execution.closedE9() < execution.quantityE9() ? "turned round" : "closed");
      }
      Accounts accounts = venue.accounts();
      int account = execution.account();
      if (accounts.insuredE9(account) != 0) {
        see("insured");
      }
      Position first = accounts.position(account, execution.symbol(), 1);
      Position second = accounts.position(account, execution.symbol(), 2);
      if (first.sizeE9() != 0 && second.sizeE9() != 0) {
        see("two legs");
      }
    }

    private void see(String what) {
      seen.merge(what, 1, Integer::sum);
    }

    private void step() {
      int account = random.nextInt(ACCOUNTS);
      int symbol = random.nextInt(2);
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5, 6 -> submit(place(account, symbol));
        case 7, 8, 9 -> move(symbol, 30);
        case 10 -> move(symbol, 150);
        case 11, 12 -> trade(symbol);
        case 13 -> amend(account);
        case 14 -> cancel(account, symbol);
        case 15 -> stop(account, symbol);
        case 16 -> {
          long amount = random.nextLong(3_000 * Decimals.ONE_E9) - 1_500 * Decimals.ONE_E9;
          submit(new VenueRequest.Transfer(account, amount, ""));
          if (log.lastReply().code() == RetCode.OK) {
            oracle.deposited(account, amount);
          }
        }
        case 17 -> {
          long rate = random.nextLong(2_000_001) - 1_000_000;
          market(sink -> sink.fundingRate(symbol, rate));
          venue.advance(venue.nowNs() + 8 * HOUR_NS);
        }
        case 18 -> {
          long leverage = (1 + random.nextInt(60)) * Decimals.ONE_E9;
          submit(new VenueRequest.SetLeverage(account, symbol, leverage, leverage));
        }
        default -> {
          int which = random.nextInt(3) - 1;
          submit(new VenueRequest.SwitchMode(account, which, random.nextBoolean()));
        }
      }
    }

    private void submit(VenueRequest request) {
      venue.submit(venue.nowNs(), ++requests, request);
    }

    private void market(Consumer<MarketSink> what) {
      market.at(venue.nowNs(), what);
      venue.advance(venue.nowNs());
    }

    /** Six levels a side around the mark price. */
    private void quote(int symbol) {
      long tick = instruments.get(symbol).tickE9();
      long step = marks[symbol] / 2_000 / tick * tick;
      long middle = marks[symbol] / tick * tick;
      market(
          sink -> {
            sink.clearBook(symbol);
            sink.prices(symbol, marks[symbol], marks[symbol]);
            for (int i = 1; i <= 6; i++) {
              sink.level(symbol, Side.BUY, middle - i * step, lots(symbol, 4_000));
              sink.level(symbol, Side.SELL, middle + i * step, lots(symbol, 4_000));
            }
            sink.bookComplete(symbol);
          });
    }

    private long lots(int symbol, int mostNotional) {
      long lot = instruments.get(symbol).lotE9();
      long notional = (10 + random.nextLong(mostNotional)) * Decimals.ONE_E9;
      return Math.max(lot, Decimals.divideE9(notional, marks[symbol]) / lot * lot);
    }

    private void move(int symbol, int permille) {
      long change = random.nextLong(2L * permille + 1) - permille;
      long tick = instruments.get(symbol).tickE9();
      marks[symbol] = (marks[symbol] + marks[symbol] / 1000 * change) / tick * tick;
      quote(symbol);
    }

    private void trade(int symbol) {
      long price = near(symbol, 5);
      Side taker = random.nextBoolean() ? Side.BUY : Side.SELL;
      market(sink -> sink.trade(symbol, taker, price, lots(symbol, 10_000)));
    }

    private long near(int symbol, int permille) {
      long tick = instruments.get(symbol).tickE9();
      long change = random.nextLong(2L * permille + 1) - permille;
      return (marks[symbol] + marks[symbol] / 1000 * change) / tick * tick;
    }

    private VenueRequest place(int account, int symbol) {
      boolean isMarket = random.nextInt(3) == 0;
      boolean hedge = venue.accounts().hedge(account, symbol);
      boolean waits = random.nextInt(5) == 0;
      boolean reduce = random.nextInt(6) == 0;
      boolean bracket = !reduce && random.nextInt(6) == 0;
      boolean buy = random.nextBoolean();
      long price = isMarket ? 0 : near(symbol, 8);
      long base = isMarket ? marks[symbol] : price;
      long tick = instruments.get(symbol).tickE9();
      long away = base / 100 / tick * tick;
      TimeInForce[] kinds = TimeInForce.values();
      TimeInForce kind = kinds[random.nextInt(4)];
      return new VenueRequest.Place(
          account,
          symbol,
          "",
          buy ? Side.BUY : Side.SELL,
          isMarket ? OrderType.MARKET : OrderType.LIMIT,
          isMarket ? TimeInForce.IOC : kind,
          price,
          lots(symbol, 20_000),
          hedge ? 1 + random.nextInt(2) : 0,
          reduce,
          false,
          waits ? near(symbol, 20) : 0,
          0,
          TriggerBy.MARK,
          bracket ? at(buy ? base + away : base - away) : TriggerSpec.NONE,
          bracket ? at(buy ? base - away : base + away) : TriggerSpec.NONE,
          true);
    }

    private static TriggerSpec at(long price) {
      return new TriggerSpec(price, TriggerBy.MARK, OrderType.MARKET, 0);
    }

    private VenueOrder some(int account) {
      List<VenueOrder> open = venue.openOrders(account);
      return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private void amend(int account) {
      VenueOrder order = some(account);
      if (order != null) {
        submit(
            new VenueRequest.Amend(
                account,
                order.symbol,
                order.id,
                "",
                order.type == OrderType.MARKET ? TriggerSpec.KEEP : near(order.symbol, 8),
                lots(order.symbol, 40_000),
                TriggerSpec.KEEP,
                TriggerSpec.NONE,
                TriggerSpec.NONE));
      }
    }

    private void cancel(int account, int symbol) {
      VenueOrder order = some(account);
      if (random.nextInt(4) == 0) {
        submit(new VenueRequest.CancelAll(account, symbol, VenueRequest.Filter.ALL, ""));
      } else if (order != null) {
        submit(new VenueRequest.Cancel(account, order.symbol, order.id, ""));
      }
    }

    private void stop(int account, int symbol) {
      for (Position position : venue.accounts().positions(account)) {
        if (position.sizeE9() != 0 && position.symbol() == symbol) {
          long tick = instruments.get(symbol).tickE9();
          long away = marks[symbol] / 50 / tick * tick;
          boolean isLong = position.side() == Side.BUY;
          submit(
              new VenueRequest.SetTradingStop(
                  account,
                  symbol,
                  position.index(),
                  true,
                  at(marks[symbol] / tick * tick + (isLong ? away : -away)),
                  at(marks[symbol] / tick * tick + (isLong ? -away : away)),
                  random.nextBoolean() ? away / 2 / tick * tick : TriggerSpec.KEEP,
                  0,
                  0,
                  0));
          return;
        }
      }
    }
  }
}
