package ringside.engine.core.state;

import java.util.Arrays;

/**
 * Finds a row by its id. The ids stay with the rows: an entry is a row and a hash, eight bytes. So
 * the id of a row that is in must not change. Open addressing; nothing in it has an order that
 * anyone can see. Engine thread only; allocates when it grows.
 */
final class IdIndex {
  /** What {@link #find} gives for an id that is not in. */
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 64;

  /** Where the ids are. */
  interface Ids {
    /** The id of a row that is in. */
    IdText of(int row);
  }

  private final Ids ids;
  private int[] rows = empty(FIRST_CAPACITY);
  private int[] hashes = new int[FIRST_CAPACITY];
  private int size;

  IdIndex(Ids ids) {
    this.ids = ids;
  }

  int size() {
    return size;
  }

  /** The id's row, or {@link #NONE}. */
  int find(IdText id) {
    return rows[slotOf(id, hash(id))];
  }

  /** Sets the id's row, whose id it is. */
  void put(IdText id, int row) {
    if (2 * (size + 1) > rows.length) {
      grow();
    }
    int hash = hash(id);
    int slot = slotOf(id, hash);
    if (rows[slot] == NONE) {
      size++;
      hashes[slot] = hash;
    }
    rows[slot] = row;
  }

  /** Forgets the id; one that is not in changes nothing. */
  void remove(IdText id) {
    int hole = slotOf(id, hash(id));
    if (rows[hole] == NONE) {
      return;
    }
    size--;
    int mask = rows.length - 1;
    rows[hole] = NONE;
    // What came to lie behind the hole because its own place was taken moves up.
    for (int slot = (hole + 1) & mask; rows[slot] != NONE; slot = (slot + 1) & mask) {
      int home = hashes[slot] & mask;
      boolean stays = hole <= slot ? hole < home && home <= slot : hole < home || home <= slot;
      if (!stays) {
        rows[hole] = rows[slot];
        hashes[hole] = hashes[slot];
        rows[slot] = NONE;
        hole = slot;
      }
    }
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(rows, NONE);
    size = 0;
  }

  private int slotOf(IdText id, int hash) {
    int mask = rows.length - 1;
    int slot = hash & mask;
    while (rows[slot] != NONE
        && (hashes[slot] != hash || !id.sameWords(ids.of(rows[slot]).words, 0))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(IdText id) {
    long hash = 0;
    for (long word : id.words) {
      hash = IdText.mix(hash ^ word);
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private void grow() {
    int[] oldRows = rows;
    int[] oldHashes = hashes;
    rows = empty(2 * oldRows.length);
    hashes = new int[rows.length];
    int mask = rows.length - 1;
    for (int old = 0; old < oldRows.length; old++) {
      if (oldRows[old] != NONE) {
        int slot = oldHashes[old] & mask;
        while (rows[slot] != NONE) {
          slot = (slot + 1) & mask;
        }
        rows[slot] = oldRows[old];
        hashes[slot] = oldHashes[old];
      }
    }
  }

  private static int[] empty(int capacity) {
    int[] rows = new int[capacity];
    Arrays.fill(rows, NONE);
    return rows;
  }
}
