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

  void take(DirectBuffer source, int offset) {
    int length = RecordLayout.aligned(RecordLayout.length(source, offset));
    record.putBytes(0, source, offset, length);
  }
}
