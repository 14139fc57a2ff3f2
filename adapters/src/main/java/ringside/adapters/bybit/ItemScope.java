package ringside.adapters.bybit;

/**
 * Which items of an account are ours: those of linear contracts with a symbol that the engine
 * knows. Shared by the kinds of items of one decoder; one thread.
 */
final class ItemScope {
  private static final String CATEGORY = "linear";

  private final SymbolTable symbols;
  private final String settleCoin;
  private final char[] text = new char[ItemFields.MAX_TEXT];
  private int slot = SymbolTable.NONE;
  private boolean foreign;

  ItemScope(SymbolTable symbols, String settleCoin) {
    this.symbols = symbols;
    this.settleCoin = settleCoin;
  }

  String settleCoin() {
    return settleCoin;
  }

  /**
   * Looks the item's instrument up; an item without a category is of the one that was asked for.
   */
  boolean find(ItemFields fields, int categorySlot, int symbolSlot) {
    slot = SymbolTable.NONE;
    foreign = false;
    if (fields.length(categorySlot) != 0 && !fields.is(categorySlot, CATEGORY)) {
      return false;
    }
    int length = fields.length(symbolSlot);
    for (int i = 0; i < length; i++) {
      text[i] = (char) fields.text(symbolSlot)[i];
    }
    slot = symbols.find(text, 0, length);
    foreign = slot == SymbolTable.NONE;
    return !foreign;
  }

  /** Whether the item looked up last is of a linear contract that nobody here trades. */
  boolean isForeign() {
    return foreign;
  }

  /** The index of the instrument found last. */
  int instrument() {
    return symbols.instrument(slot);
  }
}
