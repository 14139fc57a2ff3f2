package ringside.journal.log;

/**
 * A segment, for tools that list them.
 *
 * @param head what it says of itself: number, file, first sequence, run
 * @param lastSequence its last sequence, or {@link #UNKNOWN} while it is written; one less than the
 *     first when it holds no event
 * @param bytes of its file; more than are used while it is written
 * @param sealed whether it has a seal
 */
public record SegmentInfo(SegmentHead head, long lastSequence, long bytes, boolean sealed) {
  public static final long UNKNOWN = -1;
}
