package ringside.adapters.sim;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The newest so many of a list, oldest first; a full one lets the oldest go. */
final class Recent<E> extends AbstractList<E> implements RandomAccess {
  private static final int INITIAL = 16;

  private final int limit;
  private Object[] items = new Object[INITIAL];
  private int start;
  private int size;

  Recent(int limit) {
    this.limit = limit;
  }

  /** Appends, and returns what had to go for it, or null. */
  E push(E item) {
    E gone = null;
    if (size == limit) {
      gone = get(0);
      items[start] = null;
      start = (start + 1) % items.length;
      size--;
    } else if (size == items.length) {
      grow();
    }
    items[(start + size) % items.length] = item;
    size++;
    return gone;
  }

  private void grow() {
    Object[] larger = new Object[Math.min(limit, size * 2)];
    for (int i = 0; i < size; i++) {
      larger[i] = items[(start + i) % items.length];
    }
    items = larger;
    start = 0;
  }

  @Override
  @SuppressWarnings("unchecked") // only push writes
  public E get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    return (E) items[(start + index) % items.length];
  }

  @Override
  public int size() {
    return size;
  }
}
