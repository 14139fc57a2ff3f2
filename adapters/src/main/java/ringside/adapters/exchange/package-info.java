/**
 * The simulated venue as a server: Bybit's v5 REST and WebSockets on the loopback interface, over
 * {@link ringside.adapters.sim.Venue}. Knows nothing of the adapter that trades on it.
 */
package ringside.adapters.exchange;
