package ringside.engine.core.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ringside.journal.event.ConfigRecords;

/**
 * The limits of all accounts, and what they have in sum, as the config that was last applied has
 * them: {@code limits.*}, which {@code accounts.NAME.limits.*} overrides. Engine thread only;
 * allocates when a config is applied.
 */
public final class LimitTable implements StateTable {
  private static final String LIMITS = "limits.";
  private static final String ACCOUNTS = "accounts.";
  private static final String ENGINE_EXPOSURE = "exposure.engine";

  /** What journals of before called {@code limits.}. */
  private static final String FORMERLY = "risk.";

  private AccountLimits standard = new AccountLimits();
  private AccountLimits[] own = new AccountLimits[0];
  private String[] names = new String[0];
  private long engineExposureE9 = AccountLimits.NO_LIMIT;

  /** What holds for the account. */
  public AccountLimits of(int account) {
    AccountLimits limits = account < own.length ? own[account] : null;
    return limits == null ? standard : limits;
  }

  /** What holds for an account without limits of its own. */
  public AccountLimits standard() {
    return standard;
  }

  /** Of all accounts together, in quote. */
  public long engineExposureE9() {
    return engineExposureE9;
  }

  /** One more than the highest index of an account that the config names. */
  public int accounts() {
    return names.length;
  }

  /** What the config calls the account; null where it names none of this index. */
  public String name(int account) {
    return account < names.length ? names[account] : null;
  }

  /**
   * Replaces what was by what the config says.
   *
   * @throws IllegalArgumentException for a value that cannot be
   */
  public void apply(List<ConfigRecords.Entry> entries) {
    AccountLimits all = new AccountLimits();
    long engineE9 = AccountLimits.NO_LIMIT;
    Map<String, Integer> indices = ConfigPaths.accounts(entries);
    for (ConfigRecords.Entry entry : entries) {
      String path = entry.path();
      String value = entry.value();
      if (path.startsWith(LIMITS)) {
        all.set(path.substring(LIMITS.length()), value);
        if (path.equals(LIMITS + ENGINE_EXPOSURE) && !value.isEmpty()) {
          engineE9 = AccountLimits.number(ENGINE_EXPOSURE, value);
        }
      } else if (path.startsWith(FORMERLY)) {
        all.set(path.substring(FORMERLY.length()), value);
      }
    }
    standard = all;
    engineExposureE9 = engineE9;
    own = new AccountLimits[0];
    names = new String[0];
    indices.forEach(this::name);
    for (ConfigRecords.Entry entry : entries) {
      if (entry.path().startsWith(ACCOUNTS)) {
        override(entry, indices);
      }
    }
  }

  private void name(String account, int index) {
    if (index >= names.length) {
      names = Arrays.copyOf(names, index + 1);
    }
    names[index] = account;
  }

  private void override(ConfigRecords.Entry entry, Map<String, Integer> indices) {
    String rest = ConfigPaths.rest(entry.path());
    Integer index = indices.get(ConfigPaths.name(entry.path()));
    if (index == null || !rest.startsWith(LIMITS)) {
      return;
    }
    if (index >= own.length) {
      own = Arrays.copyOf(own, index + 1);
    }
    if (own[index] == null) {
      own[index] = new AccountLimits(standard);
    }
    own[index].set(rest.substring(LIMITS.length()), entry.value());
  }

  @Override
  public void describe(StateSink sink) {
    standard.describe(sink);
    sink.putLong(engineExposureE9);
    sink.putLong(names.length);
    for (int i = 0; i < own.length; i++) {
      if (own[i] != null) {
        sink.putLong(i);
        own[i].describe(sink);
      }
    }
  }
}
