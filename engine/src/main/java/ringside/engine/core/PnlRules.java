package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.WalletState;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Severity;
import ringside.journal.event.Decimals;

/**
 * Whether what executions and transfers add up to is what the venue says of sizes, entries,
 * realised profit and balances; where it is not, the venue wins and a human is told. Changes
 * nothing itself. Engine thread only.
 */
final class PnlRules {
  /** The word on an execution and the wallet's on what it cost come that close together. */
  static final long DOUBT_NS = 2_000_000_000L;

  /** A request for transfers is made again after so long. */
  static final long RETRY_NS = 60_000_000_000L;

  private static final long NEVER = Long.MIN_VALUE;
  private static final long UNKNOWN = StateView.UNKNOWN;

  private final CoreState state;
  private final Decisions decisions;
  private final AccountDecisions legs;

  PnlRules(CoreState state, Decisions decisions, AccountDecisions legs) {
    this.state = state;
    this.decisions = decisions;
    this.legs = legs;
  }

  /** All executions of an account are in. */
  void afterExecutions(AccountState account, int source) {
    long askedNs = account.reports.endedAskedNs();
    boolean corrected = false;
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (!account.reports.endedCovers(position.instrument()) || !position.comparable(askedNs)) {
        continue;
      }
      if (position.foundE9() != 0) {
        legs.positionAlert(
            account.account(),
            position,
            source,
            AlertCode.PNL_DIFFERENCE,
            Severity.WARNING,
            true,
            "the venue realised "
                + Decimals.toStringE9(position.foundE9())
                + " more than executions explain");
      }
      corrected |= correct(account, position);
    }
    if (corrected) {
      decisions.accountAlert(
          account.account(),
          source,
          AlertCode.RECONCILIATION,
          Severity.WARNING,
          account.corrections(),
          "executions do not add up to what the venue has");
    }
  }

  /** After a tick, of an account that was compared with the venue. */
  void afterTick(AccountState account) {
    WalletState wallet = account.wallet;
    for (int i = 0; i < wallet.size(); i++) {
      WalletState.Coin coin = wallet.at(i);
      long sinceNs = coin.doubtSinceNs();
      if (sinceNs == NEVER || state.run.timeNs() - sinceNs < DOUBT_NS) {
        continue;
      }
      if (asked(account, ReportKind.TRANSFERS, sinceNs)
          && asked(account, ReportKind.EXECUTIONS, sinceNs)) {
        decisions.accountAlert(
            account.account(),
            0,
            AlertCode.PNL_DIFFERENCE,
            Severity.WARNING,
            1,
            coin.name()
                + ": the balance changed by "
                + Decimals.toStringE9(coin.differenceE9())
                + " that no execution or transfer explains");
      } else {
        ask(account, ReportKind.TRANSFERS, sinceNs, coin.explainedNs());
      }
    }
  }

  /** Whether the venue has told all of the kind since then, or never will. */
  private static boolean asked(AccountState account, ReportKind kind, long sinceNs) {
    return account.reports.unsupported(kind) || account.reports.completeNs(kind) > sinceNs;
  }

  private void ask(AccountState account, ReportKind kind, long sinceNs, long fromNs) {
    long requestedNs = account.reports.requestedNs(kind);
    boolean out =
        requestedNs != NEVER
            && requestedNs >= sinceNs
            && state.run.timeNs() - requestedNs < RETRY_NS;
    if (!out && !asked(account, kind, sinceNs) && state.commands.free() > 1) {
      decisions.requestReport(account.account(), kind, fromNs, null);
    }
  }

  /** Whether size or entry had to be taken from the venue. */
  private boolean correct(AccountState account, PositionState position) {
    long sizeE9 = position.sizeE9();
    if (position.executedSizeE9() != sizeE9) {
      decisions.correction(
          account.account(),
          position,
          ReportKind.EXECUTIONS,
          position.executedSizeE9(),
          sizeE9,
          "executions do not add up to the size");
      return true;
    }
    InstrumentState rules = state.instruments.find(position.instrument());
    long oursE9 = position.averageEntryE9();
    long venueE9 = position.entryPriceE9();
    boolean known = oursE9 != UNKNOWN && venueE9 != UNKNOWN && rules != null && sizeE9 != 0;
    if (known && Math.abs(oursE9 - venueE9) > rules.tickE9()) {
      decisions.correction(
          account.account(),
          position,
          ReportKind.EXECUTIONS,
          oursE9,
          venueE9,
          "average entry differs");
      return true;
    }
    return false;
  }
}
