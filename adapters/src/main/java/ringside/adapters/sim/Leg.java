package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;
import static ringside.journal.event.Decimals.divideE9;
import static ringside.journal.event.Decimals.multiplyE9;

import ringside.journal.codec.Side;
import ringside.journal.event.Proportion;

/**
 * A position with what it ties up at the mark price, the open orders that count for it, and the
 * sums over its fills that its size and cost are proven by.
 *
 * <p>Margin, after the venue's help pages on margin of USDT contracts, per leg, values at mark:
 *
 * <ul>
 *   <li>initial: value x (the greater of 1 / leverage and the tier's rate) + fee to close
 *   <li>maintenance: value x the tier's rate - the tier's deduction + fee to close
 *   <li>fee to close: what a taker pays at the bankruptcy price: value x (1 -+ 1 / leverage) x rate
 *   <li>orders: order value / leverage + fee to open + fee to close, both as a taker
 * </ul>
 *
 * In one-way mode buys and sells exclude each other: the worse side counts, of which so much is
 * free as closes the position and sets free the margin of as much again, twice its value in all.
 */
final class Leg {
  final Position position;
  final Instrument rules;
  final Account account;

  /** Values of the open orders that may open, each at its own price. */
  long buysE9;

  long sellsE9;

  /** At mark; of the position as {@link #remark} last saw it. */
  long valueE9;

  long unrealisedE9;
  long initialMarginE9;
  long maintenanceMarginE9;
  long orderMarginE9;

  /** Sums over all fills, buys positive, that size and cost must agree with. */
  long boughtQuantityE9;

  long boughtValueE9;
  long grossE9;
  long feesE9;
  long fundingE9;
  boolean touched;

  /** What follows from the leverage. */
  private long initialRateE9;

  private long buyRateE9;
  private long sellRateE9;
  private long longCloseRateE9;
  private long shortCloseRateE9;
  private long limitE9;

  Leg(Account account, int symbol, int index, Instrument rules, long leverageE9) {
    this.account = account;
    this.rules = rules;
    position = new Position();
    position.account = account.index;
    position.symbol = symbol;
    position.index = index;
    position.side = ownSide();
    leverage(leverageE9);
  }

  /** The side of a hedge leg; null in one-way mode. */
  private Side ownSide() {
    return switch (position.index) {
      case 1 -> Side.BUY;
      case 2 -> Side.SELL;
      default -> null;
    };
  }

  void leverage(long leverageE9) {
    position.leverageE9 = leverageE9;
    initialRateE9 = divideE9(ONE_E9, leverageE9);
    long taker = rules.takerFeeE9();
    longCloseRateE9 = multiplyE9(ONE_E9 - initialRateE9, taker);
    shortCloseRateE9 = multiplyE9(ONE_E9 + initialRateE9, taker);
    buyRateE9 = initialRateE9 + taker + longCloseRateE9;
    sellRateE9 = initialRateE9 + taker + shortCloseRateE9;
    limitE9 = limitOf(leverageE9);
  }

  /** The largest position value that this leverage may be used for; 0 when it is too high. */
  long limitOf(long leverageE9) {
    long limit = 0;
    for (RiskTier tier : rules.tiers()) {
      if (tier.maxLeverageE9() >= leverageE9) {
        limit = tier.limitE9();
      }
    }
    return limit;
  }

  boolean isLong() {
    return position.side == Side.BUY;
  }

  /** Positive for long. */
  long signedSizeE9() {
    return isLong() ? position.sizeE9 : -position.sizeE9;
  }

  /** Reckons everything that depends on the mark price anew. */
  void remark(long markE9) {
    if (position.sizeE9 == 0) {
      valueE9 = 0;
      unrealisedE9 = 0;
      initialMarginE9 = 0;
      maintenanceMarginE9 = 0;
      position.tier = 0;
    } else {
      valueE9 = multiplyE9(position.sizeE9, markE9);
      long gain = valueE9 - position.entryValueE9;
      unrealisedE9 = isLong() ? gain : -gain;
      position.tier = tierOf(valueE9);
      RiskTier tier = rules.tiers().get(position.tier);
      long closeRate = isLong() ? longCloseRateE9 : shortCloseRateE9;
      long rate = Math.max(initialRateE9, tier.initialRateE9());
      initialMarginE9 = Math.addExact(multiplyE9(valueE9, rate), multiplyE9(valueE9, closeRate));
      maintenanceMarginE9 = maintenanceMargin(valueE9);
    }
    orderMarginE9 = orderMargin(buysE9, sellsE9);
  }

  /** Maintenance margin if the position were worth this. */
  long maintenanceMargin(long valueE9) {
    RiskTier tier = rules.tiers().get(tierOf(valueE9));
    long closeRate = isLong() ? longCloseRateE9 : shortCloseRateE9;
    long base = multiplyE9(valueE9, tier.maintenanceRateE9()) - tier.deductionE9();
    return Math.max(0, base) + multiplyE9(valueE9, closeRate);
  }

  private int tierOf(long valueE9) {
    int last = rules.tiers().size() - 1;
    int tier = 0;
    while (tier < last && valueE9 > rules.tiers().get(tier).limitE9()) {
      tier++;
    }
    return tier;
  }

  /** Margin of open orders, were these their values; the position as it is. */
  long orderMargin(long buysE9, long sellsE9) {
    long buys = buysE9;
    long sells = sellsE9;
    if (position.sizeE9 != 0 && position.index == 0) {
      if (isLong()) {
        sells = Math.max(0, sells - 2 * valueE9);
      } else {
        buys = Math.max(0, buys - 2 * valueE9);
      }
    }
    long buyMargin = buys == 0 ? 0 : multiplyE9(buys, buyRateE9);
    long sellMargin = sells == 0 ? 0 : multiplyE9(sells, sellRateE9);
    return Math.max(buyMargin, sellMargin);
  }

  /** How much order value of this side may come on top before the risk limit is reached. */
  long roomE9(boolean buy) {
    long held = isLong() ? valueE9 : -valueE9;
    long exposed = buy ? held + buysE9 : sellsE9 - held;
    return limitE9 - exposed;
  }

  /** Value of the larger of what position and orders can become, up or down. */
  long exposureE9() {
    long held = isLong() ? valueE9 : -valueE9;
    return Math.max(held + buysE9, sellsE9 - held);
  }

  /** Books a fill; wallet and margin sums are the caller's. */
  void book(boolean buy, long priceE9, long quantityE9, long feeE9, Booking out) {
    out.clear();
    long valueE9 = multiplyE9(priceE9, quantityE9);
    boolean closes = position.sizeE9 != 0 && isLong() != buy;
    long closed = closes ? Math.min(quantityE9, position.sizeE9) : 0;
    long opened = quantityE9 - closed;
    if (position.index != 0 && opened != 0 && buy != (position.index == 1)) {
      throw new IllegalStateException(
          "leg " + position.index + " of " + rules.symbol() + " cannot be closed by " + quantityE9);
    }
    long exitValueE9 = 0;
    if (closed != 0) {
      exitValueE9 = opened == 0 ? valueE9 : multiplyE9(priceE9, closed);
      out.closeFeeE9 = Proportion.of(feeE9, closed, quantityE9);
      close(closed, exitValueE9, out);
    }
    if (opened != 0) {
      open(buy, opened, valueE9 - exitValueE9, feeE9 - out.closeFeeE9);
    }
    boughtQuantityE9 = Math.addExact(boughtQuantityE9, buy ? quantityE9 : -quantityE9);
    boughtValueE9 = Math.addExact(boughtValueE9, buy ? valueE9 : -valueE9);
    grossE9 = Math.addExact(grossE9, out.realisedE9);
    feesE9 = Math.addExact(feesE9, feeE9);
  }

  private void close(long closed, long exitValueE9, Booking out) {
    long entryValueE9 = Proportion.of(position.entryValueE9, closed, position.sizeE9);
    long openFeeE9 = Proportion.of(position.openFeeE9, closed, position.sizeE9);
    out.closedE9 = closed;
    out.entryValueE9 = entryValueE9;
    out.exitValueE9 = exitValueE9;
    out.openFeeE9 = openFeeE9;
    out.realisedE9 = isLong() ? exitValueE9 - entryValueE9 : entryValueE9 - exitValueE9;
    position.entryValueE9 -= entryValueE9;
    position.openFeeE9 -= openFeeE9;
    position.sizeE9 -= closed;
    realise(out.realisedE9 - out.closeFeeE9);
    if (position.sizeE9 == 0) {
      position.side = ownSide();
      position.liquidating = false;
      position.openedNs = 0;
    }
  }

  private void open(boolean buy, long opened, long valueE9, long feeE9) {
    if (position.sizeE9 == 0) {
      position.side = buy ? Side.BUY : Side.SELL;
      position.realisedPnlE9 = 0;
    }
    position.sizeE9 = Math.addExact(position.sizeE9, opened);
    position.entryValueE9 = Math.addExact(position.entryValueE9, valueE9);
    position.openFeeE9 = Math.addExact(position.openFeeE9, feeE9);
    realise(-feeE9);
  }

  /** The open part becomes another leg's, with its stops; sums over what is closed stay here. */
  void moveTo(Leg other) {
    Position to = other.position;
    to.side = position.side;
    to.sizeE9 = position.sizeE9;
    to.entryValueE9 = position.entryValueE9;
    to.openFeeE9 = position.openFeeE9;
    to.realisedPnlE9 = position.realisedPnlE9;
    to.openedNs = position.openedNs;
    to.takeStops(position);
    long quantityE9 = signedSizeE9();
    long costE9 = isLong() ? position.entryValueE9 : -position.entryValueE9;
    other.boughtQuantityE9 = Math.addExact(other.boughtQuantityE9, quantityE9);
    other.boughtValueE9 = Math.addExact(other.boughtValueE9, costE9);
    boughtQuantityE9 -= quantityE9;
    boughtValueE9 -= costE9;
    position.sizeE9 = 0;
    position.entryValueE9 = 0;
    position.openFeeE9 = 0;
    position.realisedPnlE9 = 0;
    position.openedNs = 0;
    position.side = ownSide();
  }

  /** Counts a funding payment received. */
  void fund(long receivedE9) {
    fundingE9 = Math.addExact(fundingE9, receivedE9);
    realise(receivedE9);
  }

  private void realise(long amountE9) {
    position.realisedPnlE9 = Math.addExact(position.realisedPnlE9, amountE9);
    position.cumulativePnlE9 = Math.addExact(position.cumulativePnlE9, amountE9);
  }

  /** Proves size, cost and realised PnL by the sums over the fills. */
  void check() {
    Books.require(boughtQuantityE9, signedSizeE9(), this, "bought less sold is the size");
    long entry = isLong() ? position.entryValueE9 : -position.entryValueE9;
    Books.require(
        boughtValueE9, entry - grossE9, this, "value bought less sold is entry value less gross");
    Books.require(
        position.cumulativePnlE9,
        grossE9 - feesE9 + fundingE9,
        this,
        "cumulative PnL is gross less fees and funding");
    if (position.sizeE9 == 0) {
      Books.require(position.entryValueE9, 0, this, "entry value when flat");
      Books.require(position.openFeeE9, 0, this, "opening fees when flat");
    }
  }

  @Override
  public String toString() {
    return "account " + account.index + " " + rules.symbol() + " leg " + position.index;
  }
}
