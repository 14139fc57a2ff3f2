package ringside.engine.core.state;

/** A request about an order: from its decision until what it asked for is seen, or refused. */
final class OrderRequest {
  long sequence;
  int ordinal;
  long sinceNs;
  boolean answered;
  boolean unresolved;

  boolean open() {
    return sequence != 0;
  }

  boolean is(long otherSequence, int otherOrdinal) {
    return sequence == otherSequence && ordinal == otherOrdinal && sequence != 0;
  }

  void begin(long decisionSequence, int decisionOrdinal, long nowNs) {
    sequence = decisionSequence;
    ordinal = decisionOrdinal;
    sinceNs = nowNs;
    answered = false;
    unresolved = false;
  }

  void end() {
    sequence = 0;
    ordinal = 0;
    sinceNs = 0;
    answered = false;
    unresolved = false;
  }

  void describe(StateSink sink) {
    sink.putLong(sequence);
    sink.putLong(ordinal);
    sink.putLong(sinceNs);
    sink.putFlag(answered);
    sink.putFlag(unresolved);
  }
}
