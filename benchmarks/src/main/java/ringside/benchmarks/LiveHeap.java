package ringside.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What is on this JVM's heap after a collection, by the JVM's own count of instances: what the
 * simulated venue remembers of its orders, which is much and is meant to be, and all else.
 *
 * @param elseKib neither the venue's classes nor {@link #SHARED}
 * @param venueKib the venue's classes and {@link #SHARED}
 */
record LiveHeap(double elseKib, double venueKib) {
  private static final String VENUE = "ringside.adapters.sim.";

  /**
   * What the venue's orders are named, found and listed by; the engine's are not made of these, and
   * what its own lists hold is counted by itself.
   */
  private static final Set<String> SHARED =
      Set.of(
          "[B",
          "java.lang.String",
          "java.lang.Long",
          "java.util.HashMap$Node",
          "[Ljava.util.HashMap$Node;",
          "[Ljava.lang.Object;");

  private static final int COLUMNS = 4;
  private static final int BYTES = 2;
  private static final int NAME = 3;

  /** Collects, and counts. */
  static LiveHeap now() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      Object text =
          server.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
      double all = 0;
      double venue = 0;
      for (String line : text.toString().lines().toList()) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length < COLUMNS || !columns[0].endsWith(":")) {
          continue;
        }
        double kib = Long.parseLong(columns[BYTES]) / 1024.0;
        all += kib;
        String name = columns[NAME];
        venue += name.startsWith(VENUE) || SHARED.contains(name) ? kib : 0;
      }
      return new LiveHeap(all - venue, venue);
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not count its instances", e);
    }
  }
}
