package ringside.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A figure as measured: medians over the rounds, and the median, least and largest of the ratios of
 * each round. NaN where there is no floor.
 */
record Row(
    Suite suite,
    String variant,
    Figure figure,
    int rounds,
    double ours,
    double floor,
    double ratio,
    double ratioMin,
    double ratioMax) {

  /**
   * @param variant of the benchmark: its parameters
   * @param floor null where there is none
   */
  static Row of(Suite suite, String variant, Figure figure, double[] ours, double[] floor) {
    double[] ratios = new double[floor == null ? 0 : ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / floor[i];
    }
    return new Row(
        suite,
        variant,
        figure,
        ours.length,
        median(ours),
        floor == null ? Double.NaN : median(floor),
        median(ratios),
        Arrays.stream(ratios).min().orElse(Double.NaN),
        Arrays.stream(ratios).max().orElse(Double.NaN));
  }

  boolean hasTarget() {
    return figure.ratio() != null || figure.own() != null;
  }

  boolean reached() {
    return (figure.ratio() == null || figure.ratio().reachedBy(ratio))
        && (figure.own() == null || figure.own().reachedBy(ours));
  }

  String target() {
    List<String> targets = new ArrayList<>();
    if (figure.ratio() != null) {
      targets.add(figure.ratio() + "x");
    }
    if (figure.own() != null) {
      targets.add(figure.own() + " " + figure.unit());
    }
    return String.join(", ", targets);
  }

  /** A line of a Markdown table. */
  String line() {
    String name = suite.commandName() + (variant.isEmpty() ? "" : " " + variant);
    boolean compared = !Double.isNaN(floor);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %s |",
        name,
        figure.what(),
        number(ours) + (figure.unit().isEmpty() ? "" : " " + figure.unit()),
        compared ? number(floor) : "",
        compared ? number(ratio) + " (" + number(ratioMin) + ".." + number(ratioMax) + ")" : "",
        target(),
        hasTarget() ? (reached() ? "yes" : "NO") : "");
  }

  /** What {@link #line} stands under. */
  static String heading() {
    return "| benchmark | figure | ours | floor | ratio (least..largest) | target | reached |\n"
        + "| --- | --- | --- | --- | --- | --- | --- |";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || value == 0 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, size > 0 && size < 0.1 ? "%.4f" : format, value);
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
