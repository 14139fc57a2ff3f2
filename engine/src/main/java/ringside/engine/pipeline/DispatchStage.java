package ringside.engine.pipeline;

import org.agrona.DirectBuffer;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

/**
 * Lets the commands of a committed batch leave. It never waits: the core counts what is in flight
 * and stays within the outbound ring, so a full ring is a fault. One thread.
 */
final class DispatchStage {
  private final OutboundRing outbound;

  DispatchStage(OutboundRing outbound) {
    this.outbound = outbound;
  }

  void dispatch(Batch batch) {
    if (batch.commands() == 0) {
      return;
    }
    RecordBuffer records = batch.records();
    DirectBuffer buffer = records.buffer();
    int end = records.length();
    for (int at = 0; at < end; ) {
      if (RecordLayout.ordinal(buffer, at) > 0
          && RecordLayout.shadow(buffer, at) == 0
          && Templates.isCommand(RecordLayout.templateId(buffer, at))) {
        outbound.put(buffer, at);
      }
      at += RecordLayout.aligned(RecordLayout.length(buffer, at));
    }
  }
}
