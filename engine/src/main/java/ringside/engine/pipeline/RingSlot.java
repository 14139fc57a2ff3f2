package ringside.engine.pipeline;

import com.lmax.disruptor.EventFactory;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.event.RecordLayout;

/**
 * A place in a ring: room for one framed record, reused for ever. The slots of a ring lie side by
 * side in one piece of memory, since most of what a stage pays for an event is to come by its slot.
 */
final class RingSlot {
  private final UnsafeBuffer record;

  private RingSlot(ByteBuffer slots, int offset) {
    record = new UnsafeBuffer(slots, offset, RecordLayout.MAX_RECORD_LENGTH);
  }

  /** Makes so many slots, in order. */
  static EventFactory<RingSlot> factory(int count) {
    ByteBuffer slots = ByteBuffer.allocateDirect(count * RecordLayout.MAX_RECORD_LENGTH);
    int[] next = {0};
    return () -> new RingSlot(slots, RecordLayout.MAX_RECORD_LENGTH * next[0]++);
  }

  /** The record, at offset 0. */
  UnsafeBuffer record() {
    return record;
  }

  /** Whether there is nothing in it: whoever claimed it had nothing to say after all. */
  boolean isVoid() {
    return RecordLayout.length(record, 0) == 0;
  }

  void makeVoid() {
    record.setMemory(0, RecordLayout.FRAME_LENGTH, (byte) 0);
  }

  void take(DirectBuffer source, int offset) {
    int length = RecordLayout.aligned(RecordLayout.length(source, offset));
    record.putBytes(0, source, offset, length);
  }
}
