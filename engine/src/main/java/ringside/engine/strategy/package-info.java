/** The strategies that are built in, and how config names them. As pure as the core. */
package ringside.engine.strategy;
