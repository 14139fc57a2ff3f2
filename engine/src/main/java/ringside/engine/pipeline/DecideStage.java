package ringside.engine.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.engine.core.TradingCore;
import ringside.journal.codec.ClockTickDecoder;
import ringside.journal.event.RecordLayout;

/**
 * Numbers events and lets the core decide. While an event is being decided it lies in the in-hand
 * file, and the watchdog can see it. Engine thread only.
 */
final class DecideStage {
  private static final VarHandle DECIDING;

  static {
    try {
      DECIDING = MethodHandles.lookup().findVarHandle(DecideStage.class, "deciding", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TradingCore core;
  private final InHandFile inHand;
  private final Questions questions;
  private long lastSequence;

  @SuppressWarnings("UnusedVariable") // written and read through DECIDING
  private long deciding;

  DecideStage(TradingCore core, InHandFile inHand, Questions questions) {
    this.core = core;
    this.inHand = inHand;
    this.questions = questions;
    this.lastSequence = core.lastSequence();
  }

  void decide(RingSlot slot, Batch batch) {
    if (slot.isVoid()) {
      return;
    }
    UnsafeBuffer record = slot.record();
    long sequence = lastSequence + 1;
    RecordLayout.sequence(record, 0, sequence);
    RecordLayout.ordinal(record, 0, 0);
    DECIDING.setRelease(this, sequence);
    inHand.hold(record, RecordLayout.length(record, 0));
    batch.addEvent(record, 0, sequence);
    batch.addCommands(core.decide(record, 0, batch.records()));
    inHand.release();
    DECIDING.setRelease(this, 0L);
    lastSequence = sequence;
    if (RecordLayout.templateId(record, 0) == ClockTickDecoder.TEMPLATE_ID) {
      questions.answer(core.state());
    }
  }

  /** The sequence of the event being decided at this moment, or 0. Any thread. */
  long deciding() {
    return (long) DECIDING.getAcquire(this);
  }
}
