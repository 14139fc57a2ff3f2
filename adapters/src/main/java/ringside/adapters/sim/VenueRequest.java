package ringside.adapters.sim;

import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * What an account, or the operator of the venue, asks for. Amounts are at 1e-9; {@code symbol} and
 * {@code account} are indices. Immutable; all the venue's inputs but time and market.
 */
public sealed interface VenueRequest {
  /** Whose account; index. */
  int account();

  /**
   * A new order.
   *
   * @param linkId the client's id, "" for none
   * @param priceE9 0 for market orders
   * @param positionIdx 0 one-way, 1 the long leg, 2 the short leg
   * @param triggerPriceE9 0: not conditional
   * @param triggerDirection 0 not stated, 1 when the price rises to it, 2 when it falls to it
   * @param fullTpSl whether take-profit and stop-loss are for the whole position
   * @param slippage how far a market order may go
   * @param smpType what is to become of trades with oneself, in the venue's word; shown back
   */
  record Place(
      int account,
      int symbol,
      String linkId,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long priceE9,
      long quantityE9,
      int positionIdx,
      boolean reduceOnly,
      boolean closeOnTrigger,
      long triggerPriceE9,
      int triggerDirection,
      TriggerBy triggerBy,
      TriggerSpec takeProfit,
      TriggerSpec stopLoss,
      boolean fullTpSl,
      Slippage slippage,
      String smpType)
      implements VenueRequest {
    /** Without the words that few orders have. */
    public Place(
        int account,
        int symbol,
        String linkId,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long priceE9,
        long quantityE9,
        int positionIdx,
        boolean reduceOnly,
        boolean closeOnTrigger,
        long triggerPriceE9,
        int triggerDirection,
        TriggerBy triggerBy,
        TriggerSpec takeProfit,
        TriggerSpec stopLoss,
        boolean fullTpSl) {
      this(
          account,
          symbol,
          linkId,
          side,
          type,
          timeInForce,
          priceE9,
          quantityE9,
          positionIdx,
          reduceOnly,
          closeOnTrigger,
          triggerPriceE9,
          triggerDirection,
          triggerBy,
          takeProfit,
          stopLoss,
          fullTpSl,
          Slippage.NONE,
          "None");
    }
  }

  /**
   * Changes a resting or conditional order; {@link TriggerSpec#KEEP} leaves a value as it is.
   *
   * @param orderId 0 where only the client's id is stated
   */
  record Amend(
      int account,
      int symbol,
      long orderId,
      String linkId,
      long priceE9,
      long quantityE9,
      long triggerPriceE9,
      TriggerSpec takeProfit,
      TriggerSpec stopLoss)
      implements VenueRequest {}

  /**
   * Takes an order back.
   *
   * @param orderId 0 where only the client's id is stated
   */
  record Cancel(int account, int symbol, long orderId, String linkId) implements VenueRequest {}

  /** Which orders a cancel-all means. */
  enum Filter {
    ALL,
    /** Plain orders only. */
    ORDERS,
    /** Conditional orders, take-profits and stops only. */
    STOP_ORDERS
  }

  /**
   * Takes all orders back.
   *
   * @param symbol -1: of all symbols
   * @param stopOrderType "" or which kind of stop orders alone
   */
  record CancelAll(int account, int symbol, Filter filter, String stopOrderType)
      implements VenueRequest {}

  /** Sets the leverage of both legs, equal in one-way mode. */
  record SetLeverage(int account, int symbol, long buyE9, long sellE9) implements VenueRequest {}

  /**
   * Changes between one-way and hedge mode.
   *
   * @param symbol -1: of all symbols
   */
  record SwitchMode(int account, int symbol, boolean hedge) implements VenueRequest {}

  /**
   * The position mode becomes the other one though positions or orders are there, as nobody may ask
   * for: an open leg, what waits for it, and all orders go over to the legs of the other mode.
   *
   * @param symbol -1: of all symbols
   */
  record ForceMode(int account, int symbol, boolean hedge) implements VenueRequest {}

  /** The leverage of both legs becomes this, whatever positions and orders then need. */
  record ForceLeverage(int account, int symbol, long leverageE9) implements VenueRequest {}

  /**
   * Sets take-profit, stop-loss and trailing stop of a position.
   *
   * @param trailingStopE9 distance; 0 removes, {@link TriggerSpec#KEEP} leaves
   * @param activePriceE9 where the trailing stop starts to trail; 0: at once
   * @param tpQuantityE9 of a partial take-profit; 0 where full
   * @param slQuantityE9 of a partial stop-loss; 0 where full
   */
  record SetTradingStop(
      int account,
      int symbol,
      int positionIdx,
      boolean full,
      TriggerSpec takeProfit,
      TriggerSpec stopLoss,
      long trailingStopE9,
      long activePriceE9,
      long tpQuantityE9,
      long slQuantityE9)
      implements VenueRequest {}

  /**
   * Moves money into (positive) or out of an account.
   *
   * @param transferId of the request; one that was done before is not done again
   */
  record Transfer(int account, long amountE9, String transferId) implements VenueRequest {}

  /**
   * The venue's clock goes on from here after it stood still, as after a restart: the market did
   * not move in between.
   */
  record Resume(int account) implements VenueRequest {}
}
