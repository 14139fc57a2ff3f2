package ringside.engine.pipeline;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import ringside.adapters.port.CommandHandler;
import ringside.engine.core.TradingCore;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

/**
 * The stages on the caller's own thread, without rings: for virtual time, where the same inputs
 * must give the same run. What is published waits until {@link #run}; an event is decided, its
 * batch committed, and only then do its commands leave, one by one, and what they bring about is
 * published behind what waits already.
 *
 * <p>One thread. A fault comes out of {@link #run}: the run is over.
 */
public final class InlinePipeline implements EventSink {
  private static final int INITIAL_LENGTH = 64 << 10;
  private static final int MAX_LENGTH = 64 << 20;

  private final TradingCore core;
  private final BatchLog log;
  private final CommandHandler gateway;
  private final Batch batch = new Batch();
  private final RecordBuffer waiting = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private int taken;
  private long lastSequence;
  private long events;

  /**
   * @param log takes every batch
   * @param gateway takes the commands; may publish here meanwhile
   */
  public InlinePipeline(TradingCore core, BatchLog log, CommandHandler gateway) {
    this.core = core;
    this.log = log;
    this.gateway = gateway;
    lastSequence = core.lastSequence();
  }

  @Override
  public void publish(RecordBuffer records) {
    DirectBuffer from = records.buffer();
    for (int at = 0; at < records.length(); at = RecordLayout.next(from, at)) {
      waiting.append(from, at, RecordLayout.length(from, at));
    }
  }

  @Override
  public boolean offer(RecordBuffer records, long maxWaitNs) {
    publish(records);
    return true;
  }

  /** Decides until nothing waits any more: what happened, and what came of it. */
  public void run() {
    while (taken < waiting.length()) {
      MutableDirectBuffer buffer = waiting.buffer();
      int at = taken;
      taken = RecordLayout.next(buffer, at);
      decide(buffer, at);
      if (batch.commands() > 0 || batch.full()) {
        commit();
      }
    }
    waiting.clear();
    taken = 0;
  }

  /** Commits what was decided and is not committed yet. */
  public void commit() {
    if (batch.isEmpty()) {
      return;
    }
    log.append(batch);
    if (batch.commands() > 0) {
      dispatch();
    }
    batch.clear();
  }

  /** Events decided so far. */
  public long events() {
    return events;
  }

  private void decide(MutableDirectBuffer buffer, int at) {
    long sequence = ++lastSequence;
    RecordLayout.sequence(buffer, at, sequence);
    RecordLayout.ordinal(buffer, at, 0);
    batch.addEvent(buffer, at, sequence);
    batch.addCommands(core.decide(buffer, at, batch.records()));
    events++;
  }

  private void dispatch() {
    DirectBuffer buffer = batch.records().buffer();
    int end = batch.records().length();
    for (int at = 0; at < end; at = RecordLayout.next(buffer, at)) {
      if (RecordLayout.ordinal(buffer, at) > 0
          && RecordLayout.shadow(buffer, at) == 0
          && Templates.isCommand(RecordLayout.templateId(buffer, at))) {
        gateway.onCommand(buffer, at);
      }
    }
  }
}
