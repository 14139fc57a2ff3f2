package ringside.tools;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The moves of two strategies side by side: those that both made about the same time, and those
 * that only one of them made. Immutable.
 *
 * @param same made by both alike
 * @param differing made by both with other figures, or by one only; in order of time
 */
record MovePairs(long same, List<Pair> differing) {
  /**
   * A move of either.
   *
   * @param one null where only the other made it
   * @param other null where only the one made it
   */
  record Pair(Move one, Move other) {
    long timeNs() {
      return one == null ? other.timeNs() : one.timeNs();
    }

    Move either() {
      return one == null ? other : one;
    }
  }

  /**
   * Pairs each move with the next like it of the other.
   *
   * @param withinNs that is no further off than so long
   * @param toleranceE9 and at a price no further off than so much, as a fraction
   */
  static MovePairs of(List<Move> ones, List<Move> others, long withinNs, long toleranceE9) {
    Map<String, Deque<Move>> waiting = new HashMap<>();
    for (Move other : others) {
      waiting.computeIfAbsent(other.key(), key -> new ArrayDeque<>()).add(other);
    }
    List<Pair> differing = new ArrayList<>();
    long same = 0;
    for (Move one : ones) {
      Deque<Move> like = waiting.getOrDefault(one.key(), new ArrayDeque<>());
      while (!like.isEmpty() && like.peek().timeNs() < one.timeNs() - withinNs) {
        differing.add(new Pair(null, like.poll()));
      }
      boolean paired = !like.isEmpty() && like.peek().timeNs() <= one.timeNs() + withinNs;
      Move other = paired ? like.poll() : null;
      if (paired && one.asks(other, toleranceE9)) {
        same++;
      } else {
        differing.add(new Pair(one, other));
      }
    }
    waiting.values().forEach(left -> left.forEach(move -> differing.add(new Pair(null, move))));
    differing.sort(Comparator.comparingLong(Pair::timeNs));
    return new MovePairs(same, List.copyOf(differing));
  }
}
