package ringside.adapters.recording;

/**
 * One message of a recording. The text is the venue's own, without its line end, and valid UTF-8
 * (bytes that were not are replaced); a receiver must not change it. What the header says is taken
 * from it where it can be read: a message too broken for that has no topic.
 *
 * @param number the line in the file, from 1, empty ones counted
 * @param text UTF-8
 * @param topic null where there is none, or none that can be read
 * @param tsMs the venue's time of the message, {@link #NO_TS} where none can be read
 * @param kind what sort of message it is
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once a message: not copied
public record RecordedLine(long number, byte[] text, String topic, long tsMs, Kind kind) {
  /** The {@link #tsMs} of a message without one. */
  public static final long NO_TS = -1;

  /** What the {@code type} and {@code op} of a message say. */
  public enum Kind {
    SNAPSHOT,
    DELTA,
    /** Answers of the venue to requests, such as acknowledgements and pongs. */
    REPLY,
    OTHER
  }
}
