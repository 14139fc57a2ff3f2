/**
 * Bybit's REST interface as a client sees it: keys and environments, signed requests and what their
 * answers mean, limits that are kept, the venue's time and its instruments' rules.
 */
package ringside.adapters.bybit.rest;
