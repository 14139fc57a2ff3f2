package ringside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {
  private static final double[] OURS = {2, 30, 4};
  private static final double[] FLOOR = {1, 3, 2};

  @Test
  void ratiosAreTakenRoundByRound() {
    Row row = Row.of(Suite.JOURNAL, "", Figure.of("", "append", "M"), OURS, FLOOR);

    assertThat(row.ours()).isEqualTo(4);
    assertThat(row.floor()).isEqualTo(2);
    assertThat(row.ratio()).isEqualTo(2);
    assertThat(row.ratioMin()).isEqualTo(2);
    assertThat(row.ratioMax()).isEqualTo(10);
  }

  @Test
  void aRowIsReachedOnlyIfEachOfItsTargetsIs() {
    Figure figure = Figure.of("", "append", "M").ratio(Target.atLeast(2));

    assertThat(Row.of(Suite.JOURNAL, "", figure, OURS, FLOOR).reached()).isTrue();
    Figure more = figure.own(Target.atLeast(5));
    assertThat(Row.of(Suite.JOURNAL, "", more, OURS, FLOOR).reached()).isFalse();
    assertThat(Row.of(Suite.JOURNAL, "", more, OURS, FLOOR).line())
        .isEqualTo("| journal | append | 4.00 M | 2.00 | 2.00 (2.00..10.0) | ≥ 2x, ≥ 5 M | NO |");
  }
}
