package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a CSV file holds what: by the names of its header line, by a mapping the user
 * gave, or, without either, by Binance's order of candle columns. Immutable.
 */
public final class CsvColumns {
  /** What a column can hold, and the header names it goes by, in any case. */
  enum Field {
    TIME(
        "time,timestamp,timestamp_ms,timestamp(utc),ts,t,open_time,opentime,start,start_time,"
            + "starttime,datetime,date"),
    OPEN("open,o"),
    HIGH("high,h"),
    LOW("low,l"),
    CLOSE("close,c"),
    VOLUME("volume,vol,v,base_volume"),
    QUOTE_VOLUME("quote_volume,turnover,volume(usd),volume_usd"),
    PRICE("price,p,px"),
    QUANTITY("quantity,qty,amount,size"),
    SIDE("side,taker_side,direction"),
    MAKER("is_buyer_maker,buyer_maker"),
    SYMBOL("symbol");

    private final String names;

    Field(String names) {
      this.names = names;
    }

    List<String> names() {
      return List.of(names.split(",", -1));
    }

    String word() {
      return names().get(0);
    }
  }

  private static final int KLINE_COLUMNS = 5;

  private final Map<Field, Integer> places;

  private CsvColumns(Map<Field, Integer> places) {
    this.places = places;
  }

  /** The file's own header, or its order of columns, says what is where. */
  public static CsvColumns fromFile() {
    return new CsvColumns(Map.of());
  }

  /**
   * Reads a mapping: {@code time=0,price=3,quantity=2,side=1}, columns counted from 0.
   *
   * @throws MarketException when it is not of this form
   */
  public static CsvColumns parse(String mapping) {
    Map<Field, Integer> places = new EnumMap<>(Field.class);
    for (String part : mapping.split(",", -1)) {
      int equals = part.indexOf('=');
      Field field = equals < 0 ? null : byWord(part.substring(0, equals).trim());
      String place = part.substring(equals + 1).trim();
      if (field == null || !place.matches("\\d{1,3}") || places.containsKey(field)) {
        throw new MarketException(
            "columns \""
                + mapping
                + "\": \""
                + part.trim()
                + "\" is not NAME=COLUMN with a column counted from 0 and each NAME once, one of "
                + words());
      }
      places.put(field, Integer.parseInt(place));
    }
    return new CsvColumns(places);
  }

  private static String words() {
    return String.join(", ", Arrays.stream(Field.values()).map(Field::word).toList());
  }

  private static Field byWord(String word) {
    for (Field each : Field.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    return null;
  }

  boolean isGiven() {
    return !places.isEmpty();
  }

  /** Where a field is, or -1. */
  int place(Field field) {
    return places.getOrDefault(field, -1);
  }

  boolean has(Field field) {
    return places.containsKey(field);
  }

  boolean areCandles() {
    return has(Field.CLOSE);
  }

  /** The same, with names looked up in a header line where no mapping was given. */
  CsvColumns of(String where, List<String> first, boolean isHeader) {
    if (isGiven()) {
      return checked(where);
    }
    Map<Field, Integer> found = new EnumMap<>(Field.class);
    if (isHeader) {
      for (Field field : Field.values()) {
        for (String name : field.names()) {
          int at = find(first, name);
          if (at >= 0 && !found.containsKey(field)) {
            found.put(field, at);
          }
        }
      }
    } else if (first.size() >= KLINE_COLUMNS && areNumbers(first.subList(0, KLINE_COLUMNS))) {
      for (Field field : List.of(Field.TIME, Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE)) {
        found.put(field, found.size());
      }
      if (first.size() > KLINE_COLUMNS) {
        found.put(Field.VOLUME, KLINE_COLUMNS);
      }
    }
    return new CsvColumns(found).checked(where);
  }

  private static int find(List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).trim().toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  static boolean areNumbers(List<String> values) {
    return values.stream().allMatch(each -> each.trim().matches("-?\\d+(\\.\\d*)?"));
  }

  private CsvColumns checked(String where) {
    boolean candles = has(Field.HIGH) && has(Field.LOW) && has(Field.CLOSE);
    boolean trades = has(Field.PRICE) && has(Field.QUANTITY);
    if (!has(Field.TIME) || !(candles || trades)) {
      List<String> known = new ArrayList<>();
      places.keySet().forEach(each -> known.add(each.word()));
      throw new MarketException(
          where
              + ": found columns "
              + known
              + "; wanted are candles (time, open, high, low, close, volume; open and volume may be"
              + " missing) or trades (time, price, quantity, side; side may be missing), named in"
              + " the first line or by a mapping");
    }
    return this;
  }
}
