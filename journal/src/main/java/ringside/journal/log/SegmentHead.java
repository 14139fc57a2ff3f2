package ringside.journal.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import ringside.journal.codec.CatalogEntryDecoder;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.SegmentOpenedDecoder;
import ringside.journal.codec.SegmentOpenedEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.CatalogException;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * What the first document of a segment says: who wrote it, where the one before ended, and what the
 * indices mean. Immutable but for the catalog, which its reader may go on filling.
 *
 * @param number of the segment, from 1
 * @param file the queue's file
 * @param timeNs when it was opened
 * @param previousSegment the one before, 0: none
 * @param previousSequence the last sequence before this segment
 * @param previousHash the chain's hash before this segment
 * @param runNonce of the run that wrote it
 * @param schemaVersion of its records
 * @param environment that the journal belongs to
 * @param build that wrote it
 * @param catalog what the indices in its records mean
 * @param config ConfigApplied records: the config in force when it was opened
 */
public record SegmentHead(
    int number,
    Path file,
    long timeNs,
    int previousSegment,
    long previousSequence,
    long previousHash,
    long runNonce,
    int schemaVersion,
    Environment environment,
    String build,
    Catalog catalog,
    RecordBuffer config) {

  /** The sequence of the segment's first event, if it has one. */
  public long firstSequence() {
    return previousSequence + 1;
  }

  /** Writes the payload of a segment's first document. */
  static void encode(SegmentHead head, RecordBuffer out) {
    SegmentOpenedEncoder opened = new SegmentOpenedEncoder();
    opened.wrap(out.buffer(), out.begin(SegmentOpenedEncoder.TEMPLATE_ID));
    opened.header().timeNs(head.timeNs);
    opened
        .segment(head.number)
        .previousSegment(head.previousSegment)
        .previousSequence(head.previousSequence)
        .previousHash(head.previousHash)
        .runNonce(head.runNonce)
        .schemaVersion(head.schemaVersion)
        .environment(head.environment)
        .build(head.build);
    out.end(opened.encodedLength());
    head.catalog.encode(out);
    int length = head.config.length();
    for (int at = 0; at < length; ) {
      int recordLength = RecordLayout.length(head.config.buffer(), at);
      out.append(head.config.buffer(), at, recordLength);
      at += RecordLayout.aligned(recordLength);
    }
  }

  /**
   * Reads a segment's first document.
   *
   * @param knownSchema the highest schema version that is not refused
   * @return null when there is none
   * @throws JournalRefusedException when a newer build wrote it
   * @throws Malformed when it is intact, but does not say what it should
   */
  static SegmentHead read(Path directory, int number, SegmentCursor cursor, int knownSchema)
      throws Malformed {
    List<Path> files =
        Files.isDirectory(directory) ? JournalFiles.queueFiles(directory) : List.of();
    if (files.size() > 1) {
      throw new Malformed("more than one queue file");
    }
    if (files.isEmpty()) {
      return null;
    }
    cursor.open(files.get(0));
    if (cursor.advance() != SegmentCursor.Step.FRAME) {
      return null;
    }
    return decode(files.get(0), number, cursor.frame(), knownSchema);
  }

  private static SegmentHead decode(Path file, int number, BatchFrame frame, int knownSchema)
      throws Malformed {
    refuseNewer(file, frame.formatVersion(), BatchFrame.FORMAT_VERSION, "format");
    if (frame.kind() != BatchFrame.HEADER) {
      throw new Malformed("the first document is not a segment's head");
    }
    DirectBuffer buffer = frame.buffer();
    int at = frame.payloadOffset();
    int end = at + frame.payloadLength();
    if (frame.payloadLength() < RecordLayout.BLOCK_OFFSET + SegmentOpenedDecoder.BLOCK_LENGTH
        || RecordLayout.templateId(buffer, at) != SegmentOpenedDecoder.TEMPLATE_ID) {
      throw new Malformed("the first record is not SegmentOpened");
    }
    SegmentOpenedDecoder opened = new SegmentOpenedDecoder();
    opened.wrap(
        buffer,
        at + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, at),
        RecordLayout.version(buffer, at));
    refuseNewer(file, opened.schemaVersion(), knownSchema, "schema");
    refuseNewer(file, RecordLayout.version(buffer, at), knownSchema, "schema");
    if (opened.segment() != number || frame.segment() != number) {
      throw new Malformed("says that it is segment " + opened.segment());
    }
    if (opened.previousSequence() != frame.lastSequence()
        || frame.firstSequence() != frame.lastSequence() + 1
        || opened.previousHash() != frame.previousHash()
        || opened.previousSegment() != number - 1L) {
      throw new Malformed("its head contradicts itself");
    }
    Catalog catalog = new Catalog();
    RecordBuffer config = new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, BatchFrame.MAX_PAYLOAD);
    restated(buffer, at + aligned(buffer, at, end), end, catalog, config);
    return new SegmentHead(
        number,
        file,
        opened.header().timeNs(),
        (int) opened.previousSegment(),
        opened.previousSequence(),
        opened.previousHash(),
        opened.runNonce(),
        opened.schemaVersion(),
        opened.environment(),
        opened.build(),
        catalog,
        config);
  }

  private static void restated(
      DirectBuffer buffer, int from, int end, Catalog catalog, RecordBuffer config)
      throws Malformed {
    CatalogEntryDecoder entry = new CatalogEntryDecoder();
    for (int at = from; at < end; at += aligned(buffer, at, end)) {
      aligned(buffer, at, end);
      int template = RecordLayout.templateId(buffer, at);
      if (template == CatalogEntryDecoder.TEMPLATE_ID) {
        try {
          catalog.fold(
              entry.wrap(
                  buffer,
                  at + RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(buffer, at),
                  RecordLayout.version(buffer, at)));
        } catch (CatalogException e) {
          throw new Malformed(e.getMessage());
        }
      } else if (template == ConfigAppliedDecoder.TEMPLATE_ID) {
        config.append(buffer, at, RecordLayout.length(buffer, at));
      } else {
        throw new Malformed("its head has a record of type " + template);
      }
    }
  }

  private static int aligned(DirectBuffer buffer, int at, int end) throws Malformed {
    int length = RecordLayout.length(buffer, at);
    if (length < RecordLayout.BLOCK_OFFSET || length > end - at) {
      throw new Malformed("its head has a record of " + length + " bytes");
    }
    return RecordLayout.aligned(length);
  }

  private static void refuseNewer(Path file, int found, int known, String what) {
    if (found > known) {
      throw JournalRefusedException.newer(file, what, found, known);
    }
  }

  /** A head that is intact and wrong. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
