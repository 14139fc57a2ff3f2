package ringside.engine.pipeline;

import org.agrona.DirectBuffer;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Events with the decisions that follow each, in order: what is committed to the journal as one
 * document. Owned by one stage at a time.
 */
public final class Batch {
  /** A batch is cut when it has grown to this many bytes. */
  static final int CUT_BYTES = 32 * 1024;

  private static final int MAX_BYTES = 1 << 20;

  private final RecordBuffer records = new RecordBuffer(2 * CUT_BYTES, MAX_BYTES);
  private long firstSequence;
  private long lastSequence;
  private int events;
  private int commands;

  /** Events and decisions as framed records. */
  public RecordBuffer records() {
    return records;
  }

  public long firstSequence() {
    return firstSequence;
  }

  public long lastSequence() {
    return lastSequence;
  }

  public int events() {
    return events;
  }

  /** How many of the decisions are commands. */
  public int commands() {
    return commands;
  }

  public boolean isEmpty() {
    return events == 0;
  }

  void addEvent(DirectBuffer record, int offset, long sequence) {
    records.append(record, offset, RecordLayout.length(record, offset));
    if (events == 0) {
      firstSequence = sequence;
    }
    lastSequence = sequence;
    events++;
  }

  void addCommands(int count) {
    commands += count;
  }

  boolean full() {
    return records.length() >= CUT_BYTES;
  }

  void clear() {
    records.clear();
    events = 0;
    commands = 0;
  }
}
