package ringside.engine.core.state;

import java.util.Arrays;

/**
 * Finds a row by its id. Open addressing, without a box or an object an entry; nothing in it has an
 * order that anyone can see. Engine thread only; allocates when it grows.
 */
final class IdIndex {
  /** What {@link #find} gives for an id that is not in. */
  static final int NONE = -1;

  private static final int WORDS = IdText.WORDS;
  private static final int FIRST_CAPACITY = 64;

  private long[] keys = new long[FIRST_CAPACITY * WORDS];
  private int[] rows = empty(FIRST_CAPACITY);
  private int size;

  int size() {
    return size;
  }

  /** The id's row, or {@link #NONE}. */
  int find(IdText id) {
    int slot = slotOf(id);
    return rows[slot];
  }

  /** Sets the id's row. */
  void put(IdText id, int row) {
    if (2 * (size + 1) > rows.length) {
      grow();
    }
    int slot = slotOf(id);
    if (rows[slot] == NONE) {
      size++;
      System.arraycopy(id.words, 0, keys, slot * WORDS, WORDS);
    }
    rows[slot] = row;
  }

  /** Forgets the id; one that is not in changes nothing. */
  void remove(IdText id) {
    int hole = slotOf(id);
    if (rows[hole] == NONE) {
      return;
    }
    size--;
    int mask = rows.length - 1;
    rows[hole] = NONE;
    // What came to lie behind the hole because its own place was taken moves up.
    for (int slot = (hole + 1) & mask; rows[slot] != NONE; slot = (slot + 1) & mask) {
      int home = home(slot) & mask;
      boolean stays = hole <= slot ? hole < home && home <= slot : hole < home || home <= slot;
      if (!stays) {
        rows[hole] = rows[slot];
        System.arraycopy(keys, slot * WORDS, keys, hole * WORDS, WORDS);
        rows[slot] = NONE;
        hole = slot;
      }
    }
  }

  private int slotOf(IdText id) {
    int mask = rows.length - 1;
    int slot = hash(id.words, 0) & mask;
    while (rows[slot] != NONE && !id.sameWords(keys, slot * WORDS)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(int slot) {
    return hash(keys, slot * WORDS);
  }

  private static int hash(long[] words, int at) {
    long hash = 0;
    for (int i = 0; i < WORDS; i++) {
      hash = IdText.mix(hash ^ words[at + i]);
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[2 * oldKeys.length];
    rows = empty(2 * oldRows.length);
    int mask = rows.length - 1;
    for (int old = 0; old < oldRows.length; old++) {
      if (oldRows[old] != NONE) {
        int slot = hash(oldKeys, old * WORDS) & mask;
        while (rows[slot] != NONE) {
          slot = (slot + 1) & mask;
        }
        rows[slot] = oldRows[old];
        System.arraycopy(oldKeys, old * WORDS, keys, slot * WORDS, WORDS);
      }
    }
  }

  private static int[] empty(int capacity) {
    int[] rows = new int[capacity];
    Arrays.fill(rows, NONE);
    return rows;
  }
}
