package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ringside.engine.strategy.StrategyKind;
import ringside.engine.strategy.grid.GridLadder.Rules;
import ringside.engine.strategy.grid.GridLadder.Rung;
import ringside.journal.event.Decimals;

class GridLadderTest {
  private static final Rules RULES =
      new Rules(e9("0.1"), e9("0.001"), e9("0.001"), e9("5"), e9("100"), e9("250"));

  private static long e9(String text) {
    return Decimals.parseE9(text);
  }

  private static GridParameters grid(String... more) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("levels", "3");
    given.put("stepPercent", "1");
    given.put("takeProfitPercent", "0.5");
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    StrategyKind kind = StrategyKind.find(GridParameters.KIND);
    assertThat(kind.mistakes(given)).isEmpty();
    return GridParameters.of(kind.effective(given));
  }

  private static List<String> prices(GridLadder ladder) {
    return ladder.rungs().stream().map(Rung::priceE9).map(Decimals::toStringE9).toList();
  }

  @Test
  void aLongLadderGoesDownOnTicksAndAShortOneUp() {
    GridParameters grid = grid("quantity", "0.01");
    GridLadder down =
        GridLadder.of(grid.longSide(), true, e9("1005.5"), e9("10"), Decimals.INVALID, RULES);
    GridLadder up =
        GridLadder.of(grid.shortSide(), false, e9("1005.5"), e9("10"), Decimals.INVALID, RULES);
    // 1005.5 x 0.99 = 995.445, then 995.4 x 0.99 = 985.446; up 1015.555, then 1015.6 x 1.01
    assertThat(prices(down)).containsExactly("1005.5", "995.4", "985.4");
    assertThat(prices(up)).containsExactly("1005.5", "1015.6", "1025.8");
  }

  @Test
  void eachLevelTellsWhatTheLegIsByThen() {
    GridParameters grid = grid("quote", "1000", "multiplier", "2", "stepPercent", "10");
    GridLadder ladder =
        GridLadder.of(grid.longSide(), true, e9("1000"), e9("10"), Decimals.INVALID, RULES);
    Rung second = ladder.rungs().get(1);
    assertThat(second.quantityE9()).isEqualTo(e9("2"));
    assertThat(second.notionalE9()).isEqualTo(e9("1800"));
    assertThat(second.exposureE9()).isEqualTo(e9("2700"));
    assertThat(second.marginE9()).isEqualTo(e9("280"));
    assertThat(second.averageE9()).isEqualTo(Decimals.divideE9(e9("2800"), e9("3")));
    assertThat(second.takeProfitE9()).isEqualTo(e9("938"));
    assertThat(second.lossE9()).isBetween(e9("369.999"), e9("370.001"));
    // 1 + 2 + 4 for 1000 + 1800 + 3240; the next level is due at 729
    assertThat(ladder.capitalE9()).isBetween(e9("1540.9"), e9("1541.1"));
  }

  @Test
  void aLevelThatWouldNotBeTradedSaysWhy() {
    GridParameters tiny = grid("quote", "0.5");
    GridParameters small = grid("quote", "4");
    GridParameters capped = grid("quote", "1000", "cap", "1500");
    assertThat(problems(tiny)).allMatch(text -> text.contains("is below the lot 0.001"));
    assertThat(problems(small)).allMatch(text -> text.contains("is below the least 5"));
    assertThat(problems(capped).get(0)).isEmpty();
    assertThat(problems(capped).get(1)).contains("above its cap 1500");
    List<String> large = problems(grid("quantity", "90", "multiplier", "2"));
    assertThat(large.get(0)).isEmpty();
    assertThat(large.get(1)).contains("above the most 100");
    List<String> many = problems(grid("quantity", "90"));
    assertThat(many.get(1)).isEmpty();
    assertThat(many.get(2)).contains("270 is above the most of one order 250, as its take-profit");
  }

  @Test
  void withoutEquityNobodyKnowsWhatAPercentOfItIs() {
    GridParameters grid = grid("equityPercent", "1");
    assertThat(
            GridLadder.of(
                grid.longSide(), true, e9("1000"), Decimals.INVALID, Decimals.INVALID, RULES))
        .isNull();
    assertThat(
            GridLadder.of(grid.longSide(), true, e9("1000"), Decimals.INVALID, e9("50000"), RULES)
                .rungs()
                .get(0)
                .notionalE9())
        .isEqualTo(e9("500"));
  }

  private static List<String> problems(GridParameters grid) {
    return GridLadder.of(grid.longSide(), true, e9("1000"), e9("1"), Decimals.INVALID, RULES)
        .rungs()
        .stream()
        .map(Rung::problem)
        .toList();
  }
}
