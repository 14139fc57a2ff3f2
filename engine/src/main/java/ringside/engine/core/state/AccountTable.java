package ringside.engine.core.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.event.ConfigRecords;

/**
 * All accounts by index, and what holds for all of them: how far the venue's clock is from ours,
 * and restrictions on the whole address. Engine thread only; allocates when it meets an account for
 * the first time.
 */
public final class AccountTable implements StateTable {
  private static final long NEVER = OrderBook.NEVER;
  private static final int RESTRICTION_KINDS = 6;

  private AccountState[] accounts = new AccountState[4];
  private int size;
  private long clockOffsetNs;
  private boolean clockAlerted;
  private final long[] restrictedUntilNs = new long[RESTRICTION_KINDS];

  AccountTable() {
    Arrays.fill(restrictedUntilNs, NEVER);
  }

  /** One more than the highest index heard of. */
  public int size() {
    return size;
  }

  /** The account, or null where nothing was heard of it. */
  public AccountState find(int account) {
    return account < size ? accounts[account] : null;
  }

  /** The account, made where there was none. */
  public AccountState obtain(int account) {
    AccountState state = find(account);
    if (state == null) {
      if (account >= accounts.length) {
        accounts = Arrays.copyOf(accounts, Math.max(account + 1, 2 * accounts.length));
      }
      state = new AccountState(account);
      accounts[account] = state;
      size = Math.max(size, account + 1);
    }
    return state;
  }

  /** Venue minus process, as last measured. */
  public long clockOffsetNs() {
    return clockOffsetNs;
  }

  /** Whether an alert about the offset is on. */
  public boolean clockAlerted() {
    return clockAlerted;
  }

  /** Whether the venue holds back what would open risk, for all accounts. */
  public boolean restricted(long nowNs) {
    for (long untilNs : restrictedUntilNs) {
      if (untilNs > nowNs) {
        return true;
      }
    }
    return false;
  }

  public void clockOffset(long offsetNs) {
    clockOffsetNs = offsetNs;
  }

  public void clockAlerted(boolean on) {
    clockAlerted = on;
  }

  public void restrict(VenueRestrictionDecoder event) {
    restrictedUntilNs[event.kind().value()] = AccountState.until(event);
  }

  /**
   * The config says what is done about what others do.
   *
   * @throws IllegalArgumentException for a value that cannot be
   */
  public void apply(List<ConfigRecords.Entry> entries) {
    Map<String, Integer> indices = ConfigPaths.accounts(entries);
    for (int i = 0; i < size; i++) {
      if (accounts[i] != null) {
        accounts[i].foreignPolicy(ForeignPolicy.LEAVE);
      }
    }
    for (ConfigRecords.Entry entry : entries) {
      if (entry.path().startsWith("accounts.") && entry.path().endsWith(".foreignOrders")) {
        Integer index = indices.get(ConfigPaths.name(entry.path()));
        if (index != null) {
          obtain(index).foreignPolicy(ForeignPolicy.of(entry.value()));
        }
      }
    }
  }

  /** A run begins; what it did not hear since is the venue's to report. */
  void beginRun(long lastHeardNs) {
    clockOffsetNs = 0;
    clockAlerted = false;
    Arrays.fill(restrictedUntilNs, NEVER);
    for (int i = 0; i < size; i++) {
      if (accounts[i] != null) {
        accounts[i].beginRun(lastHeardNs);
      }
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(clockOffsetNs);
    sink.putFlag(clockAlerted);
    for (long untilNs : restrictedUntilNs) {
      sink.putLong(untilNs);
    }
    for (int i = 0; i < size; i++) {
      if (accounts[i] != null) {
        accounts[i].describe(sink);
      }
    }
  }
}
