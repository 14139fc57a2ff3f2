package ringside.adapters.bybit;

import java.util.Map;

/**
 * Finds a symbol's slot from characters, without making a String. Slots are dense, from 0, so that
 * state per symbol lives in arrays. Immutable; any thread.
 */
final class SymbolTable {
  static final int NONE = -1;

  private final String[] symbols;
  private final int[] instruments;
  private final int[] buckets;
  private final int mask;

  SymbolTable(Map<String, Integer> instrumentsBySymbol) {
    int size = instrumentsBySymbol.size();
    symbols = instrumentsBySymbol.keySet().stream().sorted().toArray(String[]::new);
    instruments = new int[size];
    mask = Math.max(16, Integer.highestOneBit(Math.max(1, size)) * 4) - 1;
    buckets = new int[mask + 1];
    for (int slot = 0; slot < size; slot++) {
      instruments[slot] = instrumentsBySymbol.get(symbols[slot]);
      char[] symbol = symbols[slot].toCharArray();
      int at = hash(symbol, 0, symbol.length) & mask;
      while (buckets[at] != 0) {
        at = (at + 1) & mask;
      }
      buckets[at] = slot + 1;
    }
  }

  int size() {
    return symbols.length;
  }

  String symbol(int slot) {
    return symbols[slot];
  }

  int instrument(int slot) {
    return instruments[slot];
  }

  /** The slot of the symbol, or {@link #NONE}. */
  int find(char[] text, int offset, int length) {
    int at = hash(text, offset, length) & mask;
    while (buckets[at] != 0) {
      int slot = buckets[at] - 1;
      if (matches(symbols[slot], text, offset, length)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    return NONE;
  }

  /** The slot of the instrument, or {@link #NONE}. */
  int slotOf(int instrument) {
    for (int slot = 0; slot < instruments.length; slot++) {
      if (instruments[slot] == instrument) {
        return slot;
      }
    }
    return NONE;
  }

  static boolean matches(String expected, char[] text, int offset, int length) {
    if (expected.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (expected.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(char[] text, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ (hash >>> 16);
  }
}
