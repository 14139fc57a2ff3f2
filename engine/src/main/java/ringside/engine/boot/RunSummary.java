package ringside.engine.boot;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.pipeline.PipelineCounters;

/** What a run did, as the closing summary tells it: as text, or as one line of JSON. */
final class RunSummary {
  private static final double NS_PER_US = 1e3;

  private final Map<String, Object> values = new LinkedHashMap<>();

  private RunSummary() {}

  /**
   * Reads a stopped engine.
   *
   * @param seconds how long its sources were at work
   */
  static RunSummary of(Engine engine, double seconds, Map<String, Object> ofTheFeed) {
    Pipeline pipeline = engine.pipeline();
    PipelineCounters counters = pipeline.counters();
    RunSummary summary = new RunSummary();
    Map<String, Object> values = summary.values;
    values.put("events", counters.events());
    values.put("decisions", counters.decisions());
    values.put("batches", counters.batches());
    values.put("seconds", Math.round(seconds * 1e3) / 1e3);
    values.put("eventsPerSecond", seconds > 0 ? Math.round(counters.events() / seconds) : 0L);
    values.put("latencyUs", latency(pipeline.latency()));
    values.put("gaps", counters.gaps());
    values.put("ringFullWaits", counters.ringFullWaits());
    values.put("stageStalls", counters.stageStalls() + engine.writer().stalls());
    values.put("segmentRolls", engine.writer().rolls());
    values.putAll(ofTheFeed);
    values.put("firstSequence", engine.previous().sequence() + 1);
    values.put("lastSequence", engine.lastSequence());
    values.put("digest", String.format(Locale.ROOT, "%016x", engine.digest()));
    values.put("journal", engine.journal().toString());
    return summary;
  }

  String json() {
    return JsonLine.of(values);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    Map<?, ?> latency = (Map<?, ?>) values.get("latencyUs");
    line(out, "events", "%,d in %s s (%,d a second)", "events", "seconds", "eventsPerSecond");
    line(out, "decisions", "%,d", "decisions");
    line(out, "batches", "%,d", "batches");
    out.append(
        String.format(
            Locale.ROOT,
            "  %-12s p50 %s us, p99 %s us, p99.9 %s us, max %s us (socket to journal)%n",
            "latency",
            latency.get("p50"),
            latency.get("p99"),
            latency.get("p999"),
            latency.get("max")));
    line(out, "gaps", "%,d", "gaps");
    line(
        out,
        "trouble",
        "%,d messages rejected, %,d reconnects, %,d ring-full waits, %,d stage stalls",
        "decodeErrors",
        "reconnects",
        "ringFullWaits",
        "stageStalls");
    line(out, "sequences", "%,d to %,d", "firstSequence", "lastSequence");
    line(out, "digest", "%s", "digest");
    line(out, "journal", "%s", "journal");
    return out.toString();
  }

  private void line(StringBuilder out, String name, String format, String... keys) {
    Object[] arguments = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      arguments[i] = values.get(keys[i]);
    }
    out.append(String.format(Locale.ROOT, "  %-12s ", name))
        .append(String.format(Locale.ROOT, format, arguments));
    out.append(System.lineSeparator());
  }

  private static Map<String, Object> latency(Histogram histogram) {
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", us(histogram.getValueAtPercentile(50)));
    latency.put("p99", us(histogram.getValueAtPercentile(99)));
    latency.put("p999", us(histogram.getValueAtPercentile(99.9)));
    latency.put("max", us(histogram.getMaxValue()));
    return latency;
  }

  private static double us(long ns) {
    return Math.round(ns / NS_PER_US * 10) / 10.0;
  }
}
