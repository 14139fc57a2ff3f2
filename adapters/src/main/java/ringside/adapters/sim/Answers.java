package ringside.adapters.sim;

import java.util.List;

/** Answers requests. */
final class Answers {
  private final VenueState state;

  Answers(VenueState state) {
    this.state = state;
  }

  /** The request is taken, and does this to an order. */
  void take(long requestId, VenueRequest request, VenueOrder order) {
    answer(
        requestId,
        request,
        new VenueReply(RetCode.OK, state.nowNs, "", order.id, order.linkId, List.of()));
  }

  /** The request is taken, and does this to all these orders. */
  void take(long requestId, VenueRequest request, List<VenueOrder> orders) {
    answer(
        requestId,
        request,
        new VenueReply(RetCode.OK, state.nowNs, "", 0, "", List.copyOf(orders)));
  }

  /** The request is taken, or refused, by its code. */
  void by(RetCode code, long requestId, VenueRequest request) {
    answer(requestId, request, new VenueReply(code, state.nowNs, "", 0, "", List.of()));
  }

  /** The request is refused. */
  void refuse(long requestId, VenueRequest request, Refusal refusal, long orderId, String linkId) {
    VenueReply reply =
        new VenueReply(refusal.code(), state.nowNs, refusal.detail(), orderId, linkId, List.of());
    answer(requestId, request, reply);
  }

  private void answer(long requestId, VenueRequest request, VenueReply reply) {
    state.feed.onReply(requestId, request, reply);
  }
}
