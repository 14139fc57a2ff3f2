package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.SettingTable;
import ringside.engine.core.state.SettingTable.Setting;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.Severity;
import ringside.journal.event.Decimals;

/**
 * Brings position mode and leverage to what strategies want: at the start of a run, where nothing
 * is open, and never again after they were as wanted: then whoever changed them meant it, a human
 * is told, and nothing is opened until they fit. Changes nothing itself. Engine thread only.
 */
final class SettingRules {
  /** The venue shows what was asked for in its positions, after a while. */
  static final long RETRY_NS = 5_000_000_000L;

  static final int MOST_ATTEMPTS = 3;

  private final CoreState state;
  private final AccountDecisions decisions;

  SettingRules(CoreState state, AccountDecisions decisions) {
    this.state = state;
    this.decisions = decisions;
  }

  /** After a tick. */
  void afterTick() {
    SettingTable settings = state.settings;
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.at(i);
      AccountState account = state.accounts.find(setting.account());
      if (account != null && account.reconciled() && account.modeKnown(setting.instrument())) {
        judge(setting, account);
      }
    }
  }

  private void judge(Setting setting, AccountState account) {
    boolean mode = setting.modeFits(account);
    if (mode && setting.leverageFits(account)) {
      if (setting.told()) {
        tell(setting, false, "position mode and leverage are as wanted again");
      }
      return;
    }
    int attempts = mode ? setting.leverageAttempts() : setting.modeAttempts();
    boolean waits =
        attempts > 0 && state.run.timeNs() - setting.sentNs() < RETRY_NS && !setting.fitted();
    if (waits) {
      return;
    }
    if (setting.fitted() || attempts >= MOST_ATTEMPTS || anything(setting, account)) {
      if (!setting.told()) {
        tell(setting, true, mode ? leverage(setting, account) : mode(setting));
      }
    } else if (state.commands.free() > 1 && !state.run.ending()) {
      if (mode) {
        decisions.setLeverage(setting);
      } else {
        decisions.setPositionMode(setting);
      }
    }
  }

  /** Whether the venue would refuse a change, or it would change what is open. */
  private static boolean anything(Setting setting, AccountState account) {
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (position.instrument() == setting.instrument() && position.sizeE9() != 0) {
        return true;
      }
    }
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.instrument() == setting.instrument()) {
        return true;
      }
    }
    return false;
  }

  private void tell(Setting setting, boolean on, String text) {
    decisions.alert(
        setting.account(),
        setting.instrument(),
        AlertCode.POSITION_SETTINGS,
        on ? Severity.WARNING : Severity.INFO,
        on,
        text);
  }

  private static String mode(Setting setting) {
    return (setting.hedge() ? "one-way mode, hedge" : "hedge mode, one-way") + " is wanted";
  }

  private static String leverage(Setting setting, AccountState account) {
    long hasE9 = Decimals.INVALID;
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (position.instrument() == setting.instrument()
          && position.leverageE9() != setting.leverageE9()
          && position.leverageE9() != Decimals.INVALID) {
        hasE9 = position.leverageE9();
      }
    }
    return "leverage "
        + (hasE9 == Decimals.INVALID ? "unknown" : Decimals.toStringE9(hasE9))
        + ", "
        + Decimals.toStringE9(setting.leverageE9())
        + " is wanted";
  }
}
