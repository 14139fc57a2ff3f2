package ringside.engine.core.state;

import ringside.journal.codec.Leg;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/** One leg that a shadow would hold, at the exact value that it cost. Engine thread only. */
public final class ShadowPosition implements PositionView, StateTable {
  private static final long UNKNOWN = Decimals.INVALID;

  private final int instrument;
  private final Leg leg;
  private long sizeE9;
  private long valueE9;
  private long unrealisedPnlE9 = UNKNOWN;
  private long takeProfitE9;
  private long stopLossE9;
  private TriggerBy stopBy = TriggerBy.NULL_VAL;
  private long closedE9;
  private long grossE9;
  private long feesE9;
  private long fundingE9;

  ShadowPosition(int instrument, Leg leg) {
    this.instrument = instrument;
    this.leg = leg;
  }

  /**
   * Trades.
   *
   * @param signedE9 positive for bought
   * @return what the closed part realised, fees apart
   */
  long trade(long signedE9, long priceE9) {
    boolean closes = sizeE9 != 0 && sizeE9 > 0 != signedE9 > 0;
    long closing = closes ? Math.min(Math.abs(signedE9), Math.abs(sizeE9)) : 0;
    long realisedE9 = 0;
    closedE9 = closing;
    if (closing != 0) {
      long leftE9 = Math.abs(sizeE9) - closing;
      // Closing leaves the average alone.
      long leftValueE9 = leftE9 == 0 ? 0 : Decimals.multiplyE9(entryPriceE9(), leftE9);
      long costE9 = valueE9 - leftValueE9;
      long gotE9 = Decimals.multiplyE9(priceE9, closing);
      realisedE9 = sizeE9 > 0 ? gotE9 - costE9 : costE9 - gotE9;
      valueE9 = leftValueE9;
      sizeE9 = sizeE9 > 0 ? leftE9 : -leftE9;
    }
    long opening = Math.abs(signedE9) - closing;
    if (opening != 0) {
      valueE9 = Math.addExact(valueE9, Decimals.multiplyE9(priceE9, opening));
      sizeE9 = Math.addExact(sizeE9, signedE9 > 0 ? opening : -opening);
    }
    if (sizeE9 == 0) {
      takeProfitE9 = 0;
      stopLossE9 = 0;
    }
    grossE9 = Math.addExact(grossE9, realisedE9);
    return realisedE9;
  }

  void pay(long feeE9, long fundingFeeE9) {
    feesE9 = Math.addExact(feesE9, feeE9);
    fundingE9 = Math.addExact(fundingE9, fundingFeeE9);
  }

  /** How much of the last trade closed. */
  public long closedE9() {
    return closedE9;
  }

  void stops(long newProfitE9, long newStopE9, TriggerBy by) {
    takeProfitE9 = newProfitE9 == UNKNOWN ? takeProfitE9 : newProfitE9;
    stopLossE9 = newStopE9 == UNKNOWN ? stopLossE9 : newStopE9;
    stopBy = by;
  }

  /** Whether its own stop or profit is reached. */
  boolean stoppedBy(long lastE9, long markE9) {
    long nowE9 = stopBy == TriggerBy.MARK ? markE9 : lastE9;
    if (sizeE9 == 0 || nowE9 == UNKNOWN) {
      return false;
    }
    boolean up = sizeE9 > 0;
    return (stopLossE9 > 0 && (up ? nowE9 <= stopLossE9 : nowE9 >= stopLossE9))
        || (takeProfitE9 > 0 && (up ? nowE9 >= takeProfitE9 : nowE9 <= takeProfitE9));
  }

  void mark(long markE9) {
    unrealisedPnlE9 = markE9 == UNKNOWN ? unrealisedPnlE9 : unrealisedAtE9(markE9);
  }

  @Override
  public int instrument() {
    return instrument;
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public long sizeE9() {
    return sizeE9;
  }

  @Override
  public long entryPriceE9() {
    return sizeE9 == 0 ? UNKNOWN : Decimals.divideE9(valueE9, Math.abs(sizeE9));
  }

  @Override
  public long leverageE9() {
    return UNKNOWN;
  }

  @Override
  public long liquidationPriceE9() {
    return UNKNOWN;
  }

  @Override
  public long unrealisedPnlE9() {
    return unrealisedPnlE9;
  }

  @Override
  public long averageEntryE9() {
    return entryPriceE9();
  }

  @Override
  public long grossE9() {
    return grossE9;
  }

  @Override
  public long feesE9() {
    return feesE9;
  }

  @Override
  public long fundingE9() {
    return fundingE9;
  }

  @Override
  public long unrealisedAtE9(long priceE9) {
    long worthE9 = Decimals.multiplyE9(priceE9, Math.abs(sizeE9));
    return sizeE9 >= 0 ? worthE9 - valueE9 : valueE9 - worthE9;
  }

  @Override
  public long foreignE9() {
    return 0;
  }

  @Override
  public long stopLossE9() {
    return stopLossE9;
  }

  @Override
  public boolean stated() {
    return true;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(sizeE9);
    sink.putLong(valueE9);
    sink.putLong(unrealisedPnlE9);
    sink.putLong(takeProfitE9);
    sink.putLong(stopLossE9);
    sink.putLong(stopBy.value());
    sink.putLong(grossE9);
    sink.putLong(feesE9);
    sink.putLong(fundingE9);
  }
}
