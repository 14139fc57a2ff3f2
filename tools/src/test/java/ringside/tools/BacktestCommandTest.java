package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final String CANDLES =
      """
      time,open,high,low,close,volume
      1700000040,100,101,99,100.5,10
      1700000100,100.5,100.6,97,98,10
      1700000160,98,103,98,102,10
      """;

  @TempDir Path folder;
  private Path config;
  private Path candles;

  @BeforeEach
  void writeInputs() throws IOException {
    config = folder.resolve("config.yaml");
    Files.writeString(
        config,
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
          quotes:
            kind: quotes
            account: main
            symbol: ABCUSDT
            parameters: {quantity: 1, distance: 0.01, maxPosition: 2, mode: hedge}
        """);
    candles = folder.resolve("candles.csv");
    Files.writeString(candles, CANDLES);
  }

  @Test
  void sameInputsGiveTheSameBytes() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    assertThat(backtest(first).exitCode()).isZero();
    assertThat(backtest(second).exitCode()).isZero();

    for (String file : List.of("orders.csv", "fills.csv", "equity.csv")) {
      assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
    }
    assertThat(Files.readAllLines(first.resolve("equity.csv"))).hasSize(1 + 3);
    assertThat(Files.readAllLines(first.resolve("orders.csv")).get(0))
        .startsWith("time,leg,level,action,price,quantity,");
    assertThat(Files.readAllLines(first.resolve("orders.csv")).get(1))
        .startsWith("2023-11-14T22:14:00.000000000Z,long,,place,99,1,buy,limit,main,ABCUSDT");
  }

  /** Point by point: 100, 99, 101, 100.5 | 100.5, 100.6, 97, 98 | 98, 98, 103, 102. */
  @Test
  void aRestingOrderIsFilledAtItsOwnPriceAtTheFirstPointThatReachesIt() throws IOException {
    Path out = folder.resolve("out");

    backtest(out);

    List<String> fills = Files.readAllLines(out.resolve("fills.csv"));
    assertThat(fills.get(1))
        .startsWith("2023-11-14T22:14:20.000000000Z,long,,buy,99,1,0.0198,true,0,trade,main,ABC");
  }

  @Test
  void aGapOverAFundingTimeIsNoCandle() throws IOException {
    Files.writeString(
        candles, CANDLES + "1700006340,102,103,98,102,10\n" + "1700006520,102,103,98,102,10\n");
    Path out = folder.resolve("out");

    Cli.Result run = backtest(out, "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("candles", 5L).containsEntry("points", 20L);
    List<String> equity = Files.readAllLines(out.resolve("equity.csv"));
    assertThat(equity.stream().skip(1).map(line -> line.substring(11, 23)))
        .containsExactly(
            "22:14:59.999", "22:15:59.999", "22:16:59.999", "23:59:59.999", "00:02:59.999");
  }

  @Test
  void whatThePositionsStopHasClosedIsCalledSo() throws IOException {
    String quotes = Files.readString(config);
    Files.writeString(
        config,
        quotes.substring(0, quotes.indexOf("  quotes:"))
            + """
              grid:
                kind: grid
                account: main
                symbol: ABCUSDT
                leverage: 5
                parameters:
                  {quantity: 1, levels: 1, stepPercent: 1, takeProfitPercent: 5, stopLossPercent: 2}
            """);
    Path out = folder.resolve("out");

    Cli.Result run = backtest(out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("fills.csv")))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("2023-11-14T22:15:40.000000000Z,long,stop,sell,97,1,0.05335,"));
  }

  @Test
  void itsJournalCanBeVerifiedAndReplayed() {
    Path journal = folder.resolve("journal");

    assertThat(backtest(folder.resolve("out"), "--journal", journal).exitCode()).isZero();

    assertThat(Cli.run("verify", journal).exitCode()).isZero();
    Cli.Result replayed = Cli.run("replay", journal, "--out", folder.resolve("again"));
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
  }

  @Test
  void theReportsComponentsAddUp() {
    Cli.Result run = backtest(folder.resolve("out"), "--json", "--balance", "5000");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("candles", 3L).containsEntry("points", 12L);
    Map<?, ?> account = (Map<?, ?>) ((List<?>) run.json().get("accounts")).get(0);
    assertThat(number(account, "start")).isEqualTo(5000);
    assertThat(number(account, "realised"))
        .isCloseTo(
            number(account, "gross") - number(account, "fees") - number(account, "funding"),
            within(1e-9));
    assertThat(number(account, "end") - number(account, "start"))
        .isCloseTo(number(account, "realised") + number(account, "unrealised"), within(1e-9));
  }

  @Test
  void feesAreThoseAskedFor() throws IOException {
    Path out = folder.resolve("out");

    backtest(out, "--maker-fee", "0.1");

    assertThat(Files.readAllLines(out.resolve("fills.csv")).get(1)).contains(",0.099,true,");
  }

  @Test
  void severalSymbolsRunBesideEachOther() throws IOException {
    Path other = folder.resolve("other.csv");
    Files.writeString(other, CANDLES);
    Files.writeString(
        config,
        Files.readString(config)
            + """
              more:
                kind: quotes
                account: main
                symbol: XYZUSDT
                parameters: {quantity: 1, distance: 0.01, maxPosition: 2, mode: hedge}
            """);

    Cli.Result run =
        Cli.run(
            "backtest",
            "--config",
            config,
            "--candles",
            "ABCUSDT=" + candles,
            "--candles",
            "XYZUSDT=" + other,
            "--out",
            folder.resolve("out"),
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("points", 12L);
    List<String> orders = Files.readAllLines(folder.resolve("out/orders.csv"));
    long first = orders.stream().filter(line -> line.contains(",ABCUSDT,")).count();
    assertThat(first)
        .isPositive()
        .isEqualTo(orders.stream().filter(line -> line.contains(",XYZUSDT,")).count());
  }

  @Test
  void badInputIsToldInOneLine() throws IOException {
    Path broken = folder.resolve("broken.csv");
    Files.writeString(broken, "time,open,high,low,close\n1700000040,1,2,x,1\n");

    Cli.Result run =
        Cli.run("backtest", "--config", config, "--candles", broken, "--out", folder.resolve("o"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("broken.csv").doesNotContain("\tat ");
    assertThat(backtest(folder.resolve("o"), "--balance", "much").exitCode()).isEqualTo(2);
  }

  @Test
  void aFileForASymbolThatNobodyTradesIsToldSo() {
    Cli.Result run =
        Cli.run(
            "backtest",
            "--config",
            config,
            "--candles",
            "XYZUSDT=" + candles,
            "--out",
            folder.resolve("o"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("XYZUSDT, which no strategy trades; traded are ABCUSDT")
        .doesNotContain("Exception");
  }

  @Test
  void aFileThatIsNotThereIsToldSo() {
    Cli.Result run =
        Cli.run(
            "backtest",
            "--config",
            config,
            "--candles",
            folder.resolve("none.csv"),
            "--out",
            folder.resolve("o"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("none.csv: is not there").doesNotContain("Exception");
  }

  private static double number(Map<?, ?> values, String name) {
    return Double.parseDouble((String) values.get(name));
  }

  private Cli.Result backtest(Path out, Object... more) {
    Object[] args = new Object[7 + more.length];
    args[0] = "backtest";
    args[1] = "--config";
    args[2] = config;
    args[3] = "--candles";
    args[4] = candles;
    args[5] = "--out";
    args[6] = out;
    System.arraycopy(more, 0, args, 7, more.length);
    return Cli.run(args);
  }
}
