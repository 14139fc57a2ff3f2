package ringside.engine.core.state;

import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.TimeInForce;

/**
 * What the venue says of one order, whichever of its messages came first: a later status never
 * gives way to an earlier one, filled is the last, and of two statements the newer one's terms
 * hold. Before the venue has spoken, the terms are those that were decided. Engine thread only.
 */
final class OrderStatement {
  private static final long UNKNOWN = OrderState.UNKNOWN;
  private static final long NEVER = OrderState.NEVER;

  OrderStatus status = OrderStatus.NULL_VAL;
  TimeInForce timeInForce = TimeInForce.NULL_VAL;
  long priceE9;
  long quantityE9;
  long triggerPriceE9;
  long cumulativeE9;
  long averagePriceE9;
  long updatedNs;
  long heardNs;

  /** When it first said that so much was filled, by receive time. */
  long filledNs;

  long reportId;

  void clear() {
    status = OrderStatus.NULL_VAL;
    timeInForce = TimeInForce.NULL_VAL;
    priceE9 = UNKNOWN;
    quantityE9 = 0;
    triggerPriceE9 = UNKNOWN;
    cumulativeE9 = 0;
    averagePriceE9 = UNKNOWN;
    updatedNs = NEVER;
    heardNs = NEVER;
    filledNs = NEVER;
    reportId = UNKNOWN;
  }

  /** Whether the venue has said anything yet. */
  boolean spoken() {
    return status != OrderStatus.NULL_VAL;
  }

  void fold(OrderUpdateDecoder update, long nowNs) {
    long saidNs = said(update);
    boolean newer =
        updatedNs == NEVER || saidNs > updatedNs || (saidNs == updatedNs && !older(update));
    if (orZero(update.cumulativeQuantityE9()) > cumulativeE9) {
      cumulativeE9 = update.cumulativeQuantityE9();
      filledNs = nowNs;
    }
    if (rank(update.status()) >= rank(status)) {
      status = update.status();
    }
    if (newer) {
      updatedNs = saidNs;
      priceE9 = update.priceE9();
      quantityE9 = update.quantityE9();
      triggerPriceE9 = update.triggerPriceE9();
      averagePriceE9 = update.averagePriceE9();
      timeInForce = update.timeInForce();
    }
    heardNs = nowNs;
    if (update.reportId() != OrderUpdateDecoder.reportIdNullValue()) {
      reportId = update.reportId();
    }
  }

  /** What the order has ended as, or null where it may still trade. */
  OrderPhase ended() {
    return switch (status) {
      case FILLED -> OrderPhase.FILLED;
      case CANCELLED, PARTIALLY_FILLED_CANCELLED, DEACTIVATED -> OrderPhase.CANCELLED;
      case REJECTED -> OrderPhase.REJECTED;
      default -> null;
    };
  }

  void describe(StateSink sink) {
    sink.putLong(status.value());
    sink.putLong(timeInForce.value());
    sink.putLong(priceE9);
    sink.putLong(quantityE9);
    sink.putLong(triggerPriceE9);
    sink.putLong(cumulativeE9);
    sink.putLong(averagePriceE9);
    sink.putLong(updatedNs);
    sink.putLong(heardNs);
    sink.putLong(filledNs);
    sink.putLong(reportId);
  }

  /** Of two statements of one moment, the one that has seen less is the older. */
  private boolean older(OrderUpdateDecoder update) {
    return orZero(update.cumulativeQuantityE9()) < cumulativeE9
        || rank(update.status()) < rank(status);
  }

  private static int rank(OrderStatus status) {
    return switch (status) {
      case NULL_VAL -> 0;
      case UNTRIGGERED -> 1;
      case TRIGGERED -> 2;
      case NEW -> 3;
      case PARTIALLY_FILLED -> 4;
      case REJECTED -> 5;
      case DEACTIVATED -> 6;
      case CANCELLED -> 7;
      case PARTIALLY_FILLED_CANCELLED -> 8;
      case FILLED -> 9;
    };
  }

  private static long said(OrderUpdateDecoder update) {
    long updated = update.updatedTimeNs();
    return updated != UNKNOWN ? updated : update.header().venueTimeNs();
  }

  private static long orZero(long valueE9) {
    return valueE9 == UNKNOWN ? 0 : valueE9;
  }
}
