package ringside.adapters.sim.market;

/**
 * A market that cannot be had. The message is one line for the user: which file, which line and
 * column where one is known, and what is allowed.
 */
public final class MarketException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MarketException(String message) {
    super(message);
  }

  MarketException(String message, Throwable cause) {
    super(message, cause);
  }
}
