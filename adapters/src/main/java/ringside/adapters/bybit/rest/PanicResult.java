package ringside.adapters.bybit.rest;

import java.util.List;

/**
 * How a {@link Panic} ended for one account.
 *
 * @param done whether the venue showed that nothing is left
 * @param cancelled orders that were open and are not any more
 * @param closeOrders orders sent to close positions
 * @param ordersLeft what is still open, as far as it could be read
 * @param positionsLeft likewise; empty where positions were not to be closed
 * @param failure what went wrong last; empty when nothing did
 */
public record PanicResult(
    String account,
    boolean done,
    int cancelled,
    int closeOrders,
    List<String> ordersLeft,
    List<String> positionsLeft,
    String failure) {
  public PanicResult {
    ordersLeft = List.copyOf(ordersLeft);
    positionsLeft = List.copyOf(positionsLeft);
  }

  /** For an account that could not even be asked. */
  public static PanicResult failed(String account, String failure) {
    return new PanicResult(account, false, 0, 0, List.of(), List.of(), failure);
  }
}
