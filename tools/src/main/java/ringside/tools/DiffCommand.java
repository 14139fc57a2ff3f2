package ringside.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.UsageException;
import ringside.engine.boot.WhatIfConfig;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;
import ringside.journal.event.TimeSpans;
import ringside.journal.log.JournalEnd;

/** Shows where somebody else would have decided otherwise. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Shows where a shadow differs from the strategy that trades the same symbol of the same account:"
          + " when, what each did, and what each came to.",
      "",
      "With --config: where another config would have decided otherwise on the same journal. Up to the"
          + " first difference this is exact. From there on the journal's orders and fills are answers"
          + " to other decisions; what the config would have done is told by running its strategies as"
          + " shadows over the journal's market.",
      "",
      "With --jar: where another build would have. Both builds decide every event again; after the"
          + " first difference the same holds.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the same, 1 different, 2 bad usage or input, 4 the journal is refused."
    })
final class DiffCommand implements Callable<Integer> {
  private static final long MOST_WITHIN_NS = 86_400_000_000_000L;

  @Mixin private JournalArgument journal;

  @Option(names = "--config", paramLabel = "FILE", description = "Another config")
  private Path config;

  @Option(names = "--jar", paramLabel = "OTHER", description = "The ringside-tools.jar of a build")
  private Path jar;

  @Option(
      names = "--within",
      paramLabel = "D",
      defaultValue = "10s",
      description =
          "Moves of two strategies that are no further apart are the same one (default:"
              + " ${DEFAULT-VALUE})")
  private String within;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "0.02",
      description =
          "And prices no further apart: a shadow's fills are pessimistic (default:"
              + " ${DEFAULT-VALUE})")
  private String tolerance;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Shows so many differences of each strategy (default: ${DEFAULT-VALUE})")
  private int limit;

  @Option(names = "--json", description = "Every difference and the result, an object a line")
  private boolean json;

  private long toleranceE9;

  @Override
  public Integer call() throws IOException {
    Path directory = journal.require();
    long withinNs = TimeSpans.parseNs(within);
    if (withinNs < 0 || withinNs > MOST_WITHIN_NS) {
      throw new UsageException("--within " + within + ": a time such as 5s, 1m, up to 24h");
    }
    long percentE9 = Decimals.parseE9(tolerance);
    if (percentE9 < 0 || percentE9 > 100 * Decimals.ONE_E9) {
      throw new UsageException("--tolerance " + tolerance + ": a number from 0 to 100");
    }
    toleranceE9 = percentE9 / 100;
    if (jar != null && !Files.isRegularFile(jar)) {
      throw new UsageException("--jar " + jar + ": there is no such file");
    }
    JournalEnd end = Redecision.end(directory);
    if (jar != null) {
      return ofBuilds(directory, end);
    }
    return config == null
        ? ofShadows(directory, end, withinNs)
        : ofConfig(directory, end, withinNs);
  }

  private int ofShadows(Path directory, JournalEnd end, long withinNs) {
    List<SideBySide> sides;
    try (Progress progress = new Progress("comparing")) {
      sides = new ShadowDiff(directory, end, withinNs, toleranceE9).ofJournal(progress);
    }
    if (sides.isEmpty()) {
      throw new UsageException(
          directory
              + ": no strategy of its last run is a shadow; there are --config FILE and --jar OTHER");
    }
    return tell(sides);
  }

  private int ofConfig(Path directory, JournalEnd end, long withinNs) throws IOException {
    TradingConfig trading = ConfigFile.read(config);
    List<ConfigRecords.Entry> recorded = Redecision.config(end);
    List<ConfigRecords.Entry> exact = WhatIfConfig.of(trading, end.catalog(), recorded, false);
    FirstDifference first;
    try (Progress progress = new Progress("deciding")) {
      first = FirstDifference.find(directory, every -> exact, progress);
    }
    boolean same = tell(first);
    if (same) {
      return ExitCode.DONE;
    }
    List<ConfigRecords.Entry> shadows =
        WhatIfConfig.of(trading, Redecision.end(directory).catalog(), recorded, true);
    List<SideBySide> sides;
    try (Progress progress = new Progress("comparing")) {
      sides = new ShadowDiff(directory, end, withinNs, toleranceE9).of(shadows, progress);
    }
    tell(sides);
    return ExitCode.FAILED;
  }

  private int ofBuilds(Path directory, JournalEnd end) throws IOException {
    UnaryOperator<List<ConfigRecords.Entry>> applied = UnaryOperator.identity();
    if (config != null) {
      List<ConfigRecords.Entry> exact =
          WhatIfConfig.of(ConfigFile.read(config), end.catalog(), Redecision.config(end), false);
      applied = every -> exact;
    }
    BuildDiff diff;
    try (Progress progress = new Progress("deciding")) {
      diff = BuildDiff.of(directory, jar, config, applied, progress);
    }
    System.out.print(json ? diff.json() : diff.text(limit));
    System.out.flush();
    return diff.alike() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Whether there is none. */
  private boolean tell(FirstDifference first) {
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("what", "decisions");
      values.put("same", first.none());
      values.put("events", first.events());
      values.put("otherBuilds", first.otherBuilds());
      if (!first.none()) {
        values.put("sequence", first.sequence());
        values.put("time", IsoTime.toString(first.timeNs()));
        values.put("recorded", first.recorded());
        values.put("decided", first.decided());
      }
      System.out.println(JsonLine.of(values));
      return first.none();
    }
    if (first.otherBuilds() > 0) {
      System.out.printf(
          Locale.ROOT,
          "%d runs were decided by another build: what differs may be the build's doing%n",
          first.otherBuilds());
    }
    if (first.none()) {
      System.out.printf(
          Locale.ROOT, "the same: %,d events, %,d decisions%n", first.events(), first.decisions());
      return true;
    }
    System.out.printf(
        Locale.ROOT,
        "different: after %,d events decided alike, at sequence %d, %s%n",
        first.events() - 1,
        first.sequence(),
        IsoTime.toString(first.timeNs()));
    System.out.println("  recorded: " + first.recorded());
    System.out.println("  decided:  " + first.decided());
    System.out.println(
        "From here on the journal's orders and fills answer other decisions. What the config would"
            + " have done, as shadows on the journal's market:");
    return false;
  }

  private int tell(List<SideBySide> sides) {
    StringBuilder text = new StringBuilder();
    boolean same = true;
    for (SideBySide side : sides) {
      if (json) {
        side.print(text);
      } else {
        side.print(Math.max(0, limit), text);
      }
      same &= side.same();
    }
    System.out.print(text);
    System.out.flush();
    return same ? ExitCode.DONE : ExitCode.FAILED;
  }
}
