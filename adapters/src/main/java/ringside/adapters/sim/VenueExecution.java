package ringside.adapters.sim;

import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;

/**
 * A fill of an order, or a funding payment. Immutable.
 *
 * @param id from 1, dense over the whole venue
 * @param sequence the venue's cross sequence, dense per symbol with book and trades
 * @param orderId 0 for funding
 * @param stopOrderType of the order, "" for none
 * @param feeE9 paid; negative: received
 * @param closedE9 how much of the quantity closed a position
 * @param leavesE9 what was left of the order after it
 * @param realisedPnlE9 of the closed part, fees apart; 0 for what opened
 */
public record VenueExecution(
    long id,
    long sequence,
    long timeNs,
    int account,
    int symbol,
    ExecutionType type,
    long orderId,
    String linkId,
    Side side,
    int positionIdx,
    OrderType orderType,
    String stopOrderType,
    String createType,
    long orderPriceE9,
    long orderQuantityE9,
    long leavesE9,
    long priceE9,
    long quantityE9,
    long valueE9,
    long feeE9,
    long feeRateE9,
    boolean maker,
    long closedE9,
    long realisedPnlE9,
    long markE9,
    long indexE9) {}
