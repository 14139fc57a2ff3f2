package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * What accounts hold and may come to hold, in the worst case: positions, all live orders that could
 * open, decided, in flight or resting, and what such orders have filled by the venue's word while
 * no position shows it yet; both legs added up. Notional at mark; where there is no mark, at the
 * last trade; where there is none either, at entry and order prices.
 *
 * <p>It keeps quantities, which only an account's own records change, so that a look at what all
 * accounts have together does not look at all of them: it follows from the other tables, and is
 * worked out anew for accounts that were touched since. Not described: it is no state of its own.
 * Engine thread only; allocates when it meets an account or an instrument for the first time.
 */
public final class ExposureTable {
  private static final long UNKNOWN = Decimals.INVALID;

  private final AccountTable accounts;
  private final InstrumentTable instruments;
  private final Sums engine = new Sums();
  private Sums[] byAccount = new Sums[4];
  private boolean[] touched = new boolean[4];
  private int[] waiting = new int[4];
  private int waitingCount;

  /** By instrument: bought and sold legs in the worst case, and what they would have cost. */
  private static final class Sums {
    long[] quantityE9 = new long[4];
    long[] costE9 = new long[4];
    long[] longE9 = new long[4];
    long[] shortE9 = new long[4];
    long[] sizeE9 = new long[4];
    long[] buyE9 = new long[4];
    long[] sellE9 = new long[4];
    int size;
    int orders;

    void ensure(int instrument) {
      if (instrument >= quantityE9.length) {
        int capacity = Math.max(instrument + 1, 2 * quantityE9.length);
        quantityE9 = Arrays.copyOf(quantityE9, capacity);
        costE9 = Arrays.copyOf(costE9, capacity);
        longE9 = Arrays.copyOf(longE9, capacity);
        shortE9 = Arrays.copyOf(shortE9, capacity);
        sizeE9 = Arrays.copyOf(sizeE9, capacity);
        buyE9 = Arrays.copyOf(buyE9, capacity);
        sellE9 = Arrays.copyOf(sellE9, capacity);
      }
      size = Math.max(size, instrument + 1);
    }

    void clear() {
      Arrays.fill(quantityE9, 0);
      Arrays.fill(costE9, 0);
      Arrays.fill(longE9, 0);
      Arrays.fill(shortE9, 0);
      Arrays.fill(sizeE9, 0);
      Arrays.fill(buyE9, 0);
      Arrays.fill(sellE9, 0);
      orders = 0;
    }
  }

  ExposureTable(AccountTable accounts, InstrumentTable instruments) {
    this.accounts = accounts;
    this.instruments = instruments;
  }

  /** A record of the account was folded. */
  public void touch(int account) {
    if (account >= touched.length) {
      int capacity = Math.max(account + 1, 2 * touched.length);
      touched = Arrays.copyOf(touched, capacity);
      byAccount = Arrays.copyOf(byAccount, capacity);
      waiting = Arrays.copyOf(waiting, capacity);
    }
    if (!touched[account]) {
      touched[account] = true;
      waiting[waitingCount++] = account;
    }
  }

  /** All accounts may hold something else than before. */
  void touchAll() {
    for (int i = 0; i < accounts.size(); i++) {
      touch(i);
    }
  }

  /** How many orders of ours are live. */
  public int openOrders(int account) {
    settle();
    Sums sums = sums(account);
    return sums == null ? 0 : sums.orders;
  }

  /**
   * What one symbol of an account comes to if an order is added.
   *
   * @param addedE9 quantity of the order that opens; 0 for what there is
   */
  public long symbolE9(int account, int instrument, Leg leg, Side side, long addedE9) {
    settle();
    long quantityE9 = quantityE9(sums(account), instrument, leg, side, addedE9);
    return notionalE9(instrument, quantityE9, UNKNOWN);
  }

  /** What an account comes to if an order is added; both as of {@link #symbolE9}. */
  public long accountE9(int account, int instrument, Leg leg, Side side, long addedE9) {
    settle();
    Sums sums = sums(account);
    return Notional.plusE9(sumE9(sums), moreE9(sums, instrument, leg, side, addedE9));
  }

  /** What all accounts come to if an order is added; all as of {@link #symbolE9}. */
  public long engineE9(int account, int instrument, Leg leg, Side side, long addedE9) {
    settle();
    return Notional.plusE9(sumE9(engine), moreE9(sums(account), instrument, leg, side, addedE9));
  }

  private long moreE9(Sums sums, int instrument, Leg leg, Side side, long addedE9) {
    long beforeE9 = sums == null || instrument >= sums.size ? 0 : sums.quantityE9[instrument];
    long afterE9 = quantityE9(sums, instrument, leg, side, addedE9);
    return notionalE9(instrument, Math.max(0, afterE9 - beforeE9), UNKNOWN);
  }

  private long sumE9(Sums sums) {
    if (sums == null) {
      return 0;
    }
    long total = 0;
    for (int i = 0; i < sums.size; i++) {
      if (sums.quantityE9[i] != 0) {
        total = Notional.plusE9(total, notionalE9(i, sums.quantityE9[i], sums.costE9[i]));
      }
    }
    return total;
  }

  private long notionalE9(int instrument, long quantityE9, long costE9) {
    InstrumentState known = instruments.find(instrument);
    long priceE9 = known == null ? UNKNOWN : known.ticker().markPriceE9();
    if (priceE9 == UNKNOWN && known != null && known.trades() > 0) {
      priceE9 = known.lastTradePriceE9();
    }
    if (priceE9 != UNKNOWN) {
      return quantityE9 < 0 ? Notional.MOST : Notional.ofE9(priceE9, quantityE9);
    }
    return costE9 == UNKNOWN ? 0 : costE9;
  }

  private static long quantityE9(Sums sums, int instrument, Leg leg, Side side, long addedE9) {
    boolean none = sums == null || instrument >= sums.size;
    long hedgedE9 = none ? 0 : sums.longE9[instrument] + sums.shortE9[instrument];
    long sizeE9 = none ? 0 : sums.sizeE9[instrument];
    long buyE9 = none ? 0 : sums.buyE9[instrument];
    long sellE9 = none ? 0 : sums.sellE9[instrument];
    if (leg == Leg.LONG || leg == Leg.SHORT) {
      hedgedE9 += addedE9;
    } else if (side == Side.BUY) {
      buyE9 += addedE9;
    } else {
      sellE9 += addedE9;
    }
    return hedgedE9 + worstE9(sizeE9, buyE9, sellE9);
  }

  /** One leg both ways: all that buys is filled and nothing that sells, or the reverse. */
  private static long worstE9(long sizeE9, long buyE9, long sellE9) {
    return Math.max(Math.abs(sizeE9), Math.max(sizeE9 + buyE9, sellE9 - sizeE9));
  }

  private Sums sums(int account) {
    return account < byAccount.length ? byAccount[account] : null;
  }

  private void settle() {
    while (waitingCount > 0) {
      int account = waiting[--waitingCount];
      touched[account] = false;
      AccountState state = accounts.find(account);
      if (state != null) {
        if (byAccount[account] == null) {
          byAccount[account] = new Sums();
        }
        refresh(state, byAccount[account]);
      }
    }
  }

  private void refresh(AccountState account, Sums sums) {
    add(sums, -1);
    sums.clear();
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      long sizeE9 = position.sizeE9();
      if (sizeE9 != 0) {
        long entryE9 = position.entryPriceE9();
        put(sums, position.instrument(), position.leg(), sizeE9, entryE9);
      }
    }
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      sums.orders += order.foreign || order.conditional ? 0 : 1;
      put(sums, order);
    }
    for (int i = 0; i < account.orders.unheardCount(); i++) {
      put(sums, account.orders.unheard(i));
    }
    for (int i = 0; i < sums.size; i++) {
      sums.quantityE9[i] =
          sums.longE9[i] + sums.shortE9[i] + worstE9(sums.sizeE9[i], sums.buyE9[i], sums.sellE9[i]);
    }
    add(sums, 1);
  }

  private static void put(Sums sums, int instrument, Leg leg, long sizeE9, long entryE9) {
    sums.ensure(instrument);
    switch (leg) {
      case LONG -> sums.longE9[instrument] += Math.abs(sizeE9);
      case SHORT -> sums.shortE9[instrument] += Math.abs(sizeE9);
      default -> sums.sizeE9[instrument] += sizeE9;
    }
    cost(sums, instrument, Math.abs(sizeE9), entryE9);
  }

  private static void put(Sums sums, OrderState order) {
    long mostE9 = order.mostE9();
    if (!order.opens() || mostE9 == 0) {
      return;
    }
    int instrument = order.instrument();
    sums.ensure(instrument);
    switch (order.leg()) {
      case LONG -> sums.longE9[instrument] += mostE9;
      case SHORT -> sums.shortE9[instrument] += mostE9;
      default -> {
        if (order.side() == Side.BUY) {
          sums.buyE9[instrument] += mostE9;
        } else {
          sums.sellE9[instrument] += mostE9;
        }
      }
    }
    cost(sums, instrument, mostE9, order.priceE9());
  }

  private static void cost(Sums sums, int instrument, long quantityE9, long priceE9) {
    if (priceE9 != UNKNOWN) {
      sums.costE9[instrument] =
          Notional.plusE9(sums.costE9[instrument], Notional.ofE9(priceE9, quantityE9));
    }
  }

  private void add(Sums sums, int sign) {
    if (sums.size > 0) {
      engine.ensure(sums.size - 1);
    }
    for (int i = 0; i < sums.size; i++) {
      engine.quantityE9[i] += sign * sums.quantityE9[i];
      engine.costE9[i] += sign * sums.costE9[i];
    }
  }
}
