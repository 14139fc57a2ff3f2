package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;

class KeyCheckTest {
  private static final String KEY = "canaryKey12345";
  private static final String QUERY = "/v5/user/query-api";

  private final ScriptedHttp venue = new ScriptedHttp();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final BybitRest rest =
      BybitRest.of(venue.environment(), clock, VenueListener.NONE, null, 1_000_000_000L);

  KeyCheckTest() {
    venue.on(
        "/v5/account/info",
        Answer.ok("{\"marginMode\":\"REGULAR_MARGIN\",\"unifiedMarginStatus\":5}"));
    venue.on(
        "/v5/account/wallet-balance",
        Answer.ok(
            "{\"list\":[{\"accountType\":\"UNIFIED\",\"totalEquity\":\"1000.5\","
                + "\"totalAvailableBalance\":\"900\",\"coin\":[{\"coin\":\"USDT\","
                + "\"walletBalance\":\"1000.5\"},{\"coin\":\"BTC\",\"walletBalance\":\"0\"}]}]}"));
  }

  @AfterEach
  void close() {
    rest.close();
    venue.close();
  }

  @Test
  void a_trading_key_is_taken_and_its_account_described() {
    key("[]", "[\"1.2.3.4\"]", 0, "1970-01-01T00:00:00Z");

    KeyReport report = check(false);

    assertThat(report.isUsable()).isTrue();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.unified()).isTrue();
    assertThat(String.join("\n", report.summary()))
        .contains("main", "UID 4711", "local", "equity 1000.5 USD", "USDT 1000.5", "10 orders")
        .doesNotContain(KEY, "BTC");
    assertThat(report.toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Withdraw", "AccountTransfer", "SubMemberTransfer"})
  void a_key_that_may_move_money_is_refused_unless_allowed(String right) {
    key("[\"" + right + "\"]", "[\"1.2.3.4\"]", 0, "1970-01-01T00:00:00Z");

    assertThat(check(false).refusal()).contains("allowWithdraw");
    assertThat(check(true).isUsable()).isTrue();
  }

  @Test
  void a_key_that_is_not_bound_and_ends_soon_is_a_warning() {
    String end = Instant.now().plus(6, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    key("[]", "[\"*\"]", 0, end);

    KeyReport report = check(false);

    assertThat(report.isUsable()).isTrue();
    assertThat(report.warnings()).hasSize(2);
    assertThat(report.warnings().get(0)).contains("no IP address");
    assertThat(report.warnings().get(1)).contains("ends in 5 days");
  }

  @Test
  void a_key_that_only_reads_is_refused() {
    key("[]", "[]", 1, "");

    assertThat(check(false).refusal()).contains("read-only");
  }

  @Test
  void a_key_of_another_environment_is_explained() {
    venue.on(QUERY, Answer.code(10003, "API key is invalid."));

    assertThat(check(false).refusal())
        .contains("10003", "one environment", "local")
        .doesNotContain(KEY);
  }

  /** docs/v5/demo.mdx: query-api is not among what demo serves. */
  @Test
  void demo_does_not_tell_and_is_taken_with_a_warning() {
    venue.on(QUERY, Answer.code(10032, "Demo trading are not supported."));
    URI socket = URI.create("ws://127.0.0.1:1/v5/private");
    BybitEnvironment demo =
        new BybitEnvironment(
            BybitEnvironment.Kind.DEMO,
            venue.environment().rest(),
            socket,
            socket,
            Optional.empty());
    try (BybitRest onDemo = BybitRest.of(demo, clock, VenueListener.NONE, null, 1_000_000_000L)) {
      RestClient client = onDemo.account("main", Credentials.of("test", KEY, "canarySecret98"));
      KeyReport report =
          new KeyCheck(onDemo, client, false).run().orTimeout(15, TimeUnit.SECONDS).join();

      assertThat(report.refusal()).isEmpty();
      assertThat(report.uid()).isEmpty();
      assertThat(report.warnings()).singleElement().asString().contains("demo does not tell");
      assertThat(report.equity()).isEqualTo("1000.5");
    }
  }

  @Test
  void what_cannot_be_asked_is_a_refusal() {
    key("[]", "[\"1.2.3.4\"]", 0, "");
    venue.on("/v5/account/wallet-balance", Answer.code(10005, "Permission denied"));

    assertThat(check(false).refusal()).contains("wallet cannot be read", "10005");
  }

  @Test
  void the_engine_hears_whose_key_it_is() {
    key("[\"Withdraw\"]", "[\"1.2.3.4\"]", 0, "2030-01-01T00:00:00Z");
    HeardEvents heard = new HeardEvents();

    new VenueEvents(heard, clock, 7, Map.of("main", 2)).onIdentified(check(true));

    assertThat(heard.lines())
        .singleElement()
        .asString()
        .contains(
            "AccountIdentified",
            "account=2",
            "expiresTime=2030-01-01T00:00:00",
            "mayWithdraw=true",
            "mayTransfer=false",
            "hasIpBinding=true",
            "unified=true",
            "uid=4711")
        .doesNotContain(KEY);
  }

  private KeyReport check(boolean allowWithdraw) {
    RestClient client = rest.account("main", Credentials.of("test", KEY, "canarySecret98"));
    return new KeyCheck(rest, client, allowWithdraw).run().orTimeout(15, TimeUnit.SECONDS).join();
  }

  private void key(String walletRights, String ips, int readOnly, String expiredAt) {
    venue.on(
        QUERY,
        Answer.ok(
            "{\"id\":\"1\",\"apiKey\":\""
                + KEY
                + "\",\"readOnly\":"
                + readOnly
                + ",\"permissions\":{\"ContractTrade\":[\"Order\",\"Position\"],\"Wallet\":"
                + walletRights
                + "},\"ips\":"
                + ips
                + ",\"deadlineDay\":-2,\"expiredAt\":\""
                + expiredAt
                + "\",\"uta\":1,\"userID\":4711}"));
  }
}
