package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/** Writes down what a source tells of symbol 0, and keeps its book; a crossed book fails. */
final class MarketTape implements MarketSink {
  final TreeMap<Long, Long> bids = new TreeMap<>();
  final TreeMap<Long, Long> asks = new TreeMap<>();

  /** Milliseconds, side, price and quantity of each trade. */
  final List<String> trades = new ArrayList<>();

  final List<String> prices = new ArrayList<>();
  final List<String> others = new ArrayList<>();
  int clears;
  int books;
  private long nowNs;

  /** Plays what happens before a time; false when the source ended. */
  boolean play(MarketSource source, long untilNs) {
    while (source.nextNs() < untilNs) {
      if (source.nextNs() < nowNs) {
        throw new AssertionError("time stepped back");
      }
      nowNs = source.nextNs();
      source.advance(this);
    }
    return source.nextNs() != MarketSource.ENDED;
  }

  private String now() {
    return nowNs / 1_000_000 + " ";
  }

  @Override
  public void clearBook(int symbol) {
    if (symbol == 0) {
      clears++;
      bids.clear();
      asks.clear();
    }
  }

  @Override
  public void level(int symbol, Side side, long priceE9, long quantityE9) {
    if (symbol == 0) {
      TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
      if (quantityE9 == 0) {
        levels.remove(priceE9);
      } else {
        levels.put(priceE9, quantityE9);
      }
    }
  }

  @Override
  public void bookComplete(int symbol) {
    if (symbol == 0) {
      books++;
      Map.Entry<Long, Long> bid = bids.lastEntry();
      Map.Entry<Long, Long> ask = asks.firstEntry();
      if (bid != null && ask != null && bid.getKey() >= ask.getKey()) {
        throw new AssertionError("crossed: " + bid + " / " + ask);
      }
    }
  }

  @Override
  public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {
    if (symbol == 0) {
      trades.add(
          now()
              + takerSide
              + " "
              + Decimals.toStringE9(priceE9)
              + " "
              + Decimals.toStringE9(quantityE9));
    }
  }

  @Override
  public void prices(int symbol, long markE9, long indexE9) {
    if (symbol == 0) {
      prices.add(now() + Decimals.toStringE9(markE9) + " " + Decimals.toStringE9(indexE9));
    }
  }

  @Override
  public void fundingRate(int symbol, long rateE9) {
    if (symbol == 0) {
      others.add(now() + "funding " + Decimals.toStringE9(rateE9));
    }
  }

  @Override
  public void openInterest(int symbol, long contractsE9) {
    if (symbol == 0) {
      others.add(now() + "open " + Decimals.toStringE9(contractsE9));
    }
  }

  @Override
  public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {
    if (symbol == 0) {
      others.add(now() + "liquidation " + positionSide + " " + Decimals.toStringE9(priceE9));
    }
  }
}
