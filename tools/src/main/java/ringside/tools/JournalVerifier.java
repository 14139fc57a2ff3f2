package ringside.tools;

import java.nio.file.Path;
import java.util.Locale;
import org.agrona.DirectBuffer;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalDamagedException;
import ringside.journal.log.JournalReader;

/**
 * Decides every event of a journal again and compares what comes out with what was recorded. Runs
 * of another decision version are restored as facts; their digests are compared where their state
 * version is ours. One thread; nothing is allocated per record.
 */
final class JournalVerifier {
  private static final int MAX_DECISIONS_LENGTH = 1 << 20;

  private final CodeVersion version = CodeVersion.current();
  private final TradingCore core = new TradingCore(version.state(), BuiltInStrategies.INSTANCE);
  private final RecordBuffer decided =
      new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, MAX_DECISIONS_LENGTH);
  private final EngineStartedDecoder started = new EngineStartedDecoder();
  private final StateDigestDecoder digest = new StateDigestDecoder();

  private JournalReader reader;
  private boolean own;
  private int nextDecided;
  private long sequence;
  private int ordinal;
  private Path eventFile;

  private long events;
  private long decisions;
  private long digests;
  private long verifiedRuns;
  private long restoredRuns;
  private long firstRestored;

  /**
   * Reads to the journal's end, or to the first difference.
   *
   * @return null when there is none
   * @throws JournalDamagedException when the journal is damaged
   */
  Difference verify(JournalReader journal, Progress progress) {
    reader = journal;
    while (reader.next()) {
      Difference difference = check();
      if (difference != null) {
        return difference;
      }
      progress.events(events);
    }
    return undecided();
  }

  long events() {
    return events;
  }

  /** Decisions of any kind, digests among them. */
  long decisions() {
    return decisions;
  }

  long digests() {
    return digests;
  }

  long verifiedRuns() {
    return verifiedRuns;
  }

  /** Runs that were folded as recorded, because another version decided them. */
  long restoredRuns() {
    return restoredRuns;
  }

  /** Where the first of them begins; 0 where there is none. */
  long firstRestored() {
    return firstRestored;
  }

  /** What the core cannot take is a difference too: a sound journal's records it took before. */
  private Difference check() {
    try {
      return RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0
          ? checkEvent()
          : checkDecision();
    } catch (RuntimeException e) {
      return difference("the core refuses it: " + e, null, found());
    }
  }

  private Difference checkEvent() {
    Difference missing = undecided();
    if (missing != null) {
      return missing;
    }
    DirectBuffer buffer = reader.buffer();
    int offset = reader.offset();
    events++;
    sequence = reader.sequence();
    ordinal = 0;
    eventFile = reader.file();
    decided.clear();
    nextDecided = 0;
    if (RecordLayout.templateId(buffer, offset) == EngineStartedDecoder.TEMPLATE_ID) {
      beginRun(buffer, offset);
    } else if (events == 1) {
      restoredRuns++;
      firstRestored = sequence;
    }
    if (own) {
      core.decide(buffer, offset, decided);
    } else {
      core.restore(buffer, offset);
    }
    return null;
  }

  private void beginRun(DirectBuffer buffer, int offset) {
    started.wrap(
        buffer,
        offset + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, offset),
        RecordLayout.version(buffer, offset));
    own = started.decisionVersion() == version.decision();
    if (own) {
      verifiedRuns++;
      return;
    }
    restoredRuns++;
    if (firstRestored == 0) {
      firstRestored = sequence;
    }
  }

  private Difference checkDecision() {
    DirectBuffer buffer = reader.buffer();
    int offset = reader.offset();
    boolean isDigest = RecordLayout.templateId(buffer, offset) == StateDigestDecoder.TEMPLATE_ID;
    decisions++;
    digests += isDigest ? 1 : 0;
    ordinal++;
    if (own) {
      return compare(buffer, offset);
    }
    if (reader.sequence() != sequence || RecordLayout.ordinal(buffer, offset) != ordinal) {
      return difference("a decision out of place", null, found());
    }
    if (isDigest) {
      digest.wrap(
          buffer,
          offset + RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(buffer, offset),
          RecordLayout.version(buffer, offset));
      if (digest.stateVersion() == version.state() && digest.digest() != core.digest()) {
        String ours = String.format(Locale.ROOT, "digest %016x", core.digest());
        return difference("another digest", ours, found());
      }
    }
    core.restore(buffer, offset);
    return null;
  }

  private Difference compare(DirectBuffer buffer, int offset) {
    if (nextDecided == decided.length()) {
      return difference("a decision that is none", null, found());
    }
    if (!Difference.same(decided.buffer(), nextDecided, buffer, offset)) {
      return difference("another decision", expected(), found());
    }
    nextDecided = RecordLayout.next(decided.buffer(), nextDecided);
    return null;
  }

  /** A decision of the last event that the journal does not have. */
  private Difference undecided() {
    if (nextDecided == decided.length()) {
      return null;
    }
    return new Difference(
        sequence, ordinal + 1, eventFile, "a decision is missing", expected(), null);
  }

  private Difference difference(String what, String expected, String found) {
    return new Difference(sequence, ordinal, reader.file(), what, expected, found);
  }

  private String expected() {
    return Difference.print(decided.buffer(), nextDecided, reader.head().catalog());
  }

  private String found() {
    return Difference.print(reader.buffer(), reader.offset(), reader.head().catalog());
  }
}
