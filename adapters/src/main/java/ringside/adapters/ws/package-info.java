/**
 * WebSockets with hard limits on size, time and queues, over Java-WebSocket. No venue is named
 * here.
 */
package ringside.adapters.ws;
