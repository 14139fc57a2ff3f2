package ringside.adapters.exchange;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work whose end nobody waits for: what fails in it is logged rather than lost. */
final class Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

  private Watched() {}

  static void watch(CompletableFuture<?> work) {
    CompletableFuture<?> unused =
        work.whenComplete(
            (result, failure) -> {
              if (failure != null) {
                LOG.warn("the exchange could not do it: {}", failure.toString());
              }
            });
  }
}
