package ringside.engine.core;

import ringside.engine.core.state.CoreState;

/**
 * The strategies' turn, after everybody has folded the event: each that it concerns proposes, in
 * config order; each proposal is judged, and what is approved is folded before the next is looked
 * at. One that throws has decided nothing, and halts. Engine thread only.
 */
final class StrategyRounds {
  /** Of a shadow, at one event. */
  private static final int MOST_ROUNDS = 8;

  private final CoreState state;
  private final StrategyTable strategies;
  private final Decisions decisions;
  private final RiskGate gate;
  private final Proposals proposals = new Proposals();
  private StrategySlot[] concerned;
  private int instrument;
  private boolean both;

  StrategyRounds(CoreState state, StrategyTable strategies, Decisions decisions, RiskGate gate) {
    this.state = state;
    this.strategies = strategies;
    this.decisions = decisions;
    this.gate = gate;
  }

  /** Notes whom the event concerns; folding decisions overwrites what it was about. */
  void begin(Happening happening) {
    concerned = strategies.concerned(happening);
    both = happening.hasAccount() && happening.hasInstrument();
    instrument = happening.instrument();
  }

  void run() {
    if (!state.run.running() || !state.run.asking()) {
      return;
    }
    boolean ending = state.run.ending();
    for (StrategySlot slot : concerned) {
      if (both && slot.seat.instrument() != instrument) {
        continue;
      }
      boolean halted = state.halts.strategyHalted(slot.seat.strategy());
      if (!ending && slot.fault == null && !halted) {
        if (slot.shadow == null) {
          propose(slot);
        } else {
          shadow(slot);
        }
      }
      if (slot.fault != null) {
        // At the end of a run too: the next one would go on with what it half knows.
        decisions.strategyHalted(slot, TradingCore.describe(slot.fault));
      }
    }
  }

  /** What a shadow orders is done at once, and nothing comes to tell it: it is asked again. */
  private void shadow(StrategySlot slot) {
    for (int i = 0; i < MOST_ROUNDS && slot.fault == null; i++) {
      long before = slot.shadow.fills();
      propose(slot);
      if (slot.shadow.fills() == before) {
        return;
      }
    }
  }

  private void propose(StrategySlot slot) {
    proposals.clear();
    try {
      slot.strategy.propose(slot.view, proposals);
    } catch (RuntimeException e) {
      slot.fault = e;
      return;
    }
    for (int i = 0; i < proposals.size() && slot.fault == null; i++) {
      judge(slot, proposals.at(i));
    }
  }

  private void judge(StrategySlot slot, Proposal proposal) {
    switch (proposal.action) {
      case SIGNAL -> decisions.signal(slot, proposal);
      case ALERT -> decisions.alert(slot, proposal);
      case LATCH -> decisions.latch(slot, proposal);
      default -> order(slot, proposal);
    }
  }

  private void order(StrategySlot slot, Proposal proposal) {
    RiskRule rule =
        slot.shadow == null
            ? gate.check(proposal, slot.seat.account(), slot.seat.instrument())
            : gate.check(proposal, slot.shadow, slot.seat.instrument());
    if (rule != null) {
      long nowNs = state.run.timeNs();
      if (slot.refusalCounts(proposal.side, proposal.leg, rule.hash(), nowNs)) {
        decisions.refused(slot, proposal, rule, gate.limitE9(), gate.valueE9());
      }
      return;
    }
    switch (proposal.action) {
      case PLACE -> decisions.place(slot, proposal);
      case AMEND -> decisions.amend(slot, proposal);
      case CANCEL -> decisions.cancelOrder(slot, proposal.order);
      case TRADING_STOP -> decisions.tradingStop(slot, proposal);
      default -> throw new IllegalStateException("no order: " + proposal.action);
    }
  }
}
