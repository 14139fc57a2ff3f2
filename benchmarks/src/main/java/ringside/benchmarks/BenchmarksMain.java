package ringside.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ringside.engine.boot.Build;
import ringside.engine.boot.CommandRunner;

/**
 * Entry point of the benchmarks jar: runs benchmarks through JMH, each in a JVM of its own, and
 * prints one table. Forks are given the flags that Chronicle and Agrona need, which a jar's
 * manifest cannot hand down to a fork.
 */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the engine's stages, each beside its floor, in turns in one run.",
      "Without a name it runs all; that takes some ten minutes. Numbers are medians of the rounds,"
          + " ratios are medians of each round's own ratio."
    })
public final class BenchmarksMain implements Callable<Integer> {
  private static final String FLAGS_RESOURCE = "jvm-flags.txt";
  private static final int NEW_ACCESS_RULES = 24;

  @Parameters(paramLabel = "NAME", description = "What to run; -l lists the names.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-l", "--list"},
      description = "List the benchmarks and run none.")
  private boolean list;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count, of each.")
  private int rounds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long grids-soak runs (default: ${DEFAULT-VALUE}).")
  private int minutes = 1;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the benchmarks write; the disk matters. Default: ${sys:java.io.tmpdir}.")
  private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results there as well.")
  private Path json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show what JMH says.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private BenchmarksMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    return CommandRunner.run(new BenchmarksMain(), args);
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    if (list) {
      for (Suite suite : Suite.values()) {
        System.out.printf(Locale.ROOT, "%-12s %s%n", suite.commandName(), suite.summary());
      }
      return 0;
    }
    List<Suite> suites = chosen();
    List<String> flags = new ArrayList<>(forkFlags(Runtime.version().feature()));
    flags.add("-D" + Scratch.PARENT_PROPERTY + "=" + directory.toAbsolutePath());
    // Several runs on one machine disturb each other, and may still be wanted.
    System.setProperty("jmh.ignoreLock", "true");
    List<Row> rows = new ArrayList<>();
    for (Suite suite : suites) {
      System.err.println(suite.commandName() + ": " + suite.summary());
      SuiteRun run = new SuiteRun(suite).forked(flags);
      if (verbose) {
        run.verbose();
      }
      if (rounds > 0) {
        run.rounds(rounds);
      }
      if (suite == Suite.GRIDS_SOAK) {
        run.minutes(minutes);
      }
      rows.addAll(run.run());
    }
    System.out.println(machine());
    System.out.println();
    System.out.println(Row.heading());
    rows.forEach(row -> System.out.println(row.line()));
    if (json != null) {
      ResultFile.write(json, rows);
    }
    return 0;
  }

  private List<Suite> chosen() {
    if (names.isEmpty()) {
      return List.of(Suite.values());
    }
    List<Suite> suites = new ArrayList<>();
    for (String name : names) {
      suites.add(
          Arrays.stream(Suite.values())
              .filter(suite -> suite.commandName().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(), "there is no benchmark " + name + "; see -l")));
    }
    return suites;
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s, JDK %s, %s %s, %d processors, %s",
        Build.name(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneOffset.UTC));
  }

  /** The flags for a fork on the given Java release. */
  static List<String> forkFlags(int javaRelease) throws IOException {
    List<String> flags = new ArrayList<>();
    try (InputStream in = BenchmarksMain.class.getResourceAsStream(FLAGS_RESOURCE)) {
      if (in == null) {
        throw new IOException("resource " + FLAGS_RESOURCE + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      flags.addAll(List.of(text.strip().split("\\s+")));
    }
    flags.add("-Dchronicle.analytics.disable=true");
    flags.add("-Dchronicle.announcer.disable=true");
    if (javaRelease >= NEW_ACCESS_RULES) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
