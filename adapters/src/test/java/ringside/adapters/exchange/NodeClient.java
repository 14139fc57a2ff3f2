package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs scripts of src/test/node, which drive public Node clients against an exchange. What they
 * need is installed into target/ once; where there is no Node, or no registry, they are skipped,
 * with a message.
 */
final class NodeClient {
  private static final Path SOURCE = Path.of("src/test/node");
  private static final Path HOME = Path.of("target/node");
  private static final long INSTALL_LIMIT_S = 180;
  private static final long RUN_LIMIT_S = 120;

  private record Outcome(int code, String output) {}

  private NodeClient() {}

  /** Runs a script; every one of its steps must go well. */
  static void run(String script, LocalExchange exchange) throws IOException {
    install();
    Outcome outcome = execute(List.of("node", script), RUN_LIMIT_S, line(exchange));
    assertThat(outcome.code).as(script + ":\n" + outcome.output).isZero();
    assertThat(outcome.output).contains("steps went well").doesNotContain("FAIL");
  }

  /** As {@code exchange --json} prints it. */
  private static String line(LocalExchange exchange) {
    JsonWriter json = new JsonWriter().beginObject();
    json.text("rest", exchange.restUrl()).text("public", exchange.publicUrl());
    json.text("private", exchange.privateUrl()).text("trade", exchange.tradeUrl());
    json.beginArray("accounts");
    for (AccountKey account : exchange.accounts()) {
      json.beginObject().text("name", account.name()).text("apiKey", account.apiKey());
      json.text("apiSecret", account.secret()).endObject();
    }
    return json.endArray().endObject().toString();
  }

  private static synchronized void install() throws IOException {
    Assumptions.assumeTrue(
        works("node", "--version") && works("npm", "--version"),
        "skipped: there is no Node with npm here");
    Files.createDirectories(HOME);
    Path lock = HOME.resolve("package-lock.json");
    boolean same =
        Files.exists(HOME.resolve("node_modules/.package-lock.json"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
    try (var files = Files.list(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = HOME.resolve(file.getFileName());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!same) {
      Outcome outcome =
          execute(
              List.of(
                  "npm",
                  "ci",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "--prefer-offline",
                  "--fetch-retries=0"),
              INSTALL_LIMIT_S,
              "");
      Assumptions.assumeTrue(
          outcome.code == 0, "skipped: npm could not install the clients:\n" + outcome.output);
    }
  }

  private static boolean works(String... command) {
    try {
      return execute(List.of(command), 30, "").code == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome execute(List<String> command, long limitS, String exchange)
      throws IOException {
    Files.createDirectories(HOME);
    Path output = Files.createTempFile(HOME, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.directory(HOME.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("EXCHANGE", exchange);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(limitS, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return ended
          ? new Outcome(process.exitValue(), text)
          : new Outcome(-1, text + "\nnot done after " + limitS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
