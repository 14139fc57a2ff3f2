package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ringside.engine.config.OrphanPolicy;
import ringside.engine.core.Orphan;
import ringside.engine.core.state.OrderState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * Positions that the journal knows as ours and whose strategy the config does not have any more: it
 * says whether the engine refuses to start or winds them down. The starting thread.
 */
final class Orphans {
  private static final String ACTOR = "operations.orphans";

  private final List<Orphan> orphans;
  private final TradePlan plan;
  private final Catalog catalog;

  private Orphans(List<Orphan> orphans, TradePlan plan, Catalog catalog) {
    this.orphans = orphans;
    this.plan = plan;
    this.catalog = catalog;
  }

  /**
   * Finds them in a state that was restored and has not been started.
   *
   * @param effective the config with the catalog's indices
   */
  static Orphans of(Engine engine, TradePlan plan, List<ConfigRecords.Entry> effective) {
    return new Orphans(Orphan.of(engine.state(), effective), plan, engine.catalog());
  }

  /**
   * Whether a run may begin.
   *
   * @throws UsageException naming them, when the config refuses them, or their account is gone too
   */
  void requireAllowed() {
    if (orphans.isEmpty()) {
      return;
    }
    if (plan.config().operations().orphans() == OrphanPolicy.REFUSE) {
      throw new UsageException(
          String.join("; ", orphans.stream().map(this::refusal).toList())
              + "; give the strategy back by its name, close the position, or set"
              + " operations.orphans: wind-down");
    }
    Set<String> connected = new LinkedHashSet<>();
    plan.accounts().forEach(account -> connected.add(account.alias()));
    for (Orphan orphan : orphans) {
      if (!connected.contains(account(orphan))) {
        throw new UsageException(
            name(orphan) + " cannot be wound down: the config has no such account on this venue");
      }
    }
  }

  /** Their symbols, which the run must know although no strategy trades them. */
  List<String> symbols() {
    List<String> symbols = new ArrayList<>(plan.symbols());
    for (Orphan orphan : orphans) {
      String symbol = catalog.name(CatalogKind.INSTRUMENT, orphan.instrument());
      if (!symbols.contains(symbol)) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  /** What each is, for people. */
  List<String> names() {
    return orphans.stream().map(this::name).toList();
  }

  /** Has them closed, as an operator would: by an event. */
  void windDown(Engine engine) {
    for (Orphan orphan : orphans) {
      OperatorCommandEncoder command = new OperatorCommandEncoder();
      RecordBuffer records = new RecordBuffer(4 << 10, 4 << 10);
      command.wrap(records.buffer(), records.begin(OperatorCommandEncoder.TEMPLATE_ID));
      command
          .header()
          .timeNs(engine.clock().nowNs())
          .account(orphan.account())
          .instrument(orphan.instrument());
      command.action(OperatorAction.FLATTEN);
      if (orphan.leg() != Leg.ONE_WAY) {
        command.leg(orphan.leg());
      }
      command.actor(ACTOR);
      records.end(command.encodedLength());
      engine.sink().publish(records);
    }
  }

  private String refusal(Orphan orphan) {
    String whose =
        orphan.strategy() == OrderState.NO_STRATEGY
            ? ""
            : " of strategy " + catalog.name(CatalogKind.STRATEGY, orphan.strategy());
    return orphan.holder() == null
        ? "no strategy of the config holds " + name(orphan) + whose + ", which is open"
        : name(orphan)
            + whose
            + " is open, and the config has strategy "
            + orphan.holder()
            + " in its place, which knows nothing of it";
  }

  private String name(Orphan orphan) {
    return account(orphan)
        + " "
        + catalog.name(CatalogKind.INSTRUMENT, orphan.instrument())
        + " "
        + orphan.leg().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        + " "
        + Decimals.toStringE9(Math.abs(orphan.sizeE9()));
  }

  private String account(Orphan orphan) {
    return catalog.name(CatalogKind.ACCOUNT, orphan.account());
  }
}
