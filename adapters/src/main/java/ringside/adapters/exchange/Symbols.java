package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.sim.Instrument;
import ringside.journal.event.Decimals;

/** The venue's instruments by name, and how their numbers are written. Immutable; any thread. */
final class Symbols {
  private final List<Instrument> instruments;
  private final Map<String, Integer> byName = new HashMap<>();
  private final int[] priceDecimals;
  private final int[] quantityDecimals;

  Symbols(List<Instrument> instruments) {
    this.instruments = List.copyOf(instruments);
    priceDecimals = new int[instruments.size()];
    quantityDecimals = new int[instruments.size()];
    for (int i = 0; i < instruments.size(); i++) {
      byName.put(instruments.get(i).symbol(), i);
      priceDecimals[i] = decimals(instruments.get(i).tickE9());
      quantityDecimals[i] = decimals(instruments.get(i).lotE9());
    }
  }

  int count() {
    return instruments.size();
  }

  /** All instruments by symbol, in their order. */
  Map<String, Instrument> byName() {
    Map<String, Instrument> map = new LinkedHashMap<>();
    instruments.forEach(instrument -> map.put(instrument.symbol(), instrument));
    return map;
  }

  Instrument get(int symbol) {
    return instruments.get(symbol);
  }

  String name(int symbol) {
    return instruments.get(symbol).symbol();
  }

  /** The index, or -1 for a name nobody knows. */
  int find(String name) {
    return byName.getOrDefault(name, -1);
  }

  /** The index of a name that a request states. */
  int require(String name) {
    int found = find(name);
    if (found < 0) {
      throw RefusedException.parameter("params error: symbol invalid " + name);
    }
    return found;
  }

  /** All symbols of a base coin and a settle coin; "" for any. */
  List<Integer> matching(String baseCoin, String settleCoin) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < instruments.size(); i++) {
      Instrument instrument = instruments.get(i);
      if ((baseCoin.isEmpty() || baseCoin.equals(instrument.baseCoin()))
          && (settleCoin.isEmpty() || settleCoin.equals(instrument.settleCoin()))) {
        found.add(i);
      }
    }
    return found;
  }

  /** Decimals of the tick size, to which the venue pads prices of market data. */
  int priceDecimals(int symbol) {
    return priceDecimals[symbol];
  }

  /** Decimals of the lot size, to which the venue pads quantities of market data. */
  int quantityDecimals(int symbol) {
    return quantityDecimals[symbol];
  }

  private static int decimals(long stepE9) {
    String text = Decimals.toStringE9(stepE9);
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }
}
