package ringside.engine.core.state;

import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.Proportion;

/**
 * What the executions of one leg add up to: size, what it cost, and what was realised, in its
 * parts. The average is exact: what all openings cost over how much they were, which closings leave
 * alone. Where the venue's word was adopted, executions up to it are part of it and count no more.
 * Engine thread only.
 */
final class PositionSums implements StateTable {
  private static final long UNKNOWN = PositionUpdateDecoder.entryPriceE9NullValue();

  private long sizeE9;

  /** The average is the one over the other. */
  private long costE9;

  private long quantityE9;
  private long grossE9;
  private long feesE9;
  private long fundingE9;
  private long notionalE9;
  private long executions;
  private long adoptedSequence = UNKNOWN;

  /** Positive for bought. */
  long sizeE9() {
    return sizeE9;
  }

  /** What the open part was entered at, at 1e-9 half-even; null when flat. */
  long averageE9() {
    return sizeE9 == 0 || quantityE9 == 0 ? UNKNOWN : Decimals.divideE9(costE9, quantityE9);
  }

  /** Realised by what was closed, without fees and funding. */
  long grossE9() {
    return grossE9;
  }

  /** Positive: paid. */
  long feesE9() {
    return feesE9;
  }

  /** Positive: paid. */
  long fundingE9() {
    return fundingE9;
  }

  /** What the venue calls realised: gross, less fees and funding. */
  long netE9() {
    return grossE9 - feesE9 - fundingE9;
  }

  /** Price times quantity of all that traded. */
  long notionalE9() {
    return notionalE9;
  }

  long executions() {
    return executions;
  }

  /** Whether an execution of this number is part of what was adopted. */
  boolean covers(long sequence) {
    return sequence != UNKNOWN && adoptedSequence != UNKNOWN && sequence <= adoptedSequence;
  }

  /** What the open part gives at this price; null where its cost is not known. */
  long unrealisedE9(long priceE9) {
    if (sizeE9 == 0) {
      return 0;
    }
    long averageE9 = averageE9();
    if (averageE9 == UNKNOWN || priceE9 == UNKNOWN) {
      return UNKNOWN;
    }
    long costsE9 = Proportion.of(costE9, Math.min(Math.abs(sizeE9), quantityE9), quantityE9);
    long worthE9 = Decimals.multiplyE9(priceE9, Math.abs(sizeE9));
    return sizeE9 > 0 ? worthE9 - costsE9 : costsE9 - worthE9;
  }

  /** Takes the venue's word for size and entry. */
  void adopt(long newSizeE9, long entryPriceE9, long sequence) {
    sizeE9 = newSizeE9;
    quantityE9 = Math.abs(newSizeE9);
    costE9 = 0;
    if (quantityE9 != 0) {
      if (entryPriceE9 == UNKNOWN) {
        quantityE9 = 0;
      } else {
        costE9 = Decimals.multiplyE9(entryPriceE9, quantityE9);
      }
    }
    adoptedSequence = sequence == UNKNOWN ? adoptedSequence : sequence;
  }

  /**
   * Takes in a fill.
   *
   * @return what it realised, gross
   */
  long traded(boolean buy, long priceE9, long tradedE9, long feeE9) {
    long valueE9 = Decimals.multiplyE9(priceE9, tradedE9);
    long heldE9 = Math.abs(sizeE9);
    boolean closes = sizeE9 != 0 && buy != sizeE9 > 0;
    long closedE9 = closes ? Math.min(heldE9, tradedE9) : 0;
    long openedE9 = tradedE9 - closedE9;
    long realisedE9 = 0;
    if (closedE9 != 0) {
      long exitE9 = openedE9 == 0 ? valueE9 : Decimals.multiplyE9(priceE9, closedE9);
      // Of a cost that nobody knows nothing can be said: what it closes is taken at its own price.
      long entryE9 = quantityE9 == 0 ? exitE9 : share(closedE9);
      realisedE9 = sizeE9 > 0 ? exitE9 - entryE9 : entryE9 - exitE9;
    }
    sizeE9 = Math.addExact(sizeE9, buy ? tradedE9 : -tradedE9);
    if (openedE9 != 0) {
      open(
          closes ? 0 : heldE9,
          openedE9,
          closedE9 == 0 ? valueE9 : Decimals.multiplyE9(priceE9, openedE9));
    }
    grossE9 = Math.addExact(grossE9, realisedE9);
    feesE9 = Math.addExact(feesE9, feeE9);
    notionalE9 = Math.addExact(notionalE9, valueE9);
    executions++;
    return realisedE9;
  }

  /** Takes in a funding payment; positive: paid. */
  void funded(long paidE9) {
    fundingE9 = Math.addExact(fundingE9, paidE9);
    executions++;
  }

  /** Takes in what was settled without a trade. */
  void settled(long receivedE9, long feeE9) {
    grossE9 = Math.addExact(grossE9, receivedE9);
    feesE9 = Math.addExact(feesE9, feeE9);
    executions++;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(sizeE9);
    sink.putLong(costE9);
    sink.putLong(quantityE9);
    sink.putLong(grossE9);
    sink.putLong(feesE9);
    sink.putLong(fundingE9);
    sink.putLong(notionalE9);
    sink.putLong(executions);
    sink.putLong(adoptedSequence);
  }

  private void open(long leftE9, long openedE9, long valueE9) {
    if (leftE9 != 0 && quantityE9 == 0) {
      return;
    }
    costE9 = Math.addExact(leftE9 == 0 ? 0 : share(leftE9), valueE9);
    quantityE9 = Math.addExact(leftE9, openedE9);
  }

  /** The part of the cost that so much of the quantity has. */
  private long share(long partE9) {
    return Proportion.of(costE9, Math.min(partE9, quantityE9), quantityE9);
  }
}
