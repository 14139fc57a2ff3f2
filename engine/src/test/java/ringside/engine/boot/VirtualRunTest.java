package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.sim.market.CsvMarketSource;
import ringside.adapters.sim.market.JoinedMarketSource;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.StateSink;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.codec.StopReason;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

class VirtualRunTest {
  private static final long ONE = Decimals.ONE_E9;
  private static final long FIRST_NS = 1_700_000_040L * ONE;
  private static final String CONFIG =
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
        one:
          kind: quotes
          account: main
          symbol: ABCUSDT
          mode: hedge
          leverage: 5
          parameters: {quantity: 1, maxPosition: 1, mode: hedge}
      limits: {priceCollar: 0.5}
      """;

  @TempDir Path folder;
  private final List<String> heard = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Script script = (view, account, asks, out) -> {};

  private interface Script {
    void propose(StateView view, AccountView account, int asks, Proposals out);
  }

  private Strategy make(String kind, Map<String, String> parameters, Seat seat) {
    return new Strategy() {
      @Override
      public void fold(Happening happening, StateView view) {
        if (happening.kind() == Happening.Kind.EXECUTION) {
          heard.add(
              happening.leg()
                  + " "
                  + Decimals.toStringE9(happening.priceE9())
                  + " for "
                  + Decimals.toStringE9(happening.feeE9()));
        }
      }

      @Override
      public void propose(StateView view, Proposals out) {
        long lastE9 = view.lastPriceE9(seat.instrument());
        if (lastE9 != StateView.UNKNOWN) {
          asked.add(
              (view.timeNs() - FIRST_NS) / ONE
                  + " "
                  + Decimals.toStringE9(lastE9)
                  + " "
                  + Decimals.toStringE9(view.markPriceE9(seat.instrument()))
                  + " "
                  + Decimals.toStringE9(view.bestBidE9(seat.instrument())));
          script.propose(view, view.account(seat.account()), asked.size(), out);
        }
      }

      @Override
      public void describe(StateSink sink) {
        sink.putLong(asked.size());
      }
    };
  }

  private VirtualRun run(String... rows) throws IOException {
    Path candles = folder.resolve("candles.csv");
    Files.writeString(candles, "time,open,high,low,close\n" + String.join("\n", rows) + "\n");
    TradingConfig config = ConfigFile.parse("config", CONFIG, folder);
    CsvMarketSource source = CsvMarketSource.ofPoints(candles, "ABCUSDT", UnaryOperator.identity());
    JoinedMarketSource market = new JoinedMarketSource(List.of(source));
    VirtualRun.Settings settings =
        new VirtualRun.Settings(config, this::make, market, market.beganNs(), 100_000 * ONE, null);
    try (VirtualRun run = new VirtualRun(settings, batch -> {})) {
      run.start();
      while (run.hasNext()) {
        run.step();
      }
      run.stop(StopReason.FINISHED);
      return run;
    }
  }

  @Test
  void eachPointIsAskedAboutOnceWithAllItsPrices() throws IOException {
    run("1700000040,100,103,99,102", "1700000100,102,104,98,99");

    assertThat(asked)
        .containsExactly(
            "0 100 100 99",
            "20 99 99 98",
            "40 103 103 102",
            "59 102 102 101",
            "60 102 102 101",
            "80 104 104 103",
            "100 98 98 97",
            "119 99 99 98");
  }

  @Test
  void aFundingTimeBetweenTwoCandlesIsNoPoint() throws IOException {
    // 2023-11-14T23:58:00Z, and 00:02:00 of the next day: funding is at midnight.
    run("1700006280,100,103,99,102", "1700006340,102,104,98,99", "1700006520,90,91,88,89");

    assertThat(asked)
        .containsExactly(
            "6240 100 100 99",
            "6260 99 99 98",
            "6280 103 103 102",
            "6299 102 102 101",
            "6300 102 102 101",
            "6320 104 104 103",
            "6340 98 98 97",
            "6359 99 99 98",
            "6480 90 90 89",
            "6500 91 91 90",
            "6520 88 88 87",
            "6539 89 89 88");
  }

  @Test
  void aSeriesWithoutOpensTakesTheCloseBefore() throws IOException {
    Path candles = folder.resolve("closes.csv");
    Files.writeString(
        candles, "time,high,low,close\n1700000040,103,99,102\n1700000100,104,98,99\n");
    CsvMarketSource source = CsvMarketSource.ofPoints(candles, "ABCUSDT", UnaryOperator.identity());
    JoinedMarketSource market = new JoinedMarketSource(List.of(source));
    VirtualRun.Settings settings =
        new VirtualRun.Settings(
            ConfigFile.parse("config", CONFIG, folder),
            this::make,
            market,
            market.beganNs(),
            100_000 * ONE,
            null);
    try (VirtualRun run = new VirtualRun(settings, batch -> {})) {
      run.start();
      while (run.hasNext()) {
        run.step();
      }
    }

    assertThat(asked.get(4)).isEqualTo("60 102 102 101");
  }

  @Test
  void aMarketOrderIsFilledAtThePointAndWhoSentItIsAskedAgainThere() throws IOException {
    script =
        (view, account, asks, out) -> {
          if (asks == 2) {
            out.place(Side.BUY, Leg.LONG, 10 * ONE);
          }
        };

    VirtualRun run = run("1700000040,100,103,99,102");

    assertThat(heard).containsExactly("LONG 99 for 0.5445");
    assertThat(asked.get(2)).isEqualTo("20 99 99 98");
    assertThat(run.venue().accounts().position(0, 0, 1).leverageE9()).isEqualTo(5 * ONE);
  }

  @Test
  void aRestingOrderIsFilledAtItsPriceWhenAPointHasComeToIt() throws IOException {
    script =
        (view, account, asks, out) -> {
          if (asks == 1) {
            out.place(Side.BUY, Leg.LONG, 10 * ONE).limit(99 * ONE, TimeInForce.GTC);
            out.place(Side.SELL, Leg.SHORT, 10 * ONE).limit(101 * ONE, TimeInForce.POST_ONLY);
          }
        };

    run("1700000040,100,103,99,102");

    assertThat(heard).containsExactly("LONG 99 for 0.198", "SHORT 101 for 0.202");
  }

  @Test
  void whatWouldTradeAtOnceTakesAtThePointAndPostOnlyIsRefused() throws IOException {
    script =
        (view, account, asks, out) -> {
          if (asks == 1) {
            out.place(Side.BUY, Leg.LONG, 10 * ONE).limit(102 * ONE, TimeInForce.GTC);
            out.place(Side.BUY, Leg.LONG, 10 * ONE).limit(102 * ONE, TimeInForce.POST_ONLY);
          }
        };

    VirtualRun run = run("1700000040,100,103,99,102");

    assertThat(heard).containsExactly("LONG 100 for 0.55");
    assertThat(run.venue().openOrders(0)).isEmpty();
  }

  @Test
  void whatAPointHasFilledIsKnownBeforeAnybodyDecidesThere() throws IOException {
    List<Long> sizes = new ArrayList<>();
    script =
        (view, account, asks, out) -> {
          PositionView position = account.position(0, Leg.LONG);
          sizes.add(position == null ? 0 : position.sizeE9() / ONE);
          if (asks == 1) {
            out.place(Side.BUY, Leg.LONG, 10 * ONE);
          } else if (view.timeNs() == FIRST_NS && asks == 2) {
            out.tradingStop(Leg.LONG, StateView.UNKNOWN, 99 * ONE, 0, TriggerBy.LAST);
          }
        };

    run("1700000040,100,103,98,102");

    int second = 0;
    while (!asked.get(second).startsWith("20 ")) {
      second++;
    }
    assertThat(sizes.get(second - 1)).isEqualTo(10);
    assertThat(sizes.get(second)).isZero();
    assertThat(heard).endsWith("LONG 98 for 0.539");
  }
}
