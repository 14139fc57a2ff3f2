package ringside.engine.boot;

import java.nio.file.Path;
import ringside.engine.core.TradingCore;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/** Rebuilds the core's state from the journal: every recorded fact folded, nothing decided. */
final class Recovery {
  private Recovery() {}

  /**
   * Reads and checks the whole journal.
   *
   * @param core fresh; restored to the journal's end when this returns
   * @return where the journal ends
   */
  static JournalEnd restore(Path directory, TradingCore core) {
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        core.restore(reader.buffer(), reader.offset());
      }
      return reader.end();
    }
  }
}
