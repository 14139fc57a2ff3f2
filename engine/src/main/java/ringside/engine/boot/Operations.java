package ringside.engine.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.OperationsConfig;
import ringside.engine.core.state.AccountState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Severity;
import ringside.journal.event.Catalog;

/**
 * What surrounds a running engine for the people who run it: its status, the control door, the
 * heartbeat, alerts. Laid out before the engine starts, opened after; none of it can stop trading.
 * The starting thread.
 */
final class Operations implements AutoCloseable {
  private final Engine engine;
  private final TradePlan plan;
  private final StopRequest stop;
  private final OperationsConfig settings;
  private final OperatorDesk desk;
  private final AlertSender alerts;
  private final CommittedNews news;
  private final long fillsBefore;
  private StatusSource status;
  private ControlServer door;
  private Heartbeat heartbeat;
  private boolean ended;

  /**
   * @param engine opened, not started
   * @param stop where an operator asks for the end
   */
  Operations(Engine engine, TradePlan plan, StopRequest stop) {
    this.engine = engine;
    this.plan = plan;
    this.stop = stop;
    this.settings = plan.config().operations();
    desk = new OperatorDesk(engine.clock());
    alerts = new AlertSender(routes(), Severity.valueOf(settings.alerts().from().name()));
    news = new CommittedNews(List.of(desk, new AlertReader(engine.catalog(), alerts::offer)));
    engine.onDecision(news);
    fillsBefore = plan.accounts().stream().mapToLong(each -> fills(engine, each.alias())).sum();
  }

  private static long fills(Engine engine, String alias) {
    int index = engine.catalog().find(CatalogKind.ACCOUNT, alias);
    AccountState known = index == Catalog.NONE ? null : engine.state().accounts.find(index);
    return known == null ? 0 : known.fills();
  }

  /** A shadow has no position that others could touch. */
  private List<OutsideWords.Seat> seats(TradeCatalog catalog) {
    return plan.config().strategies().stream()
        .filter(strategy -> !strategy.shadow())
        .map(
            strategy ->
                new OutsideWords.Seat(
                    catalog.strategies().get(strategy.name()),
                    catalog.accounts().get(strategy.account()),
                    catalog.instruments().get(strategy.symbol())))
        .toList();
  }

  private List<AlertRoute> routes() {
    List<AlertRoute> routes = new ArrayList<>();
    routes.add(new AlertConsole(System.err));
    if (!settings.alerts().command().isEmpty()) {
      Set<String> hidden = new LinkedHashSet<>();
      for (AccountConfig account : plan.config().accounts()) {
        if (account.apiKeyVariable() != null) {
          hidden.add(account.apiKeyVariable());
          hidden.add(account.apiSecretVariable());
        }
      }
      routes.add(new AlertCommand(settings.alerts().command(), hidden));
    }
    if (settings.alerts().webhook() != null) {
      routes.add(new AlertWebhook(settings.alerts().webhook()));
    }
    return routes;
  }

  /**
   * Opens the door; the engine has started.
   *
   * @throws UncheckedIOException when the control port or its file cannot be had
   */
  void open(TradeSession session) {
    TradeCatalog catalog = session.catalog();
    StatusReader reader =
        new StatusReader(
            engine.catalog(),
            session.streams(),
            List.copyOf(catalog.accounts().values()),
            List.copyOf(catalog.strategies().values()),
            seats(catalog),
            engine::strategyStatus);
    status = new StatusSource(engine, plan, reader, news, fillsBefore);
    desk.open(engine.sink());
    news.start();
    alerts.start();
    ControlService service = new ControlService(status, desk, catalog, stop);
    Path file =
        settings.controlFile() == null ? ControlFile.in(plan.journal()) : settings.controlFile();
    try {
      door = new ControlServer(settings.controlPort(), file, service.services());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": the control door", e);
    }
    door.start();
    heartbeat =
        new Heartbeat(
            settings.heartbeatFile() == null
                ? plan.journal().resolve("heartbeat.json")
                : settings.heartbeatFile(),
            settings.heartbeatEvery().toNanos(),
            status::now,
            () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
            this::warn);
    heartbeat.start();
  }

  /** How the run goes; once opened. */
  StatusSource status() {
    return status;
  }

  /** Told on standard error, and to whoever is told of alerts. */
  private void warn(String text) {
    System.err.println("ringside: " + text);
    long nowNs = engine.clock().nowNs();
    alerts.offer(new Alert(nowNs, Severity.WARNING, "HEARTBEAT", "", "", "", true, text, 1));
  }

  @Override
  public void close() {
    end();
  }

  /** Lets nobody in any more, and tells what is still to be told; once. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (door != null) {
      door.close();
    }
    if (heartbeat != null) {
      heartbeat.close();
    }
    if (status != null) {
      news.close();
      alerts.close();
    }
  }
}
