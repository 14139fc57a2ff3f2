package ringside.engine.config;

import ringside.journal.event.Decimals;

/**
 * Limits of an account, its own put over those of all. Money in the quote coin, rates and amounts
 * at 1e-9; {@link Decimals#INVALID} is no limit. The core reads its limits from the recorded texts;
 * this is for whoever judges a config before it runs.
 *
 * @param priceCollarE9 how far from the mark price a limit price may be, as a fraction
 * @param ordersPerSecond placements and amends of an account
 * @param openOrders of an account, ours
 * @param symbolExposureE9 of one symbol of an account
 * @param accountExposureE9 of an account
 * @param engineExposureE9 of all accounts together
 * @param warnRateE9 the maintenance margin rate from which on there is an alert
 * @param stopRateE9 from which on nothing is opened
 * @param emergencyRateE9 from which on there is an emergency
 */
public record LimitsConfig(
    long priceCollarE9,
    int ordersPerSecond,
    int openOrders,
    long symbolExposureE9,
    long accountExposureE9,
    long engineExposureE9,
    long warnRateE9,
    long stopRateE9,
    long emergencyRateE9) {}
