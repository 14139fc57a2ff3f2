package ringside.adapters.sim;

import java.util.List;

/**
 * What became of a request, when the venue took it.
 *
 * @param timeNs venue time
 * @param detail words instead of the code's own, or ""
 * @param orderId 0 where no order is meant
 * @param orders of a cancel-all: the ids of what was cancelled
 */
public record VenueReply(
    RetCode code,
    long timeNs,
    String detail,
    long orderId,
    String linkId,
    List<VenueOrder> orders) {
  /** The words to answer with. */
  public String message() {
    return detail.isEmpty() ? code.message() : detail;
  }
}
