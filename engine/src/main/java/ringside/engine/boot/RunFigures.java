package ringside.engine.boot;

/**
 * How a run goes, each counted since it has begun. Immutable; any thread.
 *
 * @param upNs since its start
 * @param events committed so far
 * @param eventsPerSecond over the last second or more
 * @param p50Ns receive to commit of the events of that time
 * @param ringFill 0 to 1
 */
record RunFigures(
    long upNs,
    long events,
    long decisions,
    double eventsPerSecond,
    long p50Ns,
    long p99Ns,
    double ringFill,
    long gaps,
    long orders,
    long fills,
    long cycles,
    long refusals,
    long alerts) {}
