package ringside.engine.core.state;

import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PositionStatus;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.Side;

/**
 * One leg of one instrument: what the venue says of it, and what its executions add up to. Between
 * an execution and the venue's word on the position that it changed, the size is the one plus the
 * other: the venue numbers both (Bybit's {@code seq}), so nothing is counted twice whichever comes
 * first. Engine thread only.
 */
public final class PositionState implements PositionView, StateTable {
  private static final long UNKNOWN = PositionUpdateDecoder.entryPriceE9NullValue();
  private static final long NEVER = OrderBook.NEVER;

  /** More executions than this do not wait for the venue's word. */
  private static final int MOST_PENDING = 64;

  private final int instrument;
  private final Leg leg;
  private boolean told;
  private long statedE9;
  private long entryPriceE9 = UNKNOWN;
  private long leverageE9 = UNKNOWN;
  private long initialMarginE9 = UNKNOWN;
  private long maintenanceMarginE9 = UNKNOWN;
  private long liquidationPriceE9 = UNKNOWN;
  private long unrealisedPnlE9 = UNKNOWN;
  private long realisedPnlE9 = UNKNOWN;
  private long cumulativeRealisedPnlE9 = UNKNOWN;
  private long takeProfitE9 = UNKNOWN;
  private long stopLossE9 = UNKNOWN;
  private long trailingStopE9 = UNKNOWN;
  private PositionStatus status = PositionStatus.NULL_VAL;
  private long crossSequence = UNKNOWN;
  private long statedNs = NEVER;
  private long heardNs = NEVER;
  private long reportId = UNKNOWN;

  private final long[] pendingE9 = new long[MOST_PENDING];
  private final long[] pendingSequence = new long[MOST_PENDING];
  private int pendingCount;
  private long pendingNs = NEVER;

  private long boughtE9;
  private long soldE9;
  private long statedPnlE9;
  private long openedE9;
  private int opener = OrderState.NO_STRATEGY;
  private long toldForeignE9;
  private boolean orphan;
  private long executions;
  private final PositionSums sums = new PositionSums();
  private final PnlProof proof = new PnlProof();

  PositionState(int instrument, Leg leg) {
    this.instrument = instrument;
    this.leg = leg;
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
    long size = statedE9;
    for (int i = 0; i < pendingCount; i++) {
      size += pendingE9[i];
    }
    return size;
  }

  @Override
  public long entryPriceE9() {
    return entryPriceE9;
  }

  @Override
  public long leverageE9() {
    return leverageE9;
  }

  @Override
  public long liquidationPriceE9() {
    return liquidationPriceE9;
  }

  @Override
  public long unrealisedPnlE9() {
    return unrealisedPnlE9;
  }

  @Override
  public long stopLossE9() {
    return stopLossE9;
  }

  @Override
  public boolean stated() {
    return told && pendingCount == 0;
  }

  /** Realised by the position as it stands, as the venue says, or null. */
  public long realisedPnlE9() {
    return realisedPnlE9;
  }

  /** Realised in all, as the venue says, or null. */
  public long cumulativeRealisedPnlE9() {
    return cumulativeRealisedPnlE9;
  }

  @Override
  public long averageEntryE9() {
    return sums.averageE9();
  }

  @Override
  public long grossE9() {
    return sums.grossE9();
  }

  @Override
  public long feesE9() {
    return sums.feesE9();
  }

  @Override
  public long fundingE9() {
    return sums.fundingE9();
  }

  @Override
  public long unrealisedAtE9(long priceE9) {
    return sums.unrealisedE9(priceE9);
  }

  /** What our executions add up to, where the venue has no word for it. */
  public long executedSizeE9() {
    return sums.sizeE9();
  }

  @Override
  public long foreignE9() {
    return sizeE9() - openedE9();
  }

  /**
   * How much of the size our orders opened, signed as the size. The venue's word on the size may be
   * ahead of the executions that led to it.
   */
  public long openedE9() {
    return within(openedE9, sizeE9());
  }

  /** Of what our orders opened: the strategy whose order was the last to, where that is known. */
  public int opener() {
    return opener;
  }

  /** What of it was told to a human. */
  public long toldForeignE9() {
    return toldForeignE9;
  }

  /** Whether it was told that no strategy holds it. */
  public boolean orphan() {
    return orphan;
  }

  /** Realised by the executions folded, as the venue says of each. */
  public long statedPnlE9() {
    return statedPnlE9;
  }

  /** What the venue realised in all beyond what our sums say; since they were first compared. */
  public long unexplainedE9() {
    return proof.unexplainedE9();
  }

  /** What the comparison that the last report made possible found beyond rounding, or 0. */
  public long foundE9() {
    return proof.foundE9();
  }

  /** Quantity bought by all executions folded. */
  public long boughtE9() {
    return boughtE9;
  }

  /** Quantity sold by all executions folded. */
  public long soldE9() {
    return soldE9;
  }

  /** How many executions were folded. */
  public long executions() {
    return executions;
  }

  /** Whether the venue has spoken of it. */
  public boolean told() {
    return told;
  }

  public PositionStatus status() {
    return status;
  }

  /** When the venue last spoke of it, by receive time, or NEVER. */
  public long heardNs() {
    return heardNs;
  }

  /** Whether it should have been in a report asked for at that time, and was not. */
  public boolean shownBefore(long reportAskedNs, long id) {
    // The report may have been made before what was executed since it was asked for.
    boolean executedSince = pendingCount > 0 && pendingNs >= reportAskedNs;
    return heardNs < reportAskedNs && reportId != id && !executedSince;
  }

  /**
   * Takes the venue's word, unless it is older than what is known.
   *
   * @return whether it was taken
   */
  boolean fold(PositionUpdateDecoder update, long receivedNs) {
    long said = update.header().venueTimeNs();
    long sequence = update.crossSequence();
    if (update.reportId() != PositionUpdateDecoder.reportIdNullValue()) {
      reportId = update.reportId();
    }
    boolean numbered = sequence != UNKNOWN && crossSequence != UNKNOWN;
    if (numbered ? sequence < crossSequence : said != UNKNOWN && said < statedNs) {
      return false;
    }
    boolean first = !told && executions == 0;
    told = true;
    statedE9 = update.side() == Side.SELL ? -update.sizeE9() : update.sizeE9();
    entryPriceE9 = update.entryPriceE9();
    leverageE9 = update.leverageE9();
    initialMarginE9 = update.initialMarginE9();
    maintenanceMarginE9 = update.maintenanceMarginE9();
    liquidationPriceE9 = update.liquidationPriceE9();
    unrealisedPnlE9 = update.unrealisedPnlE9();
    realisedPnlE9 = update.realisedPnlE9();
    cumulativeRealisedPnlE9 = update.cumulativeRealisedPnlE9();
    takeProfitE9 = update.takeProfitE9();
    stopLossE9 = update.stopLossE9();
    trailingStopE9 = update.trailingStopE9();
    status = update.status();
    statedNs = said == UNKNOWN ? statedNs : said;
    heardNs = receivedNs;
    crossSequence = sequence == UNKNOWN ? crossSequence : sequence;
    dropPending(sequence);
    if (first) {
      sums.adopt(statedE9, entryPriceE9, crossSequence);
      proof.begin(cumulativeRealisedPnlE9, sums);
    }
    return true;
  }

  /**
   * Whether the venue's word and our sums are of the same executions: it spoke before all
   * executions were asked for, and none has come since.
   *
   * @param askedNs when all executions were asked for
   */
  public boolean comparable(long askedNs) {
    return told && heardNs < askedNs && pendingCount == 0;
  }

  /** Whether the venue's word on what was executed is overdue. */
  boolean unstated(long nowNs, long silentNs) {
    return pendingCount > 0 && nowNs - pendingNs >= silentNs;
  }

  /** All executions are in: compares what was realised, as far as sizes agree. */
  void prove(long askedNs) {
    if (comparable(askedNs)) {
      openedE9 = within(openedE9, statedE9);
    }
    if (comparable(askedNs) && sums.sizeE9() == statedE9) {
      proof.compare(cumulativeRealisedPnlE9, sums);
    } else {
      proof.nothing();
    }
  }

  /** The venue's size and entry hold, whatever our executions add up to. */
  void adopt() {
    sums.adopt(statedE9, entryPriceE9, crossSequence);
  }

  /** The venue has no such position any more: whatever we knew of its size is void. */
  void correct(long sizeE9) {
    statedE9 = sizeE9;
    pendingCount = 0;
  }

  /**
   * Takes in a fill or its like; funding and settlements change money only.
   *
   * @param ours whether an order of ours traded
   * @param strategy whose order it was, where that is known
   * @return what it brought to the wallet
   */
  long fold(
      ExecutionDecoder execution,
      long quantityE9,
      long feeE9,
      boolean ours,
      int strategy,
      long nowNs) {
    executions++;
    long pnl = execution.realisedPnlE9() == UNKNOWN ? 0 : execution.realisedPnlE9();
    statedPnlE9 = Math.addExact(statedPnlE9, pnl);
    long sequence = execution.crossSequence();
    boolean counts = !sums.covers(sequence);
    boolean buy = execution.side() == Side.BUY;
    switch (execution.executionType()) {
      case FUNDING -> {
        if (counts) {
          sums.funded(feeE9);
        }
        return counts ? -feeE9 : 0;
      }
      case SETTLEMENT -> {
        if (counts) {
          sums.settled(pnl, feeE9);
        }
        return counts ? pnl - feeE9 : 0;
      }
      default -> {
        if (buy) {
          boughtE9 = Math.addExact(boughtE9, quantityE9);
        } else {
          soldE9 = Math.addExact(soldE9, quantityE9);
        }
        if (crossSequence == UNKNOWN || sequence == UNKNOWN || sequence > crossSequence) {
          addPending(buy ? quantityE9 : -quantityE9, sequence);
          pendingNs = nowNs;
        }
        long grossE9 =
            counts ? sums.traded(buy, execution.priceE9(), quantityE9, feeE9, sequence) : 0;
        // What was taken over with the venue's size is in our part already: a close takes no more.
        if (ours && (counts || buy == sums.sizeE9() > 0)) {
          opened(buy ? quantityE9 : -quantityE9, strategy);
        }
        // Others close what others opened first; what is gone was not opened by us. By the
        // executions heard of, not by the venue's word, which may be ahead of them.
        openedE9 = within(openedE9, sums.sizeE9());
        return counts ? grossE9 - feeE9 : 0;
      }
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(instrument);
    sink.putLong(leg.value());
    sink.putFlag(told);
    sink.putLong(statedE9);
    sink.putLong(entryPriceE9);
    sink.putLong(leverageE9);
    sink.putLong(initialMarginE9);
    sink.putLong(maintenanceMarginE9);
    sink.putLong(liquidationPriceE9);
    sink.putLong(unrealisedPnlE9);
    sink.putLong(realisedPnlE9);
    sink.putLong(cumulativeRealisedPnlE9);
    sink.putLong(takeProfitE9);
    sink.putLong(stopLossE9);
    sink.putLong(trailingStopE9);
    sink.putLong(status.value());
    sink.putLong(crossSequence);
    sink.putLong(statedNs);
    sink.putLong(heardNs);
    sink.putLong(reportId);
    sink.putLong(pendingCount);
    sink.putLong(pendingNs);
    for (int i = 0; i < pendingCount; i++) {
      sink.putLong(pendingE9[i]);
      sink.putLong(pendingSequence[i]);
    }
    sink.putLong(boughtE9);
    sink.putLong(soldE9);
    sink.putLong(statedPnlE9);
    sink.putLong(openedE9);
    sink.putLong(opener);
    sink.putLong(toldForeignE9);
    sink.putFlag(orphan);
    sink.putLong(executions);
    sums.describe(sink);
    proof.describe(sink);
  }

  /** A human was told what of it nobody here opened. */
  public void toldForeign() {
    toldForeignE9 = foreignE9();
  }

  /** A human was told that no strategy holds it, or that one does again. */
  public void toldOrphan(boolean is) {
    orphan = is;
  }

  private void opened(long signedE9, int strategy) {
    boolean anew = openedE9 == 0;
    openedE9 = Math.addExact(openedE9, signedE9);
    boolean grows = (openedE9 > 0) == (signedE9 > 0);
    if (anew || (grows && strategy != OrderState.NO_STRATEGY)) {
      opener = strategy;
    }
  }

  private static long within(long openedE9, long sizeE9) {
    return sizeE9 > 0
        ? Math.max(0, Math.min(openedE9, sizeE9))
        : Math.min(0, Math.max(openedE9, sizeE9));
  }

  private void addPending(long signedE9, long sequence) {
    if (pendingCount == MOST_PENDING) {
      // The venue has said nothing for long; what is oldest is taken for stated.
      statedE9 += pendingE9[0];
      shiftPending(0);
    }
    pendingE9[pendingCount] = signedE9;
    pendingSequence[pendingCount] = sequence;
    pendingCount++;
  }

  private void dropPending(long upTo) {
    for (int i = pendingCount - 1; i >= 0; i--) {
      boolean covered =
          upTo == UNKNOWN || pendingSequence[i] == UNKNOWN || pendingSequence[i] <= upTo;
      if (covered) {
        shiftPending(i);
      }
    }
  }

  private void shiftPending(int place) {
    pendingCount--;
    System.arraycopy(pendingE9, place + 1, pendingE9, place, pendingCount - place);
    System.arraycopy(pendingSequence, place + 1, pendingSequence, place, pendingCount - place);
  }
}
