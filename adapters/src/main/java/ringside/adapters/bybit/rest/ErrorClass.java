package ringside.adapters.bybit.rest;

/** What one of the venue's return codes means for who asked. */
public enum ErrorClass {
  /** Done, or it was so already ("not modified"). */
  SUCCESS,
  /** The venue understood and said no; asking again changes nothing. */
  REFUSED,
  /** There is no such open order (any more): what became of it must be asked. */
  GONE,
  /**
   * The orderLinkId exists: accepted only for a known re-send whose side, price and quantity match,
   * which the caller checks by asking for it.
   */
  DUPLICATE,
  /** Positions may only be reduced for now: no entries on this instrument, exits go on. */
  ENTRIES_OFF,
  /** Key, permission or account state: nothing works until a human acts. */
  ACCOUNT,
  /** Too many requests: nothing was done; later. */
  LIMITED,
  /** Our clock and the venue's differ: measure, then ask again (reads); of writes unknown. */
  TIME_WINDOW,
  /** It may have been done or not, or nobody knows the code: ask what became of it. */
  UNKNOWN
}
