package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String HEAD =
      """
      venues:
        paper:
          environment: local
          rest: http://127.0.0.1:1
          public: ws://127.0.0.1:1/public
          private: ws://127.0.0.1:1/private
          trade: ws://127.0.0.1:1/trade
      accounts:
        main: {venue: paper, keyFile: nowhere}
      strategies:
      """;
  private static final String GRID =
      """
        grid: {kind: grid, account: main, symbol: BTCUSDT, parameters: {quote: 500, levels: 4, \
      stepPercent: 0.5, takeProfitPercent: 0.4}}
      """;

  @TempDir Path folder;
  private Path journal;

  @BeforeEach
  void nameJournal() {
    journal = folder.resolve("journal");
  }

  private Path config(String name, String strategies) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, HEAD + strategies);
    return file;
  }

  /** A price that swings by one percent, and drifts. */
  private void record(Path config) throws IOException {
    Path candles = folder.resolve("candles.csv");
    StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
    int price = 50_000;
    for (int i = 0; i < 120; i++) {
      int next = price + (i / 6 % 2 == 0 ? -110 : 100);
      text.append(1_700_000_040L + 60L * i)
          .append(',')
          .append(price)
          .append(',')
          .append(Math.max(price, next) + 10)
          .append(',')
          .append(Math.min(price, next) - 10)
          .append(',')
          .append(next)
          .append(",100\n");
      price = next;
    }
    Files.writeString(candles, text);
    Cli.Result run =
        Cli.run(
            "backtest",
            "--config",
            config,
            "--candles",
            candles,
            "--out",
            folder.resolve("out"),
            "--journal",
            journal);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void aShadowWithTheSameParametersDoesTheSame() throws IOException {
    record(config("c.yaml", GRID + GRID.replace("grid: {", "other: {shadow: true, ")));

    Cli.Result diff = Cli.run("diff", journal, "--json");

    assertThat(diff.exitCode()).as(diff.out() + diff.err()).isZero();
    assertThat(diff.json())
        .containsEntry("trades", "grid")
        .containsEntry("wouldHave", "other")
        .containsEntry("different", 0L);
    assertThat((Long) diff.json().get("same")).isGreaterThan(10);
    assertThat(Cli.run("verify", journal).exitCode()).isZero();
  }

  @Test
  void aShadowWithOthersIsShownMoveByMoveWithItsPnlBeside() throws IOException {
    record(
        config(
            "c.yaml",
            GRID
                + GRID.replace("grid: {", "wide: {shadow: true, ")
                    .replace("stepPercent: 0.5", "stepPercent: 0.8")));

    Cli.Result diff = Cli.run("diff", journal);

    assertThat(diff.exitCode()).isEqualTo(1);
    assertThat(diff.out())
        .contains("main BTCUSDT: grid trades, wide would have")
        .containsPattern("long 1 place: buy [0-9.]+ at market \\| nothing")
        .containsPattern("net +-?[0-9.,]+ +-?[0-9.,]+");
  }

  @Test
  void anotherConfigIsExactUpToTheFirstDifference() throws IOException {
    Path same = config("same.yaml", GRID);
    record(same);
    Path other = config("other.yaml", GRID.replace("stepPercent: 0.5", "stepPercent: 0.8"));

    Cli.Result none = Cli.run("diff", journal, "--config", same, "--json");
    Cli.Result some = Cli.run("diff", journal, "--config", other);

    assertThat(none.exitCode()).as(none.out() + none.err()).isZero();
    assertThat(none.json()).containsEntry("same", true);
    assertThat(some.exitCode()).isEqualTo(1);
    assertThat(some.out())
        .containsPattern("recorded: [0-9]+\\.1 .*PlaceOrder .*tag=1")
        .contains("decided:  nothing")
        .contains("as shadows on the journal's market");
  }

  @Test
  void aJournalWithoutAShadowSaysWhatElseThereIs() throws IOException {
    record(config("c.yaml", GRID));

    Cli.Result diff = Cli.run("diff", journal);

    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(diff.err()).contains("no strategy of its last run is a shadow").contains("--jar");
  }

  @Test
  void anotherBuildDecidesInAProcessOfItsOwn() throws IOException {
    record(config("c.yaml", GRID));
    Path jar = jarOfThisBuild();

    Cli.Result same = Cli.run("diff", journal, "--jar", jar, "--json");

    assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
    Map<String, Object> result = same.json();
    assertThat(result).containsEntry("same", true).containsEntry("onlyOther", 0L);
    assertThat((Long) result.get("alike")).isGreaterThan(10);
  }

  @Test
  void aBuildThatCannotDecideAgainIsAMistake() throws IOException {
    record(config("c.yaml", GRID));
    Path jar = folder.resolve("broken.jar");
    Files.writeString(jar, "no jar");

    Cli.Result diff = Cli.run("diff", journal, "--jar", jar);

    assertThat(diff.exitCode()).isEqualTo(2);
    assertThat(diff.err()).contains("could not decide the journal again");
  }

  /** A jar without classes that names this process's class path, and what the libraries need. */
  private Path jarOfThisBuild() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, ToolsMain.class.getName());
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(each -> !each.isEmpty())
            .map(each -> Path.of(each).toUri().toString())
            .collect(Collectors.joining(" ")));
    main.put(
        new Attributes.Name("Add-Opens"),
        "java.base/java.lang java.base/java.lang.reflect java.base/java.util java.base/java.io"
            + " java.base/java.nio java.base/jdk.internal.misc java.base/sun.nio.ch"
            + " jdk.compiler/com.sun.tools.javac");
    main.put(
        new Attributes.Name("Add-Exports"),
        "java.base/jdk.internal.misc java.base/jdk.internal.ref java.base/sun.nio.ch"
            + " jdk.unsupported/sun.misc");
    Path jar = folder.resolve("build.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.finish();
    }
    return jar;
  }
}
