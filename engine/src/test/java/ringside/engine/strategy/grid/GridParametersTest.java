package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.strategy.StrategyKind;
import ringside.engine.strategy.StrategyKind.Mistake;
import ringside.journal.event.Decimals;

class GridParametersTest {
  private static final StrategyKind GRID = StrategyKind.find("grid");

  private final Map<String, String> given = new HashMap<>();

  @BeforeEach
  void sensible() {
    given("quote", "100", "levels", "5", "stepPercent", "1", "takeProfitPercent", "0.5");
  }

  private void given(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private List<String> mistakes() {
    return GRID.mistakes(given).stream().map(Mistake::name).toList();
  }

  private GridParameters read() {
    assertThat(GRID.mistakes(given)).isEmpty();
    return GridParameters.of(GRID.effective(given));
  }

  @Test
  void whatIsGivenForNoSideCountsForBoth() {
    given("short.stepPercent", "2", "long.multiplier", "1.5");
    GridParameters read = read();
    assertThat(read.longSide().stepE9()).isEqualTo(Decimals.parseE9("1"));
    assertThat(read.shortSide().stepE9()).isEqualTo(Decimals.parseE9("2"));
    assertThat(read.longSide().multiplierE9()).isEqualTo(Decimals.parseE9("1.5"));
    assertThat(read.shortSide().multiplierE9()).isEqualTo(Decimals.ONE_E9);
    assertThat(read.longSide().retryDelayNs()).isEqualTo(5_000_000_000L);
    assertThat(read.longSide().capE9()).isEqualTo(Decimals.INVALID);
  }

  @Test
  void aSideThatSizesItsFirstOrderOtherwiseTakesNoSharedSize() {
    given("short.quantity", "0.01");
    GridParameters read = read();
    assertThat(read.longSide().form()).isEqualTo(GridSide.First.QUOTE);
    assertThat(read.shortSide().form()).isEqualTo(GridSide.First.QUANTITY);
    assertThat(read.shortSide().amountE9()).isEqualTo(10_000_000L);
  }

  @Test
  void theFirstOrderIsSizedInExactlyOneWay() {
    given("margin", "10");
    assertThat(GRID.mistakes(given))
        .anySatisfy(
            mistake -> {
              assertThat(mistake.name()).isEqualTo("quantity");
              assertThat(mistake.what()).contains("margin and quote are given");
            });
    given.remove("margin");
    given.remove("quote");
    assertThat(mistakes()).containsExactly("quantity");
    given("short.quote", "100");
    assertThat(mistakes()).containsExactly("long.quantity");
  }

  @Test
  void whatBothSidesLackIsMissingOnce() {
    given.remove("levels");
    assertThat(mistakes()).containsExactly("levels");
    given("short.levels", "3");
    assertThat(mistakes()).containsExactly("long.levels");
  }

  @Test
  void aSideThatIsNotEnabledNeedsNothing() {
    given.clear();
    given("short.enabled", "false", "long.quote", "100", "long.levels", "3");
    given("long.stepPercent", "1", "long.takeProfitPercent", "1");
    assertThat(read().shortSide().enabled()).isFalse();
    given("long.enabled", "false");
    assertThat(mistakes()).containsExactly("enabled");
  }

  @Test
  void everyMistakeIsToldWhereItWasMade() {
    given("levels", "0", "long.cooldown", "5", "price", "bid");
    assertThat(GRID.mistakes(given))
        .extracting(mistake -> mistake.name() + " " + mistake.what())
        .containsExactlyInAnyOrder(
            "price 'bid'; allowed: last, mark, touch",
            "levels '0'; allowed: a whole number from 1 to 50",
            "long.cooldown '5'; allowed: a time such as 250ms, 30s or 5m, from 0s to 365d");
  }

  @Test
  void aProfitThatTheFeesEatIsRefused() {
    given("long.takeProfitPercent", "0.075");
    assertThat(mistakes()).containsExactly("long.takeProfitPercent");
    given("makerFeePercent", "0.01");
    read();
  }

  @Test
  void levelsThatWouldReachAPriceOfZeroAreRefusedForTheLongSideOnly() {
    given("stepPercent", "30", "stepScale", "2", "levels", "4");
    assertThat(mistakes()).containsExactly("long.levels");
  }

  @Test
  void powersThatCannotBeComputedAreRefused() {
    given("multiplier", "10", "levels", "30", "stepPercent", "0.1");
    assertThat(mistakes()).containsExactly("long.levels", "short.levels");
  }
}
