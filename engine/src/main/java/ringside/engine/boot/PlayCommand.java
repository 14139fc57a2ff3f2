package ringside.engine.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.adapters.recording.Recording;
import ringside.adapters.recording.RecordingSource;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.WaitMode;
import ringside.engine.pipeline.Wiring;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.event.ConfigRecords;
import ringside.journal.log.Durability;
import ringside.journal.log.SpaceLimits;

/** Plays a recorded, or generated, market through the engine, without any account. */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    versionProvider = EngineMain.Version.class,
    sortOptions = false,
    description = {
      "Plays a recorded session over a real WebSocket on this machine, runs the engine on it, and"
          + " stops at its end with a summary. Without --recording a small market is generated.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 bad usage or input, 3 the journal is held by another engine, 4 the"
          + " journal is refused as damaged or foreign, 70 halted."
    })
final class PlayCommand implements Callable<Integer> {
  private static final double DEMO_SPEED = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description =
          "Venue messages, one a line, as captured from Bybit's v5 public linear stream; .jsonl,"
              + " optionally .gz")
  private Path recording;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "1: at the recorded pace (the default); N: so many times faster; max: flat out")
  private String speed;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Plays it so many times, each over a new connection (default: 1)")
  private int repeat;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      defaultValue = "ringside-journal",
      description =
          "Where everything is recorded; an existing journal is continued (default:"
              + " ${DEFAULT-VALUE})")
  private Path journal;

  @Option(
      names = "--wiring",
      paramLabel = "WIRING",
      description = "fused: all stages on one thread; pipelined: on two (default: by cores)")
  private Wiring wiring;

  @Option(
      names = "--wait",
      paramLabel = "MODE",
      defaultValue = "phased",
      description = "How an idle stage waits: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private WaitMode waitMode;

  @Option(
      names = "--durability",
      paramLabel = "LEVEL",
      defaultValue = "page",
      description =
          "page: survives kill -9; disk: survives power loss, at the cost of a force a batch"
              + " (default: ${DEFAULT-VALUE})")
  private Durability durability;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the generated market; the same seed makes the same one (default: 1)")
  private long seed;

  @Option(names = "--json", description = "The summary as one line of JSON")
  private boolean json;

  private PlayCommand() {}

  @Override
  public Integer call() {
    if (repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat " + repeat + ": 1 or more");
    }
    PipelineSettings pipeline = PipelineSettings.forThisMachine().with(waitMode);
    RecordingSource source = recording == null ? DemoMarket.ofSeed(seed) : Recording.of(recording);
    double pace = speed == null ? (recording == null ? DEMO_SPEED : 1) : Speed.parse(speed);
    EngineSettings settings =
        new EngineSettings(
            journal,
            Environment.LOCAL,
            RunMode.LIVE,
            durability,
            wiring == null ? pipeline : pipeline.with(wiring),
            SpaceLimits.ofDisk(journal),
            List.of(
                new ConfigRecords.Entry("recording.source", source.name()),
                new ConfigRecords.Entry("recording.speed", Double.toString(pace)),
                new ConfigRecords.Entry("recording.repeat", Integer.toString(repeat))));
    return new RecordingRun(source, pace, repeat, settings).run(json);
  }
}
