package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ringside.journal.event.Decimals;

/**
 * The fields of one kind of item in the venue's account messages, as a table: how each is called,
 * what it may hold, whether an item without it says nothing. An item is read into this object's own
 * arrays, in whatever order its fields come; unknown ones are passed over. Absent, {@code null} and
 * {@code ""} are one: nothing is stated.
 *
 * <p>One thread. What was read holds until the next {@link #read}.
 */
final class ItemFields {
  /** What a field may hold. */
  enum Kind {
    /** A text that names something: printable ASCII, refused when too long. */
    ID,
    /** A text of the venue's vocabulary: cut when too long. {@code UNKNOWN} says nothing. */
    WORD,
    /** A price that somebody set, zero or more, exact; 0 says that there is none. */
    PRICE,
    /** A price that somebody set, zero or more, exact; 0 is a value. */
    LEVEL,
    /** A quantity, zero or more, exact. */
    QUANTITY,
    /** Anything derived, of either sign: rounded to nine decimals, which is noted. */
    MONEY,
    /** A derived price; rounded, and 0 says that there is none. */
    DERIVED_PRICE,
    /** A time in ms, kept in ns; 0 says nothing. */
    TIME,
    /** A whole number; a negative one says nothing. */
    INTEGER,
    /** True or false, kept as 1 or 0. */
    FLAG,
    /** An object or array that its own reader takes. */
    NESTED
  }

  /** Reads a nested value; the cursor stands at it. */
  @FunctionalInterface
  interface NestedReader {
    void read(JsonCursor json) throws IOException, RejectedException;
  }

  /** Nothing is stated. */
  static final long NOTHING = Decimals.INVALID;

  static final int MAX_TEXT = 64;
  private static final int MAX_FIELDS = 62;
  private static final byte[] UNKNOWN = {'U', 'N', 'K', 'N', 'O', 'W', 'N'};

  private final Map<String, Integer> slots = new HashMap<>();
  private final Kind[] kinds = new Kind[MAX_FIELDS];
  private final NestedReader[] nested = new NestedReader[MAX_FIELDS];
  private final long[] values = new long[MAX_FIELDS];
  private final byte[][] texts = new byte[MAX_FIELDS][];
  private final int[] lengths = new int[MAX_FIELDS];
  private int count;
  private long required;
  private long seen;
  private boolean rounded;

  /** Adds a field; its slot is how many were added before. */
  ItemFields with(String name, Kind kind) {
    kinds[count] = kind;
    if (kind == Kind.ID || kind == Kind.WORD) {
      texts[count] = new byte[MAX_TEXT];
    }
    slots.put(name, count++);
    return this;
  }

  /** Adds a field that an item must have. */
  ItemFields need(String name, Kind kind) {
    required |= 1L << count;
    return with(name, kind);
  }

  ItemFields with(String name, NestedReader reader) {
    nested[count] = reader;
    return with(name, Kind.NESTED);
  }

  /** Reads the item whose start the cursor stands at, to its end. */
  void read(JsonCursor json) throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    clear();
    long stated = 0;
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      json.next();
      Integer slot = slots.get(name);
      if (slot == null) {
        json.skip();
        continue;
      }
      if ((seen & (1L << slot)) != 0) {
        throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
      }
      seen |= 1L << slot;
      if (!json.isNothing()) {
        stated |= 1L << slot;
        readValue(json, slot);
      }
    }
    if ((stated & required) != required) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  /** Whether a value of this item was rounded. */
  boolean isRounded() {
    return rounded;
  }

  /** The value of a number, time or flag, or {@link #NOTHING}. */
  long value(int slot) {
    return values[slot];
  }

  /** The value, or another where nothing is stated. */
  long valueOr(int slot, long other) {
    return values[slot] == NOTHING ? other : values[slot];
  }

  byte[] text(int slot) {
    return texts[slot];
  }

  int length(int slot) {
    return lengths[slot];
  }

  boolean is(int slot, String word) {
    if (lengths[slot] != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (texts[slot][i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** For what is rare. */
  String string(int slot) {
    return new String(texts[slot], 0, lengths[slot], java.nio.charset.StandardCharsets.US_ASCII);
  }

  void forget(int slot) {
    lengths[slot] = 0;
    values[slot] = NOTHING;
  }

  private void clear() {
    Arrays.fill(values, 0, count, NOTHING);
    Arrays.fill(lengths, 0, count, 0);
    seen = 0;
    rounded = false;
  }

  private void readValue(JsonCursor json, int slot) throws IOException, RejectedException {
    switch (kinds[slot]) {
      case ID -> readId(json, slot);
      case WORD -> readWord(json, slot);
      case LEVEL, QUANTITY -> values[slot] = json.quantityE9();
      case PRICE -> {
        long price = json.quantityE9();
        values[slot] = price == 0 ? NOTHING : price;
      }
      case MONEY -> readMoney(json, slot);
      case DERIVED_PRICE -> {
        readMoney(json, slot);
        if (values[slot] < 0) {
          throw RejectedException.of(RejectReason.BAD_NUMBER);
        }
        if (values[slot] == 0) {
          values[slot] = NOTHING;
        }
      }
      case TIME -> {
        if (json.integer() != 0) {
          values[slot] = json.timeNs();
        }
      }
      case INTEGER -> {
        if (!json.isNegative()) {
          values[slot] = json.integer();
        }
      }
      case FLAG -> values[slot] = json.flag() ? 1 : 0;
      case NESTED -> nested[slot].read(json);
    }
  }

  private void readMoney(JsonCursor json, int slot) throws IOException, RejectedException {
    values[slot] = json.moneyE9();
    rounded |= json.isFinerThanE9();
  }

  private void readId(JsonCursor json, int slot) throws IOException, RejectedException {
    char[] text = json.textCharacters();
    int offset = json.textOffset();
    int length = json.textLength();
    if (length > MAX_TEXT) {
      throw RejectedException.of(RejectReason.TOO_LARGE);
    }
    for (int i = 0; i < length; i++) {
      char character = text[offset + i];
      if (character <= ' ' || character > '~') {
        throw RejectedException.of(RejectReason.WRONG_TYPE);
      }
      texts[slot][i] = (byte) character;
    }
    lengths[slot] = length;
  }

  private void readWord(JsonCursor json, int slot) throws IOException, RejectedException {
    char[] text = json.textCharacters();
    int offset = json.textOffset();
    int length = Math.min(MAX_TEXT, json.textLength());
    for (int i = 0; i < length; i++) {
      char character = text[offset + i];
      texts[slot][i] = (byte) (character < ' ' || character > '~' ? '?' : character);
    }
    boolean unknown =
        length == UNKNOWN.length && Arrays.equals(texts[slot], 0, length, UNKNOWN, 0, length);
    lengths[slot] = unknown ? 0 : length;
  }
}
