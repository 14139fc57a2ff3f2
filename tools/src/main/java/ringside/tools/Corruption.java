package ringside.tools;

import java.util.LinkedHashMap;
import java.util.Map;
import ringside.engine.boot.JsonLine;
import ringside.journal.log.JournalDamagedException;

/** Damage in a journal, as the result of a check. */
final class Corruption {
  private Corruption() {}

  static String text(JournalDamagedException damage) {
    return "corrupt: after sequence "
        + damage.lastGoodSequence()
        + " in "
        + damage.getMessage()
        + "; 'repair' copies what comes before";
  }

  static String json(String verdict, JournalDamagedException damage) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(verdict, false);
    values.put("problem", "corrupt");
    values.put("sequence", damage.lastGoodSequence());
    values.put("file", damage.file());
    values.put("message", damage.getMessage());
    return JsonLine.of(values);
  }
}
