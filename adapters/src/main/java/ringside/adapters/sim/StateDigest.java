package ringside.adapters.sim;

import ringside.journal.codec.Side;

/**
 * A number that stands for the whole of what a venue holds: books, prices, wallets, positions, open
 * orders with their places, and how many of everything there were. Two venues that had the same
 * inputs have the same one.
 */
final class StateDigest {
  private long sum = 0x9e3779b97f4a7c15L;

  static long of(VenueState state) {
    StateDigest digest = new StateDigest();
    digest.put(state.nowNs);
    for (SymbolMarket market : state.markets) {
      digest.market(market);
    }
    for (int account = 0; account < state.config.accounts().size(); account++) {
      digest.account(state, account);
    }
    return digest.sum;
  }

  private void put(long value) {
    sum = (sum ^ value) * 0xff51afd7ed558ccdL;
    sum ^= sum >>> 32;
  }

  private void put(Enum<?> value) {
    put(value == null ? -1 : value.ordinal());
  }

  private void put(String text) {
    put(text.hashCode());
  }

  private void market(SymbolMarket market) {
    put(market.lastE9);
    put(market.markE9);
    put(market.indexE9);
    put(market.fundingRateE9);
    put(market.openInterestE9);
    put(market.nextFundingNs);
    put(market.sequence);
    put(market.book.updateId);
    side(market.book.bids);
    side(market.book.asks);
  }

  private void side(BookSide side) {
    put(side.size());
    for (int i = 0; i < side.size(); i++) {
      Level level = side.at(i);
      put(level.priceE9);
      put(level.outsideE9);
      put(level.takenE9);
      put(level.restingE9);
    }
  }

  private void account(VenueState state, int account) {
    Accounts accounts = state.accounts;
    put(accounts.walletE9(account));
    put(accounts.unrealisedE9(account));
    put(accounts.positionMarginE9(account));
    put(accounts.orderMarginE9(account));
    put(accounts.maintenanceMarginE9(account));
    put(accounts.ledger(account).size());
    put(state.orders.closed(account).size());
    put(state.orders.executions(account).size());
    for (int symbol = 0; symbol < state.markets.length; symbol++) {
      put(accounts.hedge(account, symbol) ? 1 : 0);
      for (int leg = 0; leg <= 2; leg++) {
        position(accounts.position(account, symbol, leg));
      }
      VenueOrder order = state.orders.open(account, symbol).first;
      for (; order != null; order = order.nextOpen) {
        order(order);
      }
    }
  }

  private void position(Position position) {
    put(position.sizeE9);
    put(position.side == null ? 0 : position.side == Side.BUY ? 1 : 2);
    put(position.entryValueE9);
    put(position.leverageE9);
    put(position.cumulativePnlE9);
    put(position.takeProfitE9);
    put(position.stopLossE9);
    put(position.trailingStopE9);
    put(position.sequence);
  }

  private void order(VenueOrder order) {
    put(order.id);
    put(order.linkId);
    put(order.side);
    put(order.status);
    put(order.positionIdx);
    put(order.priceE9);
    put(order.quantityE9);
    put(order.leavesE9);
    put(order.aheadE9);
    put(order.triggerPriceE9);
    put(order.trailBestE9);
    put(order.updatedNs);
  }
}
