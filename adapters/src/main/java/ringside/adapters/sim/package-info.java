/**
 * The simulated venue: a matching and margin engine in virtual time. Requests and market events
 * come in with their times, what became of them goes out with its time; the same seed and inputs
 * give the same outputs, always. No threads, no clock, no I/O in here.
 */
package ringside.adapters.sim;
