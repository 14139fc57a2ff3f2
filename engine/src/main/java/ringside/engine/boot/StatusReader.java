package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import ringside.engine.core.StatusSink;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;

/**
 * Reads the core's state for people. Immutable; {@link #apply} on the engine thread, when somebody
 * has asked, or on any other when the engine has stopped.
 */
final class StatusReader implements Function<CoreState, EngineStatus> {
  private static final long UNKNOWN = Decimals.INVALID;

  private final Catalog catalog;
  private final List<Integer> sources;
  private final List<Integer> accounts;
  private final List<Integer> strategies;
  private final RiskWords words;
  private final OutsideWords outside;

  /**
   * @param catalog complete
   * @param sources of the streams that should be up
   * @param accounts that trade
   * @param strategies that run
   * @param seats of those that trade
   * @param status lets the strategy of an index say how it stands
   */
  StatusReader(
      Catalog catalog,
      List<Integer> sources,
      List<Integer> accounts,
      List<Integer> strategies,
      List<OutsideWords.Seat> seats,
      ObjIntConsumer<StatusSink> status) {
    this.catalog = catalog;
    this.sources = List.copyOf(sources);
    this.accounts = List.copyOf(accounts);
    this.strategies = List.copyOf(strategies);
    words = new RiskWords(this::name);
    outside = new OutsideWords(this::name, status, seats);
  }

  @Override
  public EngineStatus apply(CoreState state) {
    long nowNs = state.run.timeNs();
    List<EngineStatus.Stream> streams = new ArrayList<>();
    for (int source : sources) {
      long heardNs = state.streams.heardNs(source);
      streams.add(
          new EngineStatus.Stream(
              name(CatalogKind.SOURCE, source),
              state.streams.connected(source),
              state.streams.stale(source),
              heardNs == OrderBook.NEVER ? UNKNOWN : Math.max(0, nowNs - heardNs),
              state.streams.disconnects(source)));
    }
    List<EngineStatus.Account> read = new ArrayList<>();
    for (int account : accounts) {
      read.add(account(state, account));
    }
    return new EngineStatus(
        nowNs,
        state.run.ending(),
        state.run.space() != SpaceLevel.ENOUGH,
        state.commands.size(),
        streams,
        read,
        latches(state),
        words.standing(state.operators));
  }

  private List<String> latches(CoreState state) {
    List<String> latches = new ArrayList<>(words.latches(state));
    for (int strategy : strategies) {
      if (state.halts.strategyHalted(strategy)) {
        latches.add("strategy " + name(CatalogKind.STRATEGY, strategy) + " is halted");
      }
    }
    return latches;
  }

  private EngineStatus.Account account(CoreState state, int index) {
    String name = name(CatalogKind.ACCOUNT, index);
    AccountState account = state.accounts.find(index);
    List<String> latches = new ArrayList<>();
    if (state.halts.halted(index)) {
      latches.add("halted");
    }
    latches.addAll(words.latches(state, index));
    if (account == null) {
      return new EngineStatus.Account(
          name, false, false, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN,
          UNKNOWN, UNKNOWN, 0, 0, 0, 0, 0, List.of(), latches, List.of(), List.of());
    }
    List<String> notes = new ArrayList<>(words.warnings(state, index));
    notes.addAll(outside.notes(account));
    long unrealisedE9 = 0;
    List<EngineStatus.Position> positions = new ArrayList<>();
    for (int k = 0; k < account.positions.size(); k++) {
      PositionState position = account.positions.at(k);
      if (position.sizeE9() != 0) {
        EngineStatus.Position read = position(state, account, position);
        unrealisedE9 = EngineStatus.sum(unrealisedE9, read.unrealisedE9());
        positions.add(read);
      }
    }
    int busy = 0;
    for (int k = 0; k < account.orders.liveCount(); k++) {
      OrderPhase phase = account.orders.live(k).phase();
      if (phase == OrderPhase.PENDING || phase == OrderPhase.UNRESOLVED) {
        busy++;
      }
    }
    return new EngineStatus.Account(
        name,
        account.connected(),
        account.reconciled(),
        account.wallet.totalEquityE9(),
        account.wallet.totalAvailableE9(),
        account.wallet.maintenanceMarginRateE9(),
        account.grossE9(),
        -account.feesE9(),
        -account.fundingE9(),
        unrealisedE9,
        state.equity.known(index) ? -state.equity.drawdownE9(account, state.instruments) : UNKNOWN,
        worst(state, index),
        account.orders.liveCount(),
        busy,
        OutsideWords.foreignOrders(account),
        account.fills(),
        account.corrections(),
        positions,
        latches,
        outside.needs(state, account),
        notes);
  }

  private static long worst(CoreState state, int account) {
    long worstE9 = state.equity.worstDrawdownE9(account);
    return worstE9 == UNKNOWN ? UNKNOWN : -worstE9;
  }

  private EngineStatus.Position position(
      CoreState state, AccountState account, PositionState position) {
    InstrumentState instrument = state.instruments.find(position.instrument());
    long markE9 = instrument == null ? UNKNOWN : instrument.ticker().markPriceE9();
    List<EngineStatus.Resting> takeProfits = new ArrayList<>();
    for (int k = 0; k < account.orders.liveCount(); k++) {
      OrderState order = account.orders.live(k);
      if (order.instrument() == position.instrument()
          && order.leg() == position.leg()
          && order.reduceOnly()) {
        takeProfits.add(new EngineStatus.Resting(order.leavesE9(), order.priceE9()));
      }
    }
    return new EngineStatus.Position(
        name(CatalogKind.INSTRUMENT, position.instrument()),
        position.leg().name(),
        position.sizeE9(),
        position.averageEntryE9() == UNKNOWN ? position.entryPriceE9() : position.averageEntryE9(),
        markE9,
        unrealisedE9(position, markE9),
        position.grossE9(),
        position.leverageE9(),
        position.liquidationPriceE9(),
        takeProfits);
  }

  private static long unrealisedE9(PositionState position, long markE9) {
    long ownE9 = markE9 == UNKNOWN ? UNKNOWN : position.unrealisedAtE9(markE9);
    return ownE9 == UNKNOWN ? position.unrealisedPnlE9() : ownE9;
  }

  private String name(CatalogKind kind, int index) {
    String name = catalog.name(kind, index);
    return name == null ? String.valueOf(index) : name;
  }
}
