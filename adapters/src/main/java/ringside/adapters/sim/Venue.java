package ringside.adapters.sim;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The simulated venue: matches, keeps accounts, triggers, funds and liquidates, in virtual time.
 * Pure: everything follows from config, market source and the requests with their times. One thread
 * at a time; not to be called from its listener.
 *
 * <p>At one time the market moves first, then funding is paid, then requests arrive, then listeners
 * hear what is due to them.
 */
public final class Venue {
  private final VenueConfig config;
  private final MarketSource market;
  private final VenueListener listener;
  private final VenueState state;
  private final DelayedFeed delayed;
  private final RequestQueue requests;
  private final OutsideMarket outside;
  private final Lifecycle lifecycle;
  private final Liquidator liquidator;
  private final OrderEntry orderEntry;
  private final AccountEntry accountEntry;
  private final Answers answers;

  /** Venue time of the source's time 0; moves on when the venue stood still. */
  private long marketStartNs;

  private long resumedNs;

  public Venue(VenueConfig config, MarketSource market, VenueListener listener) {
    this.config = config;
    this.market = market;
    this.listener = listener;
    SplittableRandom random = new SplittableRandom(config.seed());
    SplittableRandom feedRandom = random.split();
    requests = new RequestQueue(config.orderLatency(), random, config.accounts().size());
    List<Instrument> instruments = List.copyOf(market.instruments());
    Accounts accounts = new Accounts(config, instruments);
    boolean direct = config.feedLatency().equals(LatencyModel.NONE);
    delayed = direct ? null : new DelayedFeed(listener, config.feedLatency(), feedRandom);
    state = new VenueState(config, instruments, accounts, direct ? listener : delayed);
    if (delayed != null) {
      delayed.bind(state);
    }
    Matcher matcher = new Matcher(state);
    lifecycle = new Lifecycle(state, matcher);
    liquidator = new Liquidator(state, lifecycle);
    outside = new OutsideMarket(state, matcher);
    answers = new Answers(state);
    orderEntry = new OrderEntry(state, lifecycle, answers);
    accountEntry = new AccountEntry(state, lifecycle.stops(), answers);
    marketStartNs = config.startNs();
  }

  /**
   * Takes a request that arrives now. Its reply, and what follows from it, are told to the listener
   * when their time has come: within this call where the latencies are 0, else in {@link #advance}.
   *
   * @param timeNs venue time, not before the last; everything due up to it happens first
   * @param requestId the caller's own, handed back with the reply
   * @throws IllegalArgumentException when the time is before the last, or account or symbol do not
   *     exist
   */
  public void submit(long timeNs, long requestId, VenueRequest request) {
    if (request.account() < 0 || request.account() >= config.accounts().size()) {
      throw new IllegalArgumentException("there is no account " + request.account());
    }
    if (request instanceof VenueRequest.Resume) {
      resume(timeNs, requestId, request);
      return;
    }
    advance(timeNs);
    if (requests.isDirect()) {
      apply(requestId, request);
      finishStep();
    } else {
      requests.send(timeNs, requestId, request);
    }
  }

  /** The clock goes on, and nothing happened since the last happening. */
  private void resume(long timeNs, long requestId, VenueRequest request) {
    requireNotBefore(timeNs);
    marketStartNs += timeNs - state.nowNs;
    state.nowNs = timeNs;
    resumedNs = timeNs;
    for (SymbolMarket each : state.markets) {
      each.scheduleFunding(timeNs);
    }
    answers.by(RetCode.OK, requestId, request);
  }

  private void requireNotBefore(long timeNs) {
    if (timeNs < state.nowNs) {
      throw new IllegalArgumentException(
          "venue time is " + state.nowNs + " ns already, asked for " + timeNs);
    }
  }

  /**
   * Lets everything happen that is due up to this venue time.
   *
   * @throws IllegalArgumentException when the time is before the last
   */
  public void advance(long timeNs) {
    requireNotBefore(timeNs);
    for (long next = nextNs(); next <= timeNs && next != MarketSource.ENDED; next = nextNs()) {
      state.nowNs = Math.max(state.nowNs, next);
      if (marketNs() <= next) {
        market.advance(outside);
        finishStep();
      } else if (fundingNs() <= next) {
        fund();
        finishStep();
      } else if (requests.nextNs() <= next) {
        RequestQueue.Sent sent = requests.poll();
        apply(sent.requestId(), sent.request());
        finishStep();
      } else {
        delayed.tell();
      }
    }
    state.nowNs = timeNs;
  }

  /** Venue time when something happens by itself next, or {@link MarketSource#ENDED}. */
  public long nextNs() {
    long happening = Math.min(marketNs(), Math.min(fundingNs(), requests.nextNs()));
    return delayed == null ? happening : Math.min(happening, delayed.nextNs());
  }

  private long marketNs() {
    long next = market.nextNs();
    return next == MarketSource.ENDED ? next : marketStartNs + next;
  }

  private long fundingNs() {
    long next = MarketSource.ENDED;
    for (SymbolMarket each : state.markets) {
      next = Math.min(next, each.nextFundingNs);
    }
    return next;
  }

  private void fund() {
    for (SymbolMarket each : state.markets) {
      if (each.nextFundingNs <= state.nowNs) {
        each.scheduleFunding(state.nowNs);
        each.tickerDirty = true;
        fund(each);
      }
    }
  }

  private void fund(SymbolMarket each) {
    long sequence = ++each.sequence;
    state.feed.onFunding(each.symbol, state.nowNs, each.fundingRateE9, each.markE9);
    for (VenueExecution paid :
        state.accounts.fund(each.symbol, each.fundingRateE9, sequence, state.nowNs)) {
      state.orders.executions(paid.account()).push(paid);
      state.feed.onExecution(paid);
      state.touch(state.accounts.position(paid.account(), paid.symbol(), paid.positionIdx()));
      state.paid(paid.account());
    }
    state.marginMoved = true;
  }

  private void apply(long requestId, VenueRequest request) {
    if (request instanceof VenueRequest.Place place) {
      orderEntry.place(requestId, place);
    } else if (request instanceof VenueRequest.Cancel cancel) {
      orderEntry.cancel(requestId, cancel);
    } else if (request instanceof VenueRequest.Amend amend) {
      orderEntry.amend(requestId, amend);
    } else if (request instanceof VenueRequest.CancelAll cancelAll) {
      orderEntry.cancelAll(requestId, cancelAll);
    } else if (request instanceof VenueRequest.SetTradingStop stop) {
      accountEntry.setTradingStop(requestId, stop);
    } else if (request instanceof VenueRequest.SetLeverage leverage) {
      accountEntry.setLeverage(requestId, leverage);
    } else if (request instanceof VenueRequest.SwitchMode mode) {
      accountEntry.switchMode(requestId, mode);
    } else if (request instanceof VenueRequest.ForceMode mode) {
      accountEntry.forceMode(requestId, mode);
    } else if (request instanceof VenueRequest.ForceLeverage leverage) {
      accountEntry.forceLeverage(requestId, leverage);
    } else if (request instanceof VenueRequest.Transfer transfer) {
      accountEntry.transfer(requestId, transfer);
    } else {
      throw new IllegalArgumentException("what is " + request.getClass().getName() + "?");
    }
  }

  /** Does what the step has brought about, tells what it changed, and balances the books. */
  private void finishStep() {
    lifecycle.settle();
    if (state.marginMoved) {
      liquidator.run();
    }
    state.tellChanges();
    if (config.checked()) {
      state.accounts.checkConserved();
    }
  }

  /** Venue time of the last happening, or that was last asked for. */
  public long nowNs() {
    return state.nowNs;
  }

  /**
   * Venue time when it last went on after it stood still, 0 for never. A restarted venue shows
   * orders that ended before it in its history only.
   */
  public long resumedNs() {
    return resumedNs;
  }

  public VenueConfig config() {
    return config;
  }

  public List<Instrument> instruments() {
    return state.instruments;
  }

  /**
   * A number that stands for all that the venue holds now: the same for every venue that was given
   * the same, up to the same time, by the same code.
   */
  public long digest() {
    return StateDigest.of(state);
  }

  VenueListener listener() {
    return listener;
  }

  public Accounts accounts() {
    return state.accounts;
  }

  /** The public book, as the listener was told of it last; ask anew after every change. */
  public PriceBook book(int symbol) {
    return delayed == null ? state.markets[symbol].book : delayed.book(symbol);
  }

  /** Last traded price; 0 before the first trade. */
  public long lastPriceE9(int symbol) {
    return state.markets[symbol].lastE9;
  }

  public long markPriceE9(int symbol) {
    return state.markets[symbol].markE9;
  }

  public long indexPriceE9(int symbol) {
    return state.markets[symbol].indexE9;
  }

  /** The rate that will be paid at {@link #nextFundingNs}. */
  public long fundingRateE9(int symbol) {
    return state.markets[symbol].fundingRateE9;
  }

  public long nextFundingNs(int symbol) {
    return state.markets[symbol].nextFundingNs;
  }

  public long openInterestE9(int symbol) {
    return state.markets[symbol].openInterestE9;
  }

  /** Open orders of an account, oldest first: resting, conditional, take-profits and stops. */
  public List<VenueOrder> openOrders(int account) {
    return state.orders.openOrders(account);
  }

  /** Ended orders of an account, in the order they ended; the newest 50,000. */
  public List<VenueOrder> closedOrders(int account) {
    return Collections.unmodifiableList(state.orders.closed(account));
  }

  /** The order, open or among the ended ones kept, or null. */
  public VenueOrder order(int account, long orderId) {
    return state.orders.find(account, orderId);
  }

  /** The newest order with this client id, open or among the ended ones kept, or null. */
  public VenueOrder orderByLink(int account, String linkId) {
    return state.orders.find(account, linkId);
  }

  /** Executions of an account, oldest first; the newest 50,000. */
  public List<VenueExecution> executions(int account) {
    return Collections.unmodifiableList(state.orders.executions(account));
  }
}
