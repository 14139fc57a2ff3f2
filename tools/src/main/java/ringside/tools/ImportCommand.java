package ringside.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.RecordedInstruments;
import ringside.engine.boot.StopRequest;
import ringside.engine.boot.UsageException;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.Wiring;
import ringside.journal.codec.StopReason;

/** Makes a journal from recorded venue messages. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Records venue messages from files in a journal, as the engine would have, but with the"
          + " messages' own times: the same files always give the same digest. Flat out.",
      "",
      "An existing journal is continued by a new run. Instruments come from the topics; their rules"
          + " are read off prices and quantities, marked as inferred.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 interrupted, 2 bad usage or input, 3 the journal is held by another engine, 4 the"
          + " journal is refused as damaged or foreign, 70 halted."
    })
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--venue",
      required = true,
      paramLabel = "VENUE",
      description = "Whose messages they are: bybit (v5 public stream of linear contracts)")
  private String venue;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Messages, one a line, in order; .jsonl, optionally .gz")
  private List<Path> files;

  @Option(
      names = "--journal",
      required = true,
      paramLabel = "DIR",
      description = "The journal's directory; made where there is none")
  private Path journal;

  @Option(
      names = "--wiring",
      paramLabel = "WIRING",
      description = "fused: all stages on one thread; pipelined: on two (default: by cores)")
  private Wiring wiring;

  @Option(names = "--json", description = "The summary as one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (!venue.toLowerCase(Locale.ROOT).equals(RecordedInstruments.VENUE)) {
      throw new UsageException(
          "--venue " + venue + ": not known; there is " + RecordedInstruments.VENUE);
    }
    PipelineSettings pipeline = PipelineSettings.forThisMachine();
    ImportFiles input = ImportFiles.of(files);
    StopRequest stop = new StopRequest();
    stop.onSignals();
    RecordingImport run =
        new RecordingImport(
            input, journal, wiring == null ? pipeline : pipeline.with(wiring), stop);
    ImportSummary summary = run.run();
    System.out.println(json ? summary.json() : summary.text());
    return exitCode(stop.reason());
  }

  private static int exitCode(StopReason reason) {
    return switch (reason) {
      case FINISHED -> ExitCode.DONE;
      case DISK_SPACE -> ExitCode.HALTED;
      default -> ExitCode.FAILED;
    };
  }
}
