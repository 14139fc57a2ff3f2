package ringside.adapters.exchange;

import java.util.Set;

/**
 * Something that shall go wrong. Immutable; begin with {@link #of}, add with the {@code with}
 * methods. A criterion that is not stated matches everything.
 *
 * @param stream only on this way in; null for any
 * @param account only for this account, by name; "" for any
 * @param step where a socket is struck
 * @param after of {@link SocketStep#MESSAGE}: so many messages first; of a message or request: so
 *     many that match go well first
 * @param topic messages of topics that begin so
 * @param path REST paths that begin so, or operations of the trade socket
 * @param count how often; 0 for any number
 * @param durationMs how long, in real time; 0 for ever
 * @param delayMs how late; of clock skew: how far ahead
 * @param code retCode or HTTP status
 * @param text message or body; "" for the usual one
 * @param symbol of what is done to an account
 * @param side Buy or Sell: of an order
 * @param quantityE9 of an order
 * @param priceE9 of an order, 0 for a market order; of a change of leverage: the leverage
 */
public record Fault(
    FaultKind kind,
    StreamKind stream,
    String account,
    SocketStep step,
    int after,
    String topic,
    String path,
    int count,
    long durationMs,
    long delayMs,
    int code,
    String text,
    String symbol,
    String side,
    long quantityE9,
    long priceE9) {
  private static final Set<FaultKind> ONCE_UNLESS_SAID =
      Set.of(
          FaultKind.DROP_SOCKET,
          FaultKind.HALF_OPEN_SOCKET,
          FaultKind.DELAY_SOCKET,
          FaultKind.LOSE_MESSAGE,
          FaultKind.DUPLICATE_MESSAGE,
          FaultKind.DELAY_MESSAGE,
          FaultKind.REORDER_MESSAGE,
          FaultKind.BOOK_GAP,
          FaultKind.LATE_ANSWER,
          FaultKind.DOUBLE_ANSWER,
          FaultKind.NO_ANSWER,
          FaultKind.FILL_BEFORE_ANSWER);

  /** This, once where that makes sense, else until it is cleared. */
  public static Fault of(FaultKind kind) {
    return new Fault(
        kind,
        null,
        "",
        SocketStep.NOW,
        0,
        "",
        "",
        ONCE_UNLESS_SAID.contains(kind) ? 1 : 0,
        0,
        0,
        0,
        "",
        "",
        "",
        0,
        0);
  }

  public Fault on(StreamKind way) {
    return new Fault(
        kind,
        way,
        account,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withAccount(String name) {
    return new Fault(
        kind,
        stream,
        name,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault at(SocketStep where) {
    return new Fault(
        kind,
        stream,
        account,
        where,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withAfter(int messages) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        messages,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withTopic(String beginning) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        beginning,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withPath(String beginning) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        beginning,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  /** How often; 0 for any number. */
  public Fault times(int number) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        number,
        durationMs,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  /** For so long, however often. */
  public Fault forMs(long duration) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        0,
        duration,
        delayMs,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withDelayMs(long delay) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delay,
        code,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withCode(int number) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        number,
        text,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  public Fault withText(String words) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        words,
        symbol,
        side,
        quantityE9,
        priceE9);
  }

  /** What is done to an account: on this symbol, this side, so much, at this price or leverage. */
  public Fault with(String symbolName, String sideWord, long quantity, long price) {
    return new Fault(
        kind,
        stream,
        account,
        step,
        after,
        topic,
        path,
        count,
        durationMs,
        delayMs,
        code,
        text,
        symbolName,
        sideWord,
        quantity,
        price);
  }
}
