package ringside.tools;

import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;

/** Where commands end that must not leave: those of a replay were sent, or not, long ago. */
final class NoGateway implements CommandHandler {
  @Override
  public void onCommand(DirectBuffer buffer, int recordOffset) {
    // The recorded events hold what the venue answered.
  }

  @Override
  public boolean flush() {
    return false;
  }
}
