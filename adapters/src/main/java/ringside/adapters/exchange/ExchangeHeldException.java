package ringside.adapters.exchange;

import java.io.IOException;

/** The data directory belongs to an exchange that is running. */
public final class ExchangeHeldException extends IOException {
  private static final long serialVersionUID = 1L;

  ExchangeHeldException(String message) {
    super(message);
  }
}
