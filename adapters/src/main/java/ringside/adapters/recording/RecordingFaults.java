package ringside.adapters.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link RecordingServer} does wrong on purpose, for tests of what a client makes of it.
 * Lines are those of the recording ({@link RecordedLine#number()}), whether the client subscribed
 * to them or not. Immutable.
 *
 * @param dropAfterLine the connection is cut, without a close frame, when everything up to this
 *     line was written; 0 for never
 * @param silentAfterLine from here on nothing is sent and nothing is answered, and the connection
 *     stays open; 0 for never
 * @param skipLines lines that get lost on the way: not sent, but folded into the books which later
 *     subscriptions are answered with
 * @param injectBefore texts sent as they are, well formed or not, before the line of that number
 * @param passes the first so many connections suffer from all this, later ones do not
 */
public record RecordingFaults(
    long dropAfterLine,
    long silentAfterLine,
    Set<Long> skipLines,
    Map<Long, String> injectBefore,
    int passes) {

  /** Copies what it is given. */
  public RecordingFaults {
    skipLines = Set.copyOf(skipLines);
    injectBefore = Map.copyOf(injectBefore);
  }

  /**
   * A server that does nothing wrong; what the {@code with} methods add, the first pass suffers.
   */
  public static RecordingFaults none() {
    return new RecordingFaults(0, 0, Set.of(), Map.of(), 1);
  }

  public RecordingFaults withDropAfterLine(long line) {
    return new RecordingFaults(line, silentAfterLine, skipLines, injectBefore, passes);
  }

  public RecordingFaults withSilenceAfterLine(long line) {
    return new RecordingFaults(dropAfterLine, line, skipLines, injectBefore, passes);
  }

  /** Skips this line, besides those skipped already. */
  public RecordingFaults withSkippedLine(long line) {
    Set<Long> more = new HashSet<>(skipLines);
    more.add(line);
    return new RecordingFaults(dropAfterLine, silentAfterLine, more, injectBefore, passes);
  }

  /** Injects this text, besides those before other lines. */
  public RecordingFaults withTextBefore(long line, String text) {
    Map<Long, String> more = new HashMap<>(injectBefore);
    more.put(line, text);
    return new RecordingFaults(dropAfterLine, silentAfterLine, skipLines, more, passes);
  }

  public RecordingFaults onPasses(int count) {
    return new RecordingFaults(dropAfterLine, silentAfterLine, skipLines, injectBefore, count);
  }
}
