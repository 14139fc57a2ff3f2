package ringside.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.WalletState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;

/** Accounts, their positions and their orders of a restored state. What is not known is null. */
final class AccountReport {
  private final CoreState state;
  private final Catalog catalog;

  AccountReport(CoreState state, Catalog catalog) {
    this.state = state;
    this.catalog = catalog;
  }

  List<Object> accounts() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      if (account == null) {
        continue;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("account", name(CatalogKind.ACCOUNT, i));
      values.put("uid", account.uid().isEmpty() ? null : account.uid().toString());
      values.put("connected", account.connected());
      values.put("reconciled", account.reconciled());
      values.put("halted", state.halts.halted(i));
      values.put("equity", e9(account.wallet.totalEquityE9()));
      values.put("available", e9(account.wallet.totalAvailableE9()));
      values.put("maintenanceMarginRate", e9(account.wallet.maintenanceMarginRateE9()));
      for (int k = 0; k < account.wallet.size(); k++) {
        WalletState.Coin coin = account.wallet.at(k);
        values.put("balance" + coin.name(), e9(coin.balanceE9()));
      }
      values.put("openOrders", account.orders.liveCount());
      values.put("closedOrders", account.orders.closedCount());
      values.put("executions", account.executions.size());
      values.put("foreignOrders", account.foreignOrders());
      values.put("corrections", account.corrections());
      list.add(values);
    }
    return list;
  }

  /** Those that hold something, or did. */
  List<Object> positions() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      for (int k = 0; account != null && k < account.positions.size(); k++) {
        PositionState position = account.positions.at(k);
        if (position.sizeE9() != 0 || position.executions() > 0) {
          list.add(position(i, position));
        }
      }
    }
    return list;
  }

  private Map<String, Object> position(int account, PositionState position) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", name(CatalogKind.ACCOUNT, account));
    values.put("symbol", name(CatalogKind.INSTRUMENT, position.instrument()));
    values.put("leg", position.leg().name());
    values.put("size", e9(position.sizeE9()));
    values.put("entryPrice", e9(position.entryPriceE9()));
    values.put("leverage", e9(position.leverageE9()));
    values.put("liquidationPrice", e9(position.liquidationPriceE9()));
    values.put("unrealisedPnl", e9(position.unrealisedPnlE9()));
    values.put("realisedPnl", e9(position.realisedPnlE9()));
    values.put("cumulativeRealisedPnl", e9(position.cumulativeRealisedPnlE9()));
    values.put("bought", e9(position.boughtE9()));
    values.put("sold", e9(position.soldE9()));
    values.put("averageEntry", e9(position.averageEntryE9()));
    values.put("gross", e9(position.grossE9()));
    values.put("fees", e9(position.feesE9()));
    values.put("funding", e9(position.fundingE9()));
    values.put("unexplained", e9(position.unexplainedE9()));
    values.put("foreign", e9(position.foreignE9()));
    return values;
  }

  /** Those that may still trade. */
  List<Object> orders() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      for (int k = 0; account != null && k < account.orders.liveCount(); k++) {
        list.add(order(i, account.orders.live(k)));
      }
    }
    return list;
  }

  private Map<String, Object> order(int account, OrderState order) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", name(CatalogKind.ACCOUNT, account));
    values.put("symbol", name(CatalogKind.INSTRUMENT, order.instrument()));
    boolean known = order.strategy() != OrderState.NO_STRATEGY;
    values.put("strategy", known ? name(CatalogKind.STRATEGY, order.strategy()) : null);
    values.put("side", order.side().name());
    values.put("leg", order.leg().name());
    values.put("phase", order.phase().name());
    values.put("price", e9(order.priceE9()));
    values.put("triggerPrice", e9(order.triggerPriceE9()));
    values.put("quantity", e9(order.quantityE9()));
    values.put("filled", e9(order.filledE9()));
    values.put("reduceOnly", order.reduceOnly());
    values.put("foreign", order.foreign());
    values.put("missing", order.missing() ? true : null);
    values.put("clientOrderId", order.clientId().isEmpty() ? null : order.clientId().toString());
    values.put("orderId", order.venueId().isEmpty() ? null : order.venueId().toString());
    return values;
  }

  private String name(CatalogKind kind, int index) {
    String name = catalog.name(kind, index);
    return name == null ? String.valueOf(index) : name;
  }

  private static String e9(long valueE9) {
    return valueE9 == Decimals.INVALID ? null : Decimals.toStringE9(valueE9);
  }
}
