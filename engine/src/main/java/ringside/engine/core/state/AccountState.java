package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.event.Decimals;

/**
 * One account: whose it is, what it holds, what it has asked for and been refused. Orders,
 * positions and wallet outlive runs; whether they were compared with the venue does not. Engine
 * thread only.
 */
public final class AccountState implements AccountView, StateTable {
  private static final long NEVER = OrderBook.NEVER;
  private static final long FOR_EVER = Long.MAX_VALUE;
  private static final int RESTRICTION_KINDS = 6;
  private static final long SECOND_NS = 1_000_000_000L;

  public final WalletState wallet = new WalletState();
  public final PositionTable positions = new PositionTable();
  public final OrderTable orders = new OrderTable();
  public final ExecutionMemory executions = new ExecutionMemory();
  public final ExecutionMemory transfers = new ExecutionMemory();
  public final ForeignTable foreign = new ForeignTable();
  public final ReportTable reports = new ReportTable();

  private final int account;
  private final IdText uid = new IdText();
  private boolean readOnly;
  private boolean mayWithdraw;
  private boolean mayTransfer;
  private boolean unified = true;
  private long expiresNs = NEVER;
  private final long[] restrictedUntilNs = new long[RESTRICTION_KINDS];
  private boolean connected;
  private boolean connectedAtAll;
  private boolean connectedBefore;
  private long unheardSinceNs = NEVER;
  private long rateNs = NEVER;
  private final IdText asked = new IdText();
  private long askedNs = NEVER;
  private long foreignOrders;
  private long fills;
  private ForeignPolicy foreignPolicy = ForeignPolicy.LEAVE;
  private long corrections;

  AccountState(int account) {
    this.account = account;
    Arrays.fill(restrictedUntilNs, NEVER);
  }

  @Override
  public int account() {
    return account;
  }

  /** The venue's name of whoever owns the key; empty until it is known. */
  public IdText uid() {
    return uid;
  }

  public boolean readOnly() {
    return readOnly;
  }

  public boolean unified() {
    return unified;
  }

  /** Whether its private stream is up. */
  public boolean connected() {
    return connected;
  }

  @Override
  public boolean reconciled() {
    return connected
        && !reports.wanted(ReportKind.OPEN_ORDERS)
        && !reports.wanted(ReportKind.POSITIONS)
        && !reports.wanted(ReportKind.WALLET)
        && !reports.wanted(ReportKind.EXECUTIONS);
  }

  @Override
  public boolean hedge(int instrument) {
    return positions.hedge(instrument);
  }

  @Override
  public boolean modeKnown(int instrument) {
    return positions.modeKnown(instrument);
  }

  @Override
  public PositionView position(int instrument, Leg leg) {
    return positions.find(instrument, leg);
  }

  @Override
  public int positions() {
    return positions.size();
  }

  @Override
  public PositionView position(int place) {
    return positions.at(place);
  }

  @Override
  public long grossE9() {
    return positions.grossE9();
  }

  @Override
  public long feesE9() {
    return positions.feesE9();
  }

  @Override
  public long fundingE9() {
    return positions.fundingE9();
  }

  @Override
  public boolean walletExplained() {
    return wallet.explained();
  }

  @Override
  public int liveOrders() {
    return orders.liveCount();
  }

  @Override
  public OrderView liveOrder(int place) {
    return orders.live(place);
  }

  @Override
  public long totalEquityE9() {
    return wallet.totalEquityE9();
  }

  @Override
  public long totalAvailableE9() {
    return wallet.totalAvailableE9();
  }

  /** Whether the venue holds back what would open risk. */
  public boolean restricted(long nowNs) {
    for (long untilNs : restrictedUntilNs) {
      if (untilNs > nowNs) {
        return true;
      }
    }
    return false;
  }

  /** Whether this is not the first time in the run that its private stream is up. */
  public boolean connectedBefore() {
    return connectedBefore;
  }

  /** From when on the venue may have executed what we did not hear of, or NEVER. */
  public long unheardSinceNs() {
    return unheardSinceNs;
  }

  /** How many orders that nobody here made were met. */
  public long foreignOrders() {
    return foreignOrders;
  }

  /** What is done about them. */
  public ForeignPolicy foreignPolicy() {
    return foreignPolicy;
  }

  /** The config says what is done about orders that nobody here made. */
  void foreignPolicy(ForeignPolicy policy) {
    foreignPolicy = policy;
    orders.adopt(policy == ForeignPolicy.ADOPT);
  }

  /** How often the venue was right and we were not. */
  public long corrections() {
    return corrections;
  }

  /**
   * Whether something is known that only a comparison with the venue can settle.
   *
   * @param silentNs how long the venue may take to tell by itself
   */
  public boolean doubtful(long nowNs, long silentNs) {
    for (int i = 0; i < orders.liveCount(); i++) {
      OrderState order = orders.live(i);
      if (order.missing()
          || order.phase() == OrderPhase.UNRESOLVED
          || order.unheardSince(nowNs, silentNs)) {
        return true;
      }
    }
    for (int i = 0; i < orders.unheardCount(); i++) {
      if (orders.unheard(i).unheardSince(nowNs, silentNs)) {
        return true;
      }
    }
    for (int i = 0; i < positions.size(); i++) {
      if (positions.at(i).unstated(nowNs, silentNs)) {
        return true;
      }
    }
    return false;
  }

  /** The order that the venue is being asked about; empty where none is. */
  public IdText asked() {
    return asked;
  }

  /** When the venue was last asked about one order, or NEVER. */
  public long askedNs() {
    return askedNs;
  }

  /**
   * Whether another order may be sent without going beyond so many a second: a second's worth at
   * once, and then evenly.
   */
  public boolean withinRate(int ordersPerSecond, long nowNs) {
    return rateNs == NEVER || rateNs - nowNs <= SECOND_NS - SECOND_NS / ordersPerSecond;
  }

  /** How many orders of the last second count, another one with them. */
  public long sentE9(int ordersPerSecond, long nowNs) {
    long spacingNs = SECOND_NS / ordersPerSecond;
    long orders = rateNs == NEVER ? 0 : Math.max(0, (rateNs - nowNs + spacingNs - 1) / spacingNs);
    return Math.addExact(orders, 1) * Decimals.ONE_E9;
  }

  void sent(int ordersPerSecond, long nowNs) {
    rateNs = Math.max(rateNs, nowNs) + SECOND_NS / ordersPerSecond;
  }

  void fold(AccountIdentifiedDecoder event, IdText newUid) {
    if (!uid.isEmpty() && !uid.sameAs(newUid)) {
      throw new IllegalStateException(
          "the key is of user " + newUid + ", the account was of user " + uid);
    }
    uid.set(newUid);
    readOnly = event.readOnly() == 1;
    mayWithdraw = event.mayWithdraw() == 1;
    mayTransfer = event.mayTransfer() == 1;
    unified = event.unified() == 1;
    expiresNs = event.expiresTimeNs();
  }

  void restrict(VenueRestrictionDecoder event) {
    restrictedUntilNs[event.kind().value()] = until(event);
  }

  static long until(VenueRestrictionDecoder event) {
    if (event.active() == 0 || event.kind() == RestrictionKind.RATE_LIMITED) {
      // Too many requests at one moment is the governor's to wait out.
      return NEVER;
    }
    long until = event.untilNs();
    return until == VenueRestrictionDecoder.untilNsNullValue() ? FOR_EVER : until;
  }

  void connected(long nowNs) {
    connectedBefore = connectedAtAll;
    connectedAtAll = true;
    connected = true;
    reports.want(ReportKind.OPEN_ORDERS, nowNs);
    reports.want(ReportKind.POSITIONS, nowNs);
    reports.want(ReportKind.WALLET, nowNs);
    if (unheardSinceNs != NEVER) {
      reports.want(ReportKind.EXECUTIONS, nowNs);
    } else {
      unheardSinceNs = nowNs;
    }
  }

  /**
   * The private stream is down.
   *
   * @param heardNs when it last said anything
   */
  void disconnected(long heardNs) {
    if (connected && !reports.wanted(ReportKind.EXECUTIONS)) {
      unheardSinceNs = heardNs;
    }
    connected = false;
  }

  void ask(IdText clientId, long nowNs) {
    asked.set(clientId);
    askedNs = nowNs;
  }

  void askedEnded() {
    asked.clear();
  }

  /** How many executions have traded, since the journal began. */
  public long fills() {
    return fills;
  }

  void filled() {
    fills++;
  }

  void metForeignOrder() {
    foreignOrders++;
  }

  void corrected() {
    corrections++;
  }

  void beginRun(long lastHeardNs) {
    disconnected(lastHeardNs);
    connectedAtAll = false;
    connectedBefore = false;
    Arrays.fill(restrictedUntilNs, NEVER);
    reports.beginRun();
    orders.beginRun();
    wallet.beginRun();
    asked.clear();
    askedNs = NEVER;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(account);
    uid.describe(sink);
    sink.putFlag(readOnly);
    sink.putFlag(mayWithdraw);
    sink.putFlag(mayTransfer);
    sink.putFlag(unified);
    sink.putLong(expiresNs);
    for (long untilNs : restrictedUntilNs) {
      sink.putLong(untilNs);
    }
    sink.putFlag(connected);
    sink.putFlag(connectedAtAll);
    sink.putFlag(connectedBefore);
    sink.putLong(unheardSinceNs);
    sink.putLong(rateNs);
    asked.describe(sink);
    sink.putLong(askedNs);
    sink.putLong(foreignOrders);
    sink.putLong(fills);
    sink.putLong(foreignPolicy.ordinal());
    sink.putLong(corrections);
    wallet.describe(sink);
    positions.describe(sink);
    orders.describe(sink);
    executions.describe(sink);
    transfers.describe(sink);
    foreign.describe(sink);
    reports.describe(sink);
  }
}
