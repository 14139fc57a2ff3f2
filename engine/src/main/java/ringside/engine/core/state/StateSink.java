package ringside.engine.core.state;

/**
 * Takes the contents of state tables as a sequence of values in a fixed order. A digest hashes
 * them; a checkpoint will write them. Engine thread only.
 */
public interface StateSink {
  void putLong(long value);

  void putText(CharSequence text);

  default void putFlag(boolean value) {
    putLong(value ? 1 : 0);
  }
}
