package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.base.ParserBase;
import java.io.IOException;
import ringside.journal.event.Decimals;

/**
 * Walks the tokens of one message and reads its values, in place, with the venue's limits. Every
 * reading method looks at the current token; a value that is not what it should be ends in a {@link
 * RejectedException}, bad JSON in Jackson's own exception.
 */
final class JsonCursor {
  /** The longest message that is looked at, in characters. */
  static final int MAX_CHARS = 4 << 20;

  static final int MAX_DEPTH = 32;

  private static final long NS_A_MS = 1_000_000L;
  private static final long YEAR_2000_MS = 946_684_800_000L;
  private static final long YEAR_2100_MS = 4_102_444_800_000L;
  private static final int MAX_LONG_DIGITS = 18;
  private static final int E9_DECIMALS = 9;
  private static final long[] POWERS = new long[E9_DECIMALS + 1];
  private static final long[] LARGEST = new long[E9_DECIMALS + 1];

  static {
    long power = 1;
    for (int i = 0; i <= E9_DECIMALS; i++) {
      POWERS[i] = power;
      LARGEST[i] = Long.MAX_VALUE / power;
      power *= 10;
    }
  }

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_CHARS)
                  .maxStringLength(MAX_CHARS)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Decimals.MAX_CHARS)
                  .maxNameLength(128)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonParser parser;

  /** The parser again, as what tells where in our text a token starts. */
  private ParserBase place;

  private char[] text;
  private int length;

  void open(char[] message, int messageLength) throws IOException {
    text = message;
    length = messageLength;
    place = (ParserBase) factory.createParser(message, 0, messageLength);
    parser = place;
  }

  void close() throws IOException {
    if (parser != null) {
      parser.close();
      parser = null;
      place = null;
      text = null;
    }
  }

  JsonToken next() throws IOException {
    return parser.nextToken();
  }

  /** The next field's name, or null at the end of the object. */
  String nextField() throws IOException {
    return parser.nextFieldName();
  }

  /** Passes over the current value with all that is in it. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  /** Passes over the rest of the array that the current token is in. */
  void skipRestOfArray() throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
    }
  }

  void require(JsonToken token) throws IOException, RejectedException {
    if (parser.currentToken() != token) {
      throw RejectedException.of(RejectReason.WRONG_TYPE);
    }
  }

  /** Refuses anything after the message's object but blanks. */
  void requireEnd() throws IOException, RejectedException {
    if (parser.nextToken() != null) {
      throw RejectedException.of(RejectReason.MALFORMED);
    }
  }

  boolean isEmptyText() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() == 0;
  }

  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isFlag() {
    JsonToken token = parser.currentToken();
    return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isEndOfArray(JsonToken token) {
    return token == JsonToken.END_ARRAY;
  }

  /** Absent in all but name: {@code null} or an empty text. */
  boolean isNothing() throws IOException {
    return isNull() || isEmptyText();
  }

  /** How deep the current token is nested; of an object's or array's start: inside of it. */
  int depth() {
    return parser.getParsingContext().getNestingDepth();
  }

  /** Passes over everything up to the end of the object or array of this depth. */
  void skipToEndOf(int depth) throws IOException, RejectedException {
    while (depth() >= depth) {
      if (parser.nextToken() == null) {
        throw RejectedException.of(RejectReason.MALFORMED);
      }
    }
  }

  /** The current value as text, cut to the length given; empty for what is no scalar. */
  String scalar(int maxLength) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue()) {
      parser.skipChildren();
      return "";
    }
    int count = Math.min(maxLength, parser.getTextLength());
    return new String(parser.getTextCharacters(), parser.getTextOffset(), count);
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean textEquals(String expected) throws IOException, RejectedException {
    require(JsonToken.VALUE_STRING);
    return SymbolTable.matches(
        expected, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  char[] textCharacters() throws IOException, RejectedException {
    require(JsonToken.VALUE_STRING);
    return parser.getTextCharacters();
  }

  int textOffset() throws IOException {
    return parser.getTextOffset();
  }

  int textLength() throws IOException {
    return parser.getTextLength();
  }

  /** A copy of the text, cut to the length given; for what is rare. */
  String text(int maxLength) throws IOException, RejectedException {
    require(JsonToken.VALUE_STRING);
    int count = Math.min(maxLength, parser.getTextLength());
    return new String(parser.getTextCharacters(), parser.getTextOffset(), count);
  }

  /** A price: above zero, at 1e-9. */
  long priceE9() throws IOException, RejectedException {
    long value = numberE9();
    if (value <= 0) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    return value;
  }

  /** A quantity: zero or more, at 1e-9. */
  long quantityE9() throws IOException, RejectedException {
    long value = numberE9();
    if (value < 0) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    return value;
  }

  /** A number of either sign, at 1e-9, exactly. */
  long numberE9() throws IOException, RejectedException {
    long value = plainE9();
    if (value >= 0) {
      return value;
    }
    requireScalar();
    value =
        Decimals.parseE9(
            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (value == Decimals.INVALID) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    return value;
  }

  /**
   * Reads {@code "123.45"} where it stands in the message: having Jackson cut out every text first
   * costs as much as all the rest. Gives up at the first thing that is not that plain.
   *
   * @return at 1e-9, or -1 to have it read at leisure
   */
  private long plainE9() {
    // Jackson says where it was after the token's first character; the quote proves it
    int start = (int) place.getTokenCharacterOffset();
    int limit = Math.min(length, start + MAX_LONG_DIGITS);
    if (start >= limit || text[start - 1] != '"') {
      return -1;
    }
    int at = start;
    long value = 0;
    char character = 0;
    while (at < limit && (character = text[at]) >= '0' && character <= '9') {
      value = value * 10 + (character - '0');
      at++;
    }
    int missing = E9_DECIMALS;
    if (character == '.' && at > start) {
      int point = at++;
      while (at < limit && (character = text[at]) >= '0' && character <= '9') {
        value = value * 10 + (character - '0');
        at++;
      }
      missing -= at - point - 1;
      if (missing == E9_DECIMALS) {
        return -1;
      }
    }
    if (character != '"' || at == start || missing < 0 || value > LARGEST[missing]) {
      return -1;
    }
    return value * POWERS[missing];
  }

  /** An amount of money, of either sign, at 1e-9; what is finer is rounded half-even. */
  long moneyE9() throws IOException, RejectedException {
    long value = plainE9();
    if (value >= 0) {
      return value;
    }
    requireScalar();
    value =
        Decimals.parseMoneyE9(
            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (value == Decimals.INVALID) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    return value;
  }

  /** Whether {@link #moneyE9} rounds the current value. */
  boolean isFinerThanE9() throws IOException {
    return parser.getTextLength() > E9_DECIMALS
        && Decimals.isRounded(
            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /**
   * An aggregate, zero or more, rounded to 1e-4.
   *
   * @return {@link Decimals#INVALID} for one that does not fit
   */
  long aggregateE4() throws IOException, RejectedException {
    requireScalar();
    char[] number = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int count = parser.getTextLength();
    long value = Decimals.parseAggregateE4(number, offset, count);
    if (value == Decimals.INVALID ? isNegativeOrNoNumber(number, offset, count) : value < 0) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    return value;
  }

  /** A whole number from 0, as number or text. */
  long integer() throws IOException, RejectedException {
    requireScalar();
    char[] digits = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int count = parser.getTextLength();
    if (count == 0 || count > MAX_LONG_DIGITS) {
      throw RejectedException.of(RejectReason.BAD_NUMBER);
    }
    long value = 0;
    for (int i = offset; i < offset + count; i++) {
      if (digits[i] < '0' || digits[i] > '9') {
        throw RejectedException.of(RejectReason.BAD_NUMBER);
      }
      value = value * 10 + (digits[i] - '0');
    }
    return value;
  }

  /** Whether the current scalar starts with a minus. */
  boolean isNegative() throws IOException {
    return parser.getTextLength() > 0 && parser.getTextCharacters()[parser.getTextOffset()] == '-';
  }

  /** A time in ms, as ns since the epoch. */
  long timeNs() throws IOException, RejectedException {
    long ms = integer();
    if (ms < YEAR_2000_MS || ms >= YEAR_2100_MS) {
      throw RejectedException.of(RejectReason.BAD_TIME);
    }
    return ms * NS_A_MS;
  }

  boolean flag() throws IOException, RejectedException {
    if (!isFlag()) {
      throw RejectedException.of(RejectReason.WRONG_TYPE);
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private void requireScalar() throws RejectedException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING
        && token != JsonToken.VALUE_NUMBER_INT
        && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw RejectedException.of(RejectReason.WRONG_TYPE);
    }
  }

  private static boolean isNegativeOrNoNumber(char[] number, int offset, int count) {
    return !Decimals.isNumber(number, offset, count) || number[offset] == '-';
  }
}
