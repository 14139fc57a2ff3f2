package ringside.engine.core.state;

import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.Proportion;

/**
 * What fills, one after the other, add up to: the size, what it cost, and what was realised. The
 * average is exact: what all openings cost over how much they were, which closings leave alone.
 * Engine thread only.
 */
final class CostSum implements StateTable {
  private static final long UNKNOWN = PositionUpdateDecoder.entryPriceE9NullValue();

  private long sizeE9;

  /** The average is the one over the other. */
  private long costE9;

  private long quantityE9;
  private long grossE9;

  /** Positive for bought. */
  long sizeE9() {
    return sizeE9;
  }

  /** Realised by what was closed, without fees and funding. */
  long grossE9() {
    return grossE9;
  }

  /** What the open part was entered at, at 1e-9 half-even; null when flat. */
  long averageE9() {
    return sizeE9 == 0 || quantityE9 == 0 ? UNKNOWN : Decimals.divideE9(costE9, quantityE9);
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
    long costsE9 = share(Math.abs(sizeE9));
    long worthE9 = Decimals.multiplyE9(priceE9, Math.abs(sizeE9));
    return sizeE9 > 0 ? worthE9 - costsE9 : costsE9 - worthE9;
  }

  void set(CostSum other) {
    sizeE9 = other.sizeE9;
    costE9 = other.costE9;
    quantityE9 = other.quantityE9;
    grossE9 = other.grossE9;
  }

  /** Takes the venue's word for size and entry; an unknown entry leaves the cost unknown. */
  void adopt(long newSizeE9, long entryPriceE9) {
    sizeE9 = newSizeE9;
    quantityE9 = entryPriceE9 == UNKNOWN ? 0 : Math.abs(newSizeE9);
    costE9 = quantityE9 == 0 ? 0 : Decimals.multiplyE9(entryPriceE9, quantityE9);
  }

  /** Takes in what was realised without a fill. */
  void settled(long receivedE9) {
    grossE9 = Math.addExact(grossE9, receivedE9);
  }

  /**
   * Takes in a fill.
   *
   * @param signedE9 positive for bought
   */
  void traded(long priceE9, long signedE9) {
    long tradedE9 = Math.abs(signedE9);
    long heldE9 = Math.abs(sizeE9);
    boolean closes = sizeE9 != 0 && signedE9 > 0 != sizeE9 > 0;
    long closedE9 = closes ? Math.min(heldE9, tradedE9) : 0;
    long openedE9 = tradedE9 - closedE9;
    if (closedE9 != 0) {
      long exitE9 = Decimals.multiplyE9(priceE9, closedE9);
      // Of a cost that nobody knows nothing can be said: what it closes is taken at its own price.
      long entryE9 = quantityE9 == 0 ? exitE9 : share(closedE9);
      long realisedE9 = sizeE9 > 0 ? exitE9 - entryE9 : entryE9 - exitE9;
      grossE9 = Math.addExact(grossE9, realisedE9);
    }
    sizeE9 = Math.addExact(sizeE9, signedE9);
    if (openedE9 != 0) {
      open(closes ? 0 : heldE9, openedE9, Decimals.multiplyE9(priceE9, openedE9));
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(sizeE9);
    sink.putLong(costE9);
    sink.putLong(quantityE9);
    sink.putLong(grossE9);
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
