package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.WalletUpdateDecoder;

/** An account's coins and totals, as the venue says. Null is {@link Long#MIN_VALUE}. */
public final class WalletState implements StateTable {
  private static final long UNKNOWN = WalletUpdateDecoder.equityE9NullValue();
  private static final Coin[] NONE = {};

  private Coin[] coins = NONE;
  private long totalEquityE9 = UNKNOWN;
  private long totalMarginBalanceE9 = UNKNOWN;
  private long totalAvailableE9 = UNKNOWN;
  private long initialMarginRateE9 = UNKNOWN;
  private long maintenanceMarginRateE9 = UNKNOWN;
  private boolean rateHeard;
  private long statedNs = OrderBook.NEVER;
  private long heardNs = OrderBook.NEVER;

  /** One coin. */
  public static final class Coin implements StateTable {
    private final IdText name = new IdText();
    private long balanceE9 = UNKNOWN;
    private long equityE9 = UNKNOWN;
    private long availableE9 = UNKNOWN;
    private long unrealisedPnlE9 = UNKNOWN;
    private long realisedPnlE9 = UNKNOWN;
    private long orderMarginE9 = UNKNOWN;
    private long positionMarginE9 = UNKNOWN;
    private long maintenanceMarginE9 = UNKNOWN;
    private long statedNs = OrderBook.NEVER;
    private long transferredE9;
    private final BalanceProof proof = new BalanceProof();

    private Coin() {}

    public IdText name() {
      return name;
    }

    /** What is in the wallet, without what open positions would give. */
    public long balanceE9() {
      return balanceE9;
    }

    public long equityE9() {
      return equityE9;
    }

    public long availableE9() {
      return availableE9;
    }

    public long realisedPnlE9() {
      return realisedPnlE9;
    }

    /** Moved in minus moved out, by the transfers folded. */
    public long transferredE9() {
      return transferredE9;
    }

    /** What the balance changed by and no execution or transfer explains, at the moment. */
    public long differenceE9() {
      return proof.differenceE9();
    }

    /** Since when something is not explained, or NEVER. */
    public long doubtSinceNs() {
      return proof.doubtSinceNs();
    }

    /** Until when, by the venue's time, all is explained, or NEVER. */
    public long explainedNs() {
      return proof.explainedNs();
    }

    /** What was accepted without an explanation. */
    public long unexplainedE9() {
      return proof.unexplainedE9();
    }

    /** Whether one of it is one of the account's own currency, as near as matters for limits. */
    boolean money() {
      return name.at(0) == 'U' && name.at(1) == 'S' && name.at(2) == 'D';
    }

    @Override
    public void describe(StateSink sink) {
      name.describe(sink);
      sink.putLong(balanceE9);
      sink.putLong(equityE9);
      sink.putLong(availableE9);
      sink.putLong(unrealisedPnlE9);
      sink.putLong(realisedPnlE9);
      sink.putLong(orderMarginE9);
      sink.putLong(positionMarginE9);
      sink.putLong(maintenanceMarginE9);
      sink.putLong(statedNs);
      sink.putLong(transferredE9);
      proof.describe(sink);
    }
  }

  public int size() {
    return coins.length;
  }

  public Coin at(int place) {
    return coins[place];
  }

  /** In the account's own currency, or null. */
  public long totalEquityE9() {
    return totalEquityE9;
  }

  /** In the account's own currency, or null. */
  public long totalAvailableE9() {
    return totalAvailableE9;
  }

  /** As a fraction; at one the account is liquidated. Or null. */
  public long maintenanceMarginRateE9() {
    return maintenanceMarginRateE9;
  }

  /** Whether the venue has said it in this run. */
  public boolean rateHeard() {
    return rateHeard;
  }

  /** A run begins: what an account's margin was in the one before is not what it is. */
  void beginRun() {
    rateHeard = false;
  }

  /** In the account's own currency: what the maintenance margin is a part of. Or null. */
  public long totalMarginBalanceE9() {
    return totalMarginBalanceE9;
  }

  /** Whether the venue says what was realised of the coins that are money. */
  boolean statesRealised() {
    for (Coin coin : coins) {
      if (coin.money() && coin.balanceE9 != UNKNOWN && coin.realisedPnlE9 != UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  /**
   * What was brought in, of the coins that are money.
   *
   * @param fromRealised by what the wallet holds beyond all that was realised; otherwise by the
   *     transfers folded
   */
  long capitalE9(boolean fromRealised) {
    long capitalE9 = 0;
    for (Coin coin : coins) {
      if (coin.money()) {
        boolean stated = coin.balanceE9 != UNKNOWN && coin.realisedPnlE9 != UNKNOWN;
        capitalE9 +=
            fromRealised && stated ? coin.balanceE9 - coin.realisedPnlE9 : coin.transferredE9;
      }
    }
    return capitalE9;
  }

  /**
   * Takes what is not older than what is known, by the venue's time. A report that was asked for
   * after the stream was last heard is the newest there is whatever its time: so a venue whose
   * clock stepped back is not left unheard until it is where it was.
   *
   * @param askedNs when the report that it belongs to was asked for; NEVER of the stream's word
   */
  void fold(WalletUpdateDecoder update, IdText coinName, long askedNs, long nowNs) {
    long said = update.header().venueTimeNs();
    boolean newest = askedNs != OrderBook.NEVER && askedNs > heardNs;
    if (newest || said == UNKNOWN || said >= statedNs) {
      statedNs = stated(newest, said, statedNs);
      if (askedNs == OrderBook.NEVER) {
        heardNs = Math.max(heardNs, update.header().timeNs());
      }
      totalEquityE9 = kept(update.totalEquityE9(), totalEquityE9);
      totalMarginBalanceE9 = kept(update.totalMarginBalanceE9(), totalMarginBalanceE9);
      totalAvailableE9 = kept(update.totalAvailableE9(), totalAvailableE9);
      initialMarginRateE9 = kept(update.initialMarginRateE9(), initialMarginRateE9);
      maintenanceMarginRateE9 = kept(update.maintenanceMarginRateE9(), maintenanceMarginRateE9);
      rateHeard |= update.maintenanceMarginRateE9() != UNKNOWN;
    }
    if (coinName.isEmpty()) {
      return;
    }
    Coin coin = obtain(coinName);
    if (!newest && said != UNKNOWN && said < coin.statedNs) {
      return;
    }
    coin.statedNs = stated(newest, said, coin.statedNs);
    coin.balanceE9 = kept(update.walletBalanceE9(), coin.balanceE9);
    coin.equityE9 = kept(update.equityE9(), coin.equityE9);
    coin.availableE9 = kept(update.availableE9(), coin.availableE9);
    coin.unrealisedPnlE9 = kept(update.unrealisedPnlE9(), coin.unrealisedPnlE9);
    coin.realisedPnlE9 = kept(update.realisedPnlE9(), coin.realisedPnlE9);
    coin.orderMarginE9 = kept(update.orderMarginE9(), coin.orderMarginE9);
    coin.positionMarginE9 = kept(update.positionMarginE9(), coin.positionMarginE9);
    coin.maintenanceMarginE9 = kept(update.maintenanceMarginE9(), coin.maintenanceMarginE9);
    if (update.walletBalanceE9() != UNKNOWN) {
      coin.proof.stated(coin.balanceE9, said, nowNs);
    }
  }

  void transfer(IdText coinName, long amountE9, long venueNs, long nowNs) {
    Coin coin = obtain(coinName);
    coin.transferredE9 = Math.addExact(coin.transferredE9, amountE9);
    coin.proof.moved(amountE9, 0, venueNs, nowNs);
  }

  /** An execution changed the coin's balance. */
  void executed(IdText coinName, long amountE9, long notionalE9, long venueNs, long nowNs) {
    if (!coinName.isEmpty()) {
      long uncertainE9 = PnlProof.ROUNDED_E9 + Math.abs(notionalE9) / PnlProof.ROUNDED_SHARE;
      obtain(coinName).proof.moved(amountE9, uncertainE9, venueNs, nowNs);
    }
  }

  /** Whatever nothing explains is counted, and the venue's balances hold. */
  public void accept() {
    for (Coin coin : coins) {
      if (coin.proof.doubtSinceNs() != OrderBook.NEVER) {
        coin.proof.accept();
      }
    }
  }

  /** Whether all that changed the balances is known. */
  public boolean explained() {
    for (Coin coin : coins) {
      if (coin.proof.doubtSinceNs() != OrderBook.NEVER) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(coins.length);
    for (Coin coin : coins) {
      coin.describe(sink);
    }
    sink.putLong(totalEquityE9);
    sink.putLong(totalMarginBalanceE9);
    sink.putLong(totalAvailableE9);
    sink.putLong(initialMarginRateE9);
    sink.putLong(maintenanceMarginRateE9);
    sink.putFlag(rateHeard);
    sink.putLong(statedNs);
    sink.putLong(heardNs);
  }

  private Coin obtain(IdText name) {
    for (Coin coin : coins) {
      if (coin.name.sameAs(name)) {
        return coin;
      }
    }
    Coin coin = new Coin();
    coin.name.set(name);
    coins = Arrays.copyOf(coins, coins.length + 1);
    coins[coins.length - 1] = coin;
    return coin;
  }

  private static long stated(boolean newest, long saidNs, long beforeNs) {
    return newest && saidNs != UNKNOWN ? saidNs : Math.max(beforeNs, saidNs);
  }

  /** Null says nothing: what was known stays. */
  private static long kept(long stated, long known) {
    return stated == UNKNOWN ? known : stated;
  }
}
