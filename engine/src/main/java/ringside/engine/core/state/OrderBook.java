package ringside.engine.core.state;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.BookSnapshotDecoder;

/**
 * One order book: one topic depth of one instrument, kept equal to the venue's by a snapshot and
 * the deltas that follow it. It is either synchronised, or not to be used: it never guesses. Engine
 * thread only.
 *
 * <p>Rules follow Bybit v5, "Orderbook" of the public stream: a snapshot replaces everything, the
 * next delta's update id is one higher, quantity 0 removes a level.
 */
public final class OrderBook implements StateTable {
  /** No time yet. */
  public static final long NEVER = Long.MIN_VALUE;

  // The levels of snapshots and deltas, bids and asks, are laid out alike.
  private static final int PRICE = BookDeltaDecoder.BidsDecoder.priceE9EncodingOffset();
  private static final int QUANTITY = BookDeltaDecoder.BidsDecoder.quantityE9EncodingOffset();

  private final int instrument;
  private final int depth;
  private final BookSide bids = new BookSide(true);
  private final BookSide asks = new BookSide(false);
  private boolean synchronised;
  private boolean partial;
  private boolean broken;
  private int source;
  private int nextChunk;
  private long updateId;
  private long updatedNs = NEVER;
  private long crossedSinceNs = NEVER;
  private long requestedNs = NEVER;
  private long waitingSinceNs = NEVER;
  private long gaps;
  private BookGapReason gapReason = BookGapReason.NO_SNAPSHOT;

  OrderBook(int instrument, int depth, int source) {
    this.instrument = instrument;
    this.depth = depth;
    this.source = source;
  }

  public int instrument() {
    return instrument;
  }

  /** Levels a side of the topic it comes from. */
  public int depth() {
    return depth;
  }

  public BookSide bids() {
    return bids;
  }

  public BookSide asks() {
    return asks;
  }

  /** The stream that feeds it. */
  public int source() {
    return source;
  }

  /** Whether it equals the venue's book as of the last message heard of it. */
  public boolean synchronised() {
    return synchronised && !partial;
  }

  /** Whether a message was folded in part and its next record is to follow. */
  public boolean partial() {
    return partial;
  }

  /** Whether what came did not fit what was known, and no gap has been recorded for it yet. */
  public boolean broken() {
    return broken;
  }

  /** The venue's number of the last update folded. */
  public long updateId() {
    return updateId;
  }

  /** Engine time of the last update folded, or {@link #NEVER}. */
  public long updatedNs() {
    return updatedNs;
  }

  /** Since when the best bid has been at or above the best ask, or {@link #NEVER}. */
  public long crossedSinceNs() {
    return crossedSinceNs;
  }

  /** When a fresh snapshot was last asked for, or {@link #NEVER}. */
  public long requestedNs() {
    return requestedNs;
  }

  /** Since when it has been waiting for a snapshot, or {@link #NEVER} while synchronised. */
  public long waitingSinceNs() {
    return waitingSinceNs;
  }

  public long gaps() {
    return gaps;
  }

  /** Why it waits for a snapshot, or last did. */
  public BookGapReason gapReason() {
    return gapReason;
  }

  /** A new connection feeds it: what was known is void, its snapshot is on the way. */
  public void awaitSnapshot(long nowNs) {
    invalidate(nowNs);
    broken = false;
    gapReason = BookGapReason.NO_SNAPSHOT;
    waitingSinceNs = nowNs;
  }

  private void invalidate(long nowNs) {
    bids.clear();
    asks.clear();
    synchronised = false;
    partial = false;
    nextChunk = 0;
    crossedSinceNs = NEVER;
    if (waitingSinceNs == NEVER) {
      waitingSinceNs = nowNs;
    }
  }

  /** What was known can no longer be trusted. */
  public void gap(int fromSource, BookGapReason reason, long nowNs) {
    source = fromSource;
    gapReason = reason;
    gaps++;
    invalidate(nowNs);
    broken = false;
  }

  public void requested(long nowNs) {
    requestedNs = nowNs;
  }

  /** Folds one record of a snapshot. */
  public void fold(BookSnapshotDecoder snapshot, long nowNs) {
    int chunk = snapshot.chunk();
    if (chunk == 0) {
      invalidate(nowNs);
      broken = false;
      updateId = snapshot.updateId();
      source = snapshot.header().source();
    } else if (!partial || chunk != nextChunk || snapshot.updateId() != updateId) {
      breakOff(nowNs);
      return;
    }
    boolean last = snapshot.last() == 1;
    BookSnapshotDecoder.BidsDecoder bidLevels = snapshot.bids();
    int limit = snapshot.limit();
    int length = bidLevels.actingBlockLength();
    boolean fits = set(bids, snapshot.buffer(), limit, bidLevels.count(), length);
    snapshot.limit(limit + bidLevels.count() * length);
    BookSnapshotDecoder.AsksDecoder askLevels = snapshot.asks();
    length = askLevels.actingBlockLength();
    fits &= set(asks, snapshot.buffer(), snapshot.limit(), askLevels.count(), length);
    synchronised = true;
    settle(fits, last, chunk, nowNs);
  }

  /** Folds one record of a delta. One that does not follow what is known voids the book. */
  public void fold(BookDeltaDecoder delta, long nowNs) {
    if (!synchronised) {
      return;
    }
    int chunk = delta.chunk();
    boolean follows =
        chunk == 0
            ? !partial && delta.updateId() == updateId + 1
            : partial && chunk == nextChunk && delta.updateId() == updateId;
    if (!follows) {
      breakOff(nowNs);
      return;
    }
    updateId = delta.updateId();
    boolean last = delta.last() == 1;
    BookDeltaDecoder.BidsDecoder bidLevels = delta.bids();
    int limit = delta.limit();
    int length = bidLevels.actingBlockLength();
    boolean fits = set(bids, delta.buffer(), limit, bidLevels.count(), length);
    delta.limit(limit + bidLevels.count() * length);
    BookDeltaDecoder.AsksDecoder askLevels = delta.asks();
    length = askLevels.actingBlockLength();
    fits &= set(asks, delta.buffer(), delta.limit(), askLevels.count(), length);
    settle(fits, last, chunk, nowNs);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(instrument);
    sink.putLong(depth);
    sink.putFlag(synchronised);
    sink.putFlag(partial);
    sink.putFlag(broken);
    sink.putLong(source);
    sink.putLong(nextChunk);
    sink.putLong(updateId);
    sink.putLong(updatedNs);
    sink.putLong(crossedSinceNs);
    sink.putLong(requestedNs);
    sink.putLong(waitingSinceNs);
    sink.putLong(gaps);
    sink.putLong(gapReason.value());
    bids.describe(sink);
    asks.describe(sink);
  }

  /** The innermost loop of all: levels are read where they stand, without the codec's iterator. */
  private static boolean set(BookSide side, DirectBuffer buffer, int first, int count, int length) {
    boolean fits = true;
    int at = first;
    for (int i = 0; i < count; i++) {
      fits &=
          side.set(
              buffer.getLong(at + PRICE, LITTLE_ENDIAN),
              buffer.getLong(at + QUANTITY, LITTLE_ENDIAN));
      at += length;
    }
    return fits;
  }

  private void breakOff(long nowNs) {
    invalidate(nowNs);
    broken = true;
  }

  private void settle(boolean fits, boolean last, int chunk, long nowNs) {
    if (!fits) {
      breakOff(nowNs);
      return;
    }
    updatedNs = nowNs;
    partial = !last;
    nextChunk = last ? 0 : chunk + 1;
    if (!last) {
      return;
    }
    waitingSinceNs = NEVER;
    boolean crossed =
        bids.size() > 0 && asks.size() > 0 && bids.bestPriceE9() >= asks.bestPriceE9();
    if (!crossed) {
      crossedSinceNs = NEVER;
    } else if (crossedSinceNs == NEVER) {
      crossedSinceNs = nowNs;
    }
  }
}
