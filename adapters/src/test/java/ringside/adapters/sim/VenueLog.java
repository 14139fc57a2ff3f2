package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.Side;

/** Writes down all that a venue tells, a line each. */
final class VenueLog implements VenueListener {
  final List<String> lines = new ArrayList<>();
  final List<VenueReply> replies = new ArrayList<>();
  final List<VenueOrder> orders = new ArrayList<>();
  final List<VenueExecution> executions = new ArrayList<>();

  VenueReply lastReply() {
    return replies.get(replies.size() - 1);
  }

  @Override
  public void onReply(long requestId, VenueRequest request, VenueReply reply) {
    replies.add(reply);
    lines.add(
        "reply "
            + requestId
            + " "
            + reply.code().code()
            + " "
            + reply.message()
            + " "
            + reply.orderId()
            + " "
            + reply.timeNs());
  }

  @Override
  public void onOrder(VenueOrder order, long timeNs) {
    orders.add(order.copy());
    lines.add(text(order) + " @" + timeNs);
  }

  static String text(VenueOrder order) {
    return "order "
        + order.id()
        + " "
        + order.linkId()
        + " "
        + order.status()
        + " "
        + order.side()
        + " "
        + order.stopOrderType()
        + " p "
        + order.priceE9()
        + " q "
        + order.quantityE9()
        + " left "
        + order.leavesE9()
        + " filled "
        + order.filledE9()
        + " "
        + order.rejectReason()
        + " "
        + order.cancelType();
  }

  @Override
  public void onExecution(VenueExecution execution) {
    executions.add(execution);
    lines.add(execution.toString());
  }

  @Override
  public void onPosition(Position position, long timeNs) {
    lines.add(
        "position "
            + position.account()
            + "/"
            + position.symbol()
            + "/"
            + position.index()
            + " "
            + position.side()
            + " "
            + position.sizeE9()
            + " at "
            + position.entryValueE9()
            + " tp "
            + position.takeProfitE9()
            + " sl "
            + position.stopLossE9()
            + " @"
            + timeNs);
  }

  @Override
  public void onWallet(int account, long timeNs) {
    lines.add("wallet " + account + " @" + timeNs);
  }

  @Override
  public void onBook(int symbol, long timeNs) {
    lines.add("book " + symbol + " @" + timeNs);
  }

  @Override
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    lines.add(
        "trade " + symbol + " " + sequence + " " + takerSide + " " + priceE9 + " " + quantityE9);
  }

  @Override
  public void onTicker(int symbol, long timeNs) {
    lines.add("ticker " + symbol + " @" + timeNs);
  }

  @Override
  public void onLiquidation(
      int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {
    lines.add("liquidation " + symbol + " " + positionSide + " " + priceE9 + " " + quantityE9);
  }

  @Override
  public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
    lines.add("funding " + symbol + " " + rateE9 + " " + markE9 + " @" + timeNs);
  }
}
