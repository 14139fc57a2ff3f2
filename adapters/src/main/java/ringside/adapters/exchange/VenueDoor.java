package ringside.adapters.exchange;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;

/**
 * Asks the venue for a worker thread of the server, which waits, but not for ever: a venue that is
 * gone is Bybit's 10016, one that is slow its 10000.
 */
final class VenueDoor {
  private static final long LIMIT_MS = 5_000;
  private static final int TIME_OUT = 10000;
  private static final int SERVER_ERROR = 10016;

  private final VenueThread thread;

  VenueDoor(VenueThread thread) {
    this.thread = thread;
  }

  <T> T ask(Function<Venue, T> question) {
    return await(thread.ask(question));
  }

  /** What the venue says to the request, when it took it. */
  VenueReply submit(VenueRequest request) {
    VenueReply reply = await(thread.submit(request));
    require(reply);
    return reply;
  }

  static void require(VenueReply reply) {
    if (reply.code().code() != 0) {
      throw new RefusedException(reply.code().code(), reply.message());
    }
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RefusedException(TIME_OUT, "Server Timeout");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(SERVER_ERROR, "Server error.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      if (e.getCause() instanceof RejectedExecutionException) {
        throw new RefusedException(SERVER_ERROR, "Server error. The venue has stopped.");
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
