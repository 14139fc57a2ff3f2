package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.engine.core.state.OperatorTable;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.RiskEntry;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.event.Decimals;

/** What risk rules and operators hold, in words for people. The engine thread, when asked. */
final class RiskWords {
  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  private final BiFunction<CatalogKind, Integer, String> names;

  /**
   * @param names of the catalog's indices
   */
  RiskWords(BiFunction<CatalogKind, Integer, String> names) {
    this.names = names;
  }

  /** What keeps the account, or a part of it, from opening. */
  List<String> latches(CoreState state, int account) {
    List<String> latches = new ArrayList<>();
    for (int i = 0; i < state.risk.size(account); i++) {
      RiskEntry entry = state.risk.at(account, i);
      if (entry.stopsOpening()) {
        latches.add(latch(state.accounts.find(account), entry));
      }
    }
    return latches;
  }

  /** What keeps the whole engine from opening. */
  List<String> latches(CoreState state) {
    List<String> latches = new ArrayList<>();
    for (int i = 0; i < state.risk.engineSize(); i++) {
      if (state.risk.engineAt(i).stopsOpening()) {
        latches.add(latch(null, state.risk.engineAt(i)));
      }
    }
    return latches;
  }

  /** What is near a limit of the account, and holds nothing back. */
  List<String> warnings(CoreState state, int account) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < state.risk.size(account); i++) {
      RiskEntry entry = state.risk.at(account, i);
      if (entry.level() == RiskLevel.WARNING) {
        warnings.add(entry(entry).append(": warning").toString());
      }
    }
    return warnings;
  }

  private StringBuilder entry(RiskEntry entry) {
    StringBuilder text = new StringBuilder(entry.rule().toString());
    scope(text, entry.instrument(), entry.leg());
    if (entry.valueE9() != Decimals.INVALID && entry.limitE9() != Decimals.INVALID) {
      Decimals.appendE9(text.append(' '), entry.valueE9());
      Decimals.appendE9(text.append(" (limit "), entry.limitE9()).append(')');
    }
    return text;
  }

  private String latch(AccountState account, RiskEntry entry) {
    StringBuilder text = entry(entry);
    if (!entry.emergency()) {
      return text.append(": opens nothing").toString();
    }
    text.append(": emergency, ").append(lower(entry.action())).append(", ");
    text.append(entry.phase().text());
    if (account != null && entry.phase() != EmergencyPhase.DONE) {
      left(text, account, entry);
    }
    return text.append("; until clear").toString();
  }

  private static void left(StringBuilder text, AccountState account, RiskEntry entry) {
    int orders = 0;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      orders += order.opens() && entry.covers(order.instrument(), order.leg()) ? 1 : 0;
    }
    int positions = 0;
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      boolean open = position.sizeE9() != 0;
      positions += open && entry.covers(position.instrument(), position.leg()) ? 1 : 0;
    }
    text.append(", ").append(orders).append(" opening orders and ");
    text.append(positions).append(" positions left");
  }

  /** What operators have said and not taken back. */
  List<String> standing(OperatorTable operators) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      OperatorAction action = operators.action(i);
      String what =
          switch (action) {
            case PAUSE -> "paused";
            case FINISH -> "finishing";
            default -> "resumed";
          };
      int account = operators.account(i);
      StringBuilder text = new StringBuilder(what).append(" by an operator: ");
      text.append(account == NO_ACCOUNT ? "all" : names.apply(CatalogKind.ACCOUNT, account));
      scope(text, operators.instrument(i), operators.leg(i));
      words.add(text.toString());
    }
    return words;
  }

  private void scope(StringBuilder text, int instrument, Leg leg) {
    if (instrument != NO_INSTRUMENT) {
      text.append(' ').append(names.apply(CatalogKind.INSTRUMENT, instrument));
    }
    if (leg == Leg.LONG || leg == Leg.SHORT) {
      text.append(' ').append(lower(leg));
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
