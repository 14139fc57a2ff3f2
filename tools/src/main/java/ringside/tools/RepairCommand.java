package ringside.tools;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.journal.log.JournalDamagedException;
import ringside.journal.log.JournalRepair;

/** Copies what is sound of a damaged journal. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Copies the valid prefix of a journal to a new one, the same records with the same sequences,"
          + " and says what was left behind. The damaged journal is only read.",
      ""
    })
final class RepairCommand implements Callable<Integer> {
  @Mixin private JournalArgument journal;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NEWDIR",
      description = "The new journal; must be empty or not exist")
  private Path target;

  @Option(names = "--json", description = "As one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    Path source = journal.require();
    NewDirectory.require("--to", target, source);
    JournalRepair.Report report = JournalRepair.copyValidPrefix(source, target);
    System.out.println(json ? asJson(report) : asText(report));
    return ExitCode.DONE;
  }

  private String asText(JournalRepair.Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        report.lastSequence() == 0
            ? String.format(Locale.ROOT, "copied: nothing%n")
            : String.format(
                Locale.ROOT, "copied: events 1 to %d, to %s%n", report.lastSequence(), target));
    if (report.leftBytes() == 0 && report.damage() == null) {
      return text.append("left behind: nothing").toString();
    }
    text.append(String.format(Locale.ROOT, "left behind: %d bytes", report.leftBytes()));
    if (report.leftBatches() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              ", among them %d whole batches with events %d to %d",
              report.leftBatches(),
              report.leftFirstSequence(),
              report.leftLastSequence()));
    }
    JournalDamagedException damage = report.damage();
    return text.append(
            damage == null ? "" : String.format(Locale.ROOT, "%nbecause %s", damage.getMessage()))
        .toString();
  }

  private String asJson(JournalRepair.Report report) {
    JournalDamagedException damage = report.damage();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("lastSequence", report.lastSequence());
    values.put("leftBytes", report.leftBytes());
    values.put("leftBatches", report.leftBatches());
    values.put("leftFirstSequence", report.leftFirstSequence());
    values.put("leftLastSequence", report.leftLastSequence());
    values.put("damage", damage == null ? null : damage.getMessage());
    values.put("file", damage == null ? null : damage.file());
    values.put("journal", target);
    return JsonLine.of(values);
  }
}
