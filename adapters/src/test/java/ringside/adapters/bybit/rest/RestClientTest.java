package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.rest.RestAnswer.Limited;
import ringside.adapters.bybit.rest.RestAnswer.NotSent;
import ringside.adapters.bybit.rest.RestAnswer.Ok;
import ringside.adapters.bybit.rest.RestAnswer.Refused;
import ringside.adapters.bybit.rest.RestAnswer.Unknown;
import ringside.adapters.bybit.rest.RestAnswer.Why;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.UnresolvedReason;

class RestClientTest {
  private static final Credentials KEY = Credentials.of("test", "canaryKey12345", "canarySecret98");
  private static final String CREATE = "/v5/order/create";
  private static final String OPEN = "/v5/order/realtime";

  private final ScriptedHttp venue = new ScriptedHttp();
  private final HeardRestrictions heard = new HeardRestrictions();
  private final BybitRest rest =
      BybitRest.of(venue.environment(), ProcessClock.startingAbove(0), heard, null, 1_000_000_000L);
  private final RestClient client = rest.account("main", KEY);

  @AfterEach
  void close() {
    rest.close();
    venue.close();
  }

  @Test
  void signs_a_read_over_its_query_and_gives_the_result() {
    venue.on(OPEN, Answer.ok("{\"list\":[{\"orderId\":\"1\"}],\"nextPageCursor\":\"\"}"));

    RestAnswer answer =
        get(client.read(RestRequest.get(OPEN, "category", "linear", "symbol", null)));

    Ok ok = (Ok) answer;
    assertThat(ok.result().get("list").items().get(0).get("orderId").text()).isEqualTo("1");
    ScriptedHttp.Asked asked = venue.asked(OPEN).get(0);
    assertThat(asked.query()).isEqualTo("category=linear");
    assertThat(asked.header("X-BAPI-SIGN"))
        .isEqualTo(
            Hmac.of(
                "canarySecret98",
                asked.header("X-BAPI-TIMESTAMP") + "canaryKey12345" + "5000" + asked.query()));
  }

  @Test
  void signs_a_write_over_its_body() {
    venue.on(CREATE, Answer.ok("{\"orderId\":\"1\",\"orderLinkId\":\"a\"}"));

    get(client.send(RestRequest.post(CREATE, Map.of("symbol", "BTCUSDT"))));

    ScriptedHttp.Asked asked = venue.asked(CREATE).get(0);
    assertThat(asked.body()).isEqualTo("{\"symbol\":\"BTCUSDT\"}");
    assertThat(asked.header("Content-Type")).isEqualTo("application/json");
    assertThat(asked.header("X-BAPI-SIGN"))
        .isEqualTo(
            Hmac.of(
                "canarySecret98",
                asked.header("X-BAPI-TIMESTAMP") + "canaryKey12345" + "5000" + asked.body()));
  }

  @Test
  void public_requests_carry_no_key() {
    venue.on("/v5/market/tickers", Answer.ok("{\"list\":[]}"));

    get(rest.publicClient().read(RestRequest.get("/v5/market/tickers", "category", "linear")));

    assertThat(venue.asked("/v5/market/tickers").get(0).headers().keySet())
        .noneMatch(name -> name.startsWith("x-bapi"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 301, 302, 408, 200})
  void a_write_that_is_answered_by_something_else_than_the_venue_is_unknown(int status) {
    venue.on(CREATE, Answer.status(status, "text/html", "<html>busy</html>"));

    RestAnswer answer = get(client.send(RestRequest.post(CREATE, "{}")));

    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(venue.asked(CREATE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "[]",
        "{\"retCode\":null}",
        "{\"retCode\":\"x\"}",
        "{}",
        "nonsense"
      })
  void a_write_whose_answer_is_no_answer_is_unknown(String body) {
    venue.on(CREATE, Answer.json(body));

    assertThat(get(client.send(RestRequest.post(CREATE, "{}")))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {10000, 10016, 10014, 40004, 110079, 999_999, -7, 4711, 10002, 170007})
  void a_write_that_ends_in_a_code_that_proves_nothing_is_unknown(int retCode) {
    venue.on(CREATE, Answer.code(retCode, "what"));

    Unknown unknown = (Unknown) get(client.send(RestRequest.post(CREATE, "{}")));

    assertThat(unknown.retCode()).isEqualTo(retCode);
    assertThat(unknown.sentVenueMs()).isPositive();
    assertThat(venue.asked(CREATE)).hasSize(1);
  }

  @Test
  void silence_is_unknown_within_the_time_out() {
    venue.on(CREATE, Answer.none());

    Unknown unknown = (Unknown) get(client.send(RestRequest.post(CREATE, "{}")));

    assertThat(unknown.reason()).isEqualTo(UnresolvedReason.TIMED_OUT);
    assertThat(venue.asked(CREATE)).hasSize(1);
  }

  @Test
  void a_refusal_is_a_refusal_and_its_text_loses_the_key() {
    venue.on(CREATE, Answer.code(10004, "error sign! origin_string[123canaryKey123455000{}]"));

    Refused refused = (Refused) get(client.send(RestRequest.post(CREATE, "{}")));

    assertThat(refused.errorClass()).isEqualTo(ErrorClass.ACCOUNT);
    assertThat(refused.describe()).contains("10004").doesNotContain("canaryKey");
    assertThat(heard.kinds()).containsExactly(RestrictionKind.CREDENTIALS);
    assertThat(heard.restrictions().toString()).doesNotContain("canaryKey");
  }

  @Test
  void not_modified_is_success() {
    venue.on("/v5/position/set-leverage", Answer.code(110043, "Set leverage not modified"));

    Ok ok = (Ok) get(client.send(RestRequest.post("/v5/position/set-leverage", "{}")));

    assertThat(ok.retCode()).isEqualTo(110043);
  }

  @Test
  void a_closed_port_is_not_sent() {
    venue.close();

    NotSent notSent = (NotSent) get(client.send(RestRequest.post(CREATE, "{}")));

    assertThat(notSent.why()).isEqualTo(Why.CONNECT);
  }

  @Test
  void reads_are_tried_again_until_they_are_answered() {
    venue.on(
        OPEN, asked -> asked.nth() < 3 ? Answer.code(10016, "busy") : Answer.ok("{\"list\":[]}"));

    assertThat(get(client.read(RestRequest.get(OPEN)))).isInstanceOf(Ok.class);
    assertThat(venue.asked(OPEN)).hasSize(3);
  }

  @Test
  void too_many_requests_waits_until_the_venues_time_stamp() {
    long resetMs = System.currentTimeMillis() + 600;
    venue.on(
        OPEN,
        asked ->
            asked.nth() == 1
                ? Answer.code(10006, "Too many visits!")
                    .with("X-Bapi-Limit", "50")
                    .with("X-Bapi-Limit-Status", "0")
                    .with("X-Bapi-Limit-Reset-Timestamp", Long.toString(resetMs))
                : Answer.ok("{\"list\":[]}"));

    assertThat(get(client.read(RestRequest.get(OPEN)))).isInstanceOf(Ok.class);

    assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(resetMs - 5);
    assertThat(venue.asked(OPEN)).hasSize(2);
    assertThat(heard.kinds()).containsExactly(RestrictionKind.RATE_LIMITED);
  }

  @Test
  void forbidden_stops_all_accounts_exits_too() {
    venue.on(OPEN, Answer.status(403, "text/html", "access too frequent"));
    RestClient other = rest.account("other", KEY);

    assertThat(get(client.read(RestRequest.get(OPEN)))).isInstanceOf(Limited.class);

    assertThat(get(other.send(RestRequest.post("/v5/order/cancel-all", "{}").asExit())))
        .isEqualTo(
            new NotSent(Why.BANNED, "the venue banned this address; no REST until that is over"));
    assertThat(get(rest.measureClock())).isFalse();
    assertThat(venue.asked(OPEN)).hasSize(1);
    assertThat(venue.asked("/v5/order/cancel-all")).isEmpty();
    assertThat(heard.kinds()).containsExactly(RestrictionKind.IP_BAN);
    assertThat(heard.restrictions().get(0).forNs()).isEqualTo(600_000_000_000L);
  }

  @Test
  void failures_open_the_breaker_for_entries_and_never_for_exits() {
    venue.on(CREATE, Answer.status(500, "text/plain", ""));
    for (int i = 0; i < 3; i++) {
      get(client.send(RestRequest.post(CREATE, "{}")));
    }

    NotSent held = (NotSent) get(client.send(RestRequest.post(CREATE, "{}")));
    RestAnswer exit = get(client.send(RestRequest.post(CREATE, "{}").asExit()));

    assertThat(held.why()).isEqualTo(Why.BREAKER);
    assertThat(exit).isInstanceOf(Unknown.class);
    assertThat(venue.asked(CREATE)).hasSize(4);
    assertThat(heard.kinds()).containsExactly(RestrictionKind.BREAKER_OPEN);
  }

  @Test
  void one_accounts_failures_hold_back_nobody_else() {
    venue.on(CREATE, Answer.status(500, "text/plain", ""));
    for (int i = 0; i < 3; i++) {
      get(client.send(RestRequest.post(CREATE, "{}")));
    }
    venue.on(CREATE, Answer.ok("{\"orderId\":\"1\"}"));

    RestAnswer other = get(rest.account("other", KEY).send(RestRequest.post(CREATE, "{}")));

    assertThat(other.isOk()).isTrue();
  }

  @Test
  void a_wrong_clock_is_measured_and_the_read_asked_once_more() {
    venue.on("/v5/market/time", ScriptedHttp.time(5_000));
    venue.on(
        OPEN,
        asked -> {
          long ahead =
              Long.parseLong(asked.header("X-BAPI-TIMESTAMP")) - System.currentTimeMillis();
          return ahead > 4_000 ? Answer.ok("{}") : Answer.code(10002, "time window");
        });

    assertThat(get(client.read(RestRequest.get(OPEN)))).isInstanceOf(Ok.class);

    assertThat(venue.asked(OPEN)).hasSize(2);
    assertThat(heard.offsets()).hasSize(1);
    assertThat(heard.offsets().get(0)).isBetween(4_500_000_000L, 5_500_000_000L);
    assertThat(rest.serverClock().entriesAllowed()).isFalse();
  }

  @Test
  void redirects_are_not_followed() {
    venue.on("/elsewhere", Answer.ok("{}"));
    venue.on(OPEN, Answer.status(302, "text/html", "there").with("Location", "/elsewhere"));

    assertThat(get(client.send(RestRequest.get(OPEN)))).isInstanceOf(Unknown.class);
    assertThat(venue.asked("/elsewhere")).isEmpty();
  }

  @Test
  void a_body_beyond_all_measure_is_not_taken_in() {
    venue.on(OPEN, Answer.json("\"" + "x".repeat(RestTransport.MAX_BODY_BYTES) + "\""));

    assertThat(get(client.send(RestRequest.get(OPEN))).describe()).contains("too large");
  }

  @Test
  void closing_ends_what_still_waits() {
    venue.on(OPEN, Answer.code(10016, "busy"));
    List<CompletableFuture<RestAnswer>> reads =
        List.of(client.read(RestRequest.get(OPEN)), client.read(RestRequest.get(OPEN)));

    rest.close();

    reads.forEach(read -> assertThat(get(read).isOk()).isFalse());
    assertThat(get(client.send(RestRequest.get(OPEN)))).isInstanceOf(NotSent.class);
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(15, TimeUnit.SECONDS).join();
  }
}
