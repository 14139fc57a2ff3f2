package ringside.engine.core.state;

import ringside.journal.codec.WalletUpdateDecoder;

/**
 * Whether a coin's balance changed by what executions and transfers brought. The venue numbers
 * neither, so they are told apart by its time; while an execution's word and the wallet's are not
 * both in, the two differ, which is no news before it has lasted. Engine thread only.
 */
final class BalanceProof implements StateTable {
  private static final long UNKNOWN = WalletUpdateDecoder.walletBalanceE9NullValue();
  private static final long NEVER = OrderBook.NEVER;

  /** What moved so long before the venue's word is surely in it. */
  private static final long SETTLED_NS = 1_000_000_000L;

  private long fromE9 = UNKNOWN;
  private long fromNs = NEVER;
  private long balanceE9 = UNKNOWN;
  private long statedNs = NEVER;
  private long movedE9;
  private long movedNs = NEVER;
  private long roundedE9 = PnlProof.ROUNDED_E9;
  private long doubtSinceNs = NEVER;
  private long unexplainedE9;

  /** What the balance changed by and nothing explains, at the moment. */
  long differenceE9() {
    return fromE9 == UNKNOWN ? 0 : balanceE9 - fromE9 - movedE9;
  }

  /** Since when something is not explained, or NEVER. */
  long doubtSinceNs() {
    return doubtSinceNs;
  }

  /** Until when, by the venue's time, all is explained, or NEVER. */
  long explainedNs() {
    return fromNs;
  }

  /** What was accepted without an explanation. */
  long unexplainedE9() {
    return unexplainedE9;
  }

  /** The venue states a balance. */
  void stated(long newBalanceE9, long saidNs, long nowNs) {
    balanceE9 = newBalanceE9;
    statedNs = saidNs == UNKNOWN ? statedNs : saidNs;
    if (fromE9 == UNKNOWN) {
      begin();
    }
    judge(nowNs);
    if (doubtSinceNs == NEVER && (movedNs == NEVER || statedNs - movedNs >= SETTLED_NS)) {
      begin();
    }
  }

  /**
   * Something came in or went out.
   *
   * @param uncertainE9 how far rounding may have changed it
   */
  void moved(long amountE9, long uncertainE9, long venueNs, long nowNs) {
    if (venueNs != UNKNOWN && venueNs <= fromNs) {
      return;
    }
    movedE9 = Math.addExact(movedE9, amountE9);
    roundedE9 = Math.addExact(roundedE9, uncertainE9);
    movedNs = Math.max(movedNs, venueNs);
    judge(nowNs);
  }

  /** What nothing explains is counted, and the venue's balance holds. */
  void accept() {
    unexplainedE9 += differenceE9();
    begin();
    doubtSinceNs = NEVER;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(fromE9);
    sink.putLong(fromNs);
    sink.putLong(balanceE9);
    sink.putLong(statedNs);
    sink.putLong(movedE9);
    sink.putLong(movedNs);
    sink.putLong(roundedE9);
    sink.putLong(doubtSinceNs);
    sink.putLong(unexplainedE9);
  }

  private void begin() {
    fromE9 = balanceE9;
    fromNs = statedNs;
    movedE9 = 0;
    movedNs = NEVER;
    roundedE9 = PnlProof.ROUNDED_E9;
  }

  private void judge(long nowNs) {
    if (fromE9 == UNKNOWN) {
      return;
    }
    boolean explained = Math.abs(differenceE9()) <= roundedE9;
    if (explained) {
      doubtSinceNs = NEVER;
    } else if (doubtSinceNs == NEVER) {
      doubtSinceNs = nowNs;
    }
  }
}
