package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;

import java.util.List;

/**
 * What accounts change by request, or others behind their backs: leverage, position mode, money in
 * the wallet. The venue's thread only.
 */
final class AccountSettings {
  private final Account[] accounts;
  private final List<Instrument> instruments;
  private final Ledger ledger;
  private final long[] marksE9;

  AccountSettings(Account[] accounts, List<Instrument> instruments, Ledger ledger, long[] marksE9) {
    this.accounts = accounts;
    this.instruments = instruments;
    this.ledger = ledger;
    this.marksE9 = marksE9;
  }

  /**
   * Sets leverage by Bybit's rules: the same for both sides, as cross margin wants it; 110013
   * beyond the instrument's most, or beyond what the tier of positions and orders allows; 110043
   * when it is so already; 110044 when there is not the margin for a lower one.
   */
  RetCode setLeverage(VenueRequest.SetLeverage request, long timeNs) {
    Instrument rules = instruments.get(request.symbol());
    long leverage = request.buyE9();
    if (request.sellE9() != leverage
        || leverage < ONE_E9
        || leverage % rules.leverageStepE9() != 0) {
      return RetCode.PARAMETERS;
    }
    if (leverage > rules.maxLeverageE9()) {
      return RetCode.MAX_LEVERAGE;
    }
    Account account = accounts[request.account()];
    Leg[] legs = account.legs[request.symbol()];
    long before = legs[0].position.leverageE9;
    if (before == leverage) {
      return RetCode.LEVERAGE_NOT_MODIFIED;
    }
    for (Leg leg : legs) {
      if (leg.exposureE9() > leg.limitOf(leverage)) {
        return RetCode.RISK_LIMIT;
      }
    }
    setLeverage(account, request.symbol(), leverage);
    if (leverage < before && account.freeE9() < 0) {
      setLeverage(account, request.symbol(), before);
      return RetCode.MARGIN_INSUFFICIENT;
    }
    for (Leg leg : legs) {
      leg.position.updatedNs = timeNs;
    }
    return RetCode.OK;
  }

  /** Sets leverage beyond those rules: whatever margin and risk limit then say. */
  RetCode forceLeverage(VenueRequest.ForceLeverage request, long timeNs) {
    Instrument rules = instruments.get(request.symbol());
    long leverage = request.leverageE9();
    if (leverage < ONE_E9 || leverage % rules.leverageStepE9() != 0) {
      return RetCode.PARAMETERS;
    }
    if (leverage > rules.maxLeverageE9()) {
      return RetCode.MAX_LEVERAGE;
    }
    Account account = accounts[request.account()];
    Leg[] legs = account.legs[request.symbol()];
    if (legs[0].position.leverageE9 == leverage) {
      return RetCode.LEVERAGE_NOT_MODIFIED;
    }
    setLeverage(account, request.symbol(), leverage);
    for (Leg leg : legs) {
      leg.position.updatedNs = timeNs;
    }
    return RetCode.OK;
  }

  private void setLeverage(Account account, int symbol, long leverageE9) {
    for (Leg leg : account.legs[symbol]) {
      leg.leverage(leverageE9);
      account.remark(leg, marksE9[symbol]);
    }
  }

  /**
   * Changes the position mode of one symbol by Bybit's rules: 110025 when it is so already, 110024
   * with a position, 110028 with open orders.
   *
   * @param hasOrders whether the account has open orders of the symbol, of any kind
   */
  RetCode switchMode(VenueRequest.SwitchMode request, boolean hasOrders, long timeNs) {
    Account account = accounts[request.account()];
    if (account.hedge[request.symbol()] == request.hedge()) {
      return RetCode.MODE_NOT_MODIFIED;
    }
    for (Leg leg : account.legs[request.symbol()]) {
      if (leg.position.sizeE9 != 0) {
        return RetCode.MODE_WITH_POSITION;
      }
    }
    if (hasOrders) {
      return RetCode.MODE_WITH_ORDERS;
    }
    account.hedge[request.symbol()] = request.hedge();
    for (Leg leg : account.legs[request.symbol()]) {
      leg.position.updatedNs = timeNs;
    }
    return RetCode.OK;
  }

  /** Only says so: whoever forces the mode moves positions and orders. */
  void setHedge(int account, int symbol, boolean hedge) {
    accounts[account].hedge[symbol] = hedge;
  }

  /**
   * The open part of a position goes over to another leg of the symbol, which is flat. What was
   * realised on a leg stays with it.
   */
  void movePosition(int account, int symbol, int from, int to, long sequence, long timeNs) {
    Leg source = accounts[account].legs[symbol][from];
    Leg target = accounts[account].legs[symbol][to];
    source.moveTo(target);
    for (Leg leg : List.of(source, target)) {
      accounts[account].remark(leg, marksE9[symbol]);
      ledger.stamp(leg, sequence, timeNs);
    }
  }

  /**
   * Moves money in or out; out only what is free, which unrealised gains never are (131212); in no
   * more than the venue can count (131215). A transfer id that was done before is answered with OK
   * and not done again.
   */
  RetCode transfer(VenueRequest.Transfer request, long timeNs) {
    Account account = accounts[request.account()];
    if (account.transfers.contains(request.transferId())) {
      return RetCode.OK;
    }
    if (request.amountE9() == 0
        || request.amountE9() == Long.MIN_VALUE
        || request.amountE9() > ledger.roomE9()) {
      return RetCode.TRANSFER_AMOUNT;
    }
    if (-request.amountE9() > account.transferableE9()) {
      return RetCode.TRANSFER_INSUFFICIENT;
    }
    if (!request.transferId().isEmpty()) {
      account.transfers.add(request.transferId());
    }
    ledger.move(account, request.amountE9(), request.transferId(), timeNs);
    return RetCode.OK;
  }
}
