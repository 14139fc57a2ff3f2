package ringside.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import ringside.engine.boot.JsonLine;

/**
 * Ajv, a public validator, run by src/test/node/validate.js. It is installed into target/ once;
 * where there is no Node, or no registry, tests that need it are skipped, with a message.
 */
final class SchemaValidator {
  private static final Path SOURCE = Path.of("src/test/node");
  private static final Path HOME = Path.of("target/node");
  private static final long LIMIT_S = 180;

  private final Path folder;

  SchemaValidator(Path folder) {
    this.folder = folder;
  }

  /** For each document, by its name: empty where it is valid, else why it is not. */
  Map<String, String> validate(Map<String, String> documents) throws IOException {
    install();
    Path schema = folder.resolve("schema.json");
    Files.writeString(schema, JsonLine.pretty(ConfigSchema.schema()));
    List<String> command = new ArrayList<>(List.of("node", "validate.js", schema.toString()));
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, String> document : documents.entrySet()) {
      Path file = folder.resolve("document" + names.size() + ".json");
      Object value = new Load(LoadSettings.builder().build()).loadFromString(document.getValue());
      Files.writeString(file, JsonLine.of(value));
      command.add(file.toString());
      names.put(file.toString(), document.getKey());
    }
    Map<String, String> results = new LinkedHashMap<>();
    for (String line : run(command).lines().toList()) {
      String[] parts = line.split(" ", 3);
      results.put(names.get(parts[0]), parts[1].equals("valid") ? "" : parts[2]);
    }
    return results;
  }

  private static synchronized void install() throws IOException {
    Assumptions.assumeTrue(works("node") && works("npm"), "skipped: there is no Node with npm");
    Files.createDirectories(HOME);
    for (String name : List.of("package.json", "package-lock.json", "validate.js")) {
      Files.copy(SOURCE.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(HOME.resolve("node_modules/ajv/package.json"))) {
      return;
    }
    try {
      run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
    } catch (IllegalStateException e) {
      Assumptions.abort("skipped: npm could not install the validator: " + e.getMessage());
    }
  }

  private static boolean works(String program) {
    try {
      run(List.of(program, "--version"));
      return true;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }

  private static String run(List<String> command) throws IOException {
    Files.createDirectories(HOME);
    Path output = Files.createTempFile("validator", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(LIMIT_S, TimeUnit.SECONDS);
      String text = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ":\n" + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
