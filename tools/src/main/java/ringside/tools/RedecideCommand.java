package ringside.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.WhatIfConfig;
import ringside.engine.config.ConfigFile;
import ringside.journal.event.ConfigRecords;
import ringside.journal.log.JournalEnd;

/** Prints what this build decides of a journal's events: for 'diff --jar' of another build. */
@Command(
    name = "redecide",
    hidden = true,
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description =
        "Decides every event of a journal again and prints the decisions, digests apart, as JSON, an"
            + " object a line. 'diff --jar' runs it.")
final class RedecideCommand implements Callable<Integer> {
  @Mixin private JournalArgument journal;

  @Option(names = "--config", paramLabel = "FILE", description = "In place of the recorded ones")
  private Path config;

  @Override
  public Integer call() throws IOException {
    Path directory = journal.require();
    UnaryOperator<List<ConfigRecords.Entry>> applied = UnaryOperator.identity();
    if (config != null) {
      JournalEnd end = Redecision.end(directory);
      List<ConfigRecords.Entry> exact =
          WhatIfConfig.of(ConfigFile.read(config), end.catalog(), Redecision.config(end), false);
      applied = every -> exact;
    }
    Output out = new Output();
    try (Redecision again = new Redecision(directory, applied)) {
      DecisionLines lines = new DecisionLines(again);
      for (String line = lines.next(); line != null && !out.abandoned(); line = lines.next()) {
        out.line(line);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }
}
