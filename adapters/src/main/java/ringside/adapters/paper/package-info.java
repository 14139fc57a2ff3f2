/**
 * The simulated venue in the engine's own process and words: commands in, events out, without
 * sockets and without text between them.
 */
package ringside.adapters.paper;
