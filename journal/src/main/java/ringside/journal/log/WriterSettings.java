package ringside.journal.log;

import java.util.function.LongSupplier;
import ringside.journal.codec.Environment;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * What a {@link JournalWriter} is told when a run begins.
 *
 * @param environment that the journal belongs to
 * @param build that writes, for a human
 * @param catalog complete: every index that this run's records may carry; restated in every segment
 * @param config ConfigApplied records, restated in every segment until {@link
 *     JournalWriter#restate}
 * @param durability what a committed batch survives
 * @param segmentBytes a segment is rolled when it holds so many
 * @param maxSegmentAgeMs or is so old
 * @param clockMs the wall clock, ms since the epoch
 * @param spaceLimits when the disk counts as short of room
 * @param spaceListener hears when that changes
 */
public record WriterSettings(
    Environment environment,
    String build,
    Catalog catalog,
    RecordBuffer config,
    Durability durability,
    long segmentBytes,
    long maxSegmentAgeMs,
    LongSupplier clockMs,
    SpaceLimits spaceLimits,
    SpaceListener spaceListener) {
  /** 256 MiB. */
  public static final long STANDARD_SEGMENT_BYTES = 256L << 20;

  /** One day. */
  public static final long STANDARD_SEGMENT_AGE_MS = 86_400_000L;

  /** The smallest limit that leaves room for a head and some batches. */
  public static final long MIN_SEGMENT_BYTES = 64L << 10;

  /** The largest: a segment is mapped whole. */
  public static final long MAX_SEGMENT_BYTES = 1L << 30;

  public WriterSettings {
    if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes > MAX_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "a segment of "
              + segmentBytes
              + " bytes; allowed are "
              + MIN_SEGMENT_BYTES
              + " to "
              + MAX_SEGMENT_BYTES);
    }
    if (maxSegmentAgeMs <= 0 || environment == Environment.NULL_VAL) {
      throw new IllegalArgumentException("segment age " + maxSegmentAgeMs + ", " + environment);
    }
  }

  /** The usual: page durability, 256 MiB or a day a segment, the system's clock. */
  public static WriterSettings of(Environment environment, String build, Catalog catalog) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, RecordLayout.MAX_RECORD_LENGTH),
        Durability.PAGE,
        STANDARD_SEGMENT_BYTES,
        STANDARD_SEGMENT_AGE_MS,
        System::currentTimeMillis,
        SpaceLimits.STANDARD,
        (level, usableBytes) -> {});
  }

  public WriterSettings withConfig(RecordBuffer records) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        records,
        durability,
        segmentBytes,
        maxSegmentAgeMs,
        clockMs,
        spaceLimits,
        spaceListener);
  }

  public WriterSettings withDurability(Durability other) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        config,
        other,
        segmentBytes,
        maxSegmentAgeMs,
        clockMs,
        spaceLimits,
        spaceListener);
  }

  public WriterSettings withSegments(long bytes, long maxAgeMs) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        config,
        durability,
        bytes,
        maxAgeMs,
        clockMs,
        spaceLimits,
        spaceListener);
  }

  public WriterSettings withClockMs(LongSupplier clock) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        config,
        durability,
        segmentBytes,
        maxSegmentAgeMs,
        clock,
        spaceLimits,
        spaceListener);
  }

  public WriterSettings withSpace(SpaceLimits limits, SpaceListener listener) {
    return new WriterSettings(
        environment,
        build,
        catalog,
        config,
        durability,
        segmentBytes,
        maxSegmentAgeMs,
        clockMs,
        limits,
        listener);
  }
}
