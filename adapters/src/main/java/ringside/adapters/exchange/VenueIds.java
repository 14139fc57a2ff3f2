package ringside.adapters.exchange;

import java.util.UUID;
import ringside.adapters.sim.VenueConfig;

/**
 * The texts by which a client knows orders and executions: UUIDs, as at Bybit, made of the venue's
 * dense numbers. Ids of two venues (another seed or start) differ, and an id of another venue is
 * found to be none of ours. Immutable.
 */
final class VenueIds {
  private static final long ORDER = 0x6f72646572L;
  private static final long EXECUTION = 0x65786563L;
  private static final long TRADE = 0x7472616465L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VERSION_MASK = ~0xf000L;
  private static final long VERSION_4 = 0x4000L;

  private final long orders;
  private final long executions;
  private final long trades;

  VenueIds(VenueConfig config) {
    long venue = mix(config.seed()) ^ mix(config.startNs());
    orders = space(venue ^ ORDER);
    executions = space(venue ^ EXECUTION);
    trades = venue ^ TRADE;
  }

  String order(long id) {
    return new UUID(orders, VARIANT | id).toString();
  }

  String execution(long id) {
    return new UUID(executions, VARIANT | id).toString();
  }

  /** A public trade, by its number among those of its symbol. */
  String trade(int symbol, long number) {
    return new UUID(space(trades + symbol), VARIANT | number).toString();
  }

  /** The order's number; 0 for a text that is no order id of this venue. */
  long orderNumber(String text) {
    if (text.length() != 36) {
      return 0;
    }
    try {
      UUID id = UUID.fromString(text);
      long number = id.getLeastSignificantBits() & ~VARIANT;
      return id.getMostSignificantBits() == orders && order(number).equals(text) ? number : 0;
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static long space(long value) {
    return mix(value) & VERSION_MASK | VERSION_4;
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
