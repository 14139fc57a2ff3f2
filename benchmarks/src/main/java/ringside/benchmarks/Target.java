package ringside.benchmarks;

import java.util.Locale;

/** A limit that a figure is to reach. */
record Target(boolean atLeast, double limit) {
  static Target atLeast(double limit) {
    return new Target(true, limit);
  }

  static Target atMost(double limit) {
    return new Target(false, limit);
  }

  boolean reachedBy(double value) {
    return atLeast ? value >= limit : value <= limit;
  }

  @Override
  public String toString() {
    String number = limit == Math.rint(limit) ? "%.0f" : "%.1f";
    return (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, number, limit);
  }
}
