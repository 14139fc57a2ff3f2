package ringside.adapters.paper;

import java.util.List;

/**
 * What the catalog calls a paper venue's symbols, accounts and streams. Immutable.
 *
 * @param instruments indices in the order of the market's instruments
 * @param accounts indices in the order of the venue's accounts
 * @param market source of what is public
 * @param streams source of each account's own stream, in the accounts' order
 */
public record PaperIndices(
    List<Integer> instruments, List<Integer> accounts, int market, List<Integer> streams) {
  /** Copies the lists. */
  public PaperIndices {
    instruments = List.copyOf(instruments);
    accounts = List.copyOf(accounts);
    streams = List.copyOf(streams);
  }
}
