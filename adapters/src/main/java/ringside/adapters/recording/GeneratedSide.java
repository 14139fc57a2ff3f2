package ringside.adapters.recording;

import java.util.SplittableRandom;

/**
 * One side of a made-up book: as many levels as the topic is deep, best first, in ticks and lots. A
 * level that goes is made up for by a farther one, as the venue's window does. One thread.
 */
final class GeneratedSide {
  /** +1 for asks and -1 for bids: the direction in which prices get worse. */
  private final int away;

  private final SplittableRandom random;
  private final int depth;
  private final long[] prices;
  private final long[] quantities;
  private final long[] sentPrices;
  private final long[] sentQuantities;

  GeneratedSide(int away, int depth, long best, SplittableRandom random) {
    this.away = away;
    this.depth = depth;
    this.random = random;
    prices = new long[depth];
    quantities = new long[depth];
    sentPrices = new long[depth];
    sentQuantities = new long[depth];
    long price = best;
    for (int i = 0; i < depth; i++) {
      prices[i] = price;
      quantities[i] = quantity();
      price += away * step();
    }
  }

  long best() {
    return prices[0];
  }

  long bestQuantity() {
    return quantities[0];
  }

  void change(int level) {
    quantities[level] = quantity();
  }

  void remove(int level) {
    int after = depth - level - 1;
    System.arraycopy(prices, level + 1, prices, level, after);
    System.arraycopy(quantities, level + 1, quantities, level, after);
    int last = depth - 1;
    prices[last] = prices[last - 1] + away * step();
    quantities[last] = quantity();
  }

  /** A new level right behind this one, if there is a free price. */
  void insertBehind(int level) {
    if (level + 1 < depth && prices[level + 1] != prices[level] + away) {
      insert(level + 1, prices[level] + away);
    }
  }

  /** A new best level; the caller sees to it that it is better than the best, and not crossed. */
  void insertBest(long price) {
    insert(0, price);
  }

  private void insert(int level, long price) {
    int after = depth - level - 1;
    System.arraycopy(prices, level, prices, level + 1, after);
    System.arraycopy(quantities, level, quantities, level + 1, after);
    prices[level] = price;
    quantities[level] = quantity();
  }

  /** A trade takes this much, at most all, of the best level. */
  void take(long lots) {
    quantities[0] -= lots;
    if (quantities[0] == 0) {
      remove(0);
    }
  }

  long quantity() {
    int size = random.nextInt(100);
    return 1L + random.nextInt(size < 70 ? 25 : size < 95 ? 800 : 12_000);
  }

  private long step() {
    return random.nextInt(3) == 0 ? 1L + random.nextInt(4) : 1L;
  }

  void writeAll(GeneratedInstrument of, TextBuffer text) {
    for (int i = 0; i < depth; i++) {
      writeLevel(of, text, prices[i], quantities[i]);
    }
    text.dropLast(',');
    markSent();
  }

  /** The levels that differ from what was written before; returns how many. */
  int writeChanges(GeneratedInstrument of, TextBuffer text) {
    int written = 0;
    int sent = 0;
    int now = 0;
    while (sent < depth || now < depth) {
      long order = sent == depth ? 1 : now == depth ? -1 : (sentPrices[sent] - prices[now]) * away;
      if (order < 0) {
        writeLevel(of, text, sentPrices[sent++], 0);
        written++;
      } else if (order > 0) {
        writeLevel(of, text, prices[now], quantities[now]);
        now++;
        written++;
      } else {
        if (sentQuantities[sent] != quantities[now]) {
          writeLevel(of, text, prices[now], quantities[now]);
          written++;
        }
        sent++;
        now++;
      }
    }
    text.dropLast(',');
    markSent();
    return written;
  }

  private void markSent() {
    System.arraycopy(prices, 0, sentPrices, 0, depth);
    System.arraycopy(quantities, 0, sentQuantities, 0, depth);
  }

  private static void writeLevel(
      GeneratedInstrument of, TextBuffer text, long price, long quantity) {
    text.add("[\"").addDecimal(price * of.tickUnits(), of.priceDecimals()).add("\",\"");
    if (quantity == 0) {
      text.add('0');
    } else {
      text.addDecimal(quantity, of.quantityDecimals());
    }
    text.add("\"],");
  }
}
