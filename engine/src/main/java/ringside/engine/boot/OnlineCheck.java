package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.CredentialsException;
import ringside.adapters.bybit.rest.InstrumentRule;
import ringside.adapters.bybit.rest.KeyCheck;
import ringside.adapters.bybit.rest.KeyReport;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.ServerClock;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.bybit.rest.VenueLook;
import ringside.adapters.bybit.rest.VenueLook.Unread;
import ringside.adapters.port.ProcessClock;
import ringside.engine.boot.CheckReport.Level;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.PositionModeSetting;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.config.VenueConfig;
import ringside.engine.strategy.grid.GridLadder;
import ringside.engine.strategy.grid.GridParameters;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.event.Decimals;

/**
 * Compares a config with what its venue and accounts are, by REST reads alone: nothing is ordered
 * and nothing set. The caller's one thread.
 */
final class OnlineCheck implements AutoCloseable {
  private static final String OUR_ORDERS = "rs";

  private final TradingConfig config;
  private final BybitAccess access;
  private final CheckReport report;
  private final Map<String, BybitRest> rests = new LinkedHashMap<>();
  private final Map<String, VenueLook> looks = new LinkedHashMap<>();
  private final Map<String, RestClient> clients = new LinkedHashMap<>();
  private final Map<String, Long> equitiesE9 = new LinkedHashMap<>();

  OnlineCheck(TradingConfig config, BybitAccess access, CheckReport report) {
    this.config = config;
    this.access = access;
    this.report = report;
  }

  /** Looks at venues and accounts; what each strategy needs is asked for by {@link #place}. */
  void look() {
    for (VenueConfig venue : config.venues()) {
      boolean used = config.accounts().stream().anyMatch(a -> a.venue().equals(venue.name()));
      if (used) {
        lookAt(venue);
      }
    }
    for (AccountConfig account : config.accounts()) {
      if (looks.containsKey(account.venue())) {
        lookAt(account);
      }
    }
  }

  private void lookAt(VenueConfig venue) {
    BybitEnvironment environment = BybitAccess.environment(venue, true);
    BybitRest rest = BybitRest.of(environment, ProcessClock.startingAbove(0), VenueListener.NONE);
    rests.put(venue.name(), rest);
    if (!rest.measureClock().join()) {
      report.wrong(
          "venue " + venue.name(), "reach", environment.rest() + " does not answer", "an answer");
      return;
    }
    long offsetNs = rest.serverClock().offsetNs();
    String value = TimeUnit.NANOSECONDS.toMillis(offsetNs) + " ms between its clock and ours";
    boolean far = Math.abs(offsetNs) > ServerClock.NO_ENTRIES_NS;
    report.expect(
        Math.abs(offsetNs) <= ServerClock.ALERT_NS,
        far ? Level.WRONG : Level.WARNING,
        "venue " + venue.name(),
        "clock",
        value,
        "below " + TimeUnit.NANOSECONDS.toMillis(ServerClock.ALERT_NS) + " ms");
    looks.put(venue.name(), new VenueLook(rest));
  }

  private void lookAt(AccountConfig account) {
    String where = "account " + account.alias();
    BybitRest rest = rests.get(account.venue());
    RestClient client;
    try {
      client = rest.account(account.alias(), access.credentials(account));
    } catch (CredentialsException e) {
      report.wrong(where, "key", e.getMessage(), "a key that can be had");
      return;
    }
    KeyReport key = new KeyCheck(rest, client, account.allowWithdraw()).run().join();
    report.expect(
        key.isUsable(),
        Level.WRONG,
        where,
        "key",
        key.isUsable()
            ? "may trade, UID " + (key.uid().isEmpty() ? "not told" : key.uid())
            : key.refusal(),
        "a key that trades contracts and nothing else");
    key.warnings().forEach(warning -> report.warning(where, "key", warning, "as safe as can be"));
    if (!key.isUsable()) {
      return;
    }
    report.expect(
        key.unified(),
        Level.WRONG,
        where,
        "account type",
        key.unified() ? "unified, " + key.marginMode() : "not unified",
        "a unified trading account");
    long equityE9 = Decimals.parseMoneyE9(key.equity());
    report.expect(
        equityE9 != Decimals.INVALID && equityE9 > 0,
        Level.WRONG,
        where,
        "wallet",
        "equity " + key.equity() + " USD, available " + key.available() + " USD",
        "more than nothing");
    equitiesE9.put(account.alias(), equityE9);
    clients.put(account.alias(), client);
    lookAtOpen(where, account, client);
  }

  /** What rests and is held that no strategy of the config is about. */
  private void lookAtOpen(String where, AccountConfig account, RestClient client) {
    VenueLook look = looks.get(account.venue());
    Set<String> traded = new TreeSet<>();
    for (StrategyConfig strategy : config.strategies()) {
      if (strategy.account().equals(account.alias())) {
        traded.add(strategy.symbol());
      }
    }
    try {
      List<String> foreign = new ArrayList<>();
      for (VenueLook.RestingOrder order : look.orders(client)) {
        if (!order.linkId().startsWith(OUR_ORDERS)) {
          foreign.add(order.described());
        }
      }
      report.expect(
          foreign.isEmpty(),
          Level.WARNING,
          where,
          "foreign orders",
          foreign.isEmpty() ? "none" : String.join(", ", foreign),
          "none, or foreignOrders as it is meant");
      List<String> held = new ArrayList<>();
      look.positions(client)
          .forEach(
              (symbol, what) -> held.add(what + (traded.contains(symbol) ? "" : " (not traded)")));
      report.expect(
          held.isEmpty(),
          Level.WARNING,
          where,
          "positions",
          held.isEmpty() ? "none" : String.join(", ", held),
          "none that the journal does not know, or foreignPositions as it is meant");
    } catch (Unread e) {
      report.wrong(where, "open orders and positions", e.getMessage(), "an answer");
    }
  }

  /** What a strategy's ladder is made with, or null after a finding that says why not. */
  LadderCheck.Place place(StrategyConfig strategy) {
    AccountConfig account = config.account(strategy.account());
    VenueLook look = looks.get(account.venue());
    if (look == null) {
      return null;
    }
    String where = "strategy " + strategy.name();
    try {
      Optional<InstrumentRule> rule = look.rule(strategy.symbol());
      boolean trading = rule.isPresent() && rule.get().status() == InstrumentStatus.TRADING;
      report.expect(
          trading,
          Level.WRONG,
          where,
          "symbol",
          rule.isEmpty()
              ? strategy.symbol() + " is not known to the venue"
              : strategy.symbol() + " is " + rule.get().status(),
          "a symbol that trades");
      if (rule.isEmpty()) {
        return null;
      }
      RestClient client = clients.get(strategy.account());
      long leverageE9 = strategy.leverageE9();
      if (client != null) {
        leverageE9 = lookAtSettings(where, strategy, look, client, rule.get());
      }
      long priceE9 = look.priceE9(strategy.symbol());
      return new LadderCheck.Place(
          priceE9,
          rules(rule.get()),
          equitiesE9.getOrDefault(strategy.account(), Decimals.INVALID),
          leverageE9,
          "the venue's price " + Decimals.toStringE9(priceE9));
    } catch (Unread e) {
      report.wrong(where, "venue", e.getMessage(), "an answer");
      return null;
    }
  }

  /** The leverage that will hold. */
  private long lookAtSettings(
      String where, StrategyConfig strategy, VenueLook look, RestClient client, InstrumentRule rule)
      throws Unread {
    VenueLook.Settings settings = look.settings(client, strategy.symbol());
    boolean open = !settings.positions().isEmpty();
    // What differs is set at start where nothing is open, and otherwise stops opening.
    Level differs = open ? Level.WRONG : Level.WARNING;
    if (strategy.mode() != null) {
      boolean wanted = strategy.mode() == PositionModeSetting.HEDGE;
      report.expect(
          settings.hedge() == wanted,
          differs,
          where,
          "position mode",
          settings.hedge() ? "hedge" : "one-way",
          (wanted ? "hedge" : "one-way") + (open ? "" : "; the engine sets it at start"));
    }
    long leverageE9 = strategy.leverageE9();
    String has =
        settings.leverageE9() == Decimals.INVALID
            ? "not told"
            : Decimals.toStringE9(settings.leverageE9());
    if (leverageE9 == Decimals.INVALID) {
      report.ok(where, "leverage", has + ", left as it is");
      leverageE9 = settings.leverageE9();
    } else {
      report.expect(
          settings.leverageE9() == leverageE9,
          differs,
          where,
          "leverage",
          has,
          Decimals.toStringE9(leverageE9) + (open ? "" : "; the engine sets it at start"));
      report.expect(
          rule.maxLeverageE9() == Decimals.INVALID || leverageE9 <= rule.maxLeverageE9(),
          Level.WRONG,
          where,
          "most leverage",
          Decimals.toStringE9(rule.maxLeverageE9()),
          "at least the config's " + Decimals.toStringE9(leverageE9));
    }
    lookAtFees(where, strategy, look.fees(client, strategy.symbol()));
    return leverageE9;
  }

  private void lookAtFees(String where, StrategyConfig strategy, VenueLook.Fees fees) {
    String value =
        "taker "
            + Decimals.toStringE9(fees.takerE9())
            + " %, maker "
            + Decimals.toStringE9(fees.makerE9())
            + " %";
    if (!GridParameters.KIND.equals(strategy.kind())) {
      report.ok(where, "fees", value);
      return;
    }
    GridParameters grid = GridParameters.of(strategy.parameters());
    boolean more = fees.takerE9() > grid.takerFeeE9() || fees.makerE9() > grid.makerFeeE9();
    report.expect(
        !more,
        Level.WARNING,
        where,
        "fees",
        value,
        "not above takerFeePercent "
            + Decimals.toStringE9(grid.takerFeeE9())
            + " and makerFeePercent "
            + Decimals.toStringE9(grid.makerFeeE9()));
    for (var side : List.of(grid.longSide(), grid.shortSide())) {
      if (side.enabled() && side.takeProfitE9() <= fees.takerE9() + fees.makerE9()) {
        report.wrong(
            where,
            "take-profit",
            Decimals.toStringE9(side.takeProfitE9()) + " %",
            "above the fees that are paid, "
                + Decimals.toStringE9(fees.takerE9() + fees.makerE9())
                + " %");
      }
    }
  }

  private static GridLadder.Rules rules(InstrumentRule rule) {
    return new GridLadder.Rules(
        rule.tickE9(),
        rule.lotE9(),
        Math.max(0, rule.minQuantityE9()),
        Math.max(0, rule.minNotionalE9()),
        Math.max(0, rule.maxMarketQuantityE9()),
        Math.max(0, rule.maxQuantityE9()));
  }

  @Override
  public void close() {
    rests.values().forEach(BybitRest::close);
  }
}
