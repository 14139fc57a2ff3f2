package ringside.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one benchmark through JMH and makes its rows: one iteration is one round. */
final class SuiteRun {
  private static final String OURS = "ours";
  private static final String FLOOR = "floor";

  /** Parameters that say how much is done, and not what. */
  private static final List<String> SIZES =
      List.of("events", "passes", "batches", "ticks", "seconds");

  private static final long ROUND_LIMIT_SECONDS = 200;

  private final ChainedOptionsBuilder options;
  private final Suite suite;

  SuiteRun(Suite suite) {
    this.suite = suite;
    this.options =
        new OptionsBuilder()
            .include(Pattern.quote(suite.benchmark().getName()) + "\\..*")
            .timeout(TimeValue.seconds(ROUND_LIMIT_SECONDS))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
  }

  SuiteRun verbose() {
    options.verbosity(VerboseMode.NORMAL);
    return this;
  }

  SuiteRun rounds(int rounds) {
    options.measurementIterations(rounds);
    return this;
  }

  /** So long, where a benchmark takes any time that it is given. */
  SuiteRun minutes(int minutes) {
    long events = minutes * 60L * GridsSoakBenchmark.PER_SECOND;
    options.param("events", Long.toString(events));
    options.timeout(TimeValue.seconds(2 * 60L * minutes + ROUND_LIMIT_SECONDS));
    return this;
  }

  /** Runs in forks with these flags. */
  SuiteRun forked(List<String> flags) {
    options.jvmArgsPrepend(flags.toArray(String[]::new));
    return this;
  }

  /** Runs once, in this JVM, with little to do: only to see that it runs. */
  SuiteRun tiny() {
    options.forks(0).warmupIterations(0).measurementIterations(1);
    SIZES.forEach(size -> options.param(size, "1600"));
    options.param("passes", "1");
    options.param("seconds", "2");
    options.param("accounts", "2");
    return this;
  }

  List<Row> run() throws RunnerException {
    List<Row> rows = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      Map<String, double[]> counters = counters(result.getBenchmarkResults());
      String variant = variant(result.getParams());
      for (Figure figure : suite.figures()) {
        rows.add(
            Row.of(
                suite,
                variant,
                figure,
                counters.get(OURS + figure.suffix()),
                counters.get(FLOOR + figure.suffix())));
      }
    }
    return rows;
  }

  private static String variant(BenchmarkParams params) {
    List<String> values = new ArrayList<>();
    for (String key : params.getParamsKeys()) {
      if (!SIZES.contains(key)) {
        values.add(params.getParam(key));
      }
    }
    return String.join(" ", values);
  }

  /** Each counter's value in each round. */
  @SuppressWarnings("rawtypes") // JMH's own
  private static Map<String, double[]> counters(Collection<BenchmarkResult> forks) {
    Map<String, List<Double>> lists = new TreeMap<>();
    for (BenchmarkResult fork : forks) {
      for (IterationResult round : fork.getIterationResults()) {
        for (Map.Entry<String, Result> counter : round.getSecondaryResults().entrySet()) {
          lists
              .computeIfAbsent(counter.getKey(), key -> new ArrayList<>())
              .add(counter.getValue().getScore());
        }
      }
    }
    Map<String, double[]> arrays = new TreeMap<>();
    lists.forEach(
        (name, values) ->
            arrays.put(name, values.stream().mapToDouble(Double::doubleValue).toArray()));
    return arrays;
  }
}
