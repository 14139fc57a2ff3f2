package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.VenueRequest;
import ringside.adapters.sim.market.Markets;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;

/** A start goes on where the last one ended, or says why it does not. */
class ExchangeRestartTest {
  private static final long HOUR_NS = 3_600_000_000_000L;

  @TempDir Path directory;

  private ExchangeConfig config() {
    return ExchangeConfig.defaults().withData(directory).withSeed(3L);
  }

  /** A market whose numbers are another seed's: as if its generator had been changed. */
  private static MarketSource changed(VenueIdentity identity) {
    return Markets.open(identity.market(), identity.seed() + 1, identity.symbols(), warning -> {});
  }

  private void runFor(double speed, long marketNs) throws IOException {
    try (LocalExchange exchange = LocalExchange.start(config().withSpeed(speed))) {
      long fromNs = exchange.venue().ask(venue -> venue.nowNs()).join();
      Wait.until(
          "market time",
          () -> exchange.venue().ask(venue -> venue.nowNs()).join() - fromNs > marketNs);
    }
  }

  @Test
  void aVenueThatWouldGoOnFromAnotherStateIsRefused() throws IOException {
    runFor(100, HOUR_NS / 60);
    assertThatThrownBy(() -> LocalExchange.start(config(), ExchangeRestartTest::changed))
        .isInstanceOf(ExchangeRefusedException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("another state")
        .hasMessageContaining("--data");
    LocalExchange.start(config()).close();
  }

  @Test
  void anotherBuildWithTheSameStateGoesOn() throws IOException {
    InputLog other = InputLog.open(directory, 0x1234);
    VenueIdentity identity = VenueIdentity.of(config(), "", RecoveredVenue.wallNs());
    other.begin(identity.text());
    other.close();
    runFor(100, HOUR_NS / 360);
    try (LocalExchange exchange = LocalExchange.start(config())) {
      assertThat(exchange.accounts()).hasSize(3);
    }
  }

  @Test
  void theStateAtACleanEndIsTheStateOfTheNextStart() throws IOException {
    long before;
    long atNs;
    try (LocalExchange exchange = LocalExchange.start(config().withSpeed(50))) {
      exchange
          .venue()
          .submit(new VenueRequest.SetLeverage(0, 0, 5_000_000_000L, 5_000_000_000L))
          .join();
      Wait.until(
          "an order",
          () ->
              exchange
                      .venue()
                      .submit(StreamRig.order(0, Side.BUY, OrderType.MARKET, "0.01", 0))
                      .join()
                      .code()
                      .code()
                  == 0);
      atNs = exchange.venue().ask(venue -> venue.nowNs()).join();
      before = exchange.venue().ask(venue -> venue.accounts().walletE9(0)).join();
    }
    try (LocalExchange exchange = LocalExchange.start(config())) {
      assertThat(exchange.venue().ask(venue -> venue.accounts().walletE9(0)).join())
          .isEqualTo(before);
      assertThat(exchange.venue().ask(venue -> venue.nowNs()).join()).isGreaterThan(atNs);
    }
  }

  @Test
  void tenSymbolsAndTwoHundredAccountsStartInSeconds() throws IOException {
    List<String> symbols =
        List.of(
            "BTCUSDT",
            "ETHUSDT",
            "SOLUSDT",
            "XRPUSDT",
            "BNBUSDT",
            "DOGEUSDT",
            "ADAUSDT",
            "LINKUSDT",
            "AVAXUSDT",
            "LTCUSDT");
    long beganNs = System.nanoTime();
    try (LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults().withSymbols(symbols).withAccounts(200, null))) {
      assertThat(System.nanoTime() - beganNs).isLessThan(20_000_000_000L);
      assertThat(exchange.accounts()).hasSize(200);
      assertThat(exchange.instruments()).containsOnlyKeys(symbols);
    }
  }
}
