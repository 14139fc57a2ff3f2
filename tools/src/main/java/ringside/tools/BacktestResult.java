package ringside.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.sim.Accounts;
import ringside.engine.boot.VirtualRun;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/** What a run over candles came to, account by account and leg by leg. The run's thread. */
final class BacktestResult {
  private static final long UNKNOWN = Decimals.INVALID;

  private final List<Account> accounts = new ArrayList<>();
  private final Map<Integer, Account> byIndex = new LinkedHashMap<>();
  private long orders;

  /**
   * What an account is worth.
   *
   * @param feesE9 paid
   * @param fundingE9 paid
   * @param drawdownE9 from the highest equity so far, never negative
   */
  record Worth(
      long equityE9, long walletE9, long grossE9, long feesE9, long fundingE9, long drawdownE9) {}

  /** One account's. */
  static final class Account {
    final String name;
    final int place;
    final long startE9;
    final Map<String, LegResult> legs = new LinkedHashMap<>();
    long equityE9;
    long walletE9;
    long grossE9;
    long feesE9;
    long fundingE9;
    long fills;
    long peakE9;
    long worstDrawdownE9;
    long worstPartE9;
    long worstNs = UNKNOWN;
    long underSinceNs = UNKNOWN;
    long underNs;
    long longestUnderNs;
    private long seenNs = UNKNOWN;

    Account(String name, int place, long startE9) {
      this.name = name;
      this.place = place;
      this.startE9 = startE9;
      equityE9 = startE9;
      walletE9 = startE9;
      peakE9 = startE9;
    }

    Worth worth() {
      return new Worth(
          equityE9, walletE9, grossE9, feesE9, fundingE9, Math.max(0, peakE9 - equityE9));
    }

    private void see(Accounts at, long nowNs) {
      equityE9 = at.equityE9(place);
      walletE9 = at.walletE9(place);
      if (underSinceNs != UNKNOWN) {
        underNs += nowNs - seenNs;
        longestUnderNs = Math.max(longestUnderNs, nowNs - underSinceNs);
      }
      seenNs = nowNs;
      if (equityE9 >= peakE9) {
        peakE9 = equityE9;
        underSinceNs = UNKNOWN;
        return;
      }
      underSinceNs = underSinceNs == UNKNOWN ? nowNs : underSinceNs;
      if (peakE9 - equityE9 > worstDrawdownE9) {
        worstDrawdownE9 = peakE9 - equityE9;
        worstNs = nowNs;
      }
      worstPartE9 = Math.max(worstPartE9, Decimals.divideE9(peakE9 - equityE9, peakE9));
    }
  }

  /** One leg's. */
  static final class LegResult {
    long sizeE9;
    long cycles;
    long grossE9;
    long feesE9;
    long fundingE9;
    long fills;

    long netE9() {
      return grossE9 - feesE9 - fundingE9;
    }
  }

  /** The run is about to start. */
  void begin(VirtualRun run, List<Integer> indices, long startE9) {
    for (int i = 0; i < indices.size(); i++) {
      Account account = new Account(run.accounts().get(i), i, startE9);
      accounts.add(account);
      byIndex.put(indices.get(i), account);
    }
  }

  List<Account> accounts() {
    return accounts;
  }

  long orders() {
    return orders;
  }

  void ordered() {
    orders++;
  }

  /** What the point has changed. */
  void see(VirtualRun run) {
    for (Account account : accounts) {
      account.see(run.venue().accounts(), run.nowNs());
    }
  }

  void executed(ExecutionDecoder execution) {
    Account account = byIndex.get(execution.header().account());
    LegResult leg =
        account.legs.computeIfAbsent(
            execution.header().instrument() + " " + execution.leg(), key -> new LegResult());
    long feeE9 = execution.feeE9();
    if (execution.executionType() == ExecutionType.FUNDING) {
      account.fundingE9 += feeE9;
      leg.fundingE9 += feeE9;
      return;
    }
    account.fills++;
    leg.fills++;
    account.feesE9 += feeE9;
    leg.feesE9 += feeE9;
    long pnlE9 = execution.realisedPnlE9();
    if (pnlE9 != UNKNOWN) {
      account.grossE9 += pnlE9;
      leg.grossE9 += pnlE9;
    }
    boolean buy = execution.side() == Side.BUY;
    leg.sizeE9 += buy ? execution.quantityE9() : -execution.quantityE9();
    boolean closed =
        leg.sizeE9 == 0
            || (execution.leg() == Leg.ONE_WAY
                && execution.closedQuantityE9() > 0
                && execution.closedQuantityE9() < execution.quantityE9());
    if (closed) {
      leg.cycles++;
    }
  }
}
