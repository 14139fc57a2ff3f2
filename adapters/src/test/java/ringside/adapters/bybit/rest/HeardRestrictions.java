package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it heard. */
final class HeardRestrictions implements VenueListener {
  private final List<Restriction> restrictions = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();

  @Override
  public synchronized void onRestriction(Restriction restriction) {
    restrictions.add(restriction);
  }

  @Override
  public synchronized void onClockOffset(long offsetNs, long roundTripNs) {
    offsets.add(offsetNs);
  }

  synchronized List<Restriction> restrictions() {
    return List.copyOf(restrictions);
  }

  synchronized List<RestrictionKind> kinds() {
    return restrictions.stream().map(Restriction::kind).toList();
  }

  synchronized List<Long> offsets() {
    return List.copyOf(offsets);
  }
}
