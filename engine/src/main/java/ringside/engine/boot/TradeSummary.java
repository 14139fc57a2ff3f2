package ringside.engine.boot;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.adapters.bybit.BybitMarketFeed;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Decimals;

/**
 * The last words of a trading run: what happened, what it gave, what still rests at the venue, and
 * how to look at all of it again. Of an engine that has stopped. One thread.
 */
final class TradeSummary {
  private final Engine engine;
  private final RunStatus last;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final RunSummary summary;

  TradeSummary(Engine engine, TradeSession session, RunStatus last, double seconds) {
    this.engine = engine;
    this.last = last;
    values.put("messages", sum(session, Counter.MESSAGES));
    values.put("decodeErrors", sum(session, Counter.REJECTED));
    values.put("lostToFullRing", sum(session, Counter.RING_FULL));
    long connects = sum(session, Counter.CONNECTS);
    values.put("reconnects", Math.max(0, connects - session.feeds().size()));
    RunFigures figures = last.figures();
    values.put("orders", figures.orders());
    values.put("fills", figures.fills());
    values.put("cycles", figures.cycles());
    values.put("refusals", figures.refusals());
    values.put("alerts", figures.alerts());
    values.put("accounts", accounts());
    values.put("replay", replay());
    summary = RunSummary.of(engine, seconds, values);
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(summary.json());
      out.flush();
      return;
    }
    out.print(summary.text());
    RunFigures figures = last.figures();
    out.printf(
        Locale.ROOT,
        "  %-12s %,d orders sent, %,d fills, %,d cycles closed, %,d refusals, %,d alerts%n",
        "this run",
        figures.orders(),
        figures.fills(),
        figures.cycles(),
        figures.refusals(),
        figures.alerts());
    for (EngineStatus.Account account : last.engine().accounts()) {
      out.printf(
          Locale.ROOT,
          "  account %s: realised %s (gross %s, fees %s, funding %s), unrealised %s, worst drawdown"
              + " %s, since its journal began%n",
          account.name(),
          StatusText.signed(account.netRealisedE9()),
          StatusText.signed(account.realisedE9()),
          StatusText.signed(account.feesE9()),
          StatusText.signed(account.fundingE9()),
          StatusText.signed(account.unrealisedE9()),
          StatusText.signed(account.worstDrawdownE9()));
    }
    for (Object each : (List<?>) values.get("accounts")) {
      Map<?, ?> account = (Map<?, ?>) each;
      resting(out, account, "openOrders", " has resting at the venue ");
      resting(out, account, "positions", " holds ");
    }
    out.println("  look again   " + values.get("replay"));
    out.flush();
  }

  private static void resting(PrintStream out, Map<?, ?> account, String what, String words) {
    List<?> items = (List<?>) account.get(what);
    out.println(
        "  account "
            + account.get("account")
            + words
            + (items.isEmpty() ? "nothing" : items.size() + ":"));
    items.forEach(item -> out.println("    " + item));
  }

  /** The command that replays this journal, as it can be typed here. */
  private String replay() {
    Path beside = Path.of("tools", "target", "ringside-tools.jar");
    String jar = Files.exists(beside) ? beside.toString() : "ringside-tools.jar";
    return "java -jar "
        + jar
        + " replay "
        + engine.journal()
        + " --out "
        + engine.journal()
        + "-replayed";
  }

  private static long sum(TradeSession session, Counter counter) {
    long sum = 0;
    for (BybitMarketFeed feed : session.feeds()) {
      sum += feed.counters().get(counter);
    }
    return sum;
  }

  /** What each account leaves at the venue. */
  private List<Object> accounts() {
    List<Object> list = new ArrayList<>();
    for (EngineStatus.Account status : last.engine().accounts()) {
      Map<String, Object> account = new LinkedHashMap<>();
      account.put("account", status.name());
      AccountState state =
          engine.state().accounts.find(engine.catalog().find(CatalogKind.ACCOUNT, status.name()));
      account.put("openOrders", state == null ? List.of() : orders(state));
      account.put("positions", state == null ? List.of() : positions(state));
      account.put("fillsTotal", status.fills());
      account.put("corrections", status.corrections());
      account.put("realisedGross", e9(status.realisedE9()));
      account.put("fees", e9(status.feesE9()));
      account.put("funding", e9(status.fundingE9()));
      account.put("unrealised", e9(status.unrealisedE9()));
      account.put("worstDrawdown", e9(status.worstDrawdownE9()));
      list.add(account);
    }
    return list;
  }

  private List<Object> orders(AccountState account) {
    List<Object> orders = new ArrayList<>();
    for (int k = 0; k < account.orders.liveCount(); k++) {
      OrderState order = account.orders.live(k);
      orders.add(
          symbol(order.instrument())
              + " "
              + order.side()
              + " "
              + Decimals.toStringE9(order.leavesE9())
              + " at "
              + (order.priceE9() < 0 ? "market" : Decimals.toStringE9(order.priceE9()))
              + (order.reduceOnly() ? " reduce-only " : " ")
              + order.phase().name().toLowerCase(Locale.ROOT));
    }
    return orders;
  }

  private List<Object> positions(AccountState account) {
    List<Object> positions = new ArrayList<>();
    for (int k = 0; k < account.positions.size(); k++) {
      PositionState position = account.positions.at(k);
      if (position.sizeE9() != 0) {
        positions.add(
            symbol(position.instrument())
                + " "
                + position.leg()
                + " "
                + Decimals.toStringE9(position.sizeE9()));
      }
    }
    return positions;
  }

  private String symbol(int instrument) {
    return engine.catalog().name(CatalogKind.INSTRUMENT, instrument);
  }

  private static String e9(long valueE9) {
    return valueE9 == Decimals.INVALID ? null : Decimals.toStringE9(valueE9);
  }
}
