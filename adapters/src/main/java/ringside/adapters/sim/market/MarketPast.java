package ringside.adapters.sim.market;

/** A market that can tell what was before its time 0. */
public interface MarketPast {
  /**
   * Tells the past of a symbol, each kind oldest first, nothing later than the start.
   *
   * @param startNs epoch ns of the source's time 0
   */
  void tellPast(int symbol, long startNs, Listener listener);

  /** Hears a past. */
  interface Listener {
    /**
     * What happened in a stretch of time, which begins at a multiple of its length since the epoch
     * and divides a day; the last one may be cut short by the start.
     */
    void bar(
        MarketHistory.Price price,
        long startNs,
        long lengthNs,
        long openE9,
        long highE9,
        long lowE9,
        long closeE9,
        long volumeE9,
        long turnoverE4);

    void funding(long timeNs, long rateE9);

    void openInterest(long timeNs, long contractsE9);
  }
}
