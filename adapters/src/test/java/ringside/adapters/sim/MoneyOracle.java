package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

/**
 * What the accounts should be, reckoned from the whole story at every question, with decimals of
 * any length: signed sizes and costs instead of sides, tiers as layers instead of deductions.
 */
final class MoneyOracle {
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  /** A happening: a fill, a funding time, a transfer. */
  private interface Event {}

  private record Fill(
      int account,
      int leg,
      BigDecimal quantity,
      BigDecimal price,
      boolean maker,
      boolean liquidated)
      implements Event {}

  private record Funding(int symbol, BigDecimal rate, BigDecimal mark) implements Event {}

  private record Payment(int account, BigDecimal paid) implements Event {}

  private record Transfer(int account, BigDecimal amount) implements Event {}

  private static final class State {
    BigDecimal wallet = ZERO;
    BigDecimal insured = ZERO;
    final BigDecimal[] sizes;
    final BigDecimal[] costs;

    State(int legs) {
      sizes = filled(legs);
      costs = filled(legs);
    }

    boolean flat() {
      for (BigDecimal size : sizes) {
        if (size.signum() != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Instrument> instruments;
  private final int accounts;
  private final List<Event> story = new ArrayList<>();

  MoneyOracle(List<Instrument> instruments, int accounts) {
    this.instruments = instruments;
    this.accounts = accounts;
  }

  static BigDecimal decimal(long e9) {
    return BigDecimal.valueOf(e9, 9);
  }

  private static BigDecimal[] filled(int length) {
    BigDecimal[] values = new BigDecimal[length];
    Arrays.fill(values, ZERO);
    return values;
  }

  private static BigDecimal money(BigDecimal value) {
    return value.setScale(9, RoundingMode.HALF_EVEN);
  }

  void deposited(int account, long amountE9) {
    story.add(new Transfer(account, decimal(amountE9)));
  }

  void funded(int symbol, long rateE9, long markE9) {
    story.add(new Funding(symbol, decimal(rateE9), decimal(markE9)));
  }

  void filled(VenueOrder order, long quantityE9, long priceE9, boolean maker, boolean liquidated) {
    BigDecimal quantity = decimal(order.side == Side.BUY ? quantityE9 : -quantityE9);
    int leg = order.symbol * 3 + order.positionIdx;
    story.add(new Fill(order.account, leg, quantity, decimal(priceE9), maker, liquidated));
  }

  /** A fill as a venue told it. */
  void executed(VenueExecution fill) {
    BigDecimal quantity = decimal(fill.side() == Side.BUY ? fill.quantityE9() : -fill.quantityE9());
    int leg = fill.symbol() * 3 + fill.positionIdx();
    boolean liquidated = fill.type() == ExecutionType.LIQUIDATION;
    story.add(
        new Fill(fill.account(), leg, quantity, decimal(fill.priceE9()), fill.maker(), liquidated));
  }

  /** A funding payment as a venue told it, proven by what the account held then. */
  void paid(VenueExecution funding) {
    int leg = funding.symbol() * 3 + funding.positionIdx();
    BigDecimal size = replay()[funding.account()].sizes[leg];
    BigDecimal value = money(size.abs().multiply(decimal(funding.markE9())));
    same(funding.feeE9(), money(value.multiply(decimal(funding.feeRateE9()))), "funding");
    assertThat(funding.side()).isEqualTo(size.signum() > 0 ? Side.BUY : Side.SELL);
    story.add(new Payment(funding.account(), decimal(funding.feeE9())));
  }

  private State[] replay() {
    State[] states = new State[accounts];
    for (int i = 0; i < accounts; i++) {
      states[i] = new State(instruments.size() * 3);
    }
    for (Event event : story) {
      if (event instanceof Transfer transfer) {
        states[transfer.account].wallet = states[transfer.account].wallet.add(transfer.amount);
      } else if (event instanceof Payment payment) {
        states[payment.account].wallet = states[payment.account].wallet.subtract(payment.paid);
      } else if (event instanceof Funding funding) {
        for (State state : states) {
          for (int leg = funding.symbol * 3; leg < funding.symbol * 3 + 3; leg++) {
            BigDecimal value = money(state.sizes[leg].abs().multiply(funding.mark));
            BigDecimal paid = money(value.multiply(funding.rate));
            int sign = state.sizes[leg].signum();
            state.wallet = state.wallet.subtract(paid.multiply(BigDecimal.valueOf(sign)));
          }
        }
      } else if (event instanceof Fill fill) {
        apply(states[fill.account], fill);
      }
    }
    return states;
  }

  private void apply(State state, Fill fill) {
    Instrument rules = instruments.get(fill.leg / 3);
    BigDecimal size = state.sizes[fill.leg];
    BigDecimal cost = state.costs[fill.leg];
    BigDecimal flow = money(fill.price.multiply(fill.quantity.abs()));
    BigDecimal fee =
        money(flow.multiply(decimal(fill.maker ? rules.makerFeeE9() : rules.takerFeeE9())));
    BigDecimal signedFlow = flow.multiply(BigDecimal.valueOf(fill.quantity.signum()));
    BigDecimal after = size.add(fill.quantity);
    BigDecimal costAfter;
    if (size.signum() * fill.quantity.signum() >= 0) {
      costAfter = cost.add(signedFlow);
    } else if (after.signum() == size.signum()) {
      costAfter =
          cost.subtract(
              cost.multiply(fill.quantity.abs()).divide(size.abs(), 9, RoundingMode.HALF_EVEN));
    } else {
      BigDecimal closing = money(fill.price.multiply(size.abs()));
      costAfter =
          after.signum() == 0
              ? ZERO
              : signedFlow.add(closing.multiply(BigDecimal.valueOf(size.signum())));
    }
    // What came in is what was given up of the cost less what was paid in money
    BigDecimal gross = costAfter.subtract(cost).subtract(signedFlow);
    state.wallet = state.wallet.add(gross).subtract(fee);
    state.sizes[fill.leg] = after;
    state.costs[fill.leg] = costAfter;
    if (fill.liquidated && state.flat() && state.wallet.signum() < 0) {
      state.insured = state.insured.subtract(state.wallet);
      state.wallet = ZERO;
    }
  }

  /** Compares everything that can be asked. */
  void compare(Accounts accounts, long[] marksE9, Collection<VenueOrder> open) {
    State[] states = replay();
    for (int account = 0; account < states.length; account++) {
      State state = states[account];
      same(accounts.walletE9(account), state.wallet, "wallet of " + account);
      same(accounts.insuredE9(account), state.insured, "insured of " + account);
      BigDecimal unrealised = ZERO;
      BigDecimal initial = ZERO;
      BigDecimal maintenance = ZERO;
      BigDecimal orders = ZERO;
      for (int leg = 0; leg < state.sizes.length; leg++) {
        Position position = accounts.position(account, leg / 3, leg % 3);
        Instrument rules = instruments.get(leg / 3);
        BigDecimal size = state.sizes[leg];
        BigDecimal mark = decimal(marksE9[leg / 3]);
        BigDecimal value = money(size.abs().multiply(mark));
        BigDecimal leverage = decimal(position.leverageE9());
        String name = "leg " + leg + " of " + account;
        same(position.sizeE9(), size.abs(), "size of " + name);
        same(position.entryValueE9(), state.costs[leg].abs(), "cost of " + name);
        if (size.signum() != 0) {
          assertThat(position.side()).isEqualTo(size.signum() > 0 ? Side.BUY : Side.SELL);
        }
        BigDecimal gain =
            value.multiply(BigDecimal.valueOf(size.signum())).subtract(state.costs[leg]);
        unrealised = unrealised.add(gain);
        BigDecimal rate = ONE.divide(leverage, 9, RoundingMode.HALF_EVEN);
        BigDecimal taker = decimal(rules.takerFeeE9());
        BigDecimal longClose = money(ONE.subtract(rate).multiply(taker));
        BigDecimal shortClose = money(ONE.add(rate).multiply(taker));
        BigDecimal close = money(value.multiply(size.signum() > 0 ? longClose : shortClose));
        if (size.signum() != 0) {
          BigDecimal tierRate = decimal(rules.tiers().get(position.tier()).initialRateE9());
          initial = initial.add(money(value.multiply(rate.max(tierRate)))).add(close);
          maintenance = maintenance.add(layers(rules, value)).add(close);
        }
        BigDecimal twice = value.add(value);
        BigDecimal buys = ordered(open, account, leg, Side.BUY);
        BigDecimal sells = ordered(open, account, leg, Side.SELL);
        if (leg % 3 == 0) {
          buys = size.signum() < 0 ? buys.subtract(twice).max(ZERO) : buys;
          sells = size.signum() > 0 ? sells.subtract(twice).max(ZERO) : sells;
        }
        BigDecimal buyMargin = money(buys.multiply(rate.add(taker).add(longClose)));
        BigDecimal sellMargin = money(sells.multiply(rate.add(taker).add(shortClose)));
        orders = orders.add(buyMargin.max(sellMargin));
      }
      same(accounts.unrealisedE9(account), unrealised, "unrealised of " + account);
      same(accounts.positionMarginE9(account), initial, "initial margin of " + account);
      same(accounts.maintenanceMarginE9(account), maintenance, "maintenance of " + account);
      same(accounts.orderMarginE9(account), orders, "order margin of " + account);
      BigDecimal equity = state.wallet.add(unrealised);
      same(accounts.equityE9(account), equity, "equity of " + account);
      same(
          accounts.availableE9(account),
          equity.subtract(initial).subtract(orders).max(ZERO),
          "available of " + account);
      boolean below = !state.flat() && equity.compareTo(maintenance) < 0;
      int index = account;
      assertThat(accounts.toLiquidate().stream().anyMatch(p -> p.account() == index))
          .as("liquidation of " + account)
          .isEqualTo(below);
    }
  }

  /** Maintenance margin as the tiers are meant: each layer of value at the rate of its tier. */
  private static BigDecimal layers(Instrument rules, BigDecimal value) {
    BigDecimal margin = ZERO;
    BigDecimal floor = ZERO;
    for (int i = 0; i < rules.tiers().size(); i++) {
      RiskTier tier = rules.tiers().get(i);
      boolean last = i == rules.tiers().size() - 1;
      BigDecimal top = last ? value : value.min(decimal(tier.limitE9()));
      BigDecimal layer = top.subtract(floor).max(ZERO);
      margin = margin.add(layer.multiply(decimal(tier.maintenanceRateE9())));
      floor = decimal(tier.limitE9());
    }
    return money(margin);
  }

  private static BigDecimal ordered(Collection<VenueOrder> open, int account, int leg, Side side) {
    BigDecimal sum = ZERO;
    for (VenueOrder order : open) {
      boolean closes = leg % 3 != 0 && (leg % 3 == 1) != (side == Side.BUY);
      if (order.account == account
          && order.symbol * 3 + order.positionIdx == leg
          && order.side == side
          && !closes
          && !order.reduceOnly
          && order.status != OrderStatus.UNTRIGGERED) {
        sum = sum.add(money(decimal(order.priceE9).multiply(decimal(order.leavesE9))));
      }
    }
    return sum;
  }

  private static void same(long isE9, BigDecimal shouldBe, String what) {
    assertThat(decimal(isE9)).as(what).isEqualByComparingTo(shouldBe);
  }
}
