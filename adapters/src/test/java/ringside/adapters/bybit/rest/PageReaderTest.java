package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;

class PageReaderTest {
  private static final String PATH = "/v5/position/list";
  private static final RestRequest FIRST =
      RestRequest.get(PATH, "category", "linear", "settleCoin", "USDT", "limit", "2");

  private final ScriptedHttp venue = new ScriptedHttp();
  private final BybitRest rest =
      BybitRest.of(
          venue.environment(),
          ProcessClock.startingAbove(0),
          VenueListener.NONE,
          null,
          500_000_000L);
  private final RestClient client = rest.account("main", Credentials.of("t", "abcde", "fghij"));

  @AfterEach
  void close() {
    rest.close();
    venue.close();
  }

  @Test
  void pages_are_followed_by_their_cursor_as_the_venue_wrote_it() {
    venue.on(
        PATH,
        asked ->
            switch (asked.nth()) {
              case 1 -> page("1,2", "a%3D1%26b");
              case 2 -> page("3", "c d/e");
              default -> page("4", "");
            });

    Pages pages = read();

    assertThat(pages.complete()).isTrue();
    assertThat(pages.items()).extracting(JsonValue::text).containsExactly("1", "2", "3", "4");
    assertThat(venue.asked(PATH).get(0).query()).doesNotContain("cursor");
    assertThat(venue.asked(PATH).get(1).query()).endsWith("&cursor=a%3D1%26b");
    assertThat(venue.asked(PATH).get(2).query()).endsWith("&cursor=c%20d%2Fe");
  }

  @Test
  void one_empty_page_is_an_empty_list() {
    venue.on(PATH, page("", ""));

    assertThat(read()).isEqualTo(new Pages(java.util.List.of(), true, "", false));
  }

  @Test
  void a_cursor_that_comes_again_is_incomplete() {
    venue.on(PATH, asked -> page("1", asked.nth() % 2 == 0 ? "even" : "odd"));

    Pages pages = read();

    assertThat(pages.complete()).isFalse();
    assertThat(pages.detail()).contains("came before");
    assertThat(venue.asked(PATH)).hasSize(3);
  }

  @Test
  void a_page_that_is_not_answered_is_incomplete_not_empty() {
    venue.on(PATH, asked -> asked.nth() == 1 ? page("1", "next") : Answer.code(10001, "no"));

    Pages pages = read();

    assertThat(pages.complete()).isFalse();
    assertThat(pages.items()).hasSize(1);
    assertThat(pages.detail()).contains("page 2", "10001");
  }

  @Test
  void a_result_without_a_list_is_incomplete_not_empty() {
    venue.on(PATH, Answer.ok("{}"));

    assertThat(read().complete()).isFalse();
  }

  @Test
  void silence_is_incomplete_not_empty() {
    venue.on(PATH, Answer.none());

    assertThat(read().complete()).isFalse();
  }

  @Test
  void pages_without_end_are_incomplete() {
    venue.on(PATH, asked -> page("1", "cursor" + asked.nth()));

    Pages pages = new PageReader(client, FIRST, 5).read().join();

    assertThat(pages.complete()).isFalse();
    assertThat(pages.items()).hasSize(5);
  }

  private Pages read() {
    return client.readAll(FIRST).orTimeout(15, TimeUnit.SECONDS).join();
  }

  private static Answer page(String items, String cursor) {
    return Answer.ok("{\"list\":[" + items + "],\"nextPageCursor\":\"" + cursor + "\"}");
  }
}
