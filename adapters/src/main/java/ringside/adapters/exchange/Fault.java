package ringside.adapters.exchange;

import java.util.Set;

/**
 * Something that shall go wrong. Immutable; begin with {@link #of}, add with the other methods that
 * give a Fault. A criterion that is not stated matches everything.
 */
public final class Fault {
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

  private final FaultKind kind;

  // Written by the methods below alone, before anybody else has seen the copy.
  private StreamKind stream;
  private String account = "";
  private SocketStep step = SocketStep.NOW;
  private int after;
  private String topic = "";
  private String path = "";
  private int count;
  private long durationMs;
  private long delayMs;
  private int code;
  private String text = "";
  private String symbol = "";
  private String side = "";
  private long quantityE9;
  private long priceE9;

  private Fault(FaultKind kind) {
    this.kind = kind;
    this.count = ONCE_UNLESS_SAID.contains(kind) ? 1 : 0;
  }

  private Fault copy() {
    Fault copy = new Fault(kind);
    copy.stream = stream;
    copy.account = account;
    copy.step = step;
    copy.after = after;
    copy.topic = topic;
    copy.path = path;
    copy.count = count;
    copy.durationMs = durationMs;
    copy.delayMs = delayMs;
    copy.code = code;
    copy.text = text;
    copy.symbol = symbol;
    copy.side = side;
    copy.quantityE9 = quantityE9;
    copy.priceE9 = priceE9;
    return copy;
  }

  /** This, once where that makes sense, else until it is cleared. */
  public static Fault of(FaultKind kind) {
    return new Fault(kind);
  }

  /** Only on this way in. */
  public Fault on(StreamKind way) {
    Fault made = copy();
    made.stream = way;
    return made;
  }

  /** Only for this account, by name; "" for any. */
  public Fault withAccount(String name) {
    Fault made = copy();
    made.account = name;
    return made;
  }

  /** Where a socket is struck. */
  public Fault at(SocketStep where) {
    Fault made = copy();
    made.step = where;
    return made;
  }

  /** So many messages first; of a message or request: so many that match go well first. */
  public Fault withAfter(int messages) {
    Fault made = copy();
    made.after = messages;
    return made;
  }

  /** Messages of topics that begin so. */
  public Fault withTopic(String beginning) {
    Fault made = copy();
    made.topic = beginning;
    return made;
  }

  /** REST paths that begin so, or operations of the trade socket. */
  public Fault withPath(String beginning) {
    Fault made = copy();
    made.path = beginning;
    return made;
  }

  /** How often; 0 for any number. */
  public Fault times(int number) {
    Fault made = copy();
    made.count = number;
    return made;
  }

  /** For so long in real time, however often. */
  public Fault forMs(long duration) {
    Fault made = copy();
    made.count = 0;
    made.durationMs = duration;
    return made;
  }

  /** How late; of clock skew: how far ahead. */
  public Fault withDelayMs(long delay) {
    Fault made = copy();
    made.delayMs = delay;
    return made;
  }

  /** The retCode or HTTP status. */
  public Fault withCode(int number) {
    Fault made = copy();
    made.code = number;
    return made;
  }

  /** The message or body; "" for the usual one. */
  public Fault withText(String words) {
    Fault made = copy();
    made.text = words;
    return made;
  }

  /**
   * What is done to an account.
   *
   * @param sideWord Buy or Sell: of an order
   * @param price of an order, 0 for a market order; of a change of leverage: the leverage
   */
  public Fault with(String symbolName, String sideWord, long quantity, long price) {
    Fault made = copy();
    made.symbol = symbolName;
    made.side = sideWord;
    made.quantityE9 = quantity;
    made.priceE9 = price;
    return made;
  }

  public FaultKind kind() {
    return kind;
  }

  /** Null for any. */
  public StreamKind stream() {
    return stream;
  }

  public String account() {
    return account;
  }

  public SocketStep step() {
    return step;
  }

  public int after() {
    return after;
  }

  public String topic() {
    return topic;
  }

  public String path() {
    return path;
  }

  /** 0 for any number. */
  public int count() {
    return count;
  }

  /** 0 for ever. */
  public long durationMs() {
    return durationMs;
  }

  public long delayMs() {
    return delayMs;
  }

  public int code() {
    return code;
  }

  public String text() {
    return text;
  }

  public String symbol() {
    return symbol;
  }

  public String side() {
    return side;
  }

  public long quantityE9() {
    return quantityE9;
  }

  public long priceE9() {
    return priceE9;
  }

  @Override
  public String toString() {
    return "fault " + kind.word() + (stream == null ? "" : " of " + stream);
  }
}
