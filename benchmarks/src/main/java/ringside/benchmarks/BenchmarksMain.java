package ringside.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/**
 * Entry point of the benchmarks jar: JMH with its own command line. Every forked JVM is given the
 * flags that Chronicle and Agrona need, which a jar's manifest cannot hand down to a fork.
 */
public final class BenchmarksMain {
  private static final String FLAGS_RESOURCE = "jvm-flags.txt";
  private static final String PREPEND = "-jvmArgsPrepend";

  private BenchmarksMain() {}

  /**
   * Runs JMH.
   *
   * @param args JMH's options; see {@code -h}
   * @throws IOException if the flags cannot be read, or JMH cannot write its results
   */
  public static void main(String[] args) throws IOException {
    Main.main(withForkFlags(args, forkFlags(Runtime.version().feature())));
  }

  /** The options, with the flags in front of those the caller prepends to a fork's own. */
  static String[] withForkFlags(String[] args, String flags) {
    List<String> all = new ArrayList<>(List.of(args));
    int at = all.indexOf(PREPEND);
    if (at >= 0 && at + 1 < all.size()) {
      all.set(at + 1, flags + " " + all.get(at + 1));
    } else {
      all.add(PREPEND);
      all.add(flags);
    }
    return all.toArray(String[]::new);
  }

  /** The flags for a fork on the given Java release, separated by single spaces. */
  static String forkFlags(int javaRelease) throws IOException {
    StringBuilder flags = new StringBuilder();
    try (InputStream in = BenchmarksMain.class.getResourceAsStream(FLAGS_RESOURCE)) {
      if (in == null) {
        throw new IOException("resource " + FLAGS_RESOURCE + " is missing");
      }
      flags.append(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
    flags.append(" -Dchronicle.analytics.disable=true -Dchronicle.announcer.disable=true");
    if (javaRelease >= 24) {
      flags.append(" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow");
    }
    return flags.toString();
  }
}
