package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Follows {@code nextPageCursor} to the end. A page that is not answered, a cursor that comes
 * again, and more pages than allowed end the list as incomplete: never as empty. Used once.
 */
final class PageReader {
  /** More pages than anything of ours has. */
  static final int MAX_PAGES = 200;

  private final RestClient client;
  private final RestRequest first;
  private final int maxPages;
  private final List<JsonValue> items = new ArrayList<>();
  private final Set<String> cursors = new HashSet<>();

  PageReader(RestClient client, RestRequest first, int maxPages) {
    this.client = client;
    this.first = first;
    this.maxPages = maxPages;
  }

  CompletableFuture<Pages> read() {
    return page("", 1);
  }

  private CompletableFuture<Pages> page(String cursor, int number) {
    if (number > maxPages) {
      return incomplete("more than " + maxPages + " pages");
    }
    return client
        .read(cursor.isEmpty() ? first : first.with("cursor", cursor))
        .thenCompose(answer -> take(answer, number));
  }

  private CompletableFuture<Pages> take(RestAnswer answer, int number) {
    if (!(answer instanceof RestAnswer.Ok ok)) {
      return incomplete("page " + number + ": " + answer.describe(), answer.isHopeless());
    }
    JsonValue list = ok.result().get("list");
    if (!list.isArray()) {
      return incomplete("page " + number + " has no list");
    }
    items.addAll(list.items());
    String next = ok.result().get("nextPageCursor").text();
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(new Pages(items, true, "", false));
    }
    if (!cursors.add(next)) {
      return incomplete("the cursor of page " + number + " came before");
    }
    return page(next, number + 1);
  }

  private CompletableFuture<Pages> incomplete(String detail) {
    return incomplete(detail, false);
  }

  private CompletableFuture<Pages> incomplete(String detail, boolean hopeless) {
    return CompletableFuture.completedFuture(
        new Pages(items, false, first.path() + ": " + detail, hopeless));
  }
}
