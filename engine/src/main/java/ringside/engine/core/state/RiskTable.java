package ringside.engine.core.state;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.RiskLevel;

/**
 * Every risk rule that does not stand at normal, by account; in quiet times there is none. What is
 * latched outlives runs, and so does the rest. Engine thread only; allocates while it grows.
 */
public final class RiskTable implements StateTable {
  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final IdText rule = new IdText();
  private final Rows engine = new Rows();
  private Rows[] byAccount = new Rows[4];
  private int emergencies;

  /** Not described: the latest of what its entries say. */
  private long changedNs = OrderBook.NEVER;

  /** The entries of one account, in the order in which they came. */
  private static final class Rows {
    RiskEntry[] entries = {};
    int size;

    RiskEntry find(int instrument, Leg leg, IdText rule) {
      for (int i = 0; i < size; i++) {
        RiskEntry entry = entries[i];
        if (entry.instrument == instrument && entry.leg == leg && entry.rule.sameAs(rule)) {
          return entry;
        }
      }
      return null;
    }

    RiskEntry add() {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, Math.max(2, 2 * size));
        for (int i = size; i < entries.length; i++) {
          entries[i] = new RiskEntry();
        }
      }
      return entries[size++];
    }

    void remove(RiskEntry entry) {
      int place = 0;
      while (entries[place] != entry) {
        place++;
      }
      size--;
      System.arraycopy(entries, place + 1, entries, place, size - place);
      entries[size] = entry;
    }
  }

  /** How many emergencies there are, done or not. */
  public int emergencies() {
    return emergencies;
  }

  /** When an entry last changed, be it only how far an emergency has come; or NEVER. */
  public long changedNs() {
    return changedNs;
  }

  /** How many rules of the account, or of its legs, do not stand at normal. */
  public int size(int account) {
    Rows rows = rows(account);
    return rows == null ? 0 : rows.size;
  }

  /** One of them. */
  public RiskEntry at(int account, int place) {
    return rows(account).entries[place];
  }

  /** How many rules of the whole engine do not stand at normal. */
  public int engineSize() {
    return engine.size;
  }

  /** One of them. */
  public RiskEntry engineAt(int place) {
    return engine.entries[place];
  }

  /** One more than the highest index of an account that had an entry. */
  public int accounts() {
    return byAccount.length;
  }

  /** A rule of the whole account, or null where it stands at normal. */
  public RiskEntry find(int account, String ruleName) {
    Rows rows = rows(account);
    for (int i = 0; rows != null && i < rows.size; i++) {
      RiskEntry entry = rows.entries[i];
      if (entry.instrument == NO_INSTRUMENT
          && entry.leg == Leg.NULL_VAL
          && entry.rule.contentEquals(ruleName)) {
        return entry;
      }
    }
    return null;
  }

  /** What keeps the leg from being added to, the worst there is; or null. */
  public RiskEntry stopping(int account, int instrument, Leg leg) {
    RiskEntry worst = stopping(engine, instrument, leg, null);
    Rows rows = rows(account);
    return rows == null ? worst : stopping(rows, instrument, leg, worst);
  }

  /** Whether the leg is being closed by an emergency. */
  public boolean flattening(int account, int instrument, Leg leg) {
    if (emergencies == 0) {
      return false;
    }
    Rows rows = rows(account);
    for (int i = 0; rows != null && i < rows.size; i++) {
      if (rows.entries[i].flattening() && rows.entries[i].covers(instrument, leg)) {
        return true;
      }
    }
    return false;
  }

  private static RiskEntry stopping(Rows rows, int instrument, Leg leg, RiskEntry before) {
    RiskEntry worst = before;
    for (int i = 0; i < rows.size; i++) {
      RiskEntry entry = rows.entries[i];
      if (entry.stopsOpening()
          && entry.covers(instrument, leg)
          && (worst == null || entry.level.compareTo(worst.level) > 0)) {
        worst = entry;
      }
    }
    return worst;
  }

  /**
   * Takes in a change.
   *
   * @return whether the level is another than before, and not only how far an emergency has come
   */
  public boolean fold(RiskChangedDecoder decision, long nowNs) {
    changedNs = nowNs;
    int account = decision.header().account();
    int instrument = decision.header().instrument();
    Leg leg = decision.leg();
    RiskLevel level = decision.level();
    decision.wrapRule(text);
    rule.set(text);
    Rows rows = account == NO_ACCOUNT ? engine : obtain(account);
    RiskEntry entry = rows.find(instrument, leg, rule);
    if (level == RiskLevel.NORMAL) {
      if (entry != null) {
        emergencies -= entry.emergency() ? 1 : 0;
        rows.remove(entry);
      }
      return entry != null;
    }
    boolean changed = entry == null || entry.level != level;
    if (entry == null) {
      entry = rows.add();
      entry.rule.set(rule);
      entry.account = account;
      entry.instrument = instrument;
      entry.strategy = decision.header().strategy();
      entry.leg = leg;
      entry.level = RiskLevel.NORMAL;
    }
    emergencies += (level == RiskLevel.EMERGENCY ? 1 : 0) - (entry.emergency() ? 1 : 0);
    entry.level = level;
    entry.action = decision.action();
    entry.latched = decision.latched() == 1;
    entry.limitE9 = decision.limitE9();
    entry.valueE9 = decision.valueE9();
    decision.wrapDetail(text);
    progress(entry, text, changed, nowNs);
    return changed;
  }

  /** The rule of the change that was folded last. */
  public IdText rule() {
    return rule;
  }

  private static void progress(RiskEntry entry, DirectBuffer detail, boolean changed, long nowNs) {
    EmergencyPhase phase = EmergencyPhase.of(detail);
    boolean closes = phase == EmergencyPhase.CLOSING || phase == EmergencyPhase.CHECKING;
    // Entries are reused: one that has just come into being was never done.
    entry.reopened = !changed && closes && (entry.reopened || entry.phase == EmergencyPhase.DONE);
    entry.phase = phase;
    entry.phaseNs = nowNs;
    if (changed) {
      entry.sinceNs = nowNs;
      entry.closedNs = OrderBook.NEVER;
    }
  }

  /** An order to close the leg in an emergency was sent. */
  public void closed(int account, int instrument, Leg leg, long nowNs) {
    Rows rows = rows(account);
    for (int i = 0; rows != null && i < rows.size; i++) {
      RiskEntry entry = rows.entries[i];
      if (entry.emergency() && entry.covers(instrument, leg)) {
        entry.closedNs = nowNs;
      }
    }
  }

  private Rows rows(int account) {
    return account < byAccount.length ? byAccount[account] : null;
  }

  private Rows obtain(int account) {
    if (account >= byAccount.length) {
      byAccount = Arrays.copyOf(byAccount, Math.max(account + 1, 2 * byAccount.length));
    }
    if (byAccount[account] == null) {
      byAccount[account] = new Rows();
    }
    return byAccount[account];
  }

  @Override
  public void describe(StateSink sink) {
    describe(engine, sink);
    for (Rows rows : byAccount) {
      if (rows != null) {
        describe(rows, sink);
      }
    }
  }

  private static void describe(Rows rows, StateSink sink) {
    sink.putLong(rows.size);
    for (int i = 0; i < rows.size; i++) {
      rows.entries[i].describe(sink);
    }
  }
}
