package ringside.engine.core.state;

import java.util.Locale;

/** What is done about orders of an account that nobody here made. */
public enum ForeignPolicy {
  /** They are told, and left alone. */
  LEAVE,
  /** They count as ours, and are taken back with ours. */
  ADOPT,
  /** They are told, and the account opens nothing until an operator clears it. */
  HALT;

  /**
   * As the config has it.
   *
   * @throws IllegalArgumentException for a text that is none
   */
  static ForeignPolicy of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
