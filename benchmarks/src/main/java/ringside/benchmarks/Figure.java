package ringside.benchmarks;

/**
 * One figure that a benchmark gives in each round: the counter {@code ours} with a suffix, and
 * beside it {@code floor} with the same suffix where there is one.
 *
 * @param suffix of the counters' names
 * @param what it is, for a human
 * @param unit of both
 * @param ratio that ours is to have to its floor, or null
 * @param own value that ours is to have, or null
 */
record Figure(String suffix, String what, String unit, Target ratio, Target own) {
  static Figure of(String suffix, String what, String unit) {
    return new Figure(suffix, what, unit, null, null);
  }

  Figure ratio(Target target) {
    return new Figure(suffix, what, unit, target, own);
  }

  Figure own(Target target) {
    return new Figure(suffix, what, unit, ratio, target);
  }
}
