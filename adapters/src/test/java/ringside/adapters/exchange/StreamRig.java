package ringside.adapters.exchange;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/** A whole exchange over a market that does what a test asks it to. */
final class StreamRig implements AutoCloseable {
  final StillMarket market = new StillMarket(List.of(Instruments.BTC, Instruments.ETH));
  final LocalExchange exchange;
  final AccountKey one;
  final AccountKey two;

  StreamRig() {
    this(ExchangeConfig.defaults());
  }

  StreamRig(ExchangeConfig config) {
    try {
      exchange = LocalExchange.start(config, identity -> market);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    one = exchange.accounts().get(0);
    two = exchange.accounts().get(1);
    exchange.venue().ask(venue -> venue.lastPriceE9(0)).join();
  }

  SocketClient open() {
    return new SocketClient(exchange.publicUrl());
  }

  SocketClient privately(AccountKey key) {
    return SocketClient.of(exchange.privateUrl(), key);
  }

  SocketClient trading(AccountKey key) {
    return SocketClient.of(exchange.tradeUrl(), key);
  }

  /** The market does something, now. */
  void happens(Consumer<MarketSink> what) {
    exchange
        .venue()
        .ask(
            venue -> {
              market.ask(what);
              return null;
            })
        .join();
  }

  void level(Side side, String price, String quantity) {
    happens(
        sink -> {
          sink.level(0, side, Instruments.e9(price), Instruments.e9(quantity));
          sink.bookComplete(0);
        });
  }

  VenueReply limit(int account, Side side, String quantity, String price) {
    return exchange
        .venue()
        .submit(order(account, side, OrderType.LIMIT, quantity, Instruments.e9(price)))
        .join();
  }

  VenueReply market(int account, Side side, String quantity) {
    return exchange.venue().submit(order(account, side, OrderType.MARKET, quantity, 0)).join();
  }

  static VenueRequest.Place order(
      int account, Side side, OrderType type, String quantity, long priceE9) {
    return new VenueRequest.Place(
        account,
        0,
        "",
        side,
        type,
        type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC,
        priceE9,
        Instruments.e9(quantity),
        0,
        false,
        false,
        0,
        0,
        TriggerBy.LAST,
        TriggerSpec.NONE,
        TriggerSpec.NONE,
        true);
  }

  @Override
  public void close() {
    exchange.close();
    if (exchange.fault().isDone()) {
      throw exchange.fault().join();
    }
  }
}
