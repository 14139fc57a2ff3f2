package ringside.tools;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.boot.Build;
import ringside.engine.boot.CommandRunner;

/** Entry point of the tools jar: the command line over journals. */
@Command(
    name = "ringside-tools",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description =
        "Looks into journals, checks them, replays them and makes them; tells how a running engine"
            + " is, and tells it what to do.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VerifyCommand.class,
      ReplayCommand.class,
      InspectCommand.class,
      DumpCommand.class,
      TailCommand.class,
      StatsCommand.class,
      RepairCommand.class,
      ImportCommand.class,
      BacktestCommand.class,
      DiffCommand.class,
      RedecideCommand.class,
      RecordCommand.class,
      PanicCommand.class,
      StatusCommand.class,
      ControlCommand.class
    },
    footer = {
      "",
      "'ringside-tools COMMAND --help' says more. Results go to standard output, diagnostics to"
          + " standard error. Times are UTC.",
      "Exit codes: 0 done, 1 a check failed, 2 bad usage or input, 3 the journal is held by another"
          + " engine, 4 the journal is refused as damaged or foreign, 70 halted."
    })
public final class ToolsMain implements Runnable {
  @Spec private CommandSpec spec;

  private ToolsMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    return CommandRunner.run(new ToolsMain(), args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Says which build this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Build.name()};
    }
  }
}
