package ringside.journal.event;

import org.agrona.DirectBuffer;

/**
 * A record that this build cannot read: its type is not among the events and decisions of the
 * schema, or a newer schema wrote it. Fatal for whoever folds records, since to pass over one is to
 * lose a fact; the journal needs a newer build.
 */
public final class UnknownRecordException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final int templateId;
  private final int version;
  private final long sequence;

  private UnknownRecordException(String message, int templateId, int version, long sequence) {
    super(message);
    this.templateId = templateId;
    this.version = version;
    this.sequence = sequence;
  }

  static UnknownRecordException of(DirectBuffer buffer, int recordOffset, int knownVersion) {
    int templateId = RecordLayout.templateId(buffer, recordOffset);
    int version = RecordLayout.version(buffer, recordOffset);
    long sequence = RecordLayout.sequence(buffer, recordOffset);
    String reason =
        version > knownVersion
            ? "was written by schema version "
                + version
                + "; this build reads up to "
                + knownVersion
            : "is neither an event nor a decision of schema version " + version;
    return new UnknownRecordException(
        "record of template " + templateId + " at sequence " + sequence + " " + reason,
        templateId,
        version,
        sequence);
  }

  /** The record's template id. */
  public int templateId() {
    return templateId;
  }

  /** The schema version that wrote the record. */
  public int version() {
    return version;
  }

  /** The record's sequence, as far as it can be read. */
  public long sequence() {
    return sequence;
  }
}
