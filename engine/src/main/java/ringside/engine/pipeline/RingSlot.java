package ringside.engine.pipeline;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.event.RecordLayout;

/** A place in a ring: room for one framed record, reused for ever. */
final class RingSlot {
  private final UnsafeBuffer record =
      new UnsafeBuffer(ByteBuffer.allocateDirect(RecordLayout.MAX_RECORD_LENGTH));

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
