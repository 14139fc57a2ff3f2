package ringside.engine.boot;

import ringside.adapters.bybit.rest.VenueListener;

/** Passes what REST hears on to the engine as soon as that has started; before, it is dropped. */
final class VenueRelay implements VenueListener {
  private volatile VenueListener target = VenueListener.NONE;

  void to(VenueListener listener) {
    target = listener;
  }

  @Override
  public void onRestriction(Restriction restriction) {
    target.onRestriction(restriction);
  }

  @Override
  public void onClockOffset(long offsetNs, long roundTripNs) {
    target.onClockOffset(offsetNs, roundTripNs);
  }
}
