package ringside.engine.core.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.codec.Leg;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;

/**
 * Leverage and position mode that strategies want of the venue, by account and instrument, and what
 * was done about it in this run. Engine thread only; allocates when a config is applied.
 */
public final class SettingTable implements StateTable {
  private static final long NEVER = OrderBook.NEVER;
  private static final Setting[] NONE = {};

  private Setting[] settings = NONE;

  /** What is wanted of one instrument of an account. */
  public static final class Setting implements StateTable {
    private final int account;
    private final int instrument;
    private final long leverageE9;
    private final boolean modeWanted;
    private final boolean hedge;
    private boolean fitted;
    private boolean told;
    private int modeAttempts;
    private int leverageAttempts;
    private long sentNs = NEVER;

    private Setting(int account, int instrument, long leverageE9, String mode) {
      this.account = account;
      this.instrument = instrument;
      this.leverageE9 = leverageE9;
      modeWanted = mode != null;
      hedge = "hedge".equals(mode);
    }

    public int account() {
      return account;
    }

    public int instrument() {
      return instrument;
    }

    /** {@link Decimals#INVALID}: whatever the venue has. */
    public long leverageE9() {
      return leverageE9;
    }

    /** Whether two legs are wanted; where a mode is wanted at all. */
    public boolean hedge() {
      return hedge;
    }

    /** Whether the venue was as wanted at any time in this run: later changes are somebody's. */
    public boolean fitted() {
      return fitted;
    }

    /** Whether a human was told that it is not as wanted. */
    public boolean told() {
      return told;
    }

    /** How often the mode was asked for in this run. */
    public int modeAttempts() {
      return modeAttempts;
    }

    /** How often the leverage was asked for in this run. */
    public int leverageAttempts() {
      return leverageAttempts;
    }

    /** When something was asked for last, or NEVER. */
    public long sentNs() {
      return sentNs;
    }

    /** Whether the venue has the mode, as far as it has said. */
    public boolean modeFits(AccountState of) {
      return !modeWanted || !of.modeKnown(instrument) || of.hedge(instrument) == hedge;
    }

    /** Whether the venue has the leverage, as far as it has said. */
    public boolean leverageFits(AccountState of) {
      if (leverageE9 == Decimals.INVALID) {
        return true;
      }
      if (of.hedge(instrument)) {
        return fits(of, Leg.LONG) && fits(of, Leg.SHORT);
      }
      return fits(of, Leg.ONE_WAY);
    }

    /** The leverage that the venue has instead, where it does not fit. */
    public long venuesLeverageE9(AccountState of) {
      Leg leg = of.hedge(instrument) ? Leg.LONG : Leg.ONE_WAY;
      leg = fits(of, leg) ? Leg.SHORT : leg;
      PositionState position = of.positions.find(instrument, leg);
      return position == null ? Decimals.INVALID : position.leverageE9();
    }

    private boolean fits(AccountState of, Leg leg) {
      PositionState position = of.positions.find(instrument, leg);
      return position == null
          || position.leverageE9() == Decimals.INVALID
          || position.leverageE9() == leverageE9;
    }

    /** Whether nothing of it is known to differ, and the venue has spoken. */
    public boolean fits(AccountState of) {
      return of.modeKnown(instrument) && modeFits(of) && leverageFits(of);
    }

    @Override
    public void describe(StateSink sink) {
      sink.putLong(account);
      sink.putLong(instrument);
      sink.putLong(leverageE9);
      sink.putFlag(modeWanted);
      sink.putFlag(hedge);
      sink.putFlag(fitted);
      sink.putFlag(told);
      sink.putLong(modeAttempts);
      sink.putLong(leverageAttempts);
      sink.putLong(sentNs);
    }
  }

  public int size() {
    return settings.length;
  }

  public Setting at(int place) {
    return settings[place];
  }

  /** What is wanted of the instrument, or null where nothing is. */
  public Setting find(int account, int instrument) {
    for (Setting setting : settings) {
      if (setting.account == account && setting.instrument == instrument) {
        return setting;
      }
    }
    return null;
  }

  /** Replaces what was wanted by what the config says; whatever was done counts no more. */
  public void apply(List<ConfigRecords.Entry> entries) {
    Map<String, Map<String, String>> strategies = new LinkedHashMap<>();
    for (ConfigRecords.Entry entry : entries) {
      if (entry.path().startsWith("strategies.")) {
        strategies
            .computeIfAbsent(ConfigPaths.name(entry.path()), name -> new LinkedHashMap<>())
            .put(ConfigPaths.rest(entry.path()), entry.value());
      }
    }
    List<Setting> wanted = new ArrayList<>();
    for (Map<String, String> strategy : strategies.values()) {
      String leverage = strategy.get("leverage");
      // A kind that knows two ways says in its parameters which it needs.
      String mode = strategy.getOrDefault("mode", strategy.get("parameters.mode"));
      boolean shadow = "true".equals(strategy.get("shadow"));
      if (strategy.containsKey("index") && !shadow && (leverage != null || mode != null)) {
        wanted.add(
            new Setting(
                Integer.parseInt(strategy.get("accountIndex")),
                Integer.parseInt(strategy.get("instrumentIndex")),
                leverage == null ? Decimals.INVALID : Decimals.parseE9(leverage),
                mode));
      }
    }
    settings = wanted.toArray(NONE);
  }

  /** The venue has spoken of positions of the account: notes what is as wanted. */
  void heard(AccountState account) {
    for (Setting setting : settings) {
      if (setting.account == account.account() && account.reconciled() && setting.fits(account)) {
        setting.fitted = true;
      }
    }
  }

  public void modeSent(int account, int instrument, long nowNs) {
    Setting setting = find(account, instrument);
    if (setting != null) {
      setting.modeAttempts++;
      setting.sentNs = nowNs;
    }
  }

  public void leverageSent(int account, int instrument, long nowNs) {
    Setting setting = find(account, instrument);
    if (setting != null) {
      setting.leverageAttempts++;
      setting.sentNs = nowNs;
    }
  }

  /** A human was told that it is not as wanted, or that it is again. */
  public void told(int account, int instrument, boolean on) {
    Setting setting = find(account, instrument);
    if (setting != null) {
      setting.told = on;
    }
  }

  /** A run begins: what was wanted may be wanted anew, and its config says so. */
  void beginRun() {
    settings = NONE;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(settings.length);
    for (Setting setting : settings) {
      setting.describe(sink);
    }
  }
}
