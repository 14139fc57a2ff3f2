package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.adapters.sim.Instrument;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.VirtualRun;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/** What a run over candles came to, for people and for programs. */
final class BacktestReport {
  private static final double NS_PER_HOUR = 3.6e12;

  private final VirtualRun run;
  private final BacktestResult result;
  private final CandleWalk walk;
  private final double seconds;
  private final Path out;
  private final Path journal;

  /**
   * @param journal null where there is none
   */
  BacktestReport(
      VirtualRun run,
      BacktestResult result,
      CandleWalk walk,
      double seconds,
      Path out,
      Path journal) {
    this.run = run;
    this.result = result;
    this.walk = walk;
    this.seconds = seconds;
    this.out = out;
    this.journal = journal;
  }

  String json() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("from", IsoTime.toString(walk.firstNs()));
    values.put("to", IsoTime.toString(run.nowNs()));
    values.put("candles", walk.candles());
    values.put("points", walk.points());
    values.put("orders", result.orders());
    List<Object> accounts = new ArrayList<>();
    for (BacktestResult.Account account : result.accounts()) {
      accounts.add(json(account));
    }
    values.put("accounts", accounts);
    List<Object> instruments = new ArrayList<>();
    for (Instrument instrument : run.venue().instruments()) {
      Map<String, Object> rules = new LinkedHashMap<>();
      rules.put("symbol", instrument.symbol());
      rules.put("tick", Decimals.toStringE9(instrument.tickE9()));
      rules.put("lot", Decimals.toStringE9(instrument.lotE9()));
      rules.put("minQuantity", Decimals.toStringE9(instrument.minQuantityE9()));
      rules.put("minNotional", Decimals.toStringE9(instrument.minNotionalE9()));
      rules.put("makerFee", Decimals.toStringE9(instrument.makerFeeE9()));
      rules.put("takerFee", Decimals.toStringE9(instrument.takerFeeE9()));
      instruments.add(rules);
    }
    values.put("instruments", instruments);
    values.put("events", run.events());
    values.put("seconds", Math.round(seconds * 1e3) / 1e3);
    values.put("out", out.toString());
    values.put("journal", journal == null ? null : journal.toString());
    return JsonLine.of(values);
  }

  private Map<String, Object> json(BacktestResult.Account account) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", account.name);
    values.put("start", Decimals.toStringE9(account.startE9));
    values.put("end", Decimals.toStringE9(account.equityE9));
    values.put("gross", Decimals.toStringE9(account.grossE9));
    values.put("fees", Decimals.toStringE9(account.feesE9));
    values.put("funding", Decimals.toStringE9(account.fundingE9));
    values.put("realised", Decimals.toStringE9(realised(account)));
    values.put("unrealised", Decimals.toStringE9(account.equityE9 - account.walletE9));
    values.put("net", Decimals.toStringE9(account.equityE9 - account.startE9));
    values.put("worstDrawdown", Decimals.toStringE9(account.worstDrawdownE9));
    values.put("worstDrawdownPercent", percent(account.worstPartE9));
    boolean none = account.worstNs == Decimals.INVALID;
    values.put("worstDrawdownAt", none ? null : IsoTime.toString(account.worstNs));
    values.put("underWaterHours", hours(account.underNs));
    values.put("longestUnderWaterHours", hours(account.longestUnderNs));
    values.put("fills", account.fills);
    List<Object> legs = new ArrayList<>();
    account.legs.forEach(
        (leg, its) -> {
          Map<String, Object> of = new LinkedHashMap<>();
          of.put("leg", name(leg));
          of.put("cycles", its.cycles);
          of.put("size", Decimals.toStringE9(its.sizeE9));
          of.put("gross", Decimals.toStringE9(its.grossE9));
          of.put("fees", Decimals.toStringE9(its.feesE9));
          of.put("funding", Decimals.toStringE9(its.fundingE9));
          of.put("net", Decimals.toStringE9(its.netE9()));
          of.put("fills", its.fills);
          legs.add(of);
        });
    values.put("legs", legs);
    return values;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "backtest from %s to %s: %,d candles, %,d points, %,d orders in %.3f s",
        IsoTime.toString(walk.firstNs()),
        IsoTime.toString(run.nowNs()),
        walk.candles(),
        walk.points(),
        result.orders(),
        seconds);
    for (BacktestResult.Account account : result.accounts()) {
      text(account, text);
    }
    line(text, "  files in %s: orders.csv, fills.csv, equity.csv", out);
    if (journal != null) {
      line(text, "  journal in %s", journal);
    }
    return text.toString().stripTrailing();
  }

  private void text(BacktestResult.Account account, StringBuilder text) {
    line(text, "  account %s", account.name);
    line(
        text,
        "    equity      %s to %s USDT, net %s",
        money(account.startE9),
        money(account.equityE9),
        money(account.equityE9 - account.startE9));
    line(
        text,
        "    realised    %s: gross %s, fees %s, funding %s; unrealised %s",
        money(realised(account)),
        money(account.grossE9),
        money(-account.feesE9),
        money(-account.fundingE9),
        money(account.equityE9 - account.walletE9));
    line(
        text,
        "    drawdown    %s USDT at worst, %.2f %% of the peak%s",
        money(account.worstDrawdownE9),
        percent(account.worstPartE9),
        account.worstNs == Decimals.INVALID ? "" : ", at " + IsoTime.toString(account.worstNs));
    line(
        text,
        "    under water %.1f h in all, %.1f h at a stretch",
        hours(account.underNs),
        hours(account.longestUnderNs));
    account.legs.forEach(
        (leg, its) ->
            line(
                text,
                "    %-20s %,d cycles, %,d fills, net %s, holds %s",
                name(leg),
                its.cycles,
                its.fills,
                money(its.netE9()),
                Decimals.toStringE9(its.sizeE9)));
  }

  private String name(String leg) {
    int space = leg.indexOf(' ');
    int instrument = Integer.parseInt(leg.substring(0, space));
    String symbol = run.catalog().name(CatalogKind.INSTRUMENT, instrument);
    String words = leg.substring(space + 1).toLowerCase(Locale.ROOT).replace('_', '-');
    return symbol + " " + words;
  }

  private static long realised(BacktestResult.Account account) {
    return account.grossE9 - account.feesE9 - account.fundingE9;
  }

  private static String money(long valueE9) {
    return String.format(Locale.ROOT, "%,.2f", valueE9 / 1e9);
  }

  private static double percent(long partE9) {
    return Math.round(partE9 / 1e5) / 1e2;
  }

  private static double hours(long ns) {
    return Math.round(ns / NS_PER_HOUR * 10) / 10.0;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
