package ringside.adapters.sim.market;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;

/**
 * Candles or trades of one symbol from a CSV file as a market, with a small synthetic book around
 * the price; mark and index price are the last price. Columns are told in docs/MARKET.md. The file
 * is checked whole before it is played. One thread.
 *
 * <p>A candle is four trades, at its start, a third and two thirds of it, and a millisecond before
 * its end: open, low, high, close when it closed at or above its open, else open, high, low, close.
 * Without opens the close before is the open.
 */
public final class CsvMarketSource implements MarketSource {
  private static final long MS = 1_000_000L;
  private static final int POINTS = 4;
  private static final Pattern NAMED =
      Pattern.compile("(?<![A-Z])([A-Z0-9]{2,10}(?:USDT|USDC|USD|PERP))(?![A-Z])");

  private final Path file;
  private final CsvColumns columns;
  private final boolean repeats;
  private final CsvContents contents;
  private final Instrument instrument;
  private final DrawnBook book;
  private final long[] timesNs = new long[POINTS];
  private final long[] pricesE9 = new long[POINTS];
  private final long[] quantitiesE9 = new long[POINTS];
  private final Side[] sides = new Side[POINTS];
  private CsvRows rows;
  private long passNs;
  private long lastE9;
  private Side lastSide = Side.BUY;
  private int point;
  private int points;

  /**
   * @param columns which column is what, or {@link CsvColumns#fromFile}
   * @param given the instrument, or null: its symbol from the file's column or name, its tick and
   *     lot from the numbers
   * @param repeats whether it begins anew when it ends
   * @throws MarketException when the file cannot be used: file, line, column, what is allowed
   */
  public CsvMarketSource(Path file, CsvColumns columns, Instrument given, boolean repeats) {
    this.file = file;
    this.columns = columns;
    this.repeats = repeats;
    contents = CsvContents.of(file, columns, symbolOf(file));
    instrument = given == null ? contents.instrument() : given;
    book = new SyntheticBook(instrument, contents.levelE9(instrument));
    rows = CsvRows.open(file, columns);
    readAhead();
  }

  private CsvMarketSource(Path file, String symbol, UnaryOperator<Instrument> rules) {
    this.file = file;
    this.columns = CsvColumns.fromFile();
    this.repeats = false;
    contents = CsvContents.of(file, columns, symbol == null ? symbolOf(file) : symbol);
    instrument = rules.apply(contents.instrument());
    book = new PointBook();
    rows = CsvRows.open(file, columns);
    readAhead();
  }

  /**
   * The file as points, for a run over candles: at each there is one price, at which any quantity
   * can be bought and sold. Played once.
   *
   * @param symbol whose it is where no column says so; null: the file's name tells
   * @param rules what is made of the instrument that the file's numbers tell
   * @throws MarketException when the file cannot be used
   */
  public static CsvMarketSource ofPoints(
      Path file, String symbol, UnaryOperator<Instrument> rules) {
    return new CsvMarketSource(file, symbol, rules);
  }

  /** A symbol in the file's name, or that of a coin the venue knows; else UNKNOWN. */
  static String symbolOf(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toUpperCase(Locale.ROOT);
    Matcher named = NAMED.matcher(name.replace("-", ""));
    if (named.find()) {
      return named.group(1);
    }
    for (Instrument each : Instruments.defaults()) {
      if (name.startsWith(each.baseCoin())) {
        return each.symbol();
      }
    }
    return "UNKNOWN";
  }

  /** How long a candle is. */
  public long candleNs() {
    return contents.candleNs();
  }

  /** When the file begins: epoch ns of this source's time 0. */
  public long beganNs() {
    return contents.firstNs();
  }

  @Override
  public List<Instrument> instruments() {
    return List.of(instrument);
  }

  @Override
  public long nextNs() {
    return point < points ? timesNs[point] : ENDED;
  }

  @Override
  public void advance(MarketSink sink) {
    long nowNs = nextNs();
    while (nextNs() == nowNs && nowNs != ENDED) {
      long priceE9 = pricesE9[point];
      if (quantitiesE9[point] > 0) {
        sink.trade(0, sides[point], priceE9, quantitiesE9[point]);
      }
      book.around(priceE9, sides[point], sink);
      sink.prices(0, priceE9, priceE9);
      point++;
      if (point == points) {
        readAhead();
      }
    }
  }

  private void readAhead() {
    CsvRow row = rows.next();
    if (row == null && repeats) {
      rows.close();
      rows = CsvRows.open(file, columns);
      row = rows.next();
      passNs += contents.lengthNs();
    }
    point = 0;
    points = 0;
    if (row == null) {
      return;
    }
    long startNs = passNs + row.timeNs() - contents.firstNs();
    if (rows.columns().areCandles()) {
      candle(row, startNs);
    } else {
      Side side = row.side() == Side.NULL_VAL ? sideOf(row.closeE9()) : row.side();
      add(startNs, row.closeE9(), Math.max(instrument.lotE9(), onLot(row.volumeE9())), side);
    }
  }

  private void candle(CsvRow row, long startNs) {
    long openE9 = row.openE9() != CsvRow.NONE ? row.openE9() : lastE9 > 0 ? lastE9 : row.closeE9();
    boolean up = row.closeE9() >= openE9;
    long lengthNs = contents.candleNs();
    long wholeE9 = row.volumeE9() == CsvRow.NONE ? instrument.lotE9() * POINTS : row.volumeE9();
    long quantityE9 = Math.max(instrument.lotE9(), onLot(wholeE9 / POINTS));
    long[] path = {
      openE9, up ? row.lowE9() : row.highE9(), up ? row.highE9() : row.lowE9(), row.closeE9()
    };
    for (int i = 0; i < POINTS; i++) {
      long atNs = i == POINTS - 1 ? lengthNs - MS : i * (lengthNs / (POINTS - 1));
      add(startNs + atNs, path[i], quantityE9, sideOf(path[i]));
    }
  }

  private long onLot(long quantityE9) {
    return quantityE9 - quantityE9 % instrument.lotE9();
  }

  private Side sideOf(long priceE9) {
    return priceE9 == lastE9 ? lastSide : priceE9 > lastE9 ? Side.BUY : Side.SELL;
  }

  private void add(long atNs, long priceE9, long quantityE9, Side side) {
    timesNs[points] = atNs;
    pricesE9[points] = priceE9;
    quantitiesE9[points] = quantityE9;
    sides[points] = side;
    points++;
    lastE9 = priceE9;
    lastSide = side;
  }

  @Override
  public void close() {
    rows.close();
  }
}
