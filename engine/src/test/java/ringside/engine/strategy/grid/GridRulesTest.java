package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridRulesTest {
  private final GridRig rig =
      new GridRig()
          .given("quantity", "0.01", "levels", "4", "stepPercent", "1", "multiplier", "2")
          .given("takeProfitPercent", "0.5");

  private GridRig longOnly() {
    return rig.given("short.enabled", "false");
  }

  @Test
  void itEntersAddsTakesItsProfitAndBeginsAgain() {
    longOnly().start("1000");
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01", "LONG tp 0.01 @ 1005");
    rig.price("990.1");
    assertThat(rig.orders()).isEmpty();
    rig.price("990");
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02", "LONG amend @ 998.3 total 0.03");
    rig.price("998.3");
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01", "LONG tp 0.01 @ 1003.3");
  }
}
