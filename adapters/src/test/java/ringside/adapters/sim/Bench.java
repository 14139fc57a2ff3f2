package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/** A venue with one symbol, a script for its market, and short words for what tests do. */
final class Bench {
  static final long START_NS = 1_700_000_000_000_000_000L;
  static final Instrument RULES =
      new Instrument(
          "AAAUSDT",
          "AAA",
          "USDT",
          "USDT",
          e9("0.1"),
          e9("0.1"),
          e9("0.1"),
          e9("1000"),
          e9("500"),
          e9("5"),
          e9("100000"),
          e9("0.1"),
          e9("100"),
          e9("0.01"),
          480,
          e9("0.01"),
          e9("0.0002"),
          e9("0.00055"),
          List.of(
              new RiskTier(1, e9("2000000"), e9("0.005"), e9("0.01"), e9("100"), 0),
              new RiskTier(2, e9("9000000"), e9("0.01"), e9("0.02"), e9("50"), e9("10000"))));

  final ScriptedMarket market = new ScriptedMarket(List.of(RULES));
  final VenueLog log = new VenueLog();
  final Venue venue;
  private long requestId;

  Bench(FillModel model) {
    this(model, LatencyModel.NONE, LatencyModel.NONE);
  }

  Bench(FillModel model, LatencyModel order, LatencyModel feed) {
    List<VenueConfig.AccountSpec> accounts = new ArrayList<>();
    accounts.add(new VenueConfig.AccountSpec("alice", 1001, "USDT", e9("100000")));
    accounts.add(new VenueConfig.AccountSpec("bob", 1002, "USDT", e9("100000")));
    accounts.add(new VenueConfig.AccountSpec("poor", 1003, "USDT", e9("100")));
    venue =
        new Venue(new VenueConfig(7, START_NS, model, order, feed, accounts, true), market, log);
  }

  static long e9(String text) {
    return Decimals.parseE9(text);
  }

  /** The market does this now. */
  Bench market(Consumer<MarketSink> what) {
    market.at(venue.nowNs() - START_NS, what);
    venue.advance(venue.nowNs());
    return this;
  }

  /** Marks at 100, an outside book of 10 at each of five prices a side, from 99.9 and 100.1. */
  Bench usual() {
    return market(
        sink -> {
          sink.prices(0, e9("100"), e9("100"));
          for (int i = 0; i < 5; i++) {
            sink.level(0, Side.BUY, e9("99.9") - i * e9("0.1"), e9("10"));
            sink.level(0, Side.SELL, e9("100.1") + i * e9("0.1"), e9("10"));
          }
          sink.bookComplete(0);
          sink.trade(0, Side.BUY, e9("100"), e9("1"));
        });
  }

  Bench level(Side side, String price, String quantity) {
    return market(
        sink -> {
          sink.level(0, side, e9(price), e9(quantity));
          sink.bookComplete(0);
        });
  }

  Bench trade(Side taker, String price, String quantity) {
    return market(sink -> sink.trade(0, taker, e9(price), e9(quantity)));
  }

  Bench mark(String price) {
    return market(sink -> sink.prices(0, e9(price), e9(price)));
  }

  VenueReply submit(VenueRequest request) {
    int before = log.replies.size();
    venue.submit(venue.nowNs(), ++requestId, request);
    return log.replies.size() > before ? log.lastReply() : null;
  }

  Order order(int account, Side side, String quantity) {
    return new Order(account, side, quantity);
  }

  VenueReply limit(int account, Side side, String quantity, String price) {
    return order(account, side, quantity).price(price).place();
  }

  VenueReply market(int account, Side side, String quantity) {
    return order(account, side, quantity).place();
  }

  VenueReply cancel(int account, long orderId) {
    return submit(new VenueRequest.Cancel(account, 0, orderId, ""));
  }

  VenueReply amend(int account, long orderId, String price, String quantity) {
    return submit(
        new VenueRequest.Amend(
            account,
            0,
            orderId,
            "",
            price == null ? TriggerSpec.KEEP : e9(price),
            quantity == null ? TriggerSpec.KEEP : e9(quantity),
            TriggerSpec.KEEP,
            TriggerSpec.NONE,
            TriggerSpec.NONE));
  }

  VenueOrder last(int account, VenueReply reply) {
    return venue.order(account, reply.orderId());
  }

  Position position(int account) {
    return venue.accounts().position(account, 0, 0);
  }

  static TriggerSpec at(String price) {
    return new TriggerSpec(e9(price), TriggerBy.LAST, OrderType.MARKET, 0);
  }

  /** An order in the making. */
  final class Order {
    private final int account;
    private final Side side;
    private final long quantityE9;
    private String link = "";
    private long priceE9;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private int leg;
    private boolean reduceOnly;
    private boolean closeOnTrigger;
    private long triggerE9;
    private int direction;
    private TriggerBy by = TriggerBy.LAST;
    private TriggerSpec takeProfit = TriggerSpec.NONE;
    private TriggerSpec stopLoss = TriggerSpec.NONE;
    private boolean full = true;

    private Order(int account, Side side, String quantity) {
      this.account = account;
      this.side = side;
      this.quantityE9 = e9(quantity);
    }

    Order price(String price) {
      priceE9 = e9(price);
      return this;
    }

    Order link(String id) {
      link = id;
      return this;
    }

    Order force(TimeInForce force) {
      timeInForce = force;
      return this;
    }

    Order leg(int index) {
      leg = index;
      return this;
    }

    Order reduceOnly() {
      reduceOnly = true;
      return this;
    }

    Order closeOnTrigger() {
      closeOnTrigger = true;
      return this;
    }

    Order trigger(String price, int towards, TriggerBy measure) {
      triggerE9 = e9(price);
      direction = towards;
      by = measure;
      return this;
    }

    Order takeProfit(TriggerSpec spec) {
      takeProfit = spec;
      return this;
    }

    Order stopLoss(TriggerSpec spec) {
      stopLoss = spec;
      return this;
    }

    Order partial() {
      full = false;
      return this;
    }

    VenueReply place() {
      return submit(
          new VenueRequest.Place(
              account,
              0,
              link,
              side,
              priceE9 == 0 ? OrderType.MARKET : OrderType.LIMIT,
              timeInForce,
              priceE9,
              quantityE9,
              leg,
              reduceOnly,
              closeOnTrigger,
              triggerE9,
              direction,
              by,
              takeProfit,
              stopLoss,
              full));
    }
  }
}
