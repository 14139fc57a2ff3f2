package ringside.engine.core.state;

import ringside.journal.codec.PositionUpdateDecoder;

/**
 * Whether what the venue realised with a leg is what its executions add up to. Compared is what
 * came about since the last comparison, so that a difference is found once, and rounding has no
 * time to add up. Engine thread only.
 */
final class PnlProof implements StateTable {
  /** The venue rounds each execution's money to eight decimals, at worst; and so do fees. */
  static final long ROUNDED_E9 = 20;

  /** Averages are rounded too: a millionth of what traded. */
  static final long ROUNDED_SHARE = 1_000_000;

  private static final long UNKNOWN = PositionUpdateDecoder.cumulativeRealisedPnlE9NullValue();

  private boolean begun;
  private long venueE9;
  private long oursE9;
  private long notionalE9;
  private long executions;
  private long unexplainedE9;

  /** What the last comparison found; of use until the next, and no state. */
  private long foundE9;

  /** What the venue realised beyond our sums, rounding and all, since the first comparison. */
  long unexplainedE9() {
    return unexplainedE9;
  }

  /** What the last comparison found beyond rounding, or 0. */
  long foundE9() {
    return foundE9;
  }

  /** What was realised before nobody here can explain. */
  void begin(long cumulativeE9, PositionSums sums) {
    begun = cumulativeE9 != UNKNOWN;
    venueE9 = cumulativeE9;
    oursE9 = sums.netE9();
    notionalE9 = sums.notionalE9();
    executions = sums.executions();
  }

  void compare(long cumulativeE9, PositionSums sums) {
    foundE9 = 0;
    if (begun && cumulativeE9 != UNKNOWN) {
      long differenceE9 = cumulativeE9 - venueE9 - (sums.netE9() - oursE9);
      unexplainedE9 += differenceE9;
      long roundedE9 =
          (sums.executions() - executions + 1) * ROUNDED_E9
              + (sums.notionalE9() - notionalE9) / ROUNDED_SHARE;
      foundE9 = Math.abs(differenceE9) > roundedE9 ? differenceE9 : 0;
    }
    begin(cumulativeE9, sums);
  }

  void nothing() {
    foundE9 = 0;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putFlag(begun);
    sink.putLong(venueE9);
    sink.putLong(oursE9);
    sink.putLong(notionalE9);
    sink.putLong(executions);
    sink.putLong(unexplainedE9);
  }
}
