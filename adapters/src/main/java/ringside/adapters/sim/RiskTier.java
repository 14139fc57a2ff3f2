package ringside.adapters.sim;

/**
 * One step of an instrument's risk limits: the larger a position, the more margin it needs.
 *
 * @param id from 1, rising with the limit
 * @param limitE9 the largest position value of this tier, in the settle coin
 * @param maintenanceRateE9 maintenance margin as a fraction of position value
 * @param initialRateE9 least initial margin as a fraction; its inverse is the tier's most leverage
 * @param maxLeverageE9 most leverage in this tier
 * @param deductionE9 taken off the maintenance margin, so that it is continuous between tiers
 */
public record RiskTier(
    int id,
    long limitE9,
    long maintenanceRateE9,
    long initialRateE9,
    long maxLeverageE9,
    long deductionE9) {}
