/**
 * Recordings of a venue's public messages: read, examined, made up, and served over a real
 * WebSocket as Bybit's v5 public stream would. Knows nothing of the client beyond that protocol.
 */
package ringside.adapters.recording;
