package ringside.engine.core.state;

/**
 * Everything the core knows, as a list of tables. What a run hears of the market is void at the
 * next start; halts and suspects stay. Engine thread only.
 */
public final class CoreState {
  public final RunState run = new RunState();
  public final StreamTable streams = new StreamTable();
  public final InstrumentTable instruments = new InstrumentTable();
  public final BookTable books = new BookTable();
  public final CommandsInFlight commands = new CommandsInFlight();
  public final HaltTable halts = new HaltTable();

  private final StateTable[] tables = {run, streams, instruments, books, commands, halts};
  private final StateHash hash = new StateHash();

  /** Forgets what must be heard anew in a new run. */
  public void beginRun() {
    streams.clear();
    instruments.clear();
    books.clear();
  }

  /** A hash of the whole state, without the run's identity. */
  public long digest() {
    hash.reset();
    for (StateTable table : tables) {
      table.describe(hash);
    }
    return hash.value();
  }
}
