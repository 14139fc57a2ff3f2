package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;
import ringside.adapters.port.ProcessClock;

@Timeout(60)
class SystemStatusTest {
  private static final String PATH = "/v5/system/status";
  private static final long PERIOD_NS = 20_000_000L;

  private final ScriptedHttp venue = new ScriptedHttp();
  private final HeardRestrictions heard = new HeardRestrictions();
  private final BybitRest rest =
      BybitRest.of(venue.environment(), ProcessClock.startingAbove(0), heard, null, 1_000_000_000L);
  private final SystemStatus status = new SystemStatus(rest);

  @AfterEach
  void close() {
    status.close();
    rest.close();
    venue.close();
  }

  @Test
  void the_beginning_and_the_end_are_told_once_each() {
    list(item("completed", 1, "", ""));
    status.start(PERIOD_NS);
    awaitAsked(2);
    assertThat(heard.restrictions()).isEmpty();

    list(item("completed", 1, "", ""), item("ongoing", 1, "", ""));
    await(() -> heard.restrictions().size() == 1);
    awaitAsked(3);
    list(item("completed", 1, "", ""));
    await(() -> heard.restrictions().size() == 2);
    awaitAsked(3);

    List<Restriction> told = heard.restrictions();
    assertThat(told).extracting(Restriction::kind).containsOnly(RestrictionKind.MAINTENANCE);
    assertThat(told).extracting(Restriction::active).containsExactly(true, false);
    assertThat(told).extracting(Restriction::account).containsOnly("");
    assertThat(told.get(0).detail()).isEqualTo("a title");
  }

  @Test
  void what_is_announced_begins_at_its_time() {
    long now = System.currentTimeMillis();
    list(item("scheduled", 1, "" + (now + 3_000), "" + (now + 60_000)));
    status.start(PERIOD_NS);
    awaitAsked(2);
    assertThat(heard.restrictions()).isEmpty();
    await(() -> heard.restrictions().size() == 1);
    assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(now + 2_900);
  }

  @Test
  void what_does_not_touch_futures_or_is_of_the_demo_service_is_nothing_to_us() {
    list(
        item("ongoing", 2, "", ""),
        item("ongoing", 1, "", "").replace("\"env\":1", "\"env\":2"),
        item("canceled", 1, "", ""),
        "{}",
        "7");
    status.start(PERIOD_NS);
    awaitAsked(3);
    assertThat(heard.restrictions()).isEmpty();
  }

  @Test
  void what_touches_some_users_is_told_of_their_accounts_alone() {
    status.users(Map.of("one", "1000013", "two", "1000024", "three", "", "four", "1000035"));
    list(
        item("ongoing", 1, "", "").replace("\"uidSuffix\":[]", "\"uidSuffix\":[3,7]"),
        item("ongoing", 1, "", "").replace("\"uidSuffix\":[]", "\"uidSuffix\":[4]"));
    status.start(PERIOD_NS);
    await(() -> heard.restrictions().size() == 3);
    assertThat(heard.restrictions()).allMatch(Restriction::active);
    assertThat(heard.restrictions())
        .extracting(Restriction::account)
        .containsExactly("one", "three", "two");

    list(item("ongoing", 1, "", "").replace("\"uidSuffix\":[]", "\"uidSuffix\":[4]"));
    await(() -> heard.restrictions().size() == 4);
    awaitAsked(3);
    assertThat(heard.restrictions()).hasSize(4);
    assertThat(heard.restrictions().get(3).account()).isEqualTo("one");
    assertThat(heard.restrictions().get(3).active()).isFalse();
  }

  @Test
  void its_end_is_told_and_told_anew_when_it_goes_on_beyond() {
    long endMs = System.currentTimeMillis() + 2_000;
    list(item("ongoing", 1, "", "" + endMs));
    status.start(PERIOD_NS);
    await(() -> heard.restrictions().size() == 1);
    long forNs = heard.restrictions().get(0).forNs();
    assertThat(forNs - 2 * SystemStatus.PERIOD_NS).isBetween(1L, 2_100_000_000L);
    await(() -> heard.restrictions().size() == 2);
    assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(endMs - 100);
    awaitAsked(3);
    assertThat(heard.restrictions()).hasSize(2);
    assertThat(heard.restrictions().get(1).active()).isTrue();
    assertThat(heard.restrictions().get(1).forNs()).isZero();
  }

  @Test
  void while_the_venue_does_not_answer_maintenance_goes_on() {
    list(item("ongoing", 1, "", ""));
    status.start(PERIOD_NS);
    await(() -> heard.restrictions().size() == 1);
    AtomicInteger failed = new AtomicInteger();
    venue.on(
        PATH,
        asked -> {
          failed.incrementAndGet();
          return Answer.code(10016, "restarting");
        });
    await(() -> failed.get() >= 3);
    assertThat(heard.restrictions())
        .allMatch(r -> r.kind() != RestrictionKind.MAINTENANCE || r.active());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 10001, 10017})
  void a_venue_without_such_an_answer_is_asked_once(int code) {
    venue.on(
        PATH,
        code == 404 ? Answer.status(404, "text/html", "no") : Answer.code(code, "no such thing"));
    status.start(PERIOD_NS);
    awaitAsked(1);
    venue.on("/v5/market/tickers", Answer.ok("{}"));
    for (int i = 0; i < 10; i++) {
      LockSupport.parkNanos(PERIOD_NS);
      rest.publicClient().send(RestRequest.get("/v5/market/tickers")).join();
    }
    assertThat(venue.asked(PATH)).hasSizeLessThanOrEqualTo(2);
    assertThat(heard.restrictions()).isEmpty();
  }

  private void list(String... items) {
    venue.on(PATH, Answer.ok("{\"list\":[" + String.join(",", items) + "]}"));
  }

  private static String item(String state, int product, String begin, String end) {
    return ("{\"id\":\"1\",\"title\":\"a\\ntitle\",\"state\":\"%s\",\"begin\":\"%s\",\"end\":\"%s\","
            + "\"href\":\"\",\"serviceTypes\":[1],\"product\":[%d],\"uidSuffix\":[],"
            + "\"maintainType\":1,\"env\":1}")
        .formatted(state, begin, end, product);
  }

  private void awaitAsked(int more) {
    int before = venue.asked(PATH).size();
    await(() -> venue.asked(PATH).size() >= before + more);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
