package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.rest.BybitEnvironment.Kind;

class BybitEnvironmentTest {
  private static final URI SOCKET = URI.create("ws://127.0.0.1:1/v5/private");

  @Test
  void demo_has_no_trade_socket_and_shows_mainnets_public_data() {
    BybitEnvironment demo = BybitEnvironment.named("demo");

    assertThat(demo.hasTradeSocket()).isFalse();
    assertThat(demo.publicLinear()).isEqualTo(BybitEnvironment.mainnet().publicLinear());
    assertThat(demo.privateStream().getHost()).isEqualTo("stream-demo.bybit.com");
  }

  @Test
  void mainnet_must_be_asked_for() {
    assertThatThrownBy(() -> BybitEnvironment.mainnet().requireAllowed(false))
        .hasMessageContaining("--live");
    assertThat(BybitEnvironment.mainnet().requireAllowed(true).kind()).isEqualTo(Kind.MAINNET);
    assertThat(BybitEnvironment.testnet().requireAllowed(false).kind()).isEqualTo(Kind.TESTNET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.bybit.com",
        "https://api.bybit.com",
        "http://10.0.0.1:80",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "http://user:pass@127.0.0.1",
        "http://127.0.0.1/?a=b",
        "localhost:80"
      })
  void the_local_environment_is_on_this_machine_only(String rest) {
    assertThatThrownBy(
            () -> BybitEnvironment.local(URI.create(rest), SOCKET, SOCKET, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rest address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:80", "http://127.0.0.1:9", "https://[::1]:443"})
  void loopback_needs_no_tls(String rest) {
    assertThat(
            BybitEnvironment.local(URI.create(rest), SOCKET, SOCKET, Optional.of(SOCKET)).trade())
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "TESTNET, https://api.bybit.com",
    "DEMO, https://api.bybit.com",
    "DEMO, https://api-testnet.bybit.com",
    "MAINNET, https://api-testnet.bybit.com",
    "MAINNET, https://api-demo.bybit.com",
    "MAINNET, https://api.bybit.com.example.com",
    "MAINNET, https://example.com",
    "MAINNET, http://api.bybit.com",
  })
  void one_environments_address_is_not_taken_for_anothers(Kind kind, String rest) {
    assertThatThrownBy(
            () -> new BybitEnvironment(kind, URI.create(rest), SOCKET, SOCKET, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://api.bytick.com", "https://api.bybit.eu", "https://api.manepa.jp"})
  void mainnet_has_other_doors(String rest) {
    BybitEnvironment mainnet =
        new BybitEnvironment(Kind.MAINNET, URI.create(rest), SOCKET, SOCKET, Optional.empty());

    assertThat(mainnet.rest()).hasToString(rest);
  }

  @Test
  void an_unknown_name_says_which_there_are() {
    assertThatThrownBy(() -> BybitEnvironment.named("prod"))
        .hasMessageContaining("mainnet, demo, testnet and local");
  }
}
