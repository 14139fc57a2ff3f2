package ringside.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ringside.engine.strategy.grid.GridParameters;
import ringside.journal.event.Decimals;

/** Tells what is right alone and impossible together. One use each. */
final class Combinations {
  private final LimitsConfig limits;
  private final Map<String, AccountConfig> accounts;
  private final Map<String, Section> accountSections;
  private final Map<StrategyConfig, Section> strategies;
  private final List<String> warnings = new ArrayList<>();

  Combinations(
      LimitsConfig limits,
      Map<String, AccountConfig> accounts,
      Map<String, Section> accountSections,
      Map<StrategyConfig, Section> strategies) {
    this.limits = limits;
    this.accounts = accounts;
    this.accountSections = accountSections;
    this.strategies = strategies;
  }

  void judge(Section root) {
    oneKeyAnAccount();
    oneStrategyALeg();
    oneVenueARun(root);
    grids();
    inOrder(root.section("limits"));
    accountSections.values().forEach(section -> inOrder(section.section("limits")));
  }

  /** What is possible and yet may not be meant; after {@link #judge}. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void grids() {
    GridCombinations grids = new GridCombinations(warnings);
    strategies.forEach(
        (strategy, section) -> {
          AccountConfig account = accounts.get(strategy.account());
          boolean known = account != null && !strategy.parameters().isEmpty();
          if (known && GridParameters.KIND.equals(strategy.kind())) {
            grids.judge(strategy, account, section);
          }
        });
    grids.judgeTogether(accounts, limits);
  }

  /** Two aliases of one account would trade against each other's positions. */
  private void oneKeyAnAccount() {
    Map<String, String> owners = new HashMap<>();
    for (AccountConfig account : accounts.values()) {
      String key =
          account.keyFile() != null
              ? account.keyFile().normalize().toString()
              : account.apiKeyVariable();
      String owner = key == null ? null : owners.putIfAbsent(key, account.alias());
      if (owner != null) {
        accountSections
            .get(account.alias())
            .mistake("has the same key as " + Mistakes.shown(owner) + "; one alias an account");
      }
    }
  }

  private void oneStrategyALeg() {
    Map<String, String> owners = new HashMap<>();
    strategies.forEach(
        (strategy, section) -> {
          String leg = strategy.account() + " " + strategy.symbol();
          String owner = strategy.shadow() ? null : owners.putIfAbsent(leg, strategy.name());
          if (owner != null) {
            section.mistake(
                section.has("symbols") ? "symbols" : "symbol",
                Mistakes.quoted(strategy.symbol())
                    + " of "
                    + Mistakes.shown(strategy.account())
                    + " is "
                    + Mistakes.shown(owner)
                    + "'s already");
          }
        });
  }

  private void oneVenueARun(Section root) {
    Set<String> venues = new LinkedHashSet<>();
    for (StrategyConfig strategy : strategies.keySet()) {
      AccountConfig account = accounts.get(strategy.account());
      if (account != null && account.venue() != null) {
        venues.add(Mistakes.shown(account.venue()));
      }
    }
    if (venues.size() > 1) {
      root.mistake("strategies", "trade on " + String.join(" and ", venues) + "; one venue a run");
    }
  }

  /** A level that comes after a worse one never counts. */
  private static void inOrder(Section limits) {
    inOrder(limits.section("exposure"), "symbol", "account", "engine");
    inOrder(limits.section("marginRate"), "warn", "stopOpening", "emergency");
    inOrder(limits.section("drawdownPercent"), "stopOpening", "emergency");
    inOrder(limits.section("dailyLoss"), "stopOpening", "emergency");
    Section rate = limits.section("marginRate");
    if (rate.numberE9("hysteresis") != Decimals.INVALID
        && rate.numberE9("warn") != Decimals.INVALID
        && rate.numberE9("hysteresis") >= rate.numberE9("warn")) {
      rate.mistake("hysteresis", "'" + rate.text("hysteresis") + "'; allowed: below warn");
    }
  }

  private static void inOrder(Section section, String... keys) {
    String before = null;
    for (String key : keys) {
      if (!section.knows(key) || section.text(key) == null) {
        continue;
      }
      boolean strict = !section.path().endsWith("exposure");
      if (before != null) {
        long order = Long.compare(section.numberE9(key), section.numberE9(before));
        if (order < 0 || (strict && order == 0)) {
          section.mistake(
              section.has(key) ? key : before,
              before
                  + " "
                  + section.text(before)
                  + " is not below "
                  + key
                  + " "
                  + section.text(key)
                  + "; allowed: "
                  + String.join(strict ? " < " : " <= ", keys));
        }
      }
      before = key;
    }
  }
}
