package ringside.adapters.bybit;

/** Why a message of the venue was not taken. The whole of it is dropped, nothing of it counts. */
public enum RejectReason {
  /** Not one JSON object, or truncated. */
  MALFORMED,
  /** More characters than allowed in all, or in a name or number. */
  TOO_LARGE,
  /** Nested deeper than allowed. */
  TOO_DEEP,
  /** More levels, trades or candles than allowed. */
  TOO_MANY,
  /** Something required is not there. */
  MISSING_FIELD,
  /** A field that matters is there twice. */
  DUPLICATE_FIELD,
  /** A value of another kind than its field has. */
  WRONG_TYPE,
  /** No number, too large, too fine, or of a sign it must not have. */
  BAD_NUMBER,
  /** A time outside the years 2000 to 2099. */
  BAD_TIME,
  /** A topic this build does not read, or a message that is neither data nor an answer. */
  UNKNOWN_TOPIC,
  /** A symbol that nobody asked for. */
  UNKNOWN_SYMBOL,
  /** The data names another symbol or interval than the topic. */
  MISMATCH
}
