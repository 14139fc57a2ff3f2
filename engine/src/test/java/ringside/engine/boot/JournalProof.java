package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalReader;
import ringside.journal.log.TailStatus;

/**
 * Proves a journal that was written by this code alone, as {@code verify} does: every byte is
 * sound, and every event decided again gives the decisions and digests that were recorded.
 */
final class JournalProof {
  private static final int LONGEST = 1 << 20;

  private final TradingCore core =
      new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
  private final RecordBuffer decided = new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, LONGEST);
  private int next;
  private long decisions;

  private JournalProof() {}

  /** Throws at the first difference; the last run has stopped in order. */
  static void verify(Path journal) {
    try (JournalReader reader = JournalReader.openFully(journal)) {
      JournalProof proof = new JournalProof();
      while (reader.next()) {
        proof.check(reader.sequence(), reader.buffer(), reader.offset());
      }
      proof.requireAllRecorded(reader.sequence());
      assertThat(proof.decisions).as("decisions").isPositive();
      assertThat(reader.end().status()).isEqualTo(TailStatus.CLEAN);
    }
  }

  private void check(long sequence, DirectBuffer buffer, int offset) {
    if (RecordLayout.ordinal(buffer, offset) == 0) {
      requireAllRecorded(sequence);
      decided.clear();
      next = 0;
      core.decide(buffer, offset, decided);
      return;
    }
    decisions++;
    assertThat(next)
        .as("decisions of %d, recorded but not decided", sequence)
        .isLessThan(decided.length());
    int length = RecordLayout.length(buffer, offset);
    byte[] recorded = new byte[length];
    buffer.getBytes(offset, recorded);
    byte[] again = new byte[RecordLayout.length(decided.buffer(), next)];
    decided.buffer().getBytes(next, again);
    assertThat(again).as("a decision of event %d", sequence).isEqualTo(recorded);
    next = RecordLayout.next(decided.buffer(), next);
  }

  private void requireAllRecorded(long sequence) {
    assertThat(next).as("decisions recorded before event %d", sequence).isEqualTo(decided.length());
  }
}
