package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.engine.config.StrategyConfig;
import ringside.engine.strategy.grid.GridLadder;
import ringside.engine.strategy.grid.GridLadder.Rung;
import ringside.engine.strategy.grid.GridParameters;
import ringside.journal.event.Decimals;

/** The ladders that the grids of a config mean, as tables. One thread. */
final class LadderCheck {
  private static final String[] COLUMNS = {
    "level",
    "price",
    "quantity",
    "notional",
    "exposure",
    "margin",
    "average",
    "take-profit",
    "loss at next step"
  };
  private static final long CENT_E9 = Decimals.ONE_E9 / 100;

  private final CheckReport report;
  private final List<Table> tables = new ArrayList<>();

  /** One leg's ladder and what it was made with. */
  private record Table(StrategyConfig strategy, Place place, GridLadder ladder) {}

  /**
   * What a ladder is made with.
   *
   * @param priceE9 of the first order
   * @param rules of the symbol
   * @param equityE9 of the account, or {@link Decimals#INVALID}
   * @param leverageE9 of the symbol, or {@link Decimals#INVALID}
   * @param from in words
   */
  record Place(long priceE9, GridLadder.Rules rules, long equityE9, long leverageE9, String from) {}

  LadderCheck(CheckReport report) {
    this.report = report;
  }

  /** Adds both ladders of a grid; a strategy of another kind has none. */
  void add(StrategyConfig strategy, Place place) {
    if (!GridParameters.KIND.equals(strategy.kind())) {
      report.ok(strategy.name(), "ladder", "none, it is no grid");
      return;
    }
    GridParameters grid = GridParameters.of(strategy.parameters());
    add(strategy, place, true, grid);
    add(strategy, place, false, grid);
  }

  private void add(StrategyConfig strategy, Place place, boolean isLong, GridParameters grid) {
    var side = isLong ? grid.longSide() : grid.shortSide();
    String where = strategy.name() + (isLong ? " long" : " short");
    if (!side.enabled()) {
      report.ok(where, "ladder", "off");
      return;
    }
    GridLadder ladder;
    try {
      ladder =
          GridLadder.of(side, isLong, place.priceE9, place.leverageE9, place.equityE9, place.rules);
    } catch (ArithmeticException e) {
      report.wrong(where, "ladder", "beyond what can be computed", "smaller numbers");
      return;
    }
    if (ladder == null) {
      report.warning(
          where,
          "ladder",
          "its size depends on the account's " + missing(side.form()),
          "--equity or --online, and the strategy's leverage");
      return;
    }
    tables.add(new Table(strategy, place, ladder));
    judge(where, place, ladder);
    if (side.stopLossE9() == Decimals.INVALID && side.maxCycleLossE9() == Decimals.INVALID) {
      report.warning(
          where,
          "stop",
          "none: the last level is held however far the price goes",
          "stopLossPercent or maxCycleLoss, if that is not meant");
    }
  }

  private static String missing(ringside.engine.strategy.grid.GridSide.First form) {
    return form == ringside.engine.strategy.grid.GridSide.First.EQUITY ? "equity" : "leverage";
  }

  private void judge(String where, Place place, GridLadder ladder) {
    List<String> problems = new ArrayList<>();
    for (Rung rung : ladder.rungs()) {
      if (!rung.problem().isEmpty()) {
        problems.add("level " + rung.level() + ": " + rung.problem());
      }
    }
    if (!problems.isEmpty()) {
      String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
      report.wrong(
          where, "ladder", problems.get(0) + more, "every level within the rules and its cap");
    } else {
      report.ok(where, "ladder", ladder.rungs().size() + " levels at " + place.from);
    }
    if (place.equityE9 != Decimals.INVALID) {
      report.expect(
          ladder.capitalE9() <= place.equityE9,
          CheckReport.Level.WARNING,
          where,
          "capital",
          money(ladder.capitalE9()) + " needed, equity " + money(place.equityE9),
          "fewer or smaller levels, or more equity");
    }
  }

  /** All tables, for people. */
  List<String> texts() {
    List<String> lines = new ArrayList<>();
    for (Table table : tables) {
      lines.add("");
      lines.add(title(table));
      List<String[]> rows = new ArrayList<>(List.<String[]>of(COLUMNS));
      table.ladder.rungs().forEach(rung -> rows.add(row(rung)));
      int[] widths = new int[COLUMNS.length];
      for (String[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          widths[i] = Math.max(widths[i], row[i].length());
        }
      }
      for (int r = 0; r < rows.size(); r++) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < COLUMNS.length; i++) {
          line.append(' ').append(" ".repeat(widths[i] - rows.get(r)[i].length()));
          line.append(rows.get(r)[i]);
        }
        String problem = r == 0 ? "" : table.ladder.rungs().get(r - 1).problem();
        lines.add(line + (problem.isEmpty() ? "" : "  <- " + problem));
      }
      lines.add("  capital needed: " + money(table.ladder.capitalE9()));
    }
    return lines;
  }

  private static String title(Table table) {
    String leverage =
        table.place.leverageE9 == Decimals.INVALID
            ? "leverage not known, margins at 1"
            : "leverage " + Decimals.toStringE9(table.place.leverageE9);
    return String.format(
        Locale.ROOT,
        "%s: %s of %s, %s, %s",
        table.strategy.name(),
        table.ladder.isLong() ? "long" : "short",
        table.strategy.symbol(),
        table.place.from,
        leverage);
  }

  private static String[] row(Rung rung) {
    return new String[] {
      Integer.toString(rung.level()),
      Decimals.toStringE9(rounded(rung.priceE9())),
      Decimals.toStringE9(rung.quantityE9()),
      money(rung.notionalE9()),
      money(rung.exposureE9()),
      money(rung.marginE9()),
      Decimals.toStringE9(rounded(rung.averageE9())),
      Decimals.toStringE9(rounded(rung.takeProfitE9())),
      money(rung.lossE9())
    };
  }

  /** All tables, for machines. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Table table : tables) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("strategy", table.strategy.name());
      values.put("account", table.strategy.account());
      values.put("symbol", table.strategy.symbol());
      values.put("side", table.ladder.isLong() ? "long" : "short");
      values.put("from", table.place.from);
      List<Object> levels = new ArrayList<>();
      for (Rung rung : table.ladder.rungs()) {
        levels.add(json(rung));
      }
      values.put("levels", levels);
      values.put("capital", Decimals.toStringE9(table.ladder.capitalE9()));
      list.add(values);
    }
    return list;
  }

  private static Map<String, Object> json(Rung rung) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("level", rung.level());
    values.put("price", Decimals.toStringE9(rung.priceE9()));
    values.put("quantity", Decimals.toStringE9(rung.quantityE9()));
    values.put("notional", Decimals.toStringE9(rung.notionalE9()));
    values.put("exposure", Decimals.toStringE9(rung.exposureE9()));
    values.put("margin", Decimals.toStringE9(rung.marginE9()));
    values.put("average", Decimals.toStringE9(rung.averageE9()));
    values.put("takeProfit", Decimals.toStringE9(rung.takeProfitE9()));
    values.put("lossAtNextStep", Decimals.toStringE9(rung.lossE9()));
    values.put("problem", rung.problem().isEmpty() ? null : rung.problem());
    return values;
  }

  private static String money(long valueE9) {
    long cents = (valueE9 + CENT_E9 / 2) / CENT_E9;
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  /** Prices of an average have as many decimals as a division; a few say it. */
  private static long rounded(long priceE9) {
    return priceE9 / 1_000 * 1_000;
  }
}
