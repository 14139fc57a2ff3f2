package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import ringside.journal.event.Decimals;

/**
 * What the engine thread said of itself between two events. Money, prices and quantities at 1e-9,
 * {@link Decimals#INVALID} where not known. Immutable; any thread.
 *
 * @param timeNs engine time
 * @param ending whether strategies begin nothing new because the run ends
 * @param spaceLow whether the journal's disk is short of room
 * @param inFlight commands that have left and were not answered
 * @param latches what is held for the whole engine, each in words
 * @param warnings what a human should know of the whole engine and is no ill health
 */
record EngineStatus(
    long timeNs,
    boolean ending,
    boolean spaceLow,
    int inFlight,
    List<Stream> streams,
    List<Account> accounts,
    List<String> latches,
    List<String> warnings) {

  EngineStatus {
    streams = List.copyOf(streams);
    accounts = List.copyOf(accounts);
    latches = List.copyOf(latches);
    warnings = List.copyOf(warnings);
  }

  /**
   * A connection to the venue.
   *
   * @param ageNs since it last said anything; {@link Decimals#INVALID}: it never did
   * @param disconnects how often it was lost, or not made
   */
  record Stream(String name, boolean connected, boolean stale, long ageNs, long disconnects) {
    boolean healthy() {
      return connected && !stale;
    }
  }

  /**
   * An account.
   *
   * @param marginRateE9 maintenance margin as a fraction of the margin balance
   * @param realisedE9 closed profit before fees and funding
   * @param feesE9 what was paid: negative for costs
   * @param drawdownE9 how far equity is from its peak: zero or below
   * @param worstDrawdownE9 the deepest that was
   * @param busyOrders whose outcome is not known at this moment
   * @param foreignOrders that nobody here made, and that are open
   * @param fills since the journal began
   * @param corrections how often the venue was right and we were not
   * @param latches what is held, each in words
   * @param needs what waits for its owner, each in words
   * @param notes what others have done and is no ill health, each in words
   */
  record Account(
      String name,
      boolean connected,
      boolean reconciled,
      long equityE9,
      long availableE9,
      long marginRateE9,
      long realisedE9,
      long feesE9,
      long fundingE9,
      long unrealisedE9,
      long drawdownE9,
      long worstDrawdownE9,
      int openOrders,
      int busyOrders,
      long foreignOrders,
      long fills,
      long corrections,
      List<Position> positions,
      List<String> latches,
      List<String> needs,
      List<String> notes) {
    Account {
      positions = List.copyOf(positions);
      latches = List.copyOf(latches);
      needs = List.copyOf(needs);
      notes = List.copyOf(notes);
    }

    /** Closed profit after fees and funding. */
    long netRealisedE9() {
      return sum(sum(realisedE9, feesE9), fundingE9);
    }
  }

  /**
   * A position that is not flat.
   *
   * @param sizeE9 bought minus sold
   * @param realisedE9 closed profit of the leg before fees and funding
   * @param takeProfits orders that reduce it, each as quantity and price
   */
  record Position(
      String symbol,
      String leg,
      long sizeE9,
      long entryE9,
      long markE9,
      long unrealisedE9,
      long realisedE9,
      long leverageE9,
      long liquidationE9,
      List<Resting> takeProfits) {
    Position {
      takeProfits = List.copyOf(takeProfits);
    }
  }

  /** An order as far as it may still trade. */
  record Resting(long quantityE9, long priceE9) {}

  /** Why the engine is not healthy, each in words; empty when it is. */
  List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    if (spaceLow) {
      troubles.add("the journal's disk is short of room");
    }
    troubles.addAll(latches);
    for (Stream stream : streams) {
      if (!stream.connected()) {
        troubles.add("stream " + stream.name() + " is down");
      } else if (stream.stale()) {
        troubles.add("stream " + stream.name() + " is silent");
      }
    }
    for (Account account : accounts) {
      if (!account.reconciled()) {
        troubles.add("account " + account.name() + " is not reconciled");
      }
      account.latches().forEach(latch -> troubles.add("account " + account.name() + ": " + latch));
      account.needs().forEach(need -> troubles.add("account " + account.name() + ": " + need));
    }
    return troubles;
  }

  /** What a human should know and is no ill health, each in words. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(warnings);
    for (Account account : accounts) {
      account.notes().forEach(note -> notes.add("account " + account.name() + ": " + note));
    }
    return notes;
  }

  /** Fills of all accounts since the journal began. */
  long fills() {
    return accounts.stream().mapToLong(Account::fills).sum();
  }

  /** The sum over accounts; not known where it is of none. */
  long total(ToLongFunction<Account> part) {
    long total = Decimals.INVALID;
    for (Account account : accounts) {
      total = sum(total, part.applyAsLong(account));
    }
    return total;
  }

  /** Of what is known. */
  static long sum(long aE9, long bE9) {
    if (aE9 == Decimals.INVALID || bE9 == Decimals.INVALID) {
      return aE9 == Decimals.INVALID ? bE9 : aE9;
    }
    return Math.addExact(aE9, bE9);
  }
}
