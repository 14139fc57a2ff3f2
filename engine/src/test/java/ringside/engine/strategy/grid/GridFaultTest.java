package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.StatusSink;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.StateSink;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.engine.testing.CoreHarness;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.event.RecordBuffer;

/** A grid that throws, and is cleared: what its orders did meanwhile is its own. */
class GridFaultTest {
  private static final long STATE_VERSION = 42;

  private boolean proposingThrows;
  private boolean foldingThrows;
  private final GridRig rig =
      new GridRig(new CoreHarness(new TradingCore(STATE_VERSION, faulty())), "0.00055", "0.0002")
          .given("quantity", "0.01", "levels", "4", "stepPercent", "1", "multiplier", "2")
          .given("takeProfitPercent", "0.5", "short.enabled", "false");

  private StrategyFactory faulty() {
    return (kind, parameters, seat) -> {
      Strategy grid = BuiltInStrategies.INSTANCE.create(kind, parameters, seat);
      return new Strategy() {
        @Override
        public void fold(Happening happening, StateView view) {
          grid.fold(happening, view);
          if (foldingThrows && happening.kind() == Happening.Kind.CLOCK) {
            throw new IllegalStateException("on purpose");
          }
        }

        @Override
        public void propose(StateView view, Proposals out) {
          if (proposingThrows) {
            throw new IllegalStateException("on purpose");
          }
          grid.propose(view, out);
        }

        @Override
        public void describe(StateSink sink) {
          grid.describe(sink);
        }

        @Override
        public void status(StateView view, StatusSink out) {
          grid.status(view, out);
        }
      };
    };
  }

  @Test
  void aFillThatCameWhileItWasHaltedIsItsOwnWhenItIsCleared() {
    rig.start("1000");
    rig.orders();
    rig.events.after(1_000_000_000L);
    rig.venue.moveTo(GridRig.e9("990"));
    proposingThrows = true;
    halted();
    assertThat(rig.pass(1).orders()).containsExactly("LONG amend @ 998.3 total 0.03");
    assertThat(rig.venue.signals).isEmpty();
    assertThat(rig.price("980.1").orders()).as("the third level").contains("LONG level 2 0.04");
    restored();
  }

  @Test
  void oneThatThrewWhileItFoldedTakesItsLegUpAtThePositionsAverage() {
    rig.start("1000");
    rig.orders();
    rig.events.after(1_000_000_000L);
    rig.venue.moveTo(GridRig.e9("990"));
    foldingThrows = true;
    halted();
    assertThat(rig.pass(1).orders()).containsExactly("LONG amend @ 998.3 total 0.03");
    assertThat(rig.venue.signals).containsExactly("restored 0.03");
    assertThat(rig.price("970").orders()).as("which levels it had nobody knows").isEmpty();
    assertThat(rig.price("998.3").orders()).contains("LONG level 0 0.01");
  }

  /** It is halted before it hears of its second level's fill, and cleared after it. */
  private void halted() {
    rig.events.afterMs(250).tick();
    rig.venue.feed();
    assertThat(rig.decided("StrategyHalted")).isEqualTo(1);
    rig.venue.settle();
    proposingThrows = false;
    foldingThrows = false;
    rig.orders();
    assertThat(rig.pass(60).orders()).as("a halted grid does nothing").isEmpty();
    rig.operator(OperatorAction.CLEAR, Leg.NULL_VAL);
  }

  private void restored() {
    TradingCore restored = new TradingCore(STATE_VERSION, BuiltInStrategies.INSTANCE);
    RecordBuffer journal = rig.core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).isEqualTo(rig.core().digest());
  }
}
