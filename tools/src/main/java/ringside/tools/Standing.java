package ringside.tools;

import ringside.engine.core.TradingCore;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.PositionView;
import ringside.journal.event.Decimals;

/**
 * What an instrument has brought an account so far. Immutable.
 *
 * @param feesE9 paid
 * @param fundingE9 paid
 */
record Standing(long grossE9, long feesE9, long fundingE9, long unrealisedE9) {
  static final Standing ZERO = new Standing(0, 0, 0, 0);

  static Standing of(TradingCore core, int account, int instrument) {
    AccountState state = core.state().accounts.find(account);
    return state == null ? ZERO : of(state, core, instrument);
  }

  static Standing of(AccountView account, TradingCore core, int instrument) {
    InstrumentState known = core.state().instruments.find(instrument);
    long markE9 = known == null ? Decimals.INVALID : known.ticker().markPriceE9();
    Standing sum = ZERO;
    for (int i = 0; i < account.positions(); i++) {
      PositionView position = account.position(i);
      if (position.instrument() == instrument) {
        long openE9 = markE9 == Decimals.INVALID ? 0 : position.unrealisedAtE9(markE9);
        sum =
            new Standing(
                sum.grossE9 + position.grossE9(),
                sum.feesE9 + position.feesE9(),
                sum.fundingE9 + position.fundingE9(),
                sum.unrealisedE9 + (openE9 == Decimals.INVALID ? 0 : openE9));
      }
    }
    return sum;
  }

  Standing minus(Standing before) {
    return new Standing(
        grossE9 - before.grossE9,
        feesE9 - before.feesE9,
        fundingE9 - before.fundingE9,
        unrealisedE9 - before.unrealisedE9);
  }

  long netE9() {
    return grossE9 - feesE9 - fundingE9 + unrealisedE9;
  }
}
