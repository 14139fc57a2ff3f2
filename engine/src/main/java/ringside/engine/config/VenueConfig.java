package ringside.engine.config;

import java.net.URI;

/**
 * A venue to trade on.
 *
 * @param name as accounts refer to it, and as the journal's catalog has it
 * @param rest base URL before the version's path; null: the environment's own, as for the rest
 * @param publicStream socket URL of market data
 * @param privateStream socket URL of account events
 * @param trade socket URL of order entry; null also where the venue has none
 */
public record VenueConfig(
    String name,
    VenueEnvironment environment,
    URI rest,
    URI publicStream,
    URI privateStream,
    URI trade) {}
