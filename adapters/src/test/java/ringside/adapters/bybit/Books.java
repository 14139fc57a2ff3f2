package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.event.RecordLayout;

/** A book as two sorted maps: slow, and plainly right. */
final class Books {
  final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
  final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
  private int nextChunk;

  void level(boolean bid, BigDecimal price, BigDecimal quantity) {
    TreeMap<BigDecimal, BigDecimal> side = bid ? bids : asks;
    if (quantity.signum() == 0) {
      side.remove(price.stripTrailingZeros());
    } else {
      side.put(price.stripTrailingZeros(), quantity.stripTrailingZeros());
    }
  }

  void clear() {
    bids.clear();
    asks.clear();
  }

  /** Applies a BookSnapshot or BookDelta record. */
  void apply(UnsafeBuffer record) {
    int block = RecordLayout.BLOCK_OFFSET;
    int blockLength = RecordLayout.blockLength(record, 0);
    int version = RecordLayout.version(record, 0);
    if (RecordLayout.templateId(record, 0) == BookSnapshotDecoder.TEMPLATE_ID) {
      BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
      snapshot.wrap(record, block, blockLength, version);
      if (snapshot.chunk() == 0) {
        clear();
        nextChunk = 0;
      }
      assertThat(snapshot.chunk()).isEqualTo(nextChunk++);
      for (BookSnapshotDecoder.BidsDecoder bid : snapshot.bids()) {
        level(true, e9(bid.priceE9()), e9(bid.quantityE9()));
      }
      for (BookSnapshotDecoder.AsksDecoder ask : snapshot.asks()) {
        level(false, e9(ask.priceE9()), e9(ask.quantityE9()));
      }
    } else {
      BookDeltaDecoder delta = new BookDeltaDecoder();
      delta.wrap(record, block, blockLength, version);
      for (BookDeltaDecoder.BidsDecoder bid : delta.bids()) {
        level(true, e9(bid.priceE9()), e9(bid.quantityE9()));
      }
      for (BookDeltaDecoder.AsksDecoder ask : delta.asks()) {
        level(false, e9(ask.priceE9()), e9(ask.quantityE9()));
      }
    }
  }

  static BigDecimal e9(long value) {
    return BigDecimal.valueOf(value, 9);
  }
}
