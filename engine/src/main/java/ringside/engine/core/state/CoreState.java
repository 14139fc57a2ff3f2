package ringside.engine.core.state;

/**
 * Everything the core knows, as a list of tables. What a run hears of the market is void at the
 * next start; halts and suspects, accounts and their orders stay. Engine thread only.
 */
public final class CoreState {
  public final RunState run = new RunState();
  public final StreamTable streams = new StreamTable();
  public final InstrumentTable instruments = new InstrumentTable();
  public final BookTable books = new BookTable();
  public final CommandsInFlight commands = new CommandsInFlight();
  public final HaltTable halts = new HaltTable();
  public final AccountTable accounts = new AccountTable();
  public final LimitTable limits = new LimitTable();
  public final OperatorTable operators = new OperatorTable();
  public final RiskTable risk = new RiskTable();
  public final EquityTable equity = new EquityTable();
  public final ExposureTable exposure = new ExposureTable(accounts, instruments);

  public final SettingTable settings = new SettingTable();

  private final StateTable[] tables = {
    run,
    streams,
    instruments,
    books,
    commands,
    halts,
    accounts,
    limits,
    operators,
    risk,
    equity,
    settings
  };
  private final StateHash hash = new StateHash();

  /** Forgets what must be heard anew in a new run. */
  public void beginRun() {
    streams.clear();
    instruments.clear();
    books.clear();
    accounts.beginRun(run.beforeNs());
    equity.beginRun();
    exposure.touchAll();
    settings.beginRun();
  }

  /** A hash of the whole state with the strategies' own, without the run's identity. */
  public long digest(StateTable strategies) {
    hash.reset();
    for (StateTable table : tables) {
      table.describe(hash);
    }
    strategies.describe(hash);
    return hash.value();
  }
}
