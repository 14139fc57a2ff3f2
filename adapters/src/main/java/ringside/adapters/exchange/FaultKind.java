package ringside.adapters.exchange;

import java.util.Locale;

/**
 * What can be made to go wrong. In JSON by the same words in small letters with hyphens, as {@code
 * drop-socket}. docs/EXCHANGE.md says what each needs.
 */
public enum FaultKind {
  /** Cuts a connection, without a close frame, at a step. */
  DROP_SOCKET,
  /** From a step on nothing is sent and nothing is answered; TCP stays. */
  HALF_OPEN_SOCKET,
  /** From a step on everything that is sent comes late. */
  DELAY_SOCKET,
  /** A message is not sent. */
  LOSE_MESSAGE,
  /** A message is sent twice. */
  DUPLICATE_MESSAGE,
  /** A message, and none but it, is sent late. */
  DELAY_MESSAGE,
  /** A message is sent after the one that follows it. */
  REORDER_MESSAGE,
  /** A book delta is not sent. */
  BOOK_GAP,
  /** The book is told with its best bid above its best ask. */
  CROSSED_BOOK,
  /** An order request is taken and answered late. */
  LATE_ANSWER,
  /** An order request is taken and answered twice (trade socket). */
  DOUBLE_ANSWER,
  /** An order request is taken and never answered. */
  NO_ANSWER,
  /** An order request is answered when a fill of its order was told. */
  FILL_BEFORE_ANSWER,
  /** A request is not taken but answered with this retCode: 10006, 10016 .... */
  RET_CODE,
  /** A REST request is not taken but answered with this HTTP status, and a text or HTML body. */
  HTTP_STATUS,
  /** A REST request is answered with HTML and status 200. */
  HTML_BODY,
  /** A REST request is answered with nothing and status 200. */
  EMPTY_BODY,
  /** A REST request is not taken and not answered. */
  TIME_OUT,
  /** A REST request is taken later. */
  DELAY_REQUEST,
  /** The venue's clock is off. */
  CLOCK_SKEW,
  /** Nothing but market time and the system's status is served: 10016, sockets are refused. */
  MAINTENANCE,
  /** At once: all sockets cut, update ids from 1, closed orders gone from realtime. */
  RESTART,
  /** At once: the position mode changes. */
  SWITCH_MODE,
  /** At once: the leverage changes. */
  SET_LEVERAGE,
  /** At once: somebody else places an order on the account. */
  FOREIGN_ORDER,
  /** At once: the user closes a position by hand. */
  MANUAL_CLOSE;

  /** As JSON has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
