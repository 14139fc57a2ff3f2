package ringside.adapters.sim;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import ringside.journal.codec.Side;

/**
 * The levels of one side. Those with something to show are kept in a sorted array, the best last,
 * so that what changes most moves least; those consumed wholly wait aside for the source to change
 * them.
 */
final class BookSide {
  private static final int INITIAL = 256;

  final Side side;

  /** Levels with nothing left to show, and outside interest that was consumed. */
  private final Long2ObjectHashMap<Level> consumed = new Long2ObjectHashMap<>();

  private long[] ranks = new long[INITIAL];
  private Level[] levels = new Level[INITIAL];
  private int size;

  BookSide(Side side) {
    this.side = side;
  }

  /** The greater, the better. */
  private long rank(long priceE9) {
    return side == Side.BUY ? priceE9 : -priceE9;
  }

  int size() {
    return size;
  }

  /** The level so many steps from the best. */
  Level at(int depth) {
    if (depth < 0 || depth >= size) {
      throw new IndexOutOfBoundsException(depth + " of " + size + " levels");
    }
    return levels[size - 1 - depth];
  }

  /** Null when there is none. */
  Level best() {
    return size == 0 ? null : levels[size - 1];
  }

  /** Whether a price of this side is at least as good as another. */
  boolean reaches(long priceE9, long limitE9) {
    return rank(priceE9) >= rank(limitE9);
  }

  boolean betterThan(long priceE9, long otherE9) {
    return rank(priceE9) > rank(otherE9);
  }

  /** The level at a price, shown or not, made where there is none; {@link #refresh} it after. */
  Level level(long priceE9) {
    Level level = find(priceE9);
    return level == null ? new Level(priceE9) : level;
  }

  /** The level at a price, or null. */
  Level find(long priceE9) {
    int index = Arrays.binarySearch(ranks, 0, size, rank(priceE9));
    return index >= 0 ? levels[index] : consumed.get(priceE9);
  }

  /** Puts a level where it belongs after a change: into sight, out of sight, or away. */
  void refresh(Level level) {
    boolean shows = level.visibleE9() > 0;
    if (shows && !level.shown) {
      insert(level);
      consumed.remove(level.priceE9);
    } else if (!shows) {
      if (level.shown) {
        remove(level);
      }
      if (level.outsideE9 > 0) {
        consumed.put(level.priceE9, level);
      } else {
        consumed.remove(level.priceE9);
      }
    }
  }

  /** The outside interest is gone, the accounts' orders stay. */
  void clearOutside(long nowNs) {
    consumed.clear();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Level level = levels[i];
      level.outside(0, nowNs);
      if (level.visibleE9() > 0) {
        levels[kept] = level;
        ranks[kept++] = ranks[i];
      } else {
        level.shown = false;
      }
    }
    Arrays.fill(levels, kept, size, null);
    size = kept;
  }

  private void insert(Level level) {
    if (size == levels.length) {
      ranks = Arrays.copyOf(ranks, size * 2);
      levels = Arrays.copyOf(levels, size * 2);
    }
    long rank = rank(level.priceE9);
    int index = -Arrays.binarySearch(ranks, 0, size, rank) - 1;
    System.arraycopy(ranks, index, ranks, index + 1, size - index);
    System.arraycopy(levels, index, levels, index + 1, size - index);
    ranks[index] = rank;
    levels[index] = level;
    size++;
    level.shown = true;
  }

  private void remove(Level level) {
    int index = Arrays.binarySearch(ranks, 0, size, rank(level.priceE9));
    size--;
    System.arraycopy(ranks, index + 1, ranks, index, size - index);
    System.arraycopy(levels, index + 1, levels, index, size - index);
    levels[size] = null;
    level.shown = false;
  }
}
