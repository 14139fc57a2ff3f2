package ringside.tools;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ringside.adapters.bybit.RejectReason;
import ringside.adapters.bybit.StreamCounters;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.engine.boot.Engine;
import ringside.engine.boot.JsonLine;
import ringside.engine.pipeline.PipelineCounters;

/**
 * What an import did.
 *
 * @param complete whether every line was read
 * @param rejected messages not taken, by reason; reasons that did not occur are left out
 */
record ImportSummary(
    boolean complete,
    long events,
    long decisions,
    long batches,
    double seconds,
    long messages,
    long gaps,
    Map<String, Long> rejected,
    long firstSequence,
    long lastSequence,
    long digest,
    Path journal) {

  /** Reads an engine that has stopped. */
  static ImportSummary of(Engine engine, StreamCounters market, double seconds, boolean complete) {
    PipelineCounters counters = engine.pipeline().counters();
    Map<String, Long> rejected = new LinkedHashMap<>();
    for (RejectReason reason : RejectReason.values()) {
      if (market.rejected(reason) > 0) {
        rejected.put(reason.name(), market.rejected(reason));
      }
    }
    return new ImportSummary(
        complete,
        counters.events(),
        counters.decisions(),
        counters.batches(),
        seconds,
        market.get(Counter.MESSAGES),
        counters.gaps(),
        rejected,
        engine.previous().sequence() + 1,
        engine.lastSequence(),
        engine.digest(),
        engine.journal());
  }

  String json() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("complete", complete);
    values.put("events", events);
    values.put("decisions", decisions);
    values.put("batches", batches);
    values.put("seconds", Math.round(seconds * 1e3) / 1e3);
    values.put("eventsPerSecond", perSecond());
    values.put("messages", messages);
    values.put("gaps", gaps);
    values.put("rejected", rejected);
    values.put("firstSequence", firstSequence);
    values.put("lastSequence", lastSequence);
    values.put("digest", String.format(Locale.ROOT, "%016x", digest));
    values.put("journal", journal);
    return JsonLine.of(values);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "imported: %,d events, %,d decisions%s%n",
            events,
            decisions,
            complete ? "" : ", and not all: stopped early"));
    text.append(
        String.format(
            Locale.ROOT,
            "  %-10s %,d messages in %.3f s (%,d events a second), %,d batches%n",
            "pace",
            messages,
            seconds,
            perSecond(),
            batches));
    text.append(String.format(Locale.ROOT, "  %-10s %,d%n", "gaps", gaps));
    text.append(
        String.format(
            Locale.ROOT, "  %-10s %s%n", "rejected", rejected.isEmpty() ? "none" : rejected));
    text.append(
        String.format(
            Locale.ROOT, "  %-10s %,d to %,d%n", "sequences", firstSequence, lastSequence));
    text.append(String.format(Locale.ROOT, "  %-10s %016x%n", "digest", digest));
    return text.append(String.format(Locale.ROOT, "  %-10s %s", "journal", journal)).toString();
  }

  private long perSecond() {
    return seconds > 0 ? Math.round(events / seconds) : 0;
  }
}
