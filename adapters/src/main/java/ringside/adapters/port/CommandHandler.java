package ringside.adapters.port;

import org.agrona.DirectBuffer;

/**
 * Carries out commands: journaled decisions of the engine that are to leave the process. Called by
 * the gateway thread, one command at a time; must not block, nor keep the buffer.
 *
 * <p>Every command is answered by an event: accepted, rejected or unresolved.
 */
public interface CommandHandler {
  /**
   * Takes one command.
   *
   * @param recordOffset where the framed record starts, as {@code RecordLayout} has it
   */
  void onCommand(DirectBuffer buffer, int recordOffset);

  /**
   * Called between commands, and from time to time when there are none: a chance to hand over
   * answers for which the engine had no room.
   *
   * @return whether some are still waiting
   */
  boolean flush();
}
