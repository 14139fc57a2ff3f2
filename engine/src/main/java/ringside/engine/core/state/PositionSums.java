package ringside.engine.core.state;

import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.event.Decimals;

/**
 * What the executions of one leg add up to, in the venue's order, in whichever order they are heard
 * of: what was missed is reported after what came since, and an average depends on what came first.
 * Where the venue's word was adopted, executions up to it are part of it and count no more. Engine
 * thread only.
 */
final class PositionSums implements StateTable {
  private static final long UNKNOWN = PositionUpdateDecoder.entryPriceE9NullValue();

  /** A fill that is heard of after more than so many later ones counts as before them all. */
  private static final int KEPT = 32;

  /** Of all fills. */
  private final CostSum now = new CostSum();

  /** Of all fills but those kept. */
  private final CostSum settled = new CostSum();

  private final long[] sequences = new long[KEPT];
  private final long[] pricesE9 = new long[KEPT];
  private final long[] signedE9 = new long[KEPT];
  private int kept;
  private long feesE9;
  private long fundingE9;
  private long notionalE9;
  private long executions;
  private long adoptedSequence = UNKNOWN;

  /** Positive for bought. */
  long sizeE9() {
    return now.sizeE9();
  }

  /** What the open part was entered at, at 1e-9 half-even; null when flat. */
  long averageE9() {
    return now.averageE9();
  }

  /** Realised by what was closed, without fees and funding. */
  long grossE9() {
    return now.grossE9();
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
    return now.grossE9() - feesE9 - fundingE9;
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
    return now.unrealisedE9(priceE9);
  }

  /** Takes the venue's word for size and entry. */
  void adopt(long newSizeE9, long entryPriceE9, long sequence) {
    now.adopt(newSizeE9, entryPriceE9);
    settled.set(now);
    kept = 0;
    adoptedSequence = sequence == UNKNOWN ? adoptedSequence : sequence;
  }

  /**
   * Takes in a fill.
   *
   * @param sequence the venue's number, or null: it counts as the latest
   * @return what it realised, gross, and what others did more or less because it was before them
   */
  long traded(boolean buy, long priceE9, long tradedE9, long feeE9, long sequence) {
    long beforeE9 = now.grossE9();
    long signed = buy ? tradedE9 : -tradedE9;
    if (kept == KEPT) {
      settled.traded(pricesE9[0], signedE9[0]);
      kept--;
      move(1, 0, kept);
    }
    int place = kept;
    while (sequence != UNKNOWN && place > 0 && sequences[place - 1] > sequence) {
      place--;
    }
    move(place, place + 1, kept - place);
    sequences[place] = sequence;
    pricesE9[place] = priceE9;
    signedE9[place] = signed;
    kept++;
    if (place == kept - 1) {
      now.traded(priceE9, signed);
    } else {
      now.set(settled);
      for (int i = 0; i < kept; i++) {
        now.traded(pricesE9[i], signedE9[i]);
      }
    }
    feesE9 = Math.addExact(feesE9, feeE9);
    notionalE9 = Math.addExact(notionalE9, Decimals.multiplyE9(priceE9, tradedE9));
    executions++;
    return now.grossE9() - beforeE9;
  }

  /** Takes in a funding payment; positive: paid. */
  void funded(long paidE9) {
    fundingE9 = Math.addExact(fundingE9, paidE9);
    executions++;
  }

  /** Takes in what was settled without a trade. */
  void settled(long receivedE9, long feeE9) {
    now.settled(receivedE9);
    settled.settled(receivedE9);
    feesE9 = Math.addExact(feesE9, feeE9);
    executions++;
  }

  @Override
  public void describe(StateSink sink) {
    now.describe(sink);
    settled.describe(sink);
    sink.putLong(kept);
    for (int i = 0; i < kept; i++) {
      sink.putLong(sequences[i]);
      sink.putLong(pricesE9[i]);
      sink.putLong(signedE9[i]);
    }
    sink.putLong(feesE9);
    sink.putLong(fundingE9);
    sink.putLong(notionalE9);
    sink.putLong(executions);
    sink.putLong(adoptedSequence);
  }

  private void move(int from, int to, int count) {
    System.arraycopy(sequences, from, sequences, to, count);
    System.arraycopy(pricesE9, from, pricesE9, to, count);
    System.arraycopy(signedE9, from, signedE9, to, count);
  }
}
