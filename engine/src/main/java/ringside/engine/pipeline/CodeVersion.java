package ringside.engine.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.StateHash;

/**
 * Names the code that decides and the code that holds state, by a hash over the class files of
 * their packages and over the schema. Two builds from the same sources by the same compiler have
 * the same versions; any change of a class gives another.
 *
 * @param decision of everything below the core's and the strategies' packages, and the schema
 * @param state of the classes that hold state, strategies included, and the schema
 */
public record CodeVersion(long decision, long state) {
  private static final String SCHEMA = "/ringside/journal/ringside-schema.xml";

  /** Strategies hold state and decide; their package knows the core, and not the reverse. */
  private static final String STRATEGIES = "ringside/engine/strategy/";

  private static final CodeVersion CURRENT = compute();

  /** The versions of the running code. */
  public static CodeVersion current() {
    return CURRENT;
  }

  private static CodeVersion compute() {
    String core = folder(TradingCore.class);
    String state = folder(CoreState.class);
    try {
      Map<String, Long> classes = new TreeMap<>();
      collect(classes, core);
      collect(classes, STRATEGIES);
      long schema = schema();
      return new CodeVersion(
          hash(classes, name -> true, schema),
          hash(classes, name -> name.startsWith(state) || name.startsWith(STRATEGIES), schema));
    } catch (IOException e) {
      throw new UncheckedIOException("the engine's own classes cannot be read", e);
    }
  }

  private static String folder(Class<?> type) {
    return type.getPackageName().replace('.', '/') + "/";
  }

  private static void collect(Map<String, Long> classes, String folder) throws IOException {
    Path source = source();
    if (Files.isDirectory(source)) {
      try (Stream<Path> files = Files.walk(source.resolve(folder))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = source.relativize(file).toString().replace('\\', '/');
          if (name.endsWith(".class")) {
            classes.put(name, crc(Files.readAllBytes(file)));
          }
        }
      }
      return;
    }
    try (JarFile jar = new JarFile(source.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith(folder) && entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            classes.put(entry.getName(), crc(in.readAllBytes()));
          }
        }
      }
    }
  }

  private static Path source() {
    try {
      URI uri = TradingCore.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where the engine's classes lie is no path", e);
    }
  }

  private static long schema() throws IOException {
    try (InputStream in = CodeVersion.class.getResourceAsStream(SCHEMA)) {
      return crc(in.readAllBytes());
    }
  }

  private static long crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue() << 32 | bytes.length;
  }

  private static long hash(Map<String, Long> classes, Predicate<String> which, long schema) {
    StateHash hash = new StateHash();
    hash.putLong(schema);
    classes.forEach(
        (name, crc) -> {
          if (which.test(name)) {
            hash.putText(name);
            hash.putLong(crc);
          }
        });
    return hash.value();
  }
}
