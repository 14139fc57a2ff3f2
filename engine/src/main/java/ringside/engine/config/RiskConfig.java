package ringside.engine.config;

/**
 * Limits that hold for every order.
 *
 * @param priceCollarE9 how far from the mark price a limit price may be, as a fraction at 1e-9
 * @param ordersPerSecond placements and amends an account may send in a second
 */
public record RiskConfig(long priceCollarE9, int ordersPerSecond) {}
