package ringside.adapters.bybit;

import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Pages of a list that the venue gives newest first, kept until the list is read to its end, and
 * published oldest first: what a fill does to a position's average depends on the fills before it.
 * One thread.
 *
 * <p>Source: docs/v5/order/execution.
 */
final class NewestFirst {
  private final ArrayDeque<RecordBuffer> oldestFirst = new ArrayDeque<>();

  /** Keeps a copy of a page, older than the ones before it. */
  void keep(RecordBuffer page) {
    int[] offsets = new int[page.recordCount()];
    DirectBuffer buffer = page.buffer();
    int offset = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      offset = RecordLayout.next(buffer, offset);
    }
    int length = Math.max(page.length(), RecordLayout.MAX_RECORD_LENGTH);
    RecordBuffer turned = new RecordBuffer(length, length);
    for (int i = offsets.length - 1; i >= 0; i--) {
      turned.append(buffer, offsets[i], RecordLayout.length(buffer, offsets[i]));
    }
    oldestFirst.addFirst(turned);
  }

  /** Publishes what was kept, a page at a time, and keeps nothing. */
  void publish(EventSink sink) {
    while (!oldestFirst.isEmpty()) {
      sink.publish(oldestFirst.poll());
    }
  }
}
