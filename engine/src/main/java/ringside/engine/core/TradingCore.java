package ringside.engine.core;

import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.ShadowAccount;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.ClockOffsetEncoder;
import ringside.journal.codec.ClockStepEncoder;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.ConfigAppliedEncoder;
import ringside.journal.codec.EngineStoppedEncoder;
import ringside.journal.codec.HaltCause;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.ReportEndEncoder;
import ringside.journal.codec.Severity;
import ringside.journal.codec.SpaceChangedEncoder;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamStaleEncoder;
import ringside.journal.codec.VenueRestrictionEncoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.EventDispatcher;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.UnknownRecordException;

/**
 * The one place that decides, and the one door to it: an event comes in, the decisions it causes
 * come out. Live, recovery, replay and verify all come through {@link #decide} and {@link
 * #restore}.
 *
 * <p>Pure: no I/O, no clock, no randomness, no threads. Sequence and time are handed in with the
 * event; the same records give the same decisions and the same {@link #digest} anywhere. One thread
 * at a time. Steady state allocates nothing.
 *
 * <p>An event that the account state refuses halts that account, as a recorded decision. Anything
 * else that throws is a fault in shared state: the caller halts the engine.
 */
public final class TradingCore {
  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();

  private final long stateVersion;
  private final CoreState state = new CoreState();
  private final EventDispatcher dispatcher = new EventDispatcher();
  private final StateView view = new StateView(state);
  private final StrategyTable strategies;
  private final StateFold fold;
  private final StateFold decisionFold;
  private final Decisions decisions;
  private final MarketRules market;
  private final AccountRules accounts;
  private final RiskRules risk;
  private final StreamRules streams;
  private final OperatorRules operators;
  private final EmergencyRules emergencies;
  private final StrategyRounds rounds;
  private long lastSequence;
  private RuntimeException accountFault;
  private boolean suspect;

  /**
   * @param stateVersion names the classes that hold state; it is written beside every digest
   */
  public TradingCore(long stateVersion) {
    this(stateVersion, StrategyFactory.NONE);
  }

  /**
   * A core with strategies.
   *
   * @param stateVersion names the classes that hold state; it is written beside every digest
   * @param factory makes the strategies that a run's config names
   */
  public TradingCore(long stateVersion, StrategyFactory factory) {
    this(stateVersion, factory, UnaryOperator.identity());
  }

  /**
   * A core that asks what if: another config in place of those that were recorded.
   *
   * @param stateVersion names the classes that hold state; it is written beside every digest
   * @param factory makes the strategies that a run's config names
   * @param config makes, of the config that an event holds, the one that is applied
   */
  public TradingCore(
      long stateVersion, StrategyFactory factory, UnaryOperator<List<ConfigRecords.Entry>> config) {
    this.stateVersion = stateVersion;
    strategies = new StrategyTable(state, factory, view, config);
    fold = new StateFold(state, strategies);
    decisionFold = new StateFold(state, strategies);
    decisions = new Decisions(state, decisionFold, dispatcher);
    market = new MarketRules(state, decisions);
    accounts = new AccountRules(state, strategies, decisions);
    RiskDecisions riskDecisions = new RiskDecisions(state, decisions);
    risk = new RiskRules(state, riskDecisions);
    streams = new StreamRules(state, decisions, riskDecisions);
    operators = new OperatorRules(state, strategies, risk, riskDecisions);
    emergencies = new EmergencyRules(state, decisions, riskDecisions);
    rounds = new StrategyRounds(state, strategies, decisions, new RiskGate(state, view));
  }

  /**
   * Folds an event and decides.
   *
   * @param buffer holds the framed event record, its sequence stamped
   * @param offset of the record's frame
   * @param out takes the decisions, in order, each already folded
   * @return how many of them are commands that must leave
   */
  public int decide(DirectBuffer buffer, int offset, RecordBuffer out) {
    long sequence = RecordLayout.sequence(buffer, offset);
    int source = RecordLayout.source(buffer, offset);
    int templateId = RecordLayout.templateId(buffer, offset);
    int account = RecordLayout.account(buffer, offset);
    foldEvent(buffer, offset, sequence);
    Happening happening = fold.happening();
    rounds.begin(happening);
    decisions.begin(sequence, account, out);
    if (accountFault != null || suspect) {
      refuse(account, source);
    } else if (happening.hasAccount()) {
      accounts.afterAccount(fold.trading().outcome(), fold.trading().execution(), source);
      switch (happening.kind()) {
        case WALLET, POSITION, EXECUTION -> risk.afterAccount(account, fold.trading().execution());
        default -> {
          // Neither money nor sizes.
        }
      }
    }
    OrderBook book = fold.market().touchedBook();
    if (book != null) {
      market.afterBook(book, fold.market().bookExpected());
    }
    market.afterStream(source);
    boolean digestDue = false;
    switch (templateId) {
      case ClockTickEncoder.TEMPLATE_ID -> {
        market.afterTick();
        accounts.afterTick();
        risk.afterTick();
        if (state.run.timeNs() - state.run.digestNs() >= state.run.digestIntervalNs()) {
          digestDue = true;
        }
      }
      case StreamConnectedEncoder.TEMPLATE_ID -> {
        if (happening.hasAccount()) {
          accounts.ask(state.accounts.obtain(account));
        }
        streams.afterConnect(source);
      }
      case ReportEndEncoder.TEMPLATE_ID ->
          accounts.afterReport(state.accounts.find(account), source);
      case StreamDisconnectedEncoder.TEMPLATE_ID -> streams.afterDisconnect(source);
      case OperatorCommandEncoder.TEMPLATE_ID -> operators.answer();
      case ClockOffsetEncoder.TEMPLATE_ID -> accounts.afterClock(source);
      case VenueRestrictionEncoder.TEMPLATE_ID ->
          accounts.afterRestriction(
              account, source, fold.trading().restriction(), fold.trading().restricted());
      case StreamStaleEncoder.TEMPLATE_ID ->
          market.afterSilence(source, RecordLayout.generation(buffer, offset));
      case ClockStepEncoder.TEMPLATE_ID ->
          decisions.alert(
              source,
              AlertCode.CLOCK_STEPPED,
              Severity.WARNING,
              true,
              state.run.clockSteps(),
              "the wall clock stepped");
      case SpaceChangedEncoder.TEMPLATE_ID -> {
        boolean enough = state.run.space() == SpaceLevel.ENOUGH;
        Severity severity = enough ? Severity.INFO : Severity.CRITICAL;
        decisions.alert(source, AlertCode.SPACE_LOW, severity, !enough, 1, "the journal's disk");
      }
      case ConfigAppliedEncoder.TEMPLATE_ID -> tellChanges(source);
      case EngineStoppedEncoder.TEMPLATE_ID -> digestDue = true;
      default -> {
        // Nothing but the fold and what follows from its book.
      }
    }
    rounds.run();
    emergencies.run(templateId == ClockTickEncoder.TEMPLATE_ID);
    if (digestDue) {
      decisions.digest(stateVersion, strategies);
    }
    return decisions.commands();
  }

  /**
   * Folds a record that is already a fact, event or decision, and decides nothing.
   *
   * @param buffer holds the framed record
   * @param offset of the record's frame
   */
  public void restore(DirectBuffer buffer, int offset) {
    if (RecordLayout.ordinal(buffer, offset) == 0) {
      foldEvent(buffer, offset, RecordLayout.sequence(buffer, offset));
    } else {
      decisionFold.foldDecision(dispatcher, buffer, offset);
    }
  }

  /** A hash of the whole state, without the run's identity. */
  public long digest() {
    return state.digest(strategies);
  }

  /** What the core knows, for looking at between events. */
  public CoreState state() {
    return state;
  }

  /**
   * Lets a strategy say how it stands; one that is not known or has halted says nothing.
   *
   * @param strategy its index in the catalog
   */
  public void status(int strategy, StatusSink out) {
    StrategySlot slot = strategies.find(strategy);
    if (slot != null && !state.halts.strategyHalted(strategy)) {
      slot.strategy.status(slot.view, out);
    }
  }

  /** The config that holds, as it was recorded; empty before the first. */
  public List<ConfigRecords.Entry> config() {
    return strategies.applied();
  }

  /**
   * The account that a shadow has for itself, to look at between events; null of what is none.
   *
   * @param strategy its index in the catalog
   */
  public ShadowAccount shadow(int strategy) {
    StrategySlot slot = strategies.find(strategy);
    return slot == null ? null : slot.shadow;
  }

  /** The sequence of the last event folded; 0 before the first. */
  public long lastSequence() {
    return lastSequence;
  }

  private void foldEvent(DirectBuffer buffer, int offset, long sequence) {
    if (sequence != lastSequence + 1) {
      throw new IllegalStateException(
          "event " + sequence + " came after event " + lastSequence + "; sequences are dense");
    }
    lastSequence = sequence;
    accountFault = null;
    suspect = false;
    state.run.advance(RecordLayout.timeNs(buffer, offset));
    fold.beginEvent(buffer, offset);
    if (state.halts.anySuspects()
        && Fingerprint.applies(RecordLayout.templateId(buffer, offset))
        && state.halts.suspected(Fingerprint.of(buffer, offset))) {
      suspect = true;
      return;
    }
    try {
      dispatcher.dispatch(buffer, offset, fold);
      fold.tellEvent();
    } catch (UnknownRecordException e) {
      throw e;
    } catch (RuntimeException e) {
      if (RecordLayout.account(buffer, offset) == NO_ACCOUNT) {
        throw e;
      }
      accountFault = e;
    }
  }

  /** Names the first of the settings; their values are in the configs. */
  private void tellChanges(int source) {
    List<ConfigDifference> changes = strategies.changes();
    if (!changes.isEmpty()) {
      String more = changes.size() > 1 ? " and " + (changes.size() - 1) + " more" : "";
      decisions.alert(
          source,
          AlertCode.CONFIG_CHANGED,
          Severity.INFO,
          true,
          changes.size(),
          changes.get(0).path() + more);
    }
  }

  private void refuse(int account, int source) {
    String detail = suspect ? "it killed the process twice" : describe(accountFault);
    if (account == NO_ACCOUNT) {
      decisions.alert(source, AlertCode.OTHER, Severity.CRITICAL, true, 1, "left out: " + detail);
    } else if (!state.halts.halted(account)) {
      HaltCause cause = suspect ? HaltCause.SUSPECT_EVENT : HaltCause.FOLD_FAULT;
      decisions.accountHalted(account, cause, detail);
    }
  }

  /**
   * Our own words only: a message that the JVM makes differs between JVMs, and replays must not.
   */
  static String describe(RuntimeException fault) {
    boolean ours = fault.getClass() == IllegalStateException.class;
    String name = fault.getClass().getSimpleName();
    return ours ? name + ": " + fault.getMessage() : name;
  }
}
