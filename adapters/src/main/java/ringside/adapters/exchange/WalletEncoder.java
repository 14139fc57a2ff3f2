package ringside.adapters.exchange;

import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.VenueConfig;
import ringside.journal.event.Decimals;

/**
 * Writes an account's wallet as Bybit does, into its wallet-balance answer and its wallet topic.
 * The venue's thread.
 *
 * <p>Source: the venue's pages docs/v5/account/wallet-balance and docs/v5/websocket/private/wallet.
 */
final class WalletEncoder {
  private final VenueConfig config;

  WalletEncoder(VenueConfig config) {
    this.config = config;
  }

  /** An item of the wallet-balance list and of the wallet topic, which are alike. */
  void item(JsonWriter json, Accounts accounts, int account) {
    item(json, accounts, account, true);
  }

  /** {@link #item} whose list of coins may be empty, for one who asks for others. */
  void item(JsonWriter json, Accounts accounts, int account, boolean withCoin) {
    long wallet = accounts.walletE9(account);
    long equity = accounts.equityE9(account);
    long initial = accounts.positionMarginE9(account) + accounts.orderMarginE9(account);
    long maintenance = accounts.maintenanceMarginE9(account);
    json.beginObject();
    json.text("accountType", "UNIFIED");
    json.text("accountLTV", "0");
    json.text("accountIMRate", rate(initial, equity));
    json.text("accountIMRateByMp", rate(initial, equity));
    json.text("accountMMRate", rate(maintenance, equity));
    json.text("accountMMRateByMp", rate(maintenance, equity));
    json.decimal("totalEquity", equity);
    json.decimal("totalWalletBalance", wallet);
    json.decimal("totalMarginBalance", equity);
    json.decimal("totalAvailableBalance", Math.max(0, accounts.availableE9(account)));
    json.decimal("totalPerpUPL", equity - wallet);
    json.decimal("totalInitialMargin", initial);
    json.decimal("totalInitialMarginByMp", initial);
    json.decimal("totalMaintenanceMargin", maintenance);
    json.decimal("totalMaintenanceMarginByMp", maintenance);
    json.beginArray("coin");
    if (withCoin) {
      coin(json, accounts, account, wallet, equity);
    }
    json.endArray();
    json.endObject();
  }

  private void coin(JsonWriter json, Accounts accounts, int account, long wallet, long equity) {
    json.beginObject();
    json.text("coin", config.accounts().get(account).coin());
    json.decimal("equity", equity);
    json.decimal("usdValue", equity);
    json.decimal("walletBalance", wallet);
    json.text("availableToWithdraw", "");
    json.text("availableToBorrow", "");
    json.text("borrowAmount", "0");
    json.text("accruedInterest", "0");
    json.decimal("totalOrderIM", accounts.orderMarginE9(account));
    json.decimal("totalPositionIM", accounts.positionMarginE9(account));
    json.decimal("totalPositionMM", accounts.maintenanceMarginE9(account));
    json.decimal("unrealisedPnl", equity - wallet);
    json.decimal("cumRealisedPnl", accounts.realisedE9(account));
    json.text("bonus", "0");
    json.text("locked", "0");
    json.text("spotHedgingQty", "0");
    json.text("spotBorrow", "0");
    json.flag("collateralSwitch", true);
    json.flag("marginCollateral", true);
    json.endObject();
  }

  private static String rate(long marginE9, long equityE9) {
    boolean beyondWords = equityE9 <= 0 || marginE9 / equityE9 > 1_000_000;
    return beyondWords ? "" : Decimals.toStringE9(Decimals.divideE9(marginE9, equityE9));
  }
}
