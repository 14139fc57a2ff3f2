package ringside.adapters.ws;

/**
 * How a connection ended.
 *
 * @param opened whether it was ever open
 * @param httpStatus what the server answered to the upgrade; 0 if nothing
 * @param closeCode of the close frame, or 1006 where the connection broke without one
 * @param byPeer whether the other side ended it
 * @param detail in words; never null
 */
public record WsClosed(
    boolean opened, int httpStatus, int closeCode, boolean byPeer, String detail) {
  /** A server's refusal to upgrade. */
  public boolean refused() {
    return !opened && httpStatus != 0 && httpStatus != 101;
  }
}
