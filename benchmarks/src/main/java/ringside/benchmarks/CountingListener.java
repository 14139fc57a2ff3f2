package ringside.benchmarks;

import ringside.adapters.sim.Position;
import ringside.adapters.sim.RetCode;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueListener;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.Side;

/** Counts what a venue tells. */
final class CountingListener implements VenueListener {
  long refused;
  long told;

  @Override
  public void onReply(long requestId, VenueRequest request, VenueReply reply) {
    if (reply.code() != RetCode.OK) {
      refused++;
    }
  }

  @Override
  public void onOrder(VenueOrder order, long timeNs) {
    told++;
  }

  @Override
  public void onExecution(VenueExecution execution) {
    told++;
  }

  @Override
  public void onPosition(Position position, long timeNs) {
    told++;
  }

  @Override
  public void onWallet(int account, long timeNs) {
    told++;
  }

  @Override
  public void onBook(int symbol, long timeNs) {
    told++;
  }

  @Override
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    told++;
  }

  @Override
  public void onTicker(int symbol, long timeNs) {
    told++;
  }

  @Override
  public void onLiquidation(
      int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {
    told++;
  }

  @Override
  public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
    told++;
  }
}
