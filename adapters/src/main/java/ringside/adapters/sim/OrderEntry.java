package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.VenueRequest.Amend;
import ringside.adapters.sim.VenueRequest.Cancel;
import ringside.adapters.sim.VenueRequest.CancelAll;
import ringside.adapters.sim.VenueRequest.Filter;
import ringside.adapters.sim.VenueRequest.Place;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.TimeInForce;

/**
 * Requests about orders: each is refused, or answered and then carried out.
 *
 * <p>Source: the venue's pages docs/v5/order/create-order, amend-order, cancel-order, cancel-all
 * and docs/v5/error.
 */
final class OrderEntry {
  private final VenueState state;
  private final Lifecycle lifecycle;
  private final Answers answers;
  private final Admission admission;

  OrderEntry(VenueState state, Lifecycle lifecycle, Answers answers) {
    this.state = state;
    this.lifecycle = lifecycle;
    this.answers = answers;
    this.admission = new Admission(state);
  }

  void place(long requestId, Place request) {
    VenueOrder order = order(request);
    Refusal refusal = admission.refusal(request, order);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, 0, request.linkId());
      return;
    }
    lifecycle.enter(order);
    answers.take(requestId, request, order);
    if (order.waits()) {
      state.tell(order);
      lifecycle.arm(order);
    } else {
      lifecycle.activate(order);
    }
  }

  private VenueOrder order(Place request) {
    VenueOrder order = new VenueOrder();
    order.account = request.account();
    order.symbol = request.symbol();
    order.linkId = request.linkId();
    order.side = request.side();
    order.positionIdx = request.positionIdx();
    order.type = request.type();
    boolean market = request.type() == OrderType.MARKET;
    order.timeInForce = market ? TimeInForce.IOC : request.timeInForce();
    order.priceE9 = market ? 0 : request.priceE9();
    order.quantityE9 = request.quantityE9();
    order.leavesE9 = order.quantityE9;
    order.closeOnTrigger = request.closeOnTrigger();
    order.reduceOnly = request.reduceOnly() || closesLeg(request.positionIdx(), order.buys());
    order.takeProfit = request.takeProfit();
    order.stopLoss = request.stopLoss();
    order.fullTpSl = request.fullTpSl();
    order.slippage = request.slippage();
    order.smpType = request.smpType();
    order.status = OrderStatus.NEW;
    if (request.triggerPriceE9() != 0) {
      order.status = OrderStatus.UNTRIGGERED;
      order.stopOrderType = StopTypes.STOP;
      order.createType = "CreateByStopOrder";
      order.triggerPriceE9 = request.triggerPriceE9();
      order.triggerBy = request.triggerBy();
      order.triggerDirection = request.triggerDirection();
    }
    return order;
  }

  /** In hedge mode a leg's opposite side can do nothing but close it. */
  private static boolean closesLeg(int positionIdx, boolean buys) {
    return (positionIdx == 1 && !buys) || (positionIdx == 2 && buys);
  }

  void amend(long requestId, Amend request) {
    VenueOrder order = find(request.account(), request.orderId(), request.linkId());
    Refusal refusal = order == null ? Refusal.of(RetCode.ORDER_NOT_FOUND) : finished(order);
    if (refusal == null && order.symbol != request.symbol()) {
      refusal = Refusal.of(RetCode.ORDER_NOT_FOUND);
    }
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, request.orderId(), request.linkId());
      return;
    }
    long priceE9 = kept(request.priceE9(), order.priceE9);
    long quantityE9 = cut(order, kept(request.quantityE9(), order.quantityE9));
    long triggerE9 = kept(request.triggerPriceE9(), order.triggerPriceE9);
    TriggerSpec takeProfit = kept(request.takeProfit(), order.takeProfit);
    TriggerSpec stopLoss = kept(request.stopLoss(), order.stopLoss);
    refusal = admission.amendment(order, priceE9, quantityE9, triggerE9, takeProfit, stopLoss);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, order.id, order.linkId);
      return;
    }
    answers.take(requestId, request, order);
    order.takeProfit = takeProfit;
    order.stopLoss = stopLoss;
    if (order.waits()) {
      rewait(order, priceE9, quantityE9, triggerE9);
    } else {
      lifecycle.amend(order, priceE9, quantityE9);
    }
  }

  private void rewait(VenueOrder order, long priceE9, long quantityE9, long triggerE9) {
    order.priceE9 = priceE9;
    order.quantityE9 = quantityE9;
    order.leavesE9 = quantityE9;
    if (triggerE9 != order.triggerPriceE9) {
      lifecycle.stops().move(order, triggerE9, order.triggerBy);
      lifecycle.stops().onMoved(order);
    } else {
      state.tell(order);
    }
  }

  /** An order that only closes is cut down to what there is to close. */
  private long cut(VenueOrder order, long quantityE9) {
    if (!order.closes() || order.waits()) {
      return quantityE9;
    }
    long reducibleE9 =
        state.accounts.reducibleE9(order.account, order.symbol, order.positionIdx, order.buys());
    return Math.min(quantityE9, order.filledE9 + reducibleE9);
  }

  private static long kept(long statedE9, long presentE9) {
    return statedE9 == TriggerSpec.KEEP ? presentE9 : statedE9;
  }

  private static TriggerSpec kept(TriggerSpec stated, TriggerSpec present) {
    return stated.priceE9() == TriggerSpec.KEEP ? present : stated;
  }

  void cancel(long requestId, Cancel request) {
    VenueOrder order = find(request.account(), request.orderId(), request.linkId());
    boolean known = order != null && order.symbol == request.symbol();
    Refusal refusal = known ? finished(order) : Refusal.of(RetCode.ORDER_NOT_FOUND);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, request.orderId(), request.linkId());
      return;
    }
    answers.take(requestId, request, order);
    lifecycle.cancel(order, Lifecycle.BY_USER);
    lifecycle.stops().onCancelled(order);
  }

  private VenueOrder find(int account, long orderId, String linkId) {
    return orderId != 0 ? state.orders.find(account, orderId) : state.orders.find(account, linkId);
  }

  private static Refusal finished(VenueOrder order) {
    if (order.isOpen()) {
      return null;
    }
    return Refusal.of(
        order.status == OrderStatus.FILLED ? RetCode.ORDER_FINISHED : RetCode.ORDER_CANCELLED);
  }

  void cancelAll(long requestId, CancelAll request) {
    List<VenueOrder> open = new ArrayList<>();
    if (request.symbol() < 0) {
      open.addAll(state.orders.openOrders(request.account()));
    } else {
      state.orders.collect(request.account(), request.symbol(), open);
    }
    open.removeIf(order -> !meant(order, request));
    answers.take(requestId, request, open);
    for (VenueOrder order : open) {
      if (order.isOpen()) {
        lifecycle.cancel(order, Lifecycle.BY_USER);
        lifecycle.stops().onCancelled(order);
      }
    }
  }

  private static boolean meant(VenueOrder order, CancelAll request) {
    String stopType = request.stopOrderType();
    boolean kind =
        request.filter() == Filter.ALL || order.waits() == (request.filter() == Filter.STOP_ORDERS);
    return kind && (stopType.isEmpty() || stopType.equals(order.stopOrderType));
  }
}
