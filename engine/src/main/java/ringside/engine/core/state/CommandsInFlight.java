package ringside.engine.core.state;

/**
 * The commands that have left, or will leave, and are not answered: what bounds the outbound ring.
 * Addressed by cause sequence and ordinal, kept in order of leaving. Engine thread only.
 */
public final class CommandsInFlight implements StateTable {
  private long[] sequences = new long[0];
  private int[] ordinals = new int[0];
  private int size;

  /** Forgets all, as a new run does, and takes at most so many from now on. */
  public void reset(int capacity) {
    if (sequences.length != capacity) {
      sequences = new long[capacity];
      ordinals = new int[capacity];
    }
    size = 0;
  }

  public int size() {
    return size;
  }

  public int capacity() {
    return sequences.length;
  }

  /** How many more may leave. */
  public int free() {
    return sequences.length - size;
  }

  public void left(long sequence, int ordinal) {
    if (size == sequences.length) {
      throw new IllegalStateException("command " + sequence + "." + ordinal + " beyond capacity");
    }
    sequences[size] = sequence;
    ordinals[size] = ordinal;
    size++;
  }

  /** Notes an answer; one to a command that is not in flight changes nothing. */
  public void answered(long sequence, int ordinal) {
    for (int i = 0; i < size; i++) {
      if (sequences[i] == sequence && ordinals[i] == ordinal) {
        size--;
        System.arraycopy(sequences, i + 1, sequences, i, size - i);
        System.arraycopy(ordinals, i + 1, ordinals, i, size - i);
        return;
      }
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(sequences.length);
    sink.putLong(size);
    // What a run asked for first differs from run to run by where the journal began, so the
    // addresses are told relative to the first one in flight.
    for (int i = 0; i < size; i++) {
      sink.putLong(sequences[i] - sequences[0]);
      sink.putLong(ordinals[i]);
    }
  }
}
