package ringside.adapters.sim;

/** What one fill did to a leg. Filled in by {@link Leg#book}; made anew for no fill. */
final class Booking {
  /** How much of the quantity closed. */
  long closedE9;

  /** What the closed part had cost. */
  long entryValueE9;

  /** What closing it brought. */
  long exitValueE9;

  /** Gross: fees apart. */
  long realisedE9;

  /** Fees paid when the closed part was opened. */
  long openFeeE9;

  /** Fees of this fill that are for the closed part. */
  long closeFeeE9;

  void clear() {
    closedE9 = 0;
    entryValueE9 = 0;
    exitValueE9 = 0;
    realisedE9 = 0;
    openFeeE9 = 0;
    closeFeeE9 = 0;
  }
}
