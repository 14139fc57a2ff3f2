package ringside.adapters.bybit;

import java.io.IOException;
import ringside.journal.event.RecordBuffer;

/**
 * One kind of item of the venue's account messages and reports: read from where the cursor stands,
 * then encoded. One thread; what was read holds until the next {@link #read}.
 */
interface AccountItem {
  /**
   * Reads one item to its end.
   *
   * @return false for an item of another category or of a symbol that nobody asked for
   * @throws RejectedException when it cannot be taken; the cursor stands somewhere within
   */
  boolean read(JsonCursor json) throws IOException, RejectedException;

  /**
   * Adds the item's records.
   *
   * @param reportId of the report it belongs to, or {@link ItemFields#NOTHING}
   * @return how many records
   */
  int encode(RecordBuffer into, Stamp stamp, long reportId);
}
