package ringside.adapters.sim;

import ringside.journal.codec.Side;

/**
 * One change of an account's wallet: a line of the venue's transaction log. Immutable.
 *
 * @param id from 1, dense over the whole venue
 * @param symbol -1 where none is meant
 * @param side null where no trade is meant
 * @param cashFlowE9 realised PnL of a trade, or the amount of a transfer
 * @param fundingE9 received; negative: paid
 * @param feeE9 paid; negative: received
 * @param changeE9 cashFlow + funding - fee
 * @param balanceE9 of the wallet after it
 * @param linkId the client's own id of the order, or of the transfer; empty for none
 * @param sizeE9 of the position after it; negative for a short
 */
public record LedgerEntry(
    long id,
    long timeNs,
    int account,
    int symbol,
    Kind kind,
    Side side,
    long tradePriceE9,
    long quantityE9,
    long sizeE9,
    long cashFlowE9,
    long fundingE9,
    long feeE9,
    long feeRateE9,
    long changeE9,
    long balanceE9,
    long orderId,
    String linkId,
    String tradeId) {
  /** Why the wallet changed. */
  public enum Kind {
    TRADE,
    SETTLEMENT,
    TRANSFER_IN,
    TRANSFER_OUT,
    /**
     * A trade of a liquidation; without a side and order: what the insurance fund paid because the
     * account's positions lost more than it had.
     */
    LIQUIDATION
  }
}
