package ringside.tools;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.Speed;
import ringside.engine.boot.StopRequest;
import ringside.engine.boot.UsageException;
import ringside.journal.event.RecordPrinter;
import ringside.journal.log.JournalDamagedException;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/** Runs what was recorded through the real ring, core and journal again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Sends a journal's recorded inputs through the real ring, core and journal, prints each"
          + " decision as it falls, and compares every record that comes out with the recorded one,"
          + " byte for byte. Nothing leaves the process.",
      "",
      "What comes before --from, and runs of other decision versions, are restored and copied as"
          + " recorded. Of the recorded pace, pauses of over five minutes are left out.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all equal, 1 a difference or damage was found, 2 bad usage or no journal, 3 the"
          + " new journal is held, 4 a newer build wrote the journal."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private JournalArgument journal;

  @Option(names = "--from", paramLabel = "SEQ", description = "Begin with this event")
  private long from = 1;

  @Option(names = "--to", paramLabel = "SEQ", description = "End after this event")
  private Long to;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "max",
      description =
          "1: at the recorded pace; N: so many times faster; max: flat out (default:"
              + " ${DEFAULT-VALUE})")
  private String speed;

  @Option(
      names = "--out",
      paramLabel = "NEWDIR",
      description =
          "Keep the new journal here; must be empty or not exist (default: it is deleted)")
  private Path out;

  @Option(names = "--json", description = "The decisions and the result as JSON, an object a line")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path source = journal.require();
    double pace = Speed.parse(speed);
    if (out != null) {
      NewDirectory.require("--out", out, source);
    }
    try {
      JournalEnd end = readThrough(source);
      requireRange(end.sequence());
      return replay(source, end, pace);
    } catch (JournalDamagedException e) {
      System.out.println(json ? Corruption.json("equal", e) : Corruption.text(e));
      return ExitCode.FAILED;
    }
  }

  private int replay(Path source, JournalEnd end, double pace) throws IOException {
    Path target = out == null ? Files.createTempDirectory("ringside-replay") : out;
    StopRequest stop = new StopRequest();
    stop.onSignals();
    try {
      return replay(source, end, target, pace, stop);
    } finally {
      if (out == null) {
        delete(target);
      }
    }
  }

  private int replay(Path source, JournalEnd end, Path target, double pace, StopRequest stop)
      throws IOException {
    long last = to == null ? end.sequence() : to;
    RecordPrinter.Format format = json ? RecordPrinter.Format.JSON : RecordPrinter.Format.TEXT;
    try (JournalReplay replay =
        new JournalReplay(source, end, target, pace, () -> stop.reason() != null)) {
      Difference difference = end.isEmpty() ? null : replay.run(from, last, format);
      if (difference != null) {
        System.out.println(json ? difference.json("equal") : difference.text());
        return ExitCode.FAILED;
      }
      if (stop.reason() != null) {
        System.err.println("interrupted: " + replay.events() + " events were replayed");
        return ExitCode.FAILED;
      }
      System.out.println(json ? asJson(replay) : asText(replay));
      return ExitCode.DONE;
    }
  }

  private String asText(JournalReplay replay) {
    StringBuilder text = new StringBuilder();
    if (replay.restoredEvents() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "restored: %d events before --from or of %d runs of other decision versions, copied"
                  + " as recorded%n",
              replay.restoredEvents(),
              replay.foreignRuns()));
    }
    if (out != null) {
      text.append(String.format(Locale.ROOT, "journal: %s%n", out));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "replayed: %d events, %d decisions, all equal",
                replay.events(),
                replay.decisions()))
        .toString();
  }

  private String asJson(JournalReplay replay) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("equal", true);
    values.put("replayed", replay.events());
    values.put("decisions", replay.decisions());
    values.put("restored", replay.restoredEvents());
    values.put("foreignRuns", replay.foreignRuns());
    values.put("journal", out);
    return JsonLine.of(values);
  }

  private void requireRange(long last) {
    long end = to == null ? Math.max(from, last) : to;
    if (from < 1 || end < from || (to != null && to > last) || (from > 1 && from > last)) {
      throw new UsageException(
          "--from "
              + from
              + (to == null ? "" : " --to " + to)
              + ": the journal "
              + (last == 0 ? "is empty" : "has 1 to " + last));
    }
  }

  /** Damage is found before anything is replayed. */
  private static JournalEnd readThrough(Path journal) {
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.nextBatch()) {
        // The reader checks what it passes.
      }
      return reader.end();
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
