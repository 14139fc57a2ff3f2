/**
 * Where the simulated venue's outside market comes from: a seeded generator, a recording, a CSV
 * file; and what a venue remembers of its market to show it. The generator and the history are
 * pure; only {@link ringside.adapters.sim.market.Markets}, {@code RecordedMarketSource} and {@code
 * CsvMarketSource} read files.
 */
package ringside.adapters.sim.market;
