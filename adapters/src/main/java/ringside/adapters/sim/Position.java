package ringside.adapters.sim;

import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/**
 * One leg of an account in one instrument: one-way, long or short. Changed by the venue alone, on
 * its thread. What depends on the mark price is asked of {@link Accounts}.
 */
public final class Position {
  int account;
  int symbol;
  int index;
  long sizeE9;
  Side side;
  long entryValueE9;
  long leverageE9;
  long takeProfitE9;
  long stopLossE9;
  TriggerBy tpTriggerBy = TriggerBy.LAST;
  TriggerBy slTriggerBy = TriggerBy.LAST;
  boolean fullTpSl = true;
  long trailingStopE9;
  long activePriceE9;
  long realisedPnlE9;
  long cumulativePnlE9;
  long openFeeE9;
  int tier;
  boolean liquidating;
  long createdNs;
  long openedNs;
  long updatedNs;
  long sequence;

  Position() {}

  public int account() {
    return account;
  }

  public int symbol() {
    return symbol;
  }

  /** 0 one-way, 1 long leg, 2 short leg. */
  public int index() {
    return index;
  }

  /** Never negative; 0 is flat. */
  public long sizeE9() {
    return sizeE9;
  }

  /** Null when flat, in one-way mode; of a leg always its side. */
  public Side side() {
    return side;
  }

  /** What the open part cost: exact, so that nothing is lost in averages. */
  public long entryValueE9() {
    return entryValueE9;
  }

  public long leverageE9() {
    return leverageE9;
  }

  /** 0 for none. */
  public long takeProfitE9() {
    return takeProfitE9;
  }

  /** 0 for none. */
  public long stopLossE9() {
    return stopLossE9;
  }

  public TriggerBy tpTriggerBy() {
    return tpTriggerBy;
  }

  public TriggerBy slTriggerBy() {
    return slTriggerBy;
  }

  public boolean fullTpSl() {
    return fullTpSl;
  }

  /** Distance, 0 for none. */
  public long trailingStopE9() {
    return trailingStopE9;
  }

  /** 0: trails at once. */
  public long activePriceE9() {
    return activePriceE9;
  }

  /** Since it was opened from flat, fees and funding included. */
  public long realisedPnlE9() {
    return realisedPnlE9;
  }

  /** Over all time, likewise. */
  public long cumulativePnlE9() {
    return cumulativePnlE9;
  }

  /** Fees of the open part. */
  public long openFeeE9() {
    return openFeeE9;
  }

  /** Index of the risk tier. */
  public int tier() {
    return tier;
  }

  public boolean liquidating() {
    return liquidating;
  }

  /** When the account first traded this leg; 0 for never. */
  public long createdNs() {
    return createdNs;
  }

  /** When it was opened from flat, or turned round; 0 when flat. */
  public long openedNs() {
    return openedNs;
  }

  public long updatedNs() {
    return updatedNs;
  }

  /** Cross sequence of the last change. */
  public long sequence() {
    return sequence;
  }

  /** Average entry price at 1e-9, half-even; 0 when flat. */
  public long averageEntryE9() {
    return sizeE9 == 0 ? 0 : Decimals.divideE9(entryValueE9, sizeE9);
  }

  /** Has the stops of another, which has none from now on. */
  void takeStops(Position other) {
    takeProfitE9 = other.takeProfitE9;
    stopLossE9 = other.stopLossE9;
    tpTriggerBy = other.tpTriggerBy;
    slTriggerBy = other.slTriggerBy;
    fullTpSl = other.fullTpSl;
    trailingStopE9 = other.trailingStopE9;
    activePriceE9 = other.activePriceE9;
    other.takeProfitE9 = 0;
    other.stopLossE9 = 0;
    other.trailingStopE9 = 0;
    other.activePriceE9 = 0;
  }

  /** The position as it is now, for a reader that hears of it later. */
  Position copy() {
    Position copy = new Position();
    copy.account = account;
    copy.symbol = symbol;
    copy.index = index;
    copy.sizeE9 = sizeE9;
    copy.side = side;
    copy.entryValueE9 = entryValueE9;
    copy.leverageE9 = leverageE9;
    copy.takeProfitE9 = takeProfitE9;
    copy.stopLossE9 = stopLossE9;
    copy.tpTriggerBy = tpTriggerBy;
    copy.slTriggerBy = slTriggerBy;
    copy.fullTpSl = fullTpSl;
    copy.trailingStopE9 = trailingStopE9;
    copy.activePriceE9 = activePriceE9;
    copy.realisedPnlE9 = realisedPnlE9;
    copy.cumulativePnlE9 = cumulativePnlE9;
    copy.openFeeE9 = openFeeE9;
    copy.tier = tier;
    copy.liquidating = liquidating;
    copy.createdNs = createdNs;
    copy.openedNs = openedNs;
    copy.updatedNs = updatedNs;
    copy.sequence = sequence;
    return copy;
  }
}
