package ringside.engine.core.state;

/**
 * A part of the core's state. It tells its whole contents to a {@link StateSink}, in an order that
 * depends on nothing but the contents: whatever is left out is not protected by the digest.
 */
public interface StateTable {
  void describe(StateSink sink);
}
