package ringside.tools;

import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;

/** The gateway where nothing leaves: what a replay decides was sent, or not, long ago. */
final class NoGateway implements CommandHandler {
  @Override
  public void onCommand(DirectBuffer buffer, int recordOffset) {
    throw new IllegalStateException("a command was to leave where none can");
  }

  @Override
  public boolean flush() {
    return false;
  }
}
