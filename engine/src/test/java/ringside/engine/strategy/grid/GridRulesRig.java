package ringside.engine.strategy.grid;

import java.util.HashMap;
import java.util.Map;
import ringside.engine.core.StateView;
import ringside.engine.core.StatusSink;
import ringside.journal.codec.Leg;
import ringside.journal.event.Decimals;

/** What the tests of docs/GRID.md's rules begin with: a leg of four levels at 1000. */
abstract class GridRulesRig {
  final GridRig rig =
      new GridRig()
          .given("quantity", "0.01", "levels", "4", "stepPercent", "1", "multiplier", "2")
          .given("takeProfitPercent", "0.5");

  final GridRig longOnly() {
    return rig.given("short.enabled", "false");
  }

  final GridVenue venue() {
    return rig.venue;
  }

  final String status(Leg leg, String name) {
    Map<String, String> found = new HashMap<>();
    rig.core()
        .status(
            0,
            new StatusSink() {
              private Leg at;

              @Override
              public void leg(Leg of) {
                at = of;
              }

              @Override
              public void text(String called, String value) {
                found.put(at + called, value);
              }

              @Override
              public void count(String called, long value) {
                found.put(at + called, Long.toString(value));
              }

              @Override
              public void number(String called, long valueE9) {
                boolean known = valueE9 != StateView.UNKNOWN;
                found.put(at + called, known ? Decimals.toStringE9(valueE9) : "-");
              }

              @Override
              public void time(String called, long timeNs) {
                found.put(at + called, Long.toString(timeNs));
              }
            });
    return found.get(leg + name);
  }

  final String entry(Leg leg) {
    return status(leg, "entry");
  }
}
