package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.ALL;

import org.junit.jupiter.api.Test;
import ringside.engine.testing.RiskRig;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Side;

/** What operators command is done or refused, for the scope they mean, and holds over restarts. */
class OperatorRulesTest {
  private final RiskRig rig = new RiskRig();

  private StateView view() {
    return new StateView(rig.harness().core().state());
  }

  private String opens() {
    StringBuilder text = new StringBuilder();
    for (int account = 0; account < 2; account++) {
      for (int instrument = 0; instrument < 2; instrument++) {
        for (Leg leg : new Leg[] {Leg.LONG, Leg.SHORT}) {
          boolean begins = view().mayBegin(account, instrument, leg);
          text.append(begins ? 'b' : view().mayAdd(account, instrument, leg) ? 'a' : '-');
        }
        text.append(' ');
      }
    }
    return text.toString().trim();
  }

  private String command(OperatorAction action, int account, int instrument, Leg leg) {
    rig.events.afterMs(1);
    rig.operator(action, account, instrument, leg);
    return rig.feed().toString();
  }

  @Test
  void eachCommandHoldsForItsScopeAndTheLatestHolds() {
    rig.begin();
    assertThat(opens()).isEqualTo("bb bb bb bb");
    assertThat(command(OperatorAction.PAUSE, 0, ALL, Leg.NULL_VAL))
        .isEqualTo("[done: a0 opens nothing; what reduces goes on until resume]");
    assertThat(opens()).isEqualTo("-- -- bb bb");
    command(OperatorAction.FINISH, ALL, 0, Leg.SHORT);
    assertThat(opens()).isEqualTo("-a -- ba bb");
    command(OperatorAction.RESUME, 0, 1, Leg.LONG);
    assertThat(opens()).isEqualTo("-a b- ba bb");
    command(OperatorAction.PAUSE, ALL, ALL, Leg.NULL_VAL);
    assertThat(opens()).isEqualTo("-- -- -- --");
    assertThat(rig.harness().core().state().operators.size())
        .as("all others are in it")
        .isEqualTo(1);
    command(OperatorAction.RESUME, 1, ALL, Leg.NULL_VAL);
    assertThat(opens()).isEqualTo("-- -- bb bb");

    TradingCore restored = rig.restored();
    assertThat(restored.digest()).isEqualTo(rig.harness().core().digest());
    rig.begin();
    assertThat(opens()).as("after a restart").isEqualTo("-- -- bb bb");

    command(OperatorAction.RESUME, ALL, ALL, Leg.NULL_VAL);
    assertThat(opens()).isEqualTo("bb bb bb bb");
    assertThat(rig.harness().core().state().operators.size()).isZero();
  }

  @Test
  void theAnswerNamesAccountSymbolAndSide() {
    rig.begin();
    assertThat(command(OperatorAction.PAUSE, 0, 1, Leg.LONG)).contains("done: a0, S1, long opens");
    assertThat(command(OperatorAction.PAUSE, ALL, 0, Leg.NULL_VAL))
        .contains("done: all accounts, S0 opens");
    assertThat(command(OperatorAction.RESUME, ALL, ALL, Leg.SHORT))
        .contains("done: all accounts, short may open again");
    command(OperatorAction.STOP, 1, 0, Leg.SHORT);
    assertThat(command(OperatorAction.CLEAR, 1, ALL, Leg.NULL_VAL))
        .contains("cleared: operator of a1, S0, short");
  }

  @Test
  void theGateSaysThatAnOperatorHoldsItBack() {
    rig.begin();
    rig.wantsToBuy(0, 0, "1", "99");
    command(OperatorAction.PAUSE, 0, 0, Leg.LONG);
    assertThat(rig.trade(0)).containsExactly("refused paused limit - value -");
    command(OperatorAction.FINISH, 0, 0, Leg.LONG);
    assertThat(rig.trade(0)).containsExactly("refused finishing limit - value -");
    rig.position(0, 0, Leg.LONG, "1").feed();
    assertThat(rig.trade(0)).as("a cycle that is open").containsExactly("place a0 i0 BUY LONG 1");
  }

  @Test
  void whatReducesGoesOn() {
    rig.begin();
    rig.position(0, 0, Leg.LONG, "1").feed();
    command(OperatorAction.PAUSE, ALL, ALL, Leg.NULL_VAL);
    rig.wants(0, 0, out -> out.place(Side.SELL, Leg.LONG, RiskRig.e9("1")).reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 SELL LONG 1 reduce-only");
  }

  @Test
  void aScopeThatNothingIsInIsRefusedAndHasNoEffect() {
    rig.begin();
    assertThat(command(OperatorAction.PAUSE, 7, ALL, Leg.NULL_VAL))
        .isEqualTo("[not done: refused: no account 7 trades here]");
    assertThat(command(OperatorAction.FLATTEN, 0, 9, Leg.NULL_VAL))
        .isEqualTo("[not done: refused: nobody trades instrument 9 there]");
    assertThat(opens()).isEqualTo("bb bb bb bb");
    assertThat(rig.told()).isEmpty();
    assertThat(rig.harness().core().state().risk.emergencies()).isZero();
  }

  @Test
  void strategiesAreToldOfWhatConcernsThemWhenItIsDone() {
    rig.begin();
    command(OperatorAction.PAUSE, 1, ALL, Leg.NULL_VAL);
    assertThat(rig.told()).containsExactly("2 PAUSE", "3 PAUSE");
    command(OperatorAction.RESUME, 1, 1, Leg.NULL_VAL);
    assertThat(rig.told()).containsExactly("3 RESUME");
    command(OperatorAction.FINISH, ALL, ALL, Leg.NULL_VAL);
    assertThat(rig.told()).containsExactly("0 FINISH", "1 FINISH", "2 FINISH", "3 FINISH");
  }

  @Test
  void stopWithoutAScopeEndsTheRunAndWithOneHoldsThatScope() {
    rig.begin();
    assertThat(command(OperatorAction.STOP, 0, ALL, Leg.NULL_VAL))
        .contains("risk a0 operator EMERGENCY KEEP operator")
        .contains("done: a0 is stopped: opening orders are cancelled; latched until clear");
    assertThat(rig.harness().core().state().run.ending()).isFalse();
    assertThat(opens()).isEqualTo("-- -- bb bb");
    assertThat(command(OperatorAction.STOP, ALL, ALL, Leg.NULL_VAL))
        .isEqualTo("[done: the engine ends; nothing new is begun]");
    assertThat(rig.harness().core().state().run.ending()).isTrue();
  }

  @Test
  void clearEndsAHaltOfAnAccountAndBeginsHaltedStrategiesAnew() {
    rig.begin();
    rig.execution(0, null, "1", ExecutionType.TRADE, "100").feed();
    rig.events.account(0).badOrder("x").account(ALL);
    assertThat(rig.feed()).contains("AccountHalted");
    assertThat(rig.harness().core().state().halts.halted(0)).isTrue();
    assertThat(command(OperatorAction.CLEAR, 0, 0, Leg.NULL_VAL))
        .as("a part of the account does not end the halt of all of it")
        .isEqualTo("[done: nothing was latched]");
    assertThat(command(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL))
        .isEqualTo("[AccountResumed, done: cleared: halt of a0]");
    assertThat(rig.harness().core().state().halts.halted(0)).isFalse();
  }

  @Test
  void clearOfALatchThatAStrategyHasSetTellsIt() {
    rig.begin();
    rig.wants(0, 0, out -> out.latch(Leg.SHORT, "loss", RiskAction.KEEP, "lost too much"));
    assertThat(rig.trade(0))
        .first()
        .isEqualTo("risk a0 i0 SHORT loss EMERGENCY KEEP lost too much limit - value -");
    rig.wantsNothing();
    assertThat(opens()).isEqualTo("b- bb bb bb");
    assertThat(command(OperatorAction.CLEAR, 0, 0, Leg.SHORT)).contains("not done: refused: loss");
    rig.events.afterMs(10);
    rig.report(0, ReportKind.OPEN_ORDERS).feed();
    rig.tick(250);
    rig.told();
    assertThat(command(OperatorAction.CLEAR, 0, 0, Leg.LONG)).contains("nothing was latched");
    assertThat(command(OperatorAction.CLEAR, 0, 0, Leg.SHORT)).contains("cleared: loss of a0");
    assertThat(rig.told()).contains("0 loss NORMAL", "0 CLEAR");
    assertThat(opens()).isEqualTo("bb bb bb bb");
  }
}
