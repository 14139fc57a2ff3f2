package ringside.engine.core.state;

import ringside.journal.codec.RiskAction;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/**
 * What one account may do, as the config that was last applied has it. Money, fractions and percent
 * at 1e-9; {@link #NO_LIMIT} where the config sets none. Engine thread only.
 */
public final class AccountLimits implements StateTable {
  /** No value is beyond it. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** What a stream that stays down does to the accounts that depend on it. */
  public enum StreamDownPolicy {
    /** They open nothing, and go on by themselves when it is back and they are reconciled. */
    RESUME,
    /** An emergency that keeps positions. */
    LATCH,
    /** An emergency that closes them. */
    FLATTEN
  }

  private long priceCollarE9 = Decimals.parseE9("0.05");
  private long ordersPerSecond = 10;
  private long openOrders = 100;
  private long symbolExposureE9 = NO_LIMIT;
  private long accountExposureE9 = NO_LIMIT;
  private long marginWarnE9 = Decimals.parseE9("0.5");
  private long marginStopE9 = Decimals.parseE9("0.7");
  private long marginEmergencyE9 = Decimals.parseE9("0.85");
  private long marginHysteresisE9 = Decimals.parseE9("0.05");
  private long drawdownStopE9 = NO_LIMIT;
  private long drawdownEmergencyE9 = NO_LIMIT;
  private long dailyLossStopE9 = NO_LIMIT;
  private long dailyLossEmergencyE9 = NO_LIMIT;
  private RiskAction onEmergency = RiskAction.KEEP;
  private StreamDownPolicy onStreamDown = StreamDownPolicy.RESUME;
  private long staleMarketNs = TimeSpans.parseNs("10s");

  AccountLimits() {}

  AccountLimits(AccountLimits from) {
    priceCollarE9 = from.priceCollarE9;
    ordersPerSecond = from.ordersPerSecond;
    openOrders = from.openOrders;
    symbolExposureE9 = from.symbolExposureE9;
    accountExposureE9 = from.accountExposureE9;
    marginWarnE9 = from.marginWarnE9;
    marginStopE9 = from.marginStopE9;
    marginEmergencyE9 = from.marginEmergencyE9;
    marginHysteresisE9 = from.marginHysteresisE9;
    drawdownStopE9 = from.drawdownStopE9;
    drawdownEmergencyE9 = from.drawdownEmergencyE9;
    dailyLossStopE9 = from.dailyLossStopE9;
    dailyLossEmergencyE9 = from.dailyLossEmergencyE9;
    onEmergency = from.onEmergency;
    onStreamDown = from.onStreamDown;
    staleMarketNs = from.staleMarketNs;
  }

  /** How far from the mark price a limit price may be, as a fraction. */
  public long priceCollarE9() {
    return priceCollarE9;
  }

  /** Placements and amends in a second. */
  public int ordersPerSecond() {
    return (int) ordersPerSecond;
  }

  /** Orders of ours that may be live at once. */
  public int openOrders() {
    return (int) openOrders;
  }

  /** Of one symbol, both legs, in quote. */
  public long symbolExposureE9() {
    return symbolExposureE9;
  }

  /** Of all symbols, in quote. */
  public long accountExposureE9() {
    return accountExposureE9;
  }

  public long marginWarnE9() {
    return marginWarnE9;
  }

  public long marginStopE9() {
    return marginStopE9;
  }

  public long marginEmergencyE9() {
    return marginEmergencyE9;
  }

  /** How far below its limit the margin rate must fall for a level to be over. */
  public long marginHysteresisE9() {
    return marginHysteresisE9;
  }

  /** In percent of the peak. */
  public long drawdownStopE9() {
    return drawdownStopE9;
  }

  /** In percent of the peak. */
  public long drawdownEmergencyE9() {
    return drawdownEmergencyE9;
  }

  public long dailyLossStopE9() {
    return dailyLossStopE9;
  }

  public long dailyLossEmergencyE9() {
    return dailyLossEmergencyE9;
  }

  public RiskAction onEmergency() {
    return onEmergency;
  }

  public StreamDownPolicy onStreamDown() {
    return onStreamDown;
  }

  /** A market that was not heard of for so long is not traded. */
  public long staleMarketNs() {
    return staleMarketNs;
  }

  /**
   * Takes one setting; an empty value is none, a path of something else is left alone.
   *
   * @param path below {@code limits.}
   * @throws IllegalArgumentException for a value that cannot be
   */
  void set(String path, String value) {
    if (value.isEmpty()) {
      return;
    }
    switch (path) {
      case "priceCollar" -> priceCollarE9 = number(path, value);
      case "ordersPerSecond" -> ordersPerSecond = count(path, value);
      case "openOrders" -> openOrders = count(path, value);
      case "exposure.symbol" -> symbolExposureE9 = number(path, value);
      case "exposure.account" -> accountExposureE9 = number(path, value);
      case "marginRate.warn" -> marginWarnE9 = number(path, value);
      case "marginRate.stopOpening" -> marginStopE9 = number(path, value);
      case "marginRate.emergency" -> marginEmergencyE9 = number(path, value);
      case "marginRate.hysteresis" -> marginHysteresisE9 = number(path, value);
      case "drawdownPercent.stopOpening" -> drawdownStopE9 = number(path, value);
      case "drawdownPercent.emergency" -> drawdownEmergencyE9 = number(path, value);
      case "dailyLoss.stopOpening" -> dailyLossStopE9 = number(path, value);
      case "dailyLoss.emergency" -> dailyLossEmergencyE9 = number(path, value);
      case "onEmergency" ->
          onEmergency =
              switch (value) {
                case "keep" -> RiskAction.KEEP;
                case "flatten" -> RiskAction.FLATTEN;
                default -> throw unfit(path, value);
              };
      case "onStreamDown" ->
          onStreamDown =
              switch (value) {
                case "resume" -> StreamDownPolicy.RESUME;
                case "latch" -> StreamDownPolicy.LATCH;
                case "flatten" -> StreamDownPolicy.FLATTEN;
                default -> throw unfit(path, value);
              };
      case "staleMarket" -> staleMarketNs = span(path, value);
      default -> {
        // Not an account's.
      }
    }
  }

  static long number(String path, String value) {
    long numberE9 = Decimals.parseE9(value);
    if (numberE9 < 0) {
      throw unfit(path, value);
    }
    return numberE9;
  }

  private static long count(String path, String value) {
    long numberE9 = number(path, value);
    long count = numberE9 / Decimals.ONE_E9;
    if (count * Decimals.ONE_E9 != numberE9 || count < 1 || count > 1_000_000) {
      throw unfit(path, value);
    }
    return count;
  }

  private static long span(String path, String value) {
    long ns = TimeSpans.parseNs(value);
    if (ns <= 0) {
      throw unfit(path, value);
    }
    return ns;
  }

  private static IllegalArgumentException unfit(String path, String value) {
    return new IllegalArgumentException("limits." + path + ": " + value + " cannot be");
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(priceCollarE9);
    sink.putLong(ordersPerSecond);
    sink.putLong(openOrders);
    sink.putLong(symbolExposureE9);
    sink.putLong(accountExposureE9);
    sink.putLong(marginWarnE9);
    sink.putLong(marginStopE9);
    sink.putLong(marginEmergencyE9);
    sink.putLong(marginHysteresisE9);
    sink.putLong(drawdownStopE9);
    sink.putLong(drawdownEmergencyE9);
    sink.putLong(dailyLossStopE9);
    sink.putLong(dailyLossEmergencyE9);
    sink.putLong(onEmergency.value());
    sink.putLong(onStreamDown.ordinal());
    sink.putLong(staleMarketNs);
  }
}
