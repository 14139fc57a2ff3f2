package ringside.engine.boot;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.WaitMode;
import ringside.engine.pipeline.Wiring;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/** What both ways to start a trading run understand: with a config file, and without. */
final class RunOptions {
  private static final long MOST_E9 = 1_000_000_000 * Decimals.ONE_E9;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Venues, accounts, strategies and journal, as YAML")
  private Path config;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description =
          "Where everything is recorded; what is there is continued (default: where the config file"
              + " says, without one ringside-demo)")
  private Path journal;

  @Option(names = "--live", description = "Also on mainnet, with real money")
  private boolean live;

  @Option(
      names = "--dry-run",
      description =
          "With --config: on paper. Orders go to an exchange in this process, on the market that"
              + " the venue's public stream tells; no keys are needed, nothing is sent to the venue")
  private boolean dryRun;

  @Option(
      names = "--balance",
      paramLabel = "USDT",
      defaultValue = "10000",
      description = "What each account of a dry run has at start (default: ${DEFAULT-VALUE})")
  private String balance;

  @Option(
      names = "--duration",
      paramLabel = "D",
      description = "Stops by itself after so long: 90s, 30m, 12h")
  private String duration;

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

  @Option(names = "--json", description = "The summary as one line of JSON")
  private boolean json;

  /** The config file; null without one. */
  Path config() {
    return config;
  }

  /** The journal's directory, or what is usual. */
  Path journal(Path usual) {
    return journal == null ? usual : journal;
  }

  boolean live() {
    return live;
  }

  boolean dryRun() {
    return dryRun;
  }

  /** Of each account of a dry run. */
  long balanceE9() {
    long e9 = Decimals.parseE9(balance);
    if (e9 <= 0 || e9 > MOST_E9) {
      throw new ParameterException(
          spec.commandLine(), "--balance " + balance + ": a number above 0, at most 1000000000");
    }
    return e9;
  }

  boolean json() {
    return json;
  }

  /** How the pipeline is laid out. */
  PipelineSettings pipeline() {
    PipelineSettings settings = PipelineSettings.forThisMachine().with(waitMode);
    return wiring == null ? settings : settings.with(wiring);
  }

  /** After how long it stops by itself; null: it does not. */
  Duration limit() {
    if (duration == null) {
      return null;
    }
    long ns = TimeSpans.parseNs(duration);
    if (ns > 0) {
      return Duration.ofNanos(ns);
    }
    throw new ParameterException(
        spec.commandLine(), "--duration " + duration + ": a time such as 90s, 30m or 12h");
  }
}
