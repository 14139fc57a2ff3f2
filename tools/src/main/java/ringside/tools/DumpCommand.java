package ringside.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.boot.ExitCode;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;
import ringside.journal.event.Templates;
import ringside.journal.log.JournalReader;

/** Prints a journal's records. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Prints a journal's events and decisions in order, a line each. A decision S.N is the N-th"
          + " that event S caused.",
      ""
    })
final class DumpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(names = "--from", paramLabel = "SEQ", description = "Begin with this event")
  private long from = 1;

  @Option(names = "--limit", paramLabel = "N", description = "End after so many records")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--type",
      paramLabel = "T",
      description = "Only records of this type, such as Trade or RequestBook")
  private String type;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text; json: an object a line; csv: with a heading (default: ${DEFAULT-VALUE})")
  private RecordPrinter.Format format;

  @Override
  public Integer call() {
    if (from < 1 || limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--from counts from 1, --limit from 0: " + from + ", " + limit);
    }
    int templateId = type == null ? Templates.NONE : RecordTypes.id(type);
    try (JournalReader reader = JournalReader.open(journal.require())) {
      Output out = new Output();
      try {
        if (from == 1 || reader.seekSequence(from)) {
          print(reader, templateId, out);
        } else {
          System.err.println("nothing: the journal ends with sequence " + reader.end().sequence());
        }
      } finally {
        out.flush();
      }
    }
    return ExitCode.DONE;
  }

  private void print(JournalReader reader, int templateId, Output out) {
    RecordLines lines = new RecordLines(format, out);
    long printed = 0;
    while (printed < limit && !out.abandoned() && reader.next()) {
      if (templateId == Templates.NONE
          || templateId == RecordLayout.templateId(reader.buffer(), reader.offset())) {
        lines.print(reader);
        printed++;
      }
    }
  }
}
