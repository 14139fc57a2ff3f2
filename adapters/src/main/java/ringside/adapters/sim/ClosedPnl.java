package ringside.adapters.sim;

import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;

/**
 * What an order earned by closing (a part of) a position: a line of the venue's closed-pnl list.
 *
 * @param side of the closing order
 * @param entryValueE9 what the closed part cost when opened
 * @param exitValueE9 what closing it brought
 * @param closedPnlE9 as the venue reckons it: gross less the opening and closing fees
 * @param fills how many executions closed it
 */
public record ClosedPnl(
    long orderId,
    int account,
    int symbol,
    Side side,
    int positionIdx,
    OrderType orderType,
    String execType,
    long orderQuantityE9,
    long orderPriceE9,
    long closedSizeE9,
    long entryValueE9,
    long averageEntryE9,
    long exitValueE9,
    long averageExitE9,
    long closedPnlE9,
    long openFeeE9,
    long closeFeeE9,
    int fills,
    long leverageE9,
    long createdNs,
    long updatedNs) {}
