package ringside.adapters.sim;

import java.util.List;

/**
 * The simulated venue: matches, keeps accounts, triggers, funds and liquidates, in virtual time.
 * Pure: everything follows from config, market source and the requests with their times. One thread
 * at a time.
 */
public final class Venue {
  private final VenueConfig config;
  private final MarketSource market;
  private final VenueListener listener;

  public Venue(VenueConfig config, MarketSource market, VenueListener listener) {
    this.config = config;
    this.market = market;
    this.listener = listener;
  }

  /**
   * Takes a request that arrives now. Its reply, and what follows from it, are told to the listener
   * when their time has come: within this call where the latencies are 0, else in {@link #advance}.
   *
   * @param timeNs venue time, not before the last; everything due earlier happens first
   * @param requestId the caller's own, handed back with the reply
   */
  public void submit(long timeNs, long requestId, VenueRequest request) {
    throw new IllegalStateException("not built yet");
  }

  /** Lets everything happen that is due up to this venue time. */
  public void advance(long timeNs) {
    throw new IllegalStateException("not built yet");
  }

  /** Venue time when something happens by itself next, or {@link MarketSource#ENDED}. */
  public long nextNs() {
    throw new IllegalStateException("not built yet");
  }

  /** Venue time of the last happening. */
  public long nowNs() {
    throw new IllegalStateException("not built yet");
  }

  public VenueConfig config() {
    return config;
  }

  public List<Instrument> instruments() {
    return market.instruments();
  }

  VenueListener listener() {
    return listener;
  }

  public Accounts accounts() {
    throw new IllegalStateException("not built yet");
  }

  public PriceBook book(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  /** Last traded price; 0 before the first trade. */
  public long lastPriceE9(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  public long markPriceE9(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  public long indexPriceE9(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  /** The rate that will be paid at {@link #nextFundingNs}. */
  public long fundingRateE9(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  public long nextFundingNs(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  public long openInterestE9(int symbol) {
    throw new IllegalStateException("not built yet");
  }

  /** Open orders of an account, oldest first: resting, conditional, take-profits and stops. */
  public List<VenueOrder> openOrders(int account) {
    throw new IllegalStateException("not built yet");
  }

  /** Ended orders of an account, oldest first. */
  public List<VenueOrder> closedOrders(int account) {
    throw new IllegalStateException("not built yet");
  }

  /** The order, open or ended, or null. */
  public VenueOrder order(int account, long orderId) {
    throw new IllegalStateException("not built yet");
  }

  /** The newest order with this client id, or null. */
  public VenueOrder orderByLink(int account, String linkId) {
    throw new IllegalStateException("not built yet");
  }

  /** Executions of an account, oldest first. */
  public List<VenueExecution> executions(int account) {
    throw new IllegalStateException("not built yet");
  }
}
