package ringside.adapters.exchange;

import java.io.IOException;

/** A data directory that this exchange will not go on with; the message says which and why. */
public final class ExchangeRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ExchangeRefusedException(String message) {
    super(message);
  }
}
