package ringside.engine.pipeline;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import ringside.engine.core.state.CoreState;

/**
 * What others want to know of the core's state. Nobody reads it from another thread: whoever wants
 * to look asks, and the engine thread answers at its next tick. While nobody asks, it costs one
 * look at an empty queue a tick.
 */
final class Questions {
  private static final int MOST = 16;

  private record Question<T>(Function<CoreState, T> what, CompletableFuture<T> answer) {
    void answer(CoreState state) {
      try {
        answer.complete(what.apply(state));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    }
  }

  private final Queue<Question<?>> asked = new ArrayBlockingQueue<>(MOST);

  /** Any thread. */
  <T> CompletableFuture<T> ask(Function<CoreState, T> what) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!asked.offer(new Question<>(what, answer))) {
      answer.completeExceptionally(
          new RejectedExecutionException(MOST + " questions wait for an answer already"));
    }
    return answer;
  }

  /** The engine thread, between two events. */
  void answer(CoreState state) {
    for (Question<?> question = asked.poll(); question != null; question = asked.poll()) {
      question.answer(state);
    }
  }
}
