package ringside.engine.core.state;

import java.util.Arrays;

/**
 * All instruments by index. Engine thread only; allocates when it meets an instrument for the first
 * time.
 */
public final class InstrumentTable implements StateTable {
  private InstrumentState[] instruments = new InstrumentState[16];
  private int size;

  /** One more than the highest index heard of. */
  public int size() {
    return size;
  }

  /** What is known of an instrument, or null. */
  public InstrumentState find(int instrument) {
    return instrument < size ? instruments[instrument] : null;
  }

  /** The instrument, made where there was none. */
  public InstrumentState obtain(int instrument) {
    InstrumentState state = instrument < size ? instruments[instrument] : null;
    return state != null ? state : make(instrument);
  }

  /** The clock has ticked. */
  public void ticked() {
    for (int i = 0; i < size; i++) {
      if (instruments[i] != null) {
        instruments[i].ticked();
      }
    }
  }

  public void clear() {
    Arrays.fill(instruments, null);
    size = 0;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(size);
    for (int i = 0; i < size; i++) {
      if (instruments[i] != null) {
        instruments[i].describe(sink);
      }
    }
  }

  private InstrumentState make(int instrument) {
    if (instrument >= instruments.length) {
      instruments = Arrays.copyOf(instruments, Math.max(instrument + 1, 2 * instruments.length));
    }
    size = Math.max(size, instrument + 1);
    instruments[instrument] = new InstrumentState(instrument);
    return instruments[instrument];
  }
}
