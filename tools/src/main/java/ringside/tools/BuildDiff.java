package ringside.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.UsageException;
import ringside.journal.event.ConfigRecords;

/**
 * What this build decides of a journal's events beside what another decides, in a process of its
 * own, decision by decision. Immutable.
 *
 * @param same decisions alike
 * @param onlyOurs decided here only
 * @param onlyTheirs decided there only
 * @param first the first few that differ: ours, or null; then theirs, or null
 */
record BuildDiff(long same, long onlyOurs, long onlyTheirs, List<String[]> first) {
  private static final int KEPT = 1_000;

  boolean alike() {
    return onlyOurs == 0 && onlyTheirs == 0;
  }

  /** Runs the other build beside this one. */
  static BuildDiff of(
      Path journal,
      Path jar,
      Path config,
      UnaryOperator<List<ConfigRecords.Entry>> applied,
      Progress progress)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString(), "redecide", journal.toString()));
    if (config != null) {
      command.addAll(List.of("--config", config.toString()));
    }
    Process other =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader theirs =
            new BufferedReader(
                new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        Redecision again = new Redecision(journal, applied)) {
      BuildDiff diff = compare(new DecisionLines(again), again, theirs, progress);
      int exitCode = other.waitFor();
      if (exitCode != 0) {
        throw new UsageException(
            "--jar "
                + jar
                + ": it could not decide the journal again (exit code "
                + exitCode
                + "); a build from before 'diff' cannot");
      }
      return diff;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("interrupted");
    } finally {
      other.destroyForcibly();
    }
  }

  private static BuildDiff compare(
      DecisionLines lines, Redecision again, BufferedReader theirs, Progress progress)
      throws IOException {
    long same = 0;
    long onlyOurs = 0;
    long onlyTheirs = 0;
    List<String[]> first = new ArrayList<>();
    String our = lines.next();
    String their = theirs.readLine();
    while (our != null || their != null) {
      progress.events(again.events());
      if (our != null && our.equals(their)) {
        same++;
        our = lines.next();
        their = theirs.readLine();
        continue;
      }
      long ourAt = our == null ? Long.MAX_VALUE : sequence(our);
      long theirAt = their == null ? Long.MAX_VALUE : sequence(their);
      boolean takeOur = ourAt <= theirAt;
      boolean takeTheir = theirAt <= ourAt;
      if (first.size() < KEPT) {
        first.add(new String[] {takeOur ? our : null, takeTheir ? their : null});
      }
      onlyOurs += takeOur ? 1 : 0;
      onlyTheirs += takeTheir ? 1 : 0;
      our = takeOur ? lines.next() : our;
      their = takeTheir ? theirs.readLine() : their;
    }
    return new BuildDiff(same, onlyOurs, onlyTheirs, List.copyOf(first));
  }

  /** Every line begins with it. */
  private static long sequence(String line) {
    int from = line.indexOf("\"sequence\":") + "\"sequence\":".length();
    int to = from;
    while (to < line.length() && Character.isDigit(line.charAt(to))) {
      to++;
    }
    if (to == from || line.indexOf("\"sequence\":") < 0) {
      throw new UsageException("the other build says what is no decision: " + line);
    }
    return Long.parseLong(line.substring(from, to));
  }

  String text(int most) {
    StringBuilder text = new StringBuilder();
    if (alike()) {
      return String.format(Locale.ROOT, "the same: %,d decisions%n", same);
    }
    text.append(
        String.format(
            Locale.ROOT,
            "different: %,d decisions alike, %,d of this build only, %,d of the other only%n",
            same,
            onlyOurs,
            onlyTheirs));
    text.append("The first difference is exact; those behind it would have followed from it.\n");
    for (int i = 0; i < Math.min(most, first.size()); i++) {
      text.append("  this:  ").append(said(first.get(i)[0])).append('\n');
      text.append("  other: ").append(said(first.get(i)[1])).append('\n');
    }
    return text.toString();
  }

  private static String said(String line) {
    return line == null ? "nothing" : line;
  }

  String json() {
    StringBuilder text = new StringBuilder();
    for (String[] each : first) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("what", "difference");
      values.put("this", each[0]);
      values.put("other", each[1]);
      text.append(JsonLine.of(values)).append('\n');
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("what", "decisions");
    values.put("same", alike());
    values.put("alike", same);
    values.put("onlyThis", onlyOurs);
    values.put("onlyOther", onlyTheirs);
    return text.append(JsonLine.of(values)).append('\n').toString();
  }
}
