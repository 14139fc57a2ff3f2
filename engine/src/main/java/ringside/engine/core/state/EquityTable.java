package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.event.Decimals;

/**
 * How accounts have done: equity between the wallet's words, its peak, and how the UTC day began,
 * with what was moved in and out left out of all three.
 *
 * <p>The wallet's last word is the truth; venues say it when something is booked, not when a mark
 * moves. In between, equity is that word plus what the positions have made at mark since. What
 * counts for the peak and for the day is the <em>result</em>: equity less the capital that was
 * brought in, which is what the wallet holds beyond all that was ever realised (fees and funding
 * are realised). So a transfer moves the peak by its own amount, in the same word that shows it,
 * whether or not it is told as an event of its own; where the venue does not say what was realised,
 * the transfers folded are the capital. In the account's own currency at 1e-9. Outlives runs.
 * Engine thread only; allocates when it meets an account or a position for the first time.
 */
public final class EquityTable implements StateTable {
  private static final long UNKNOWN = Decimals.INVALID;
  private static final long DAY_NS = 86_400_000_000_000L;

  private Row[] rows = new Row[4];
  private int size;

  /** One account. */
  private static final class Row implements StateTable {
    boolean heard;
    boolean counted;
    boolean fromRealised;
    long wordE9;
    long capitalE9;
    long driftE9;
    long peakE9;
    long worstE9;
    long dayBeginE9;
    long day;
    long[] anchorE9 = new long[2];
    long[] sizeE9 = new long[2];
    int positions;

    void ensure(int count) {
      if (count > anchorE9.length) {
        anchorE9 = Arrays.copyOf(anchorE9, Math.max(count, 2 * anchorE9.length));
        sizeE9 = Arrays.copyOf(sizeE9, anchorE9.length);
      }
      for (; positions < count; positions++) {
        anchorE9[positions] = UNKNOWN;
        sizeE9[positions] = 0;
      }
    }

    @Override
    public void describe(StateSink sink) {
      sink.putFlag(heard);
      sink.putFlag(counted);
      sink.putFlag(fromRealised);
      sink.putLong(wordE9);
      sink.putLong(capitalE9);
      sink.putLong(driftE9);
      sink.putLong(peakE9);
      sink.putLong(worstE9);
      sink.putLong(dayBeginE9);
      sink.putLong(day);
      for (int i = 0; i < positions; i++) {
        sink.putLong(anchorE9[i]);
        sink.putLong(sizeE9[i]);
      }
    }
  }

  /** Whether the wallet has spoken in this run, so that what is told here means something. */
  public boolean known(int account) {
    Row row = find(account);
    return row != null && row.heard;
  }

  /** The account's equity by now. Of accounts that are {@link #known}. */
  public long equityE9(AccountState account, InstrumentTable instruments) {
    Row row = find(account.account());
    return Notional.plusE9(row.wordE9, gainE9(row, account, instruments));
  }

  /** What the positions have made at mark since the wallet's last word. */
  public long sinceWordE9(AccountState account, InstrumentTable instruments) {
    return gainE9(find(account.account()), account, instruments);
  }

  /** The highest equity there was, if what is in the account now had been there then. */
  public long peakE9(AccountState account) {
    Row row = find(account.account());
    return row.peakE9 + row.capitalE9;
  }

  /** How far equity is below its peak; 0 at the peak. */
  public long drawdownE9(AccountState account, InstrumentTable instruments) {
    return Math.max(0, peakE9(account) - equityE9(account, instruments));
  }

  /** How far it ever was; of accounts that were ever heard of. */
  public long worstDrawdownE9(int account) {
    Row row = find(account);
    return row == null ? UNKNOWN : row.worstE9;
  }

  /** How far equity is below its peak, in percent of the peak; 0 at the peak. */
  public long drawdownPercentE9(AccountState account, InstrumentTable instruments) {
    long peakE9 = peakE9(account);
    long belowE9 = drawdownE9(account, instruments);
    if (belowE9 == 0) {
      return 0;
    }
    boolean counts = peakE9 > 0 && belowE9 < peakE9;
    return counts ? 100 * Decimals.divideE9(belowE9, peakE9) : 100 * Decimals.ONE_E9;
  }

  /** What was lost since the UTC day began; negative: won. */
  public long dailyLossE9(AccountState account, InstrumentTable instruments) {
    Row row = find(account.account());
    return row.dayBeginE9 - resultE9(row, account, instruments);
  }

  /** The wallet has spoken. */
  public void word(AccountState account, InstrumentTable instruments, long nowNs) {
    WalletState wallet = account.wallet;
    if (wallet.totalEquityE9() == UNKNOWN) {
      return;
    }
    Row row = obtain(account.account());
    boolean fromRealised = wallet.statesRealised();
    long capitalE9 = wallet.capitalE9(fromRealised);
    if (row.counted && fromRealised != row.fromRealised) {
      // Capital is counted in another way than before: what was reached stays as it was.
      long movedE9 = row.capitalE9 - capitalE9;
      row.peakE9 += movedE9;
      row.dayBeginE9 += movedE9;
    }
    row.fromRealised = fromRealised;
    row.wordE9 = wallet.totalEquityE9();
    row.capitalE9 = capitalE9;
    row.driftE9 = 0;
    row.heard = true;
    row.ensure(account.positions.size());
    for (int i = 0; i < row.positions; i++) {
      row.anchorE9[i] = markE9(account.positions.at(i), instruments);
      row.sizeE9[i] = account.positions.at(i).sizeE9();
    }
    note(row, account, instruments, nowNs);
  }

  /** Money was moved, or a position may have another size: what was made so far is kept. */
  public void moved(AccountState account, InstrumentTable instruments) {
    Row row = find(account.account());
    if (row == null || !row.heard) {
      return;
    }
    row.ensure(account.positions.size());
    for (int i = 0; i < row.positions; i++) {
      PositionState position = account.positions.at(i);
      if (position.sizeE9() != row.sizeE9[i]) {
        long markE9 = markE9(position, instruments);
        long gainE9 = gainE9(row.sizeE9[i], row.anchorE9[i], markE9);
        row.driftE9 = Notional.plusE9(row.driftE9, gainE9);
        row.anchorE9[i] = markE9;
        row.sizeE9[i] = position.sizeE9();
      }
    }
  }

  /** Time has passed. */
  public void tick(AccountState account, InstrumentTable instruments, long nowNs) {
    Row row = find(account.account());
    if (row == null || !row.heard) {
      return;
    }
    for (int i = 0; i < row.positions; i++) {
      if (row.anchorE9[i] == UNKNOWN) {
        row.anchorE9[i] = markE9(account.positions.at(i), instruments);
      }
    }
    note(row, account, instruments, nowNs);
  }

  /** The peak is where equity is now. */
  public void resetPeak(AccountState account, InstrumentTable instruments) {
    Row row = find(account.account());
    if (row != null) {
      row.peakE9 = resultE9(row, account, instruments);
    }
  }

  /** The day begins now. */
  public void resetDay(AccountState account, InstrumentTable instruments) {
    Row row = find(account.account());
    if (row != null) {
      row.dayBeginE9 = resultE9(row, account, instruments);
    }
  }

  /** A run begins: marks and wallets are to be heard anew; what was reached stays. */
  void beginRun() {
    for (int i = 0; i < size; i++) {
      if (rows[i] != null) {
        rows[i].heard = false;
        rows[i].driftE9 = 0;
        Arrays.fill(rows[i].anchorE9, UNKNOWN);
      }
    }
  }

  private static void note(Row row, AccountState account, InstrumentTable instruments, long nowNs) {
    long resultE9 = resultE9(row, account, instruments);
    long day = Math.floorDiv(nowNs, DAY_NS);
    if (!row.counted) {
      row.counted = true;
      row.peakE9 = resultE9;
      row.dayBeginE9 = resultE9;
      row.day = day;
    }
    row.peakE9 = Math.max(row.peakE9, resultE9);
    row.worstE9 = Math.max(row.worstE9, row.peakE9 - resultE9);
    if (day != row.day) {
      row.dayBeginE9 = resultE9;
      row.day = day;
    }
  }

  private static long resultE9(Row row, AccountState account, InstrumentTable instruments) {
    long gainE9 = gainE9(row, account, instruments);
    return Notional.plusE9(Notional.plusE9(row.wordE9, gainE9), -row.capitalE9);
  }

  private static long gainE9(Row row, AccountState account, InstrumentTable instruments) {
    long gainE9 = row.driftE9;
    for (int i = 0; i < row.positions; i++) {
      if (row.sizeE9[i] != 0) {
        long markE9 = markE9(account.positions.at(i), instruments);
        gainE9 = Notional.plusE9(gainE9, gainE9(row.sizeE9[i], row.anchorE9[i], markE9));
      }
    }
    return gainE9;
  }

  private static long gainE9(long sizeE9, long fromE9, long toE9) {
    if (sizeE9 == 0 || fromE9 == UNKNOWN || toE9 == UNKNOWN || fromE9 == toE9) {
      return 0;
    }
    return Notional.ofE9(toE9 - fromE9, sizeE9);
  }

  private static long markE9(PositionState position, InstrumentTable instruments) {
    InstrumentState known = instruments.find(position.instrument());
    return known == null ? UNKNOWN : known.ticker().markPriceE9();
  }

  private Row find(int account) {
    return account < size ? rows[account] : null;
  }

  private Row obtain(int account) {
    if (account >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(account + 1, 2 * rows.length));
    }
    size = Math.max(size, account + 1);
    if (rows[account] == null) {
      rows[account] = new Row();
    }
    return rows[account];
  }

  @Override
  public void describe(StateSink sink) {
    for (int i = 0; i < size; i++) {
      if (rows[i] != null) {
        sink.putLong(i);
        rows[i].describe(sink);
      }
    }
  }
}
