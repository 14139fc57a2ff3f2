package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import ringside.journal.event.RecordBuffer;

/**
 * Turns messages of the private stream, and lists that REST answers with, into records: orders,
 * executions, positions, wallets. A message is read twice: first whole, so that one that is cut
 * short leaves nothing behind and the order of fields does not matter; then its items. An item that
 * cannot be taken does not harm the others of its message; it is counted, and the caller has to ask
 * the venue what it missed.
 *
 * <p>One thread. What the accessors say holds until the next call.
 *
 * <p>Source: bybit-exchange/docs, docs/v5/websocket/private.
 */
public final class AccountDecoder {
  /** What became of a message. */
  public enum Outcome {
    /** Of an account; the records of the items that were taken are encoded. */
    ACCOUNT,
    /** An answer to a request of ours; no records. */
    CONTROL,
    /** Not taken; {@link #rejectReason} says why. */
    REJECTED
  }

  /** What a list of items is made of. */
  public enum Items {
    /** Orders. */
    ORDERS,
    /** Fills and the like. */
    EXECUTIONS,
    /** Fills, early and without their fees. */
    FAST_EXECUTIONS,
    /** Positions. */
    POSITIONS,
    /** Positions of which only those are wanted that are not asked for one by one. */
    OTHER_POSITIONS,
    /** Coins. */
    WALLET,
    /** What was moved in and out. */
    TRANSFERS
  }

  /** Hears of items of linear contracts that nobody here trades. */
  interface ForeignListener {
    /** An order that has not ended. */
    void onOrder(String symbol);

    /** A leg that is not flat. */
    void onPosition(String symbol, boolean isLong, long sizeE9);
  }

  private static final int TOPIC = 1;
  private static final int TIME = 2;
  private static final int DATA = 4;
  private static final int MAX_ITEMS = 5000;
  private static final int MAX_CURSOR = 1024;
  private static final int MAX_TOPIC = 64;

  private final JsonCursor json = new JsonCursor();
  private final Stamp stamp = new Stamp();
  private final ControlMessage control = new ControlMessage();
  private final ItemScope scope;
  private final OrderItem orders;
  private final ExecutionItem executions;
  private final PositionItem positions;
  private final WalletItem wallet = new WalletItem();
  private final TransferItem transfers = new TransferItem();
  private RejectReason rejectReason;
  private Items items;
  private long creationTimeNs;
  private int itemsTaken;
  private int itemsRejected;
  private int itemsUnknown;
  private int recordsMade;
  private int legsSeen;
  private boolean anyPositionOpen;
  private boolean anyOrderOpen;
  private RejectReason itemRejectReason;
  private String nextCursor = "";
  private int itemsForeign;
  private ForeignListener foreign;
  private Set<String> oneByOne = Set.of();
  private Predicate<String> executionFilter = id -> true;

  /**
   * @param instruments the symbols to take, with their index in the catalog
   * @param settleCoin whose fees and balances count
   */
  public AccountDecoder(Map<String, Integer> instruments, String settleCoin) {
    scope = new ItemScope(new SymbolTable(instruments), settleCoin);
    orders = new OrderItem(scope);
    executions = new ExecutionItem(scope);
    positions = new PositionItem(scope);
  }

  /** Is asked of every execution, by its id, whether it is to be taken. */
  void filterExecutions(Predicate<String> filter) {
    executionFilter = filter;
  }

  /** Symbols whose positions are not taken from a list of all. */
  void askedOneByOne(Set<String> symbols) {
    oneByOne = symbols;
  }

  /** Is told of what is not ours, while it is read. */
  void listenToForeign(ForeignListener listener) {
    foreign = listener;
  }

  /**
   * Reads one whole message of the stream and adds its records.
   *
   * @param length characters of {@code text} that are the message
   */
  public Outcome decode(
      char[] text,
      int length,
      RecordBuffer into,
      long receivedNs,
      int source,
      long generation,
      int account) {
    begin(receivedNs, source, generation, account);
    if (length > JsonCursor.MAX_CHARS) {
      return reject(RejectReason.TOO_LARGE);
    }
    long mark = into.mark();
    try {
      int seen = readEnvelope(text, length);
      if ((seen & TOPIC) == 0) {
        return control.isAnswer() ? Outcome.CONTROL : reject(RejectReason.UNKNOWN_TOPIC);
      }
      if (items == null) {
        return reject(RejectReason.UNKNOWN_TOPIC);
      }
      if ((seen & (TIME | DATA)) != (TIME | DATA)) {
        return reject(RejectReason.MISSING_FIELD);
      }
      stamp.venueTimeNs = creationTimeNs;
      readItems(text, length, "data", into, ItemFields.NOTHING);
      return Outcome.ACCOUNT;
    } catch (RejectedException e) {
      into.reset(mark);
      return reject(e.reason());
    } catch (StreamConstraintsException e) {
      into.reset(mark);
      return reject(BybitMarketDecoder.constraint(e));
    } catch (JsonProcessingException e) {
      into.reset(mark);
      return reject(RejectReason.MALFORMED);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory could not be read", e);
    }
  }

  /**
   * Reads a page of a REST answer, {@code {"list":[...],"nextPageCursor":""}}, and adds its
   * records.
   *
   * @param venueTimeNs the answer's own time
   * @return whether the page was read to its end; its bad items are counted apart
   */
  public boolean decodePage(
      char[] text,
      int length,
      Items what,
      RecordBuffer into,
      long receivedNs,
      long venueTimeNs,
      int source,
      long generation,
      int account,
      long reportId) {
    begin(receivedNs, source, generation, account);
    stamp.venueTimeNs = venueTimeNs;
    items = what;
    long mark = into.mark();
    try {
      if (!readItems(text, length, "list", into, reportId)) {
        reject(RejectReason.MISSING_FIELD);
        return false;
      }
      return true;
    } catch (RejectedException e) {
      into.reset(mark);
      reject(e.reason());
      return false;
    } catch (IOException e) {
      into.reset(mark);
      reject(RejectReason.MALFORMED);
      return false;
    }
  }

  /** Why the last message was not taken; null when it was. */
  public RejectReason rejectReason() {
    return rejectReason;
  }

  /** Why the last of the items that were not taken was not; null when all were. */
  public RejectReason itemRejectReason() {
    return itemRejectReason;
  }

  /** The venue's time of the last message of the stream. */
  long creationTimeNs() {
    return creationTimeNs;
  }

  /** Items of the last message that were taken. */
  public int itemsTaken() {
    return itemsTaken;
  }

  /** Items of the last message that could not be taken: what they said is missing. */
  public int itemsRejected() {
    return itemsRejected;
  }

  /** Items of the last message about what nobody asked for. */
  public int itemsUnknown() {
    return itemsUnknown;
  }

  /** Those of them that are of linear contracts: somebody else trades on the account. */
  int itemsForeign() {
    return itemsForeign;
  }

  /** Records of the last message or page. */
  public int recordsMade() {
    return recordsMade;
  }

  /** Where the next page is; empty when the last one was read. */
  public String nextCursor() {
    return nextCursor;
  }

  /** Legs of the positions taken: bit 0 one-way, 1 long, 2 short. */
  int legsSeen() {
    return legsSeen;
  }

  /** Whether any of the positions taken is not flat. */
  boolean anyPositionOpen() {
    return anyPositionOpen;
  }

  /** Whether any of the orders taken can still fill. */
  boolean anyOrderOpen() {
    return anyOrderOpen;
  }

  /** What the last message was about. */
  Items items() {
    return items;
  }

  ControlMessage control() {
    return control;
  }

  private void begin(long receivedNs, int source, long generation, int account) {
    rejectReason = null;
    itemRejectReason = null;
    items = null;
    itemsTaken = 0;
    itemsRejected = 0;
    itemsUnknown = 0;
    itemsForeign = 0;
    recordsMade = 0;
    legsSeen = 0;
    anyPositionOpen = false;
    anyOrderOpen = false;
    nextCursor = "";
    stamp.timeNs = receivedNs;
    stamp.source = source;
    stamp.generation = generation;
    stamp.account = account;
  }

  private int readEnvelope(char[] text, int length) throws IOException, RejectedException {
    control.clear();
    try {
      json.open(text, length);
      if (json.next() != JsonToken.START_OBJECT) {
        throw RejectedException.of(RejectReason.MALFORMED);
      }
      int seen = 0;
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        json.next();
        int bit = bit(field);
        if ((seen & bit) != 0) {
          throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
        }
        seen |= bit;
        switch (bit) {
          case TOPIC -> items = items(json.text(MAX_TOPIC));
          case TIME -> creationTimeNs = json.timeNs();
          case DATA -> {
            if (json.isObject()) {
              control.read(field, json);
            } else {
              json.skip();
            }
          }
          default -> control.read(field, json);
        }
      }
      json.requireEnd();
      return seen;
    } finally {
      json.close();
    }
  }

  /** Reads the items of the list of that name; false when there is no such list. */
  private boolean readItems(char[] text, int length, String list, RecordBuffer into, long reportId)
      throws IOException, RejectedException {
    boolean found = false;
    try {
      json.open(text, length);
      if (json.next() != JsonToken.START_OBJECT) {
        throw RejectedException.of(RejectReason.MALFORMED);
      }
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        json.next();
        if (field.equals(list)) {
          if (found) {
            throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
          }
          found = true;
          json.require(JsonToken.START_ARRAY);
          readArray(into, reportId);
        } else if (field.equals("nextPageCursor") && json.isText()) {
          nextCursor = json.text(MAX_CURSOR);
        } else {
          json.skip();
        }
      }
      json.requireEnd();
      return found;
    } finally {
      json.close();
    }
  }

  private void readArray(RecordBuffer into, long reportId) throws IOException, RejectedException {
    AccountItem item = item();
    while (!json.isEndOfArray(json.next())) {
      if (itemsTaken + itemsRejected + itemsUnknown == MAX_ITEMS) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      if (!json.isObject()) {
        json.skip();
        rejectItem(RejectReason.WRONG_TYPE);
        continue;
      }
      int depth = json.depth();
      try {
        if (!item.read(json)) {
          itemsUnknown++;
          noteForeign(item);
        } else if (items == Items.OTHER_POSITIONS && oneByOne.contains(positions.symbol())) {
          itemsUnknown++;
        } else if (isWanted(item)) {
          recordsMade += item.encode(into, stamp, reportId);
          itemsTaken++;
          note(item);
        }
      } catch (RejectedException e) {
        rejectItem(e.reason());
        json.skipToEndOf(depth);
      }
      if (item == wallet && wallet.coinsRejected() > 0) {
        rejectItem(RejectReason.BAD_NUMBER);
      }
    }
  }

  private void noteForeign(AccountItem item) {
    if (!scope.isForeign()) {
      return;
    }
    itemsForeign++;
    if (foreign == null) {
      return;
    }
    if (item == orders && orders.isMaybeOpen()) {
      foreign.onOrder(orders.symbol());
    } else if (item == positions && !positions.isFlat()) {
      foreign.onPosition(positions.symbol(), positions.isLong(), positions.sizeE9());
    }
  }

  private void note(AccountItem item) {
    if (item == positions) {
      legsSeen |= 1 << positions.leg().value();
      anyPositionOpen |= !positions.isFlat();
    } else if (item == orders) {
      anyOrderOpen |= orders.isOpen();
    }
  }

  private boolean isWanted(AccountItem item) {
    return item != executions || executionFilter.test(executions.executionId());
  }

  private void rejectItem(RejectReason reason) {
    itemsRejected++;
    itemRejectReason = reason;
  }

  private AccountItem item() {
    return switch (items) {
      case ORDERS -> orders;
      case EXECUTIONS, FAST_EXECUTIONS -> executions;
      case POSITIONS, OTHER_POSITIONS -> positions;
      case WALLET -> wallet;
      case TRANSFERS -> transfers;
    };
  }

  private Outcome reject(RejectReason reason) {
    rejectReason = reason;
    return Outcome.REJECTED;
  }

  private static Items items(String topic) {
    return switch (topic) {
      case "order", "order.linear" -> Items.ORDERS;
      case "execution", "execution.linear" -> Items.EXECUTIONS;
      case "execution.fast", "execution.fast.linear" -> Items.FAST_EXECUTIONS;
      case "position", "position.linear" -> Items.POSITIONS;
      case "wallet" -> Items.WALLET;
      default -> null;
    };
  }

  private static int bit(String field) {
    return switch (field) {
      case "topic" -> TOPIC;
      case "creationTime" -> TIME;
      case "data" -> DATA;
      default -> 0;
    };
  }
}
