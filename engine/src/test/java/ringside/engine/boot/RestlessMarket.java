package ringside.engine.boot;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Ten minutes of a market that moves up and down by steps of a few basis points several times a
 * second for two seconds, and rests for two: grids trade all the time. A recording, as the exchange
 * plays it, which begins anew when it is over.
 */
final class RestlessMarket {
  private static final int MESSAGES = 4_000;

  /** So many that move the price, and so many that do not: then both sides can be compared. */
  private static final int CALM = 14;

  private static final int LEVELS = 15;

  /** Messages before a fall: enough for an engine to start and open what it wants. */
  private static final int STILL = 120;

  private static final long APART_MS = 150;
  private static final long BEGAN_MS = 1_700_000_000_000L;

  private final BufferedWriter out;
  private final SplittableRandom random;

  private RestlessMarket(BufferedWriter out, long seed) {
    this.out = out;
    this.random = new SplittableRandom(seed);
  }

  /** Writes it to a file in that directory. */
  static Path in(Path directory, long seed) throws IOException {
    Path file = directory.resolve("restless.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new RestlessMarket(out, seed).write();
    }
    return file;
  }

  /** Two symbols: a tick of each is about the same fraction. */
  private void write() throws IOException {
    long[] middle = {600_000, 300_000};
    long[] home = middle.clone();
    String[] symbols = {"BTCUSDT", "ETHUSDT"};
    int[] decimals = {1, 2};
    for (int i = 0; i < MESSAGES; i++) {
      for (int k = 0; k < symbols.length; k++) {
        long ms = BEGAN_MS + i * APART_MS + k * APART_MS / 2;
        if ((i / CALM) % 2 == 0) {
          middle[k] += step(middle[k], home[k]);
        }
        tell(symbols[k], decimals[k], middle[k], ms, i);
      }
    }
  }

  /** Draws home, so that the end is near the beginning and legs do not stay open for ever. */
  private long step(long middle, long home) {
    return Math.round((home - middle) * 0.01 + (random.nextDouble() - 0.5) * home * 0.0006);
  }

  /** Writes one that stands still and then falls by a seventh, and stays there. */
  static Path falling(Path directory) throws IOException {
    Path file = directory.resolve("falling.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      RestlessMarket market = new RestlessMarket(out, 1);
      for (int i = 0; i < MESSAGES; i++) {
        long fallen = Math.max(0, Math.min(30, i - STILL)) * 3_000L;
        market.tell("BTCUSDT", 1, 600_000 - fallen, BEGAN_MS + i * APART_MS, i);
        market.tell("ETHUSDT", 2, 300_000 + i % 100, BEGAN_MS + i * APART_MS, i);
      }
    }
    return file;
  }

  private void tell(String symbol, int decimals, long middle, long ms, int i) throws IOException {
    book(symbol, decimals, middle, ms, i + 1);
    trade(symbol, decimals, middle + (random.nextBoolean() ? 1 : 0), ms);
    if (i % 4 == 0) {
      ticker(symbol, decimals, middle, ms);
    }
  }

  private void book(String symbol, int decimals, long middle, long ms, int update)
      throws IOException {
    StringBuilder bids = new StringBuilder();
    StringBuilder asks = new StringBuilder();
    for (int level = 0; level < LEVELS; level++) {
      String comma = level == 0 ? "" : ",";
      bids.append(comma).append(level(middle - level, decimals));
      asks.append(comma).append(level(middle + 1 + level, decimals));
    }
    line(
        String.format(
            Locale.ROOT,
            "{\"topic\":\"orderbook.50.%s\",\"type\":\"snapshot\",\"ts\":%d,\"data\":{\"s\":\"%s\","
                + "\"b\":[%s],\"a\":[%s],\"u\":%d,\"seq\":%d},\"cts\":%d}",
            symbol,
            ms,
            symbol,
            bids,
            asks,
            update,
            update,
            ms));
  }

  private static String level(long price, int decimals) {
    return "[\"" + price(price, decimals) + "\",\"5\"]";
  }

  private void trade(String symbol, int decimals, long price, long ms) throws IOException {
    line(
        String.format(
            Locale.ROOT,
            "{\"topic\":\"publicTrade.%s\",\"type\":\"snapshot\",\"ts\":%d,\"data\":[{\"T\":%d,"
                + "\"s\":\"%s\",\"S\":\"%s\",\"v\":\"0.%03d\",\"p\":\"%s\",\"i\":\"x\",\"BT\":false}]}",
            symbol,
            ms,
            ms,
            symbol,
            random.nextBoolean() ? "Buy" : "Sell",
            1 + random.nextInt(200),
            price(price, decimals)));
  }

  private void ticker(String symbol, int decimals, long middle, long ms) throws IOException {
    String price = price(middle, decimals);
    line(
        String.format(
            Locale.ROOT,
            "{\"topic\":\"tickers.%s\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"%s\","
                + "\"lastPrice\":\"%s\",\"markPrice\":\"%s\",\"indexPrice\":\"%s\","
                + "\"fundingRate\":\"0.0001\",\"openInterest\":\"5000\"},\"cs\":%d,\"ts\":%d}",
            symbol,
            symbol,
            price,
            price,
            price,
            ms,
            ms));
  }

  private static String price(long units, int decimals) {
    long one = decimals == 1 ? 10 : 100;
    return String.format(Locale.ROOT, "%d.%0" + decimals + "d", units / one, units % one);
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.newLine();
  }
}
