/** What the engine and its adapters ask of each other, whatever the venue. */
package ringside.adapters.port;
