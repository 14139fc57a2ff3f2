package ringside.engine.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import ringside.engine.core.Fingerprint;
import ringside.engine.core.state.OrderIds;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Random sessions from a seed: several instruments and depths on two streams, mostly in order, with
 * everything that goes wrong strewn in. The same seed gives the same events.
 */
public final class EventStream {
  private static final int INSTRUMENTS = 4;
  private static final int[] DEPTHS = {1, 50, 200};
  private static final long MID = 1_000_000;

  private final Random random;
  private final TestEvents events = new TestEvents().at(1_700_000_000_000_000_000L);
  private final List<Book> books = new ArrayList<>();
  private final long[] generation = {0, 0, 0};
  private final AccountEvents[] accounts = {
    new AccountEvents(events, 0, 0), new AccountEvents(events, 1, 2)
  };
  private long nonce;
  private long accountGeneration;
  private long reports;
  private long updates;
  private long written;
  private long lastTrouble;

  private static final class Book {
    final int source;
    final int instrument;
    final int depth;
    long updateId;

    Book(int source, int instrument, int depth) {
      this.source = source;
      this.instrument = instrument;
      this.depth = depth;
    }
  }

  public EventStream(long seed) {
    random = new Random(seed);
    for (int instrument = 0; instrument < INSTRUMENTS; instrument++) {
      for (int depth : DEPTHS) {
        books.add(new Book(1 + instrument % 2, instrument, depth));
      }
    }
    nonce = seed;
    start();
    note();
  }

  private void start() {
    events.started(nonce, 1 + random.nextInt(24));
    if (random.nextInt(4) > 0) {
      AccountEvents.config(events, strategies());
    }
    connect(1);
    connect(2);
    for (int i = 0; i < INSTRUMENTS; i++) {
      events.instrument(i).defined(1, 1, RulesSource.VENUE);
      events.ticker(true, MID, MID, 1, 1);
    }
    for (AccountEvents account : accounts) {
      account.connected(++accountGeneration);
      account.emptyReports(++reports * 10);
    }
  }

  /** Two on one account, one in hedge mode, one that answers. */
  private static List<ConfigRecords.Entry> strategies() {
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String path = "strategies.q" + i + ".";
      String[][] values = {
        {"kind", "quotes"},
        {"parameters.quantity", "0.000000010"},
        {"parameters.maxPosition", "0.000000050"},
        {"parameters.distance", "0.00001"},
        {"parameters.drift", "0.00001"},
        {"parameters.mode", i == 1 ? "hedge" : "one-way"},
        {"parameters.style", i == 2 ? "answer" : "rest"},
        {"index", Integer.toString(i)},
        {"accountIndex", Integer.toString(i / 2)},
        {"instrumentIndex", Integer.toString(i)},
      };
      for (String[] value : values) {
        entries.add(new ConfigRecords.Entry(path + value[0], value[1]));
      }
    }
    String[][] limits = {
      {"limits.exposure.symbol", "0.00000006"},
      {"limits.exposure.engine", "0.0000001"},
      {"limits.drawdownPercent.stopOpening", "5"},
      {"limits.drawdownPercent.emergency", "25"},
      {"limits.dailyLoss.stopOpening", "0.0000001"},
      {"limits.onEmergency", "flatten"},
    };
    for (String[] limit : limits) {
      entries.add(new ConfigRecords.Entry(limit[0], limit[1]));
    }
    return entries;
  }

  /** Events written so far and not yet cleared by whoever takes them. */
  public TestEvents events() {
    return events;
  }

  /** Adds at least so many events. */
  public RecordBuffer write(int count) {
    long goal = written + count;
    while (written < goal) {
      step();
      note();
    }
    return events.records();
  }

  private void note() {
    written = events.records().recordCount();
  }

  private void step() {
    // Receive times of several threads: nearly in order.
    events.after(random.nextInt(8) == 0 ? -random.nextInt(1_000_000) : random.nextInt(60_000_000));
    Book book = books.get(random.nextInt(books.size()));
    events.from(book.source, generation[book.source]).instrument(book.instrument);
    int dice = random.nextInt(1_000);
    if (dice < 70) {
      for (int i = 0; i < 8; i++) {
        account();
      }
    } else if (dice < 500) {
      delta(book);
    } else if (dice < 560) {
      snapshot(book);
    } else if (dice < 660) {
      writeTrade(events);
    } else if (dice < 740) {
      ticker();
    } else if (dice < 790) {
      events.candle(1 + random.nextInt(2) * 4, random.nextInt(5) * 60L, 500, random.nextBoolean());
    } else if (dice < 900) {
      events.after(random.nextInt(20) == 0 ? 11_000_000_000L : 50_000_000L).tick();
    } else {
      rare(book, dice);
    }
  }

  private void rare(Book book, int dice) {
    switch ((dice - 900) / 6) {
      case 0 -> connect(book.source);
      case 1 -> events.disconnected();
      case 2 -> {
        events.from(book.source, Math.max(0, generation[book.source] - 1));
        delta(book);
      }
      case 3 -> {
        events.gap(book.depth, BookGapReason.RING_FULL);
        lastTrouble = written + 1;
      }
      case 4 -> {
        events.gap(book.depth, BookGapReason.VENUE_RESTART);
        book.updateId = 0;
        if (random.nextInt(3) > 0) {
          snapshot(book);
        }
      }
      case 5 -> events.accepted(lastTrouble, 1 + random.nextInt(2));
      case 6 -> {
        events.account(2 + random.nextInt(2));
        if (random.nextInt(3) == 0) {
          events.badOrder("o" + random.nextInt(5));
        } else {
          events.order("o" + random.nextInt(5));
        }
      }
      case 7 -> events.account(random.nextInt(4)).resumed();
      case 8 -> events.clockStep(random.nextInt());
      case 9 -> events.space(SpaceLevel.get((short) (1 + random.nextInt(3))));
      case 10 -> events.stale(10_000_000_000L);
      case 11 -> suspect();
      case 12 -> events.defined(10, 100, RulesSource.INFERRED);
      case 13 -> events.liquidation(MID, 1 + random.nextInt(9), Side.SELL);
      case 14 -> restart();
      case 15 -> cross(book);
      default -> operator();
    }
  }

  private void operator() {
    int account = random.nextInt(3) == 0 ? TestEvents.NO_INDEX : random.nextInt(3);
    int instrument = random.nextBoolean() ? TestEvents.NO_INDEX : random.nextInt(4);
    Leg leg = random.nextInt(3) > 0 ? Leg.NULL_VAL : Leg.get((short) (1 + random.nextInt(2)));
    OperatorAction action = OperatorAction.get((short) (1 + random.nextInt(6)));
    boolean ends = action == OperatorAction.STOP && random.nextInt(4) > 0;
    // Most of it is taken back, or a run would do nothing any more.
    events.operator(ends ? OperatorAction.CLEAR : action, account, instrument, leg);
    events.operator(OperatorAction.RESUME, TestEvents.NO_INDEX, TestEvents.NO_INDEX, Leg.NULL_VAL);
  }

  /** About an order that may have been placed lately, and everything else of an account. */
  private void account() {
    AccountEvents account = accounts[random.nextInt(accounts.length)];
    long cause = Math.max(1, written - random.nextInt(20));
    int ordinal = 1 + random.nextInt(2);
    byte[] bytes = new byte[OrderIds.MAX_LENGTH];
    int length = OrderIds.write(bytes, nonce, cause, ordinal);
    String id = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    String venueId = "v" + cause + "-" + ordinal;
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> account.accepted(cause, ordinal, venueId, id);
      case 3 -> account.rejected(cause, ordinal, RejectClass.REFUSED, id);
      case 4 -> account.unresolved(cause, ordinal, id);
      case 5, 6 -> {
        boolean rests = random.nextInt(3) > 0;
        OrderStatus any = OrderStatus.get((short) (1 + random.nextInt(9)));
        long filled = rests ? 0 : random.nextInt(11);
        long price = MID + random.nextInt(200) - 100;
        OrderStatus status = rests ? OrderStatus.NEW : any;
        account.order(id, venueId, status, 10, filled, price, ++updates);
      }
      case 7 -> account.execution("e" + random.nextInt(500), id, venueId, side, 1, ++updates);
      case 8 -> {
        Leg leg = Leg.get((short) random.nextInt(3));
        account.position(leg, random.nextInt(100) - 50, ++updates, Long.MIN_VALUE);
      }
      case 9 -> {
        long realised = random.nextInt(200);
        long rate = random.nextInt(1_000_000_000);
        account.wallet(random.nextInt(1_000), Long.MIN_VALUE);
        account.totals(900L + random.nextInt(300), 1_000 + realised, realised, rate);
      }
      default -> {
        if (random.nextBoolean()) {
          account.disconnected().connected(++accountGeneration);
        }
        account.emptyReports(++reports * 10);
      }
    }
  }

  private void connect(int source) {
    generation[source]++;
    events.from(source, generation[source]).connected();
    for (Book book : books) {
      if (book.source == source && random.nextInt(5) > 0) {
        snapshot(book);
      }
    }
  }

  private void restart() {
    events.stopped();
    nonce = random.nextLong();
    start();
  }

  private void snapshot(Book book) {
    events.from(book.source, generation[book.source]).instrument(book.instrument);
    book.updateId += 1 + random.nextInt(3);
    int chunks = 1 + random.nextInt(3);
    for (int chunk = 0; chunk < chunks; chunk++) {
      events.snapshotPart(
          book.depth, book.updateId, chunk, chunk == chunks - 1, side(true, 8), side(false, 8));
    }
  }

  private void delta(Book book) {
    boolean skips = random.nextInt(40) == 0;
    book.updateId += skips ? 2 : 1;
    if (skips) {
      lastTrouble = written + 1;
    }
    int chunks = random.nextInt(10) == 0 ? 2 : 1;
    for (int chunk = 0; chunk < chunks; chunk++) {
      events.deltaPart(
          book.depth, book.updateId, chunk, chunk == chunks - 1, side(true, 4), side(false, 4));
    }
  }

  private void cross(Book book) {
    book.updateId++;
    events.delta(book.depth, book.updateId, new long[] {MID + 500, 5}, new long[0]);
  }

  private long[] side(boolean bids, int most) {
    long[] levels = new long[2 * random.nextInt(most + 1)];
    for (int i = 0; i < levels.length; i += 2) {
      long distance = 1L + random.nextInt(40);
      levels[i] = bids ? MID - distance : MID + distance;
      levels[i + 1] = random.nextInt(3) == 0 ? 0 : 1L + random.nextInt(1_000);
    }
    return levels;
  }

  /** One of few, so that the same one comes again. */
  private void writeTrade(TestEvents into) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    into.trade(MID + random.nextInt(4), 1 + random.nextInt(2), side, "t" + random.nextInt(5));
  }

  private void ticker() {
    boolean whole = random.nextInt(4) == 0;
    events.ticker(whole, maybe(), maybe(), maybe(), maybe());
  }

  private long maybe() {
    return random.nextBoolean() ? Long.MIN_VALUE : random.nextInt(1_000_000);
  }

  private void suspect() {
    TestEvents other = new TestEvents().instrument(random.nextInt(INSTRUMENTS));
    if (random.nextBoolean()) {
      other.account(2 + random.nextInt(2)).order("o" + random.nextInt(5));
    } else {
      writeTrade(other);
    }
    DirectBuffer record = other.records().buffer();
    events.suspected(Fingerprint.of(record, 0), RecordLayout.templateId(record, 0));
  }
}
