package ringside.engine.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.ShadowAccount;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;

/**
 * The strategies of the run, in config order, made from the config that is an event like any other:
 * so a replay has those that the run had. One whose config is as it was in the run before goes on
 * with its state. Engine thread only; allocates when a config is applied.
 */
final class StrategyTable implements StateTable {
  private static final String STRATEGIES = "strategies.";
  private static final String PARAMETERS = "parameters.";
  private static final String LEVERAGE = "leverage";
  private static final StrategySlot[] NONE = {};

  /** Of the venue's lowest tier, as fractions of notional. */
  private static final long STANDARD_MAKER_FEE_E9 = 200_000L;

  private static final long STANDARD_TAKER_FEE_E9 = 550_000L;

  private final CoreState state;
  private final StrategyFactory factory;
  private final StateView view;
  private final UnaryOperator<List<ConfigRecords.Entry>> wanted;
  private final ConfigRecords config = new ConfigRecords();
  private List<ConfigRecords.Entry> applied = List.of();
  private List<ConfigDifference> changes = List.of();
  private StrategySlot[] slots = NONE;
  private StrategySlot[] waiting = NONE;
  private boolean configured;
  private StrategySlot[][] byInstrument = new StrategySlot[0][];
  private StrategySlot[][] byAccount = new StrategySlot[0][];
  private StrategySlot[] byIndex = NONE;

  /**
   * An empty one.
   *
   * @param wanted makes, of a config that was recorded, the one that is applied
   */
  StrategyTable(
      CoreState state,
      StrategyFactory factory,
      StateView view,
      UnaryOperator<List<ConfigRecords.Entry>> wanted) {
    this.wanted = wanted;
    this.state = state;
    this.factory = factory;
    this.view = view;
  }

  /** Those that an event concerns, in config order; what it names neither of concerns all. */
  StrategySlot[] concerned(Happening happening) {
    if (happening.hasAccount()) {
      return of(byAccount, happening.account());
    }
    return happening.hasInstrument() ? of(byInstrument, happening.instrument()) : slots;
  }

  /** Those of an instrument, in config order. */
  StrategySlot[] of(int instrument) {
    return of(byInstrument, instrument);
  }

  /** The strategy of this index, or null. */
  StrategySlot find(int strategy) {
    return strategy >= 0 && strategy < byIndex.length ? byIndex[strategy] : null;
  }

  /** What the config calls the strategy of this index. */
  String name(int strategy) {
    return Objects.requireNonNullElse(named("index", strategy), "strategy " + strategy);
  }

  /** The symbol of an instrument, as the config says it of its strategies. */
  String symbol(int instrument) {
    String path = STRATEGIES + named("instrumentIndex", instrument) + ".symbol";
    return applied.stream()
        .filter(entry -> entry.path().equals(path))
        .map(ConfigRecords.Entry::value)
        .findFirst()
        .orElse("instrument " + instrument);
  }

  /** The first strategy of the config with this value, or null. */
  private String named(String key, int value) {
    String text = Integer.toString(value);
    return applied.stream()
        .filter(entry -> entry.path().startsWith(STRATEGIES) && entry.value().equals(text))
        .map(entry -> entry.path().substring(STRATEGIES.length()))
        .filter(path -> path.substring(path.indexOf('.') + 1).equals(key))
        .map(path -> path.substring(0, path.indexOf('.')))
        .findFirst()
        .orElse(null);
  }

  /** Whether the run's config is known. */
  boolean configured() {
    return configured;
  }

  /** Whether a strategy of the config sits on the instrument of the account. */
  boolean holds(int account, int instrument) {
    for (StrategySlot slot : of(byAccount, account)) {
      if (slot.seat.instrument() == instrument) {
        return true;
      }
    }
    return false;
  }

  /** One more than the highest index of a strategy. */
  int highest() {
    return byIndex.length;
  }

  /** Lets those that it concerns fold an event. */
  void fold(Happening happening) {
    for (StrategySlot slot : concerned(happening)) {
      boolean elsewhere =
          happening.hasAccount()
              && happening.hasInstrument()
              && slot.seat.instrument() != happening.instrument();
      boolean ofOthers =
          slot.shadow != null
              && (happening.kind() == Happening.Kind.RISK
                  || happening.kind() == Happening.Kind.OPERATOR);
      if (!elsewhere && !ofOthers) {
        fold(slot, happening);
      }
    }
  }

  /**
   * Lets a strategy fold what happened; what it throws waits for its halt. One that is halted goes
   * on folding, so that it knows what became of its orders when it is cleared.
   */
  void fold(StrategySlot slot, Happening happening) {
    if (slot.broken) {
      return;
    }
    try {
      slot.strategy.fold(happening, slot.view);
    } catch (RuntimeException e) {
      slot.fault = e;
      slot.broken = true;
    }
  }

  /** A run begins: nobody proposes before its config is known. */
  void beginRun() {
    // A run that was killed before its config was known has not had any: those before it still
    // wait.
    waiting = configured ? slots : waiting;
    configured = false;
    for (StrategySlot slot : waiting) {
      slot.beginRun();
      if (slot.shadow != null) {
        slot.shadow.beginRun();
      }
    }
    use(NONE);
  }

  void fold(ConfigAppliedDecoder event) {
    changes = List.of();
    if (config.fold(event)) {
      List<ConfigRecords.Entry> before = applied;
      applied = wanted.apply(config.entries());
      changes = before.isEmpty() ? List.of() : ConfigDifference.of(before, applied);
      apply(applied);
    }
  }

  /** The config that holds, as it was recorded; empty before the first. */
  List<ConfigRecords.Entry> applied() {
    return applied;
  }

  /** In what the config that was just applied differs from the one before. */
  List<ConfigDifference> changes() {
    return changes;
  }

  /** An operator has cleared a strategy: one that only half knows what happened begins as new. */
  void renew(int strategy) {
    StrategySlot before = find(strategy);
    if (!before.broken) {
      return;
    }
    StrategySlot anew = make(before.seat, before.config);
    // In place: whom the event at hand concerns is known already, and is not the old one.
    replace(slots, before, anew);
    replace(of(byInstrument, before.seat.instrument()), before, anew);
    replace(of(byAccount, before.seat.account()), before, anew);
    byIndex[strategy] = anew;
  }

  private static void replace(StrategySlot[] list, StrategySlot before, StrategySlot anew) {
    for (int i = 0; i < list.length; i++) {
      list[i] = list[i].seat.equals(before.seat) ? anew : list[i];
    }
  }

  @Override
  public void describe(StateSink sink) {
    for (ConfigRecords.Entry entry : applied) {
      if (decides(entry.path())) {
        sink.putText(entry.path());
        sink.putText(entry.value());
      }
    }
    sink.putLong(slots.length);
    for (StrategySlot slot : slots) {
      slot.describe(sink);
    }
  }

  /** Where files lie is the run's own affair: the same inputs give one digest from anywhere. */
  private static boolean decides(String path) {
    return path.startsWith(STRATEGIES)
        || path.startsWith("accounts.")
        || path.startsWith("limits.")
        || path.startsWith("risk.");
  }

  private void apply(List<ConfigRecords.Entry> entries) {
    state.limits.apply(entries);
    state.accounts.apply(entries);
    state.settings.apply(entries);
    Map<String, StringBuilder> configs = new LinkedHashMap<>();
    for (ConfigRecords.Entry entry : entries) {
      if (entry.path().startsWith(STRATEGIES)) {
        int end = entry.path().indexOf('.', STRATEGIES.length());
        String name = entry.path().substring(STRATEGIES.length(), end);
        configs
            .computeIfAbsent(name, key -> new StringBuilder())
            .append(entry.path().substring(end + 1))
            .append('=')
            .append(entry.value())
            .append('\n');
      }
    }
    List<StrategySlot> made = new ArrayList<>();
    for (StringBuilder text : configs.values()) {
      StrategySlot slot = slot(text.toString());
      if (slot != null) {
        made.add(slot);
      }
    }
    use(made.toArray(NONE));
    waiting = NONE;
    configured = true;
  }

  /** As it was in the run before, or new; null for one that this build does not know. */
  private StrategySlot slot(String text) {
    for (StrategySlot before : waiting) {
      if (before.config.equals(text)) {
        return before;
      }
    }
    Map<String, String> values = values(text);
    if (!values.containsKey("index")) {
      return null;
    }
    Seat seat =
        new Seat(
            Integer.parseInt(values.get("index")),
            Integer.parseInt(values.get("accountIndex")),
            Integer.parseInt(values.get("instrumentIndex")));
    StrategySlot changed = changed(seat, text, values);
    return changed == null ? make(seat, text) : changed;
  }

  private StrategySlot make(Seat seat, String text) {
    Map<String, String> values = values(text);
    Strategy strategy = factory.create(values.get("kind"), parameters(values), seat);
    if (strategy == null) {
      return null;
    }
    if (!isShadow(values)) {
      return new StrategySlot(seat, text, strategy, null, view);
    }
    ShadowAccount shadow =
        new ShadowAccount(
            seat.account(),
            seat.instrument(),
            fee(values, "makerFeePercent", STANDARD_MAKER_FEE_E9),
            fee(values, "takerFeePercent", STANDARD_TAKER_FEE_E9));
    return new StrategySlot(seat, text, strategy, shadow, new StateView(state, shadow));
  }

  /** The one that sat there in the run before, if it goes on with other parameters; or null. */
  private StrategySlot changed(Seat seat, String text, Map<String, String> values) {
    for (StrategySlot before : waiting) {
      boolean same =
          before.seat.equals(seat)
              && Objects.equals(values(before.config).get("kind"), values.get("kind"))
              && (before.shadow != null) == isShadow(values);
      if (same && before.strategy.reconfigure(parameters(values))) {
        StrategySlot slot =
            new StrategySlot(seat, text, before.strategy, before.shadow, before.view);
        slot.fault = before.fault;
        slot.broken = before.broken;
        return slot;
      }
    }
    return null;
  }

  private static boolean isShadow(Map<String, String> values) {
    return "true".equals(values.get("shadow"));
  }

  /** What an order of a shadow would cost, where its parameters say so. */
  private static long fee(Map<String, String> values, String name, long standardE9) {
    String percent = values.get(PARAMETERS + name);
    return percent == null ? standardE9 : Decimals.parseE9(percent) / 100;
  }

  /** Its own, and of what is said about the strategy beside them that which orders depend on. */
  private static Map<String, String> parameters(Map<String, String> values) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String leverage = values.get(LEVERAGE);
    if (leverage != null) {
      parameters.put(LEVERAGE, leverage);
    }
    values.forEach(
        (name, value) -> {
          if (name.startsWith(PARAMETERS)) {
            parameters.put(name.substring(PARAMETERS.length()), value);
          }
        });
    return parameters;
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              values.put(line.substring(0, equals), line.substring(equals + 1));
            });
    return values;
  }

  private void use(StrategySlot[] now) {
    slots = now;
    byInstrument = new StrategySlot[0][];
    byAccount = new StrategySlot[0][];
    byIndex = NONE;
    for (StrategySlot slot : now) {
      int index = slot.seat.strategy();
      byIndex = index < byIndex.length ? byIndex : Arrays.copyOf(byIndex, index + 1);
      byIndex[index] = slot;
      byInstrument = add(byInstrument, slot.seat.instrument(), slot);
      // What the account that trades is told is none of a shadow's.
      if (slot.shadow == null) {
        byAccount = add(byAccount, slot.seat.account(), slot);
      }
    }
  }

  private static StrategySlot[][] add(StrategySlot[][] lists, int index, StrategySlot slot) {
    StrategySlot[][] longer = index < lists.length ? lists : Arrays.copyOf(lists, index + 1);
    StrategySlot[] list = longer[index] == null ? NONE : longer[index];
    longer[index] = Arrays.copyOf(list, list.length + 1);
    longer[index][list.length] = slot;
    return longer;
  }

  private static StrategySlot[] of(StrategySlot[][] lists, int index) {
    return index < lists.length && lists[index] != null ? lists[index] : NONE;
  }
}
