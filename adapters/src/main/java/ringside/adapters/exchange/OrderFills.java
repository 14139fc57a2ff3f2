package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ringside.adapters.sim.VenueExecution;

/** Lets an answer wait until a fill of its order was told: a fault's. Any thread. */
final class OrderFills {
  private static final long LIMIT_S = 5;

  private final Map<Long, List<CompletableFuture<Void>>> waiting = new HashMap<>();

  /** Done when the next fill of this order was sent out, or after five seconds. */
  synchronized CompletableFuture<Void> told(long orderId) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    waiting.computeIfAbsent(orderId, id -> new ArrayList<>()).add(told);
    return told.completeOnTimeout(null, LIMIT_S, TimeUnit.SECONDS);
  }

  /** A fill was sent out. */
  synchronized void onTold(VenueExecution execution) {
    List<CompletableFuture<Void>> answers = waiting.remove(execution.orderId());
    if (answers != null) {
      answers.forEach(answer -> answer.complete(null));
    }
  }
}
