package ringside.tools;

import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.event.IsoTime;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/** Counts what a journal holds. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Counts what a journal holds, and gives the digest of the state at its end.",
      "",
      "The digests are among the decisions. After a clean stop the digest is the one recorded last.",
      "Bytes are those of the records.",
      ""
    })
final class StatsCommand implements Callable<Integer> {
  @Mixin private JournalArgument journal;

  @Option(names = "--json", description = "As one line of JSON")
  private boolean json;

  private final long[] countByTemplate = new long[1 << 16];
  private final TradingCore core =
      new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
  private long events;
  private long decisions;
  private long firstSequence;
  private long firstTimeNs;
  private long bytes;

  @Override
  public Integer call() {
    try (JournalReader reader = JournalReader.open(journal.require());
        Progress progress = new Progress("counting")) {
      while (reader.next()) {
        count(reader);
        progress.events(events);
      }
      Map<String, Object> values = values(reader.end());
      System.out.println(json ? JsonLine.of(values) : text(values));
    }
    return ExitCode.DONE;
  }

  private void count(JournalReader reader) {
    int offset = reader.offset();
    core.restore(reader.buffer(), offset);
    countByTemplate[RecordLayout.templateId(reader.buffer(), offset)]++;
    bytes += RecordLayout.aligned(reader.length());
    if (RecordLayout.ordinal(reader.buffer(), offset) > 0) {
      decisions++;
      return;
    }
    if (events++ == 0) {
      firstSequence = reader.sequence();
      firstTimeNs = RecordLayout.timeNs(reader.buffer(), offset);
    }
  }

  private Map<String, Object> values(JournalEnd end) {
    Map<String, Object> byType = new LinkedHashMap<>();
    for (SchemaModel.Message message : SchemaModel.current().messages()) {
      if (countByTemplate[message.id()] > 0) {
        byType.put(message.name(), countByTemplate[message.id()]);
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("events", events);
    values.put("decisions", decisions);
    values.put("digests", countByTemplate[StateDigestDecoder.TEMPLATE_ID]);
    values.put("firstSequence", firstSequence);
    values.put("lastSequence", end.sequence());
    values.put("byType", byType);
    values.put("digest", String.format(Locale.ROOT, "%016x", core.digest()));
    values.put("firstTime", events == 0 ? null : IsoTime.toString(firstTimeNs));
    values.put("lastTime", events == 0 ? null : IsoTime.toString(end.lastTimeNs()));
    values.put("runs", countByTemplate[EngineStartedDecoder.TEMPLATE_ID]);
    values.put("segments", end.segment());
    values.put("bytes", bytes);
    values.put("environment", end.environment() == null ? null : end.environment().name());
    values.put("tail", JournalTail.text(end));
    return values;
  }

  private static String text(Map<String, Object> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> byType) {
            byType.forEach((type, count) -> row(text, "  " + type, count));
          } else if (value != null) {
            row(text, name, value);
          }
        });
    return text.toString().stripTrailing();
  }

  private static void row(StringBuilder text, String name, Object value) {
    String shown =
        value instanceof Number
            ? NumberFormat.getIntegerInstance(Locale.ROOT).format(value)
            : value.toString();
    text.append(String.format(Locale.ROOT, "%-22s %s%n", name, shown));
  }
}
