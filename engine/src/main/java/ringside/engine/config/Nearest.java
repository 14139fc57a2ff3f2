package ringside.engine.config;

import java.util.Collection;

/** Finds what a user may have meant. */
final class Nearest {
  private Nearest() {}

  /** The known word that the fewest edits lead to, or null where all are too far away. */
  static String of(String word, Collection<String> known) {
    String nearest = null;
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      int edits = edits(word.toLowerCase(java.util.Locale.ROOT), candidate);
      if (edits < least) {
        least = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = from.charAt(i - 1) == Character.toLowerCase(to.charAt(j - 1)) ? 0 : 1;
        int best = Math.min(diagonal + same, Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[to.length()];
  }
}
