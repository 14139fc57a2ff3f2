package ringside.engine.core.state;

import java.util.Arrays;

/**
 * The executions that were folded, so that none is folded twice: of the last 24 h of engine time,
 * at most 20,000. Whatever it forgets, it forgets while it takes another in, never because time
 * alone passed. Engine thread only; allocates while it grows to its limit.
 */
public final class ExecutionMemory implements StateTable {
  static final long KEPT_NS = 86_400_000_000_000L;
  static final int MOST = 20_000;

  private static final int FIRST_CAPACITY = 64;

  private IdText[] ids = texts(FIRST_CAPACITY);
  private final IdIndex index = new IdIndex(place -> ids[place]);
  private long[] takenNs = new long[FIRST_CAPACITY];
  private long[] venueNs = new long[FIRST_CAPACITY];
  private int first;
  private int size;
  private long sum;
  private long forgottenNs = OrderBook.NEVER;

  public int size() {
    return size;
  }

  /** Whether the execution was folded, and is remembered. */
  boolean knows(IdText id) {
    return index.find(id) != IdIndex.NONE;
  }

  /** The venue's time of the latest execution that is no longer remembered, or NEVER. */
  long forgottenNs() {
    return forgottenNs;
  }

  /** Remembers an execution that it does not know. */
  void remember(IdText id, long executedNs, long nowNs) {
    while (size == MOST || (size > 0 && nowNs - takenNs[first] > KEPT_NS)) {
      forget();
    }
    if (size == ids.length) {
      grow();
    }
    int place = (first + size) % ids.length;
    ids[place].set(id);
    takenNs[place] = nowNs;
    venueNs[place] = executedNs;
    size++;
    index.put(id, place);
    sum += id.hash();
  }

  @Override
  public void describe(StateSink sink) {
    // Thousands of ids that never change: their sum stands for them.
    sink.putLong(size);
    sink.putLong(sum);
    sink.putLong(forgottenNs);
    sink.putLong(size == 0 ? 0 : takenNs[first]);
  }

  private void forget() {
    IdText id = ids[first];
    index.remove(id);
    sum -= id.hash();
    forgottenNs = Math.max(forgottenNs, venueNs[first]);
    first = (first + 1) % ids.length;
    size--;
  }

  private void grow() {
    int capacity = 2 * ids.length;
    IdText[] newIds = texts(capacity);
    long[] newTaken = new long[capacity];
    long[] newVenue = new long[capacity];
    for (int i = 0; i < size; i++) {
      int old = (first + i) % ids.length;
      newIds[i] = ids[old];
      newTaken[i] = takenNs[old];
      newVenue[i] = venueNs[old];
    }
    ids = newIds;
    takenNs = newTaken;
    venueNs = newVenue;
    first = 0;
    index.clear();
    for (int i = 0; i < size; i++) {
      index.put(ids[i], i);
    }
  }

  private static IdText[] texts(int capacity) {
    IdText[] texts = new IdText[capacity];
    Arrays.setAll(texts, i -> new IdText());
    return texts;
  }
}
