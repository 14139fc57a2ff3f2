package ringside.adapters.bybit;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.OrderRequest.Kind;
import ringside.adapters.bybit.rest.CircuitBreaker;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;

/**
 * Holds back placements on an account's trade socket while requests of their kind keep failing, as
 * REST does with its groups. Under the lock of its {@link OrderEntry}.
 */
final class TradeBreakers {
  private static final Logger LOG = LoggerFactory.getLogger(TradeBreakers.class);
  private static final int FAILURES = 3;
  private static final long OPEN_NS = 30_000_000_000L;

  private final String alias;
  private final VenueListener restrictions;
  private final Map<Kind, CircuitBreaker> breakers = new EnumMap<>(Kind.class);

  TradeBreakers(String alias, VenueListener restrictions) {
    this.alias = alias;
    this.restrictions = restrictions;
    for (Kind kind : Kind.values()) {
      breakers.put(kind, new CircuitBreaker(FAILURES, OPEN_NS));
    }
  }

  /** Whether placements of this kind need not even be tried. */
  boolean holdBack(Kind kind, long nanoTime) {
    CircuitBreaker breaker = breakers.get(kind);
    return breaker.isOpen() && breaker.openForNs(nanoTime) > 0;
  }

  /** Whether the request may go; its outcome must follow. */
  boolean tryAcquire(OrderRequest request, long nanoTime) {
    return breakers.get(request.kind).tryAcquire(request.exit || !request.isOpening(), nanoTime);
  }

  /** Tells how a request on the trade socket ended. */
  void onOutcome(Kind kind, boolean success, long nanoTime) {
    CircuitBreaker breaker = breakers.get(kind);
    if (!breaker.onOutcome(success, nanoTime)) {
      return;
    }
    boolean open = breaker.isOpen();
    LOG.warn(
        "account {}: {} on the trade socket {}",
        alias,
        kind,
        open ? "held back, failed too often" : "goes again");
    restrictions.onRestriction(
        new Restriction(
            RestrictionKind.BREAKER_OPEN,
            open,
            breaker.openForNs(nanoTime),
            alias,
            kind.group().name(),
            "trade socket"));
  }
}
