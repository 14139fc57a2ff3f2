package ringside.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import ringside.adapters.sim.market.JoinedMarketSource;
import ringside.engine.boot.VirtualRun;
import ringside.journal.codec.CatalogKind;

/** Takes a virtual run from candle to candle, and looks at it after every point. One thread. */
final class CandleWalk {
  private final VirtualRun run;
  private final JoinedMarketSource market;
  private final long candleNs;
  private final BacktestFiles files;
  private final BacktestResult result;
  private long points;
  private long candles;

  CandleWalk(
      VirtualRun run,
      JoinedMarketSource market,
      long candleNs,
      BacktestFiles files,
      BacktestResult result) {
    this.run = run;
    this.market = market;
    this.candleNs = candleNs;
    this.files = files;
    this.result = result;
  }

  void run(long balanceE9, BooleanSupplier cancelled) {
    List<Integer> indices = new ArrayList<>();
    for (String alias : run.accounts()) {
      indices.add(run.catalog().find(CatalogKind.ACCOUNT, alias));
    }
    files.catalog(run.catalog());
    result.begin(run, indices, balanceE9);
    try (Progress progress = new Progress("backtest")) {
      run.start();
      while (run.hasNext() && !cancelled.getAsBoolean()) {
        run.step();
        points++;
        result.see(run);
        if (candle(run.nowNs()) != candle(nextNs())) {
          endCandle();
        }
        progress.events(run.events());
      }
    }
  }

  long points() {
    return points;
  }

  long candles() {
    return candles;
  }

  long firstNs() {
    return market.firstNs();
  }

  private long nextNs() {
    return run.hasNext() ? market.beganNs() + market.nextNs() : Long.MAX_VALUE;
  }

  private long candle(long timeNs) {
    return Math.floorDiv(timeNs - market.firstNs(), candleNs);
  }

  private void endCandle() {
    candles++;
    run.commit();
    for (BacktestResult.Account account : result.accounts()) {
      files.equity(run.nowNs(), account.name, account.worth());
    }
  }
}
