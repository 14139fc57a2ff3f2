package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.journal.event.Decimals.multiplyE9;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.market.GeneratedMarketSource;
import ringside.adapters.sim.market.StandardProfiles;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.Strategy;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.WalletState;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.codec.StopReason;

/** Brackets against the venue's own matching, triggers and fees, in virtual time. */
class BracketVirtualRunTest {
  private static final long BALANCE_E9 = 100_000_000_000_000L;
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long RUN_NS = 1_800_000_000_000L;

  @TempDir Path directory;

  /** Buys or sells whenever nothing is there, with exits a fiftieth of a percent away. */
  private static final class Always implements Strategy {
    private final int account;
    private final int instrument;
    private long entries;

    Always(int account, int instrument) {
      this.account = account;
      this.instrument = instrument;
    }

    @Override
    public void fold(Happening happening, StateView view) {
      entries += happening.kind() == Happening.Kind.PLACED ? 1 : 0;
    }

    @Override
    public void propose(StateView view, Proposals out) {
      AccountView known = view.account(account);
      if (known == null || known.liveOrders() > 0 || !view.bookUsable(instrument)) {
        return;
      }
      Leg leg = entries % 2 == 0 ? Leg.LONG : Leg.SHORT;
      for (Leg each : List.of(Leg.LONG, Leg.SHORT)) {
        PositionView position = known.position(instrument, each);
        if (position != null && position.sizeE9() != 0) {
          return;
        }
      }
      boolean buy = leg == Leg.LONG;
      long price = view.markPriceE9(instrument);
      long up = round(view, multiplyE9(price, 1_000_200_000L));
      long down = round(view, multiplyE9(price, 999_800_000L));
      out.place(buy ? Side.BUY : Side.SELL, leg, 20 * view.lotE9(instrument))
          .bracket(buy ? up : down, buy ? down : up);
    }

    private long round(StateView view, long price) {
      return price - price % view.tickE9(instrument);
    }

    @Override
    public void describe(StateSink sink) {
      sink.putLong(entries);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyEntryIsClosedByOneOfItsExitsAndTheMoneyAgrees(long seed) {
    TradingConfig config =
        ConfigFile.parse(
            "test",
            """
            venues: {local: {environment: local, rest: 'http://127.0.0.1:1',
              public: 'ws://127.0.0.1:1', private: 'ws://127.0.0.1:1',
              trade: 'ws://127.0.0.1:1'}}
            accounts: {main: {venue: local, apiKeyVariable: K, apiSecretVariable: S}}
            strategies:
              q: {kind: quotes, account: main, symbol: BTCUSDT, mode: hedge,
                parameters: {quantity: 0.01, maxPosition: 0.05, mode: hedge}}
            """,
            directory);
    GeneratedMarketSource market =
        new GeneratedMarketSource(seed, List.of(StandardProfiles.all().get(0)));
    VirtualRun.Settings settings =
        new VirtualRun.Settings(
            config,
            (kind, parameters, seat) -> new Always(seat.account(), seat.instrument()),
            market,
            START_NS,
            BALANCE_E9,
            null);
    try (VirtualRun run = new VirtualRun(settings, batch -> {})) {
      run.start();
      while (run.nowNs() < START_NS + RUN_NS) {
        run.step();
        check(run);
      }
      run.stop(StopReason.FINISHED);
      AccountState account = run.state().accounts.find(0);
      Map<String, Integer> closed = new TreeMap<>();
      for (VenueOrder order : run.venue().closedOrders(0)) {
        if (order.filledE9() > 0 && order.reduceOnly()) {
          closed.merge(order.triggerPriceE9() == 0 ? "profit" : "stop", 1, Integer::sum);
        }
      }
      assertThat(closed.get("profit")).as("profits taken").isGreaterThan(3);
      assertThat(closed.get("stop")).as("stops hit").isGreaterThan(3);
      for (int i = 0; i < account.positions.size(); i++) {
        PositionState position = account.positions.at(i);
        assertThat(Math.abs(position.unexplainedE9())).isLessThan(1_000);
        assertThat(position.foreignE9()).isZero();
      }
      for (int i = 0; i < account.wallet.size(); i++) {
        WalletState.Coin coin = account.wallet.at(i);
        assertThat(coin.unexplainedE9()).as("of the balance").isZero();
      }
      assertThat(account.corrections()).isZero();
    }
  }

  /** Whatever moment: at most one exit of a kind, and none larger than the position. */
  private static void check(VirtualRun run) {
    int profits = 0;
    int stops = 0;
    for (VenueOrder order : run.venue().openOrders(0)) {
      if (order.reduceOnly()) {
        boolean stop = order.triggerPriceE9() != 0;
        profits += stop ? 0 : 1;
        stops += stop ? 1 : 0;
      }
    }
    assertThat(profits).as("profits that rest").isLessThanOrEqualTo(1);
    assertThat(stops).as("stops that wait").isLessThanOrEqualTo(1);
  }
}
