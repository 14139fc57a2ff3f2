package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.StreamKind;

/**
 * The streams, by source index: whether each is up, which connection it is on, and when it last
 * said anything. Engine thread only.
 */
public final class StreamTable implements StateTable {
  private static final long NEVER = OrderBook.NEVER;
  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();

  private int size;
  private long[] generation = new long[8];
  private boolean[] connected = new boolean[8];
  private boolean[] stale = new boolean[8];
  private long[] heardNs = new long[8];
  private long[] connectedNs = new long[8];
  private long[] disconnects = new long[8];
  private boolean[] market = new boolean[8];
  private int[] account = new int[8];
  private boolean[] needed = new boolean[8];
  private int[] failures = new int[8];
  private boolean[] givenUp = new boolean[8];
  private long dropped;

  /** One more than the highest source index heard of. */
  public int size() {
    return size;
  }

  public boolean connected(int source) {
    return source < size && connected[source];
  }

  public boolean stale(int source) {
    return source < size && stale[source];
  }

  public long generation(int source) {
    return source < size ? generation[source] : 0;
  }

  /** Engine time at which the stream last said anything, or {@link OrderBook#NEVER}. */
  public long heardNs(int source) {
    return source < size ? heardNs[source] : NEVER;
  }

  /** Whether it carries market data, which is never silent for long. */
  public boolean market(int source) {
    return source < size && market[source];
  }

  public long connectedNs(int source) {
    return source < size ? connectedNs[source] : NEVER;
  }

  public long disconnects(int source) {
    return source < size ? disconnects[source] : 0;
  }

  /** Attempts that have failed since the stream was last up. */
  public int failures(int source) {
    return source < size ? failures[source] : 0;
  }

  /** Whether a human was told that the stream does not come back. */
  public boolean givenUp(int source) {
    return source < size && givenUp[source];
  }

  /** Whose stream it is; null value: of all. */
  public int account(int source) {
    return account[source];
  }

  /** Whether nothing is opened without it: orders find another way than their own socket. */
  public boolean needed(int source) {
    return needed[source];
  }

  /** Whether a stream that the account needs does not come back. */
  public boolean anyGivenUp(int ofAccount) {
    for (int i = 0; i < size; i++) {
      if (givenUp[i] && needed[i] && (account[i] == ofAccount || account[i] == NO_ACCOUNT)) {
        return true;
      }
    }
    return false;
  }

  public void givenUp(int source, boolean isGivenUp) {
    ensure(source);
    givenUp[source] = isGivenUp;
  }

  /** Events that came through a connection older than the current one, and were not folded. */
  public long dropped() {
    return dropped;
  }

  /**
   * Notes that an event came through a connection.
   *
   * @return false when the connection is not the current one: the event is not to be folded
   */
  public boolean heard(int source, long eventGeneration, long nowNs) {
    if (source >= size || eventGeneration != generation[source]) {
      dropped++;
      return false;
    }
    heardNs[source] = nowNs;
    return true;
  }

  /**
   * Notes a new connection.
   *
   * @return false when a newer one is known
   */
  public boolean connected(int source, long newGeneration, boolean ofMarket, long nowNs) {
    ensure(source);
    if (newGeneration < generation[source]) {
      dropped++;
      return false;
    }
    generation[source] = newGeneration;
    connected[source] = true;
    failures[source] = 0;
    market[source] = ofMarket;
    connectedNs[source] = nowNs;
    heardNs[source] = nowNs;
    return true;
  }

  /**
   * Notes that a connection, or an attempt at one, ended.
   *
   * @return false when a newer one is known
   */
  public boolean disconnected(int source, long endedGeneration, StreamKind kind, int ofAccount) {
    ensure(source);
    needed[source] = kind != StreamKind.ORDER_ENTRY;
    account[source] = ofAccount;
    if (endedGeneration < generation[source]) {
      dropped++;
      return false;
    }
    generation[source] = endedGeneration;
    failures[source] = connected[source] ? 0 : failures[source] + 1;
    connected[source] = false;
    disconnects[source]++;
    return true;
  }

  public void stale(int source, boolean isStale) {
    ensure(source);
    stale[source] = isStale;
  }

  public void clear() {
    size = 0;
    dropped = 0;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(size);
    sink.putLong(dropped);
    for (int i = 0; i < size; i++) {
      sink.putLong(generation[i]);
      sink.putFlag(connected[i]);
      sink.putFlag(stale[i]);
      sink.putFlag(market[i]);
      sink.putLong(heardNs[i]);
      sink.putLong(connectedNs[i]);
      sink.putLong(disconnects[i]);
      sink.putLong(account[i]);
      sink.putFlag(needed[i]);
      sink.putLong(failures[i]);
      sink.putFlag(givenUp[i]);
    }
  }

  private void ensure(int source) {
    if (source >= generation.length) {
      int capacity = Math.max(source + 1, 2 * generation.length);
      generation = Arrays.copyOf(generation, capacity);
      connected = Arrays.copyOf(connected, capacity);
      stale = Arrays.copyOf(stale, capacity);
      heardNs = Arrays.copyOf(heardNs, capacity);
      connectedNs = Arrays.copyOf(connectedNs, capacity);
      disconnects = Arrays.copyOf(disconnects, capacity);
      market = Arrays.copyOf(market, capacity);
      account = Arrays.copyOf(account, capacity);
      needed = Arrays.copyOf(needed, capacity);
      failures = Arrays.copyOf(failures, capacity);
      givenUp = Arrays.copyOf(givenUp, capacity);
    }
    for (; size <= source; size++) {
      generation[size] = 0;
      connected[size] = false;
      stale[size] = false;
      heardNs[size] = NEVER;
      connectedNs[size] = NEVER;
      disconnects[size] = 0;
      market[size] = false;
      account[size] = NO_ACCOUNT;
      needed[size] = true;
      failures[size] = 0;
      givenUp[size] = false;
    }
  }
}
