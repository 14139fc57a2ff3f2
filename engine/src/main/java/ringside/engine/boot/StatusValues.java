package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/** A status as names and values, for {@code --json}. Stateless. */
final class StatusValues {
  private static final double NS_PER_SECOND = 1e9;
  private static final double NS_PER_US = 1e3;
  private static final double TENTHS = 10;

  private StatusValues() {}

  static Map<String, Object> of(RunStatus status) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("healthy", status.healthy());
    values.put("troubles", status.troubles());
    values.put("environment", status.environment());
    values.put("paper", status.paper());
    values.put("journal", status.journal());
    values.put("build", status.build());
    RunFigures figures = status.figures();
    values.put("upSeconds", tenths(figures.upNs() / NS_PER_SECOND));
    values.put("events", figures.events());
    values.put("eventsPerSecond", tenths(figures.eventsPerSecond()));
    values.put("decisions", figures.decisions());
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", tenths(figures.p50Ns() / NS_PER_US));
    latency.put("p99", tenths(figures.p99Ns() / NS_PER_US));
    values.put("latencyUs", latency);
    values.put("ringFillPercent", tenths(100 * figures.ringFill()));
    values.put("gaps", figures.gaps());
    values.put("orders", figures.orders());
    values.put("fills", figures.fills());
    values.put("fillsTotal", status.engine() == null ? null : status.engine().fills());
    values.put("cycles", figures.cycles());
    values.put("refusals", figures.refusals());
    values.put("alerts", figures.alerts());
    EngineStatus engine = status.engine();
    if (engine != null) {
      values.put("time", IsoTime.toString(engine.timeNs()));
      values.put("ending", engine.ending());
      values.put("inFlight", engine.inFlight());
      values.put("latches", engine.latches());
      values.put("notes", engine.notes());
      values.put("streams", engine.streams().stream().map(StatusValues::stream).toList());
      values.put("accounts", engine.accounts().stream().map(StatusValues::account).toList());
    }
    return values;
  }

  private static Map<String, Object> stream(EngineStatus.Stream stream) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("stream", stream.name());
    values.put("connected", stream.connected());
    values.put("stale", stream.stale());
    boolean heard = stream.ageNs() != Decimals.INVALID;
    values.put("ageSeconds", heard ? Math.round(stream.ageNs() / 1e6) / 1e3 : null);
    values.put("disconnects", stream.disconnects());
    return values;
  }

  private static Map<String, Object> account(EngineStatus.Account account) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", account.name());
    values.put("connected", account.connected());
    values.put("reconciled", account.reconciled());
    values.put("latches", account.latches());
    values.put("needs", account.needs());
    values.put("notes", account.notes());
    values.put("equity", e9(account.equityE9()));
    values.put("available", e9(account.availableE9()));
    values.put("maintenanceMarginRate", e9(account.marginRateE9()));
    values.put("realisedGross", e9(account.realisedE9()));
    values.put("fees", e9(account.feesE9()));
    values.put("funding", e9(account.fundingE9()));
    values.put("realised", e9(account.netRealisedE9()));
    values.put("unrealised", e9(account.unrealisedE9()));
    values.put("drawdown", e9(account.drawdownE9()));
    values.put("worstDrawdown", e9(account.worstDrawdownE9()));
    values.put("openOrders", account.openOrders());
    values.put("ordersInDoubt", account.busyOrders());
    values.put("foreignOrders", account.foreignOrders());
    values.put("fillsTotal", account.fills());
    values.put("corrections", account.corrections());
    List<Object> positions = new ArrayList<>();
    account.positions().forEach(position -> positions.add(position(position)));
    values.put("positions", positions);
    return values;
  }

  private static Map<String, Object> position(EngineStatus.Position position) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("symbol", position.symbol());
    values.put("leg", position.leg());
    values.put("size", e9(position.sizeE9()));
    values.put("entryPrice", e9(position.entryE9()));
    values.put("markPrice", e9(position.markE9()));
    values.put("unrealised", e9(position.unrealisedE9()));
    values.put("realisedGross", e9(position.realisedE9()));
    values.put("leverage", e9(position.leverageE9()));
    values.put("liquidationPrice", e9(position.liquidationE9()));
    List<Object> takeProfits = new ArrayList<>();
    for (EngineStatus.Resting order : position.takeProfits()) {
      Map<String, Object> resting = new LinkedHashMap<>();
      resting.put("quantity", e9(order.quantityE9()));
      resting.put("price", e9(order.priceE9()));
      takeProfits.add(resting);
    }
    values.put("takeProfits", takeProfits);
    return values;
  }

  private static double tenths(double value) {
    return Math.round(value * TENTHS) / TENTHS;
  }

  private static String e9(long valueE9) {
    return valueE9 == Decimals.INVALID ? null : Decimals.toStringE9(valueE9);
  }
}
