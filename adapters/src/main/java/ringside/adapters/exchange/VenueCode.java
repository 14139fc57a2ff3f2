package ringside.adapters.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import ringside.adapters.sim.Venue;

/**
 * Names the code of the venue and its markets, by a hash over the class files of its package and
 * those below. Two builds from the same sources by the same compiler have the same; any change of a
 * class gives another. Stateless; any thread.
 */
final class VenueCode {
  private static final String FOLDER = Venue.class.getPackageName().replace('.', '/') + "/";
  private static final long PRIME = 0x100000001b3L;

  private VenueCode() {}

  /** Of the running code. Reads the class files at each call. */
  static long current() {
    try {
      long hash = 0xcbf29ce484222325L;
      for (Map.Entry<String, Long> each : classes().entrySet()) {
        hash = (hash ^ each.getKey().hashCode()) * PRIME;
        hash = (hash ^ each.getValue()) * PRIME;
      }
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException("the exchange's own classes cannot be read", e);
    }
  }

  private static Map<String, Long> classes() throws IOException {
    Map<String, Long> classes = new TreeMap<>();
    Path source = source();
    if (Files.isDirectory(source)) {
      try (Stream<Path> files = Files.walk(source.resolve(FOLDER))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = source.relativize(file).toString().replace('\\', '/');
          if (name.endsWith(".class")) {
            classes.put(name, sum(Files.readAllBytes(file)));
          }
        }
      }
      return classes;
    }
    try (JarFile jar = new JarFile(source.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            classes.put(entry.getName(), sum(in.readAllBytes()));
          }
        }
      }
    }
    return classes;
  }

  private static Path source() {
    try {
      URI uri = Venue.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where the exchange's classes lie is no path", e);
    }
  }

  private static long sum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue() << 32 | bytes.length;
  }
}
