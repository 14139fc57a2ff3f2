package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole trading session at the most talkative log level, in processes as a user starts them, and
 * then everything that they wrote and showed is searched for the keys.
 */
@Timeout(300)
class SecretsTest {
  private static final long LIMIT_SECONDS = 120;
  private static final int PART = 8;

  @TempDir Path folder;

  /** What was written or shown, by where. */
  private final Map<String, String> seen = new LinkedHashMap<>();

  private final List<Process> processes = new ArrayList<>();

  @Test
  void noPartOfAKeyIsInAnythingThatASessionWritesOrShows() throws Exception {
    try {
      Map<String, Object> venue = exchange();
      List<String> secrets = keyFiles(venue);
      Path journal = folder.resolve("journal");
      String[] session = {"trade", "--config", folder.resolve("trade.yaml").toString()};
      Process trade = start("trade", "ringside.engine.boot.EngineMain", session);
      awaitOrder(journal, trade);
      look("exchange", processes.get(0));
      look("trade", trade);
      trade.destroy();
      assertThat(ended(trade)).as(text("trade.err")).isZero();
      String[] wrong = {"trade", "--config", folder.resolve("wrong.yaml").toString()};
      assertThat(ended(start("wrong", "ringside.engine.boot.EngineMain", wrong)))
          .as(text("wrong.err"))
          .isEqualTo(2);
      String config = folder.resolve("trade.yaml").toString();
      Process panic =
          start("panic", "ringside.tools.ToolsMain", "panic", "--config", config, "flatten");
      look("panic", panic);
      assertThat(ended(panic)).as(text("panic.err")).isZero();
      processes.get(0).destroy();
      assertThat(ended(processes.get(0))).isZero();
      tell(journal);

      Path keyStore = folder.resolve("data/keys");
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString();
          boolean given = name.endsWith(".key") || name.equals(".env");
          if (!given && !file.equals(keyStore) && !name.equals("exchange.out")) {
            seen.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
          }
        }
      }
      assertThat(seen.keySet()).anyMatch(name -> name.startsWith("journal/"));
      assertThat(seen.get("dump")).contains("AccountIdentified", "PlaceOrder", "OrderUpdate");
      assertThat(seen.get("trade.err")).contains(" INFO ", ".env: line 3", "UID");
      assertThat(leaks(secrets)).isEmpty();
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private List<String> leaks(List<String> secrets) {
    List<String> leaks = new ArrayList<>();
    for (String secret : secrets) {
      for (int from = 0; from + PART <= secret.length(); from++) {
        String part = secret.substring(from, from + PART);
        seen.forEach(
            (where, text) -> {
              int at = text.indexOf(part);
              if (at >= 0) {
                leaks.add(where + ": " + text.substring(Math.max(0, at - 150), at + PART));
              }
            });
      }
    }
    return leaks.subList(0, Math.min(leaks.size(), 5));
  }

  private Map<String, Object> exchange() throws IOException {
    String data = folder.resolve("data").toString();
    Process exchange =
        start("exchange", "ringside.engine.boot.EngineMain", "exchange", "--json", "--data", data);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!text("exchange.out").endsWith("}" + System.lineSeparator())) {
      goOn(exchange, deadline);
    }
    return Json.object(text("exchange.out").strip());
  }

  /** Key and secret of the accounts, and of one that the venue does not know. */
  private List<String> keyFiles(Map<String, Object> venue) throws IOException {
    List<String> secrets = new ArrayList<>(List.of("canaryKey0815xyz", "canarySecret4711abcdefgh"));
    privateFile("wrong.key", "apiKey=canaryKey0815xyz\napiSecret=canarySecret4711abcdefgh\n");
    for (Object item : (List<?>) venue.get("accounts")) {
      Map<?, ?> account = (Map<?, ?>) item;
      String key = account.get("apiKey").toString();
      String secret = account.get("apiSecret").toString();
      secrets.add(key);
      secrets.add(secret);
      privateFile(account.get("name") + ".key", "apiKey=" + key + "\napiSecret=" + secret + "\n");
      if (account.get("name").equals("account2")) {
        privateFile(".env", "K=" + key + "\nS=" + secret + "\nbad " + secret + "\n=" + secret);
      }
    }
    Map<?, ?> control = (Map<?, ?>) venue.get("control");
    secrets.add(control.get("token").toString());
    String text =
        """
        venues:
          here: {environment: local, rest: %s, public: %s, private: %s, trade: %s}
        accounts:
          first: {venue: here, keyFile: account1.key}
          second: {venue: here, apiKeyVariable: K, apiSecretVariable: S}
        strategies:
          a: {kind: quotes, account: first, symbol: BTCUSDT, parameters: {quantity: 0.01, maxPosition: 0.1}}
          b: {kind: quotes, account: second, symbol: ETHUSDT, parameters: {quantity: 0.1, maxPosition: 1}}
        journal: {directory: journal}
        """
            .formatted(
                venue.get("rest"), venue.get("public"), venue.get("private"), venue.get("trade"));
    Files.writeString(folder.resolve("trade.yaml"), text);
    Files.writeString(
        folder.resolve("wrong.yaml"),
        text.replace("account1.key", "wrong.key").replace(": journal}", ": journal-wrong}"));
    return secrets;
  }

  private void privateFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Process start(String name, String main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-") || argument.startsWith("--enable-native")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().put("RINGSIDE_LOG", "TRACE");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** As other programs of this machine see it, and the JVM's own tools. */
  private void look(String name, Process process) throws Exception {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    for (String file : List.of("cmdline", "environ")) {
      if (Files.isReadable(proc.resolve(file))) {
        seen.put(
            name + " " + file,
            new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.ISO_8859_1));
      }
    }
    process.info().commandLine().ifPresent(line -> seen.put(name + " in the list", line));
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.isExecutable(jcmd)) {
      for (String what : List.of("VM.command_line", "VM.system_properties", "Thread.print")) {
        Process asked =
            new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), what)
                .redirectErrorStream(true)
                .start();
        seen.put(
            name + " " + what,
            new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        ended(asked);
      }
    }
  }

  private void tell(Path journal) {
    seen.put("dump", Cli.run("dump", journal.toString()).out());
    seen.put("dump --json", Cli.run("dump", "--json", journal.toString()).out());
    seen.put("inspect", Cli.run("inspect", journal.toString()).out());
    seen.put("stats", Cli.run("stats", journal.toString()).out());
  }

  private void awaitOrder(Path journal, Process trade) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    do {
      goOn(trade, deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    } while (!Files.isDirectory(journal.resolve("000001"))
        || !Cli.run("dump", journal.toString(), "--type", "OrderUpdate").out().contains("\n"));
  }

  private void goOn(Process process, long deadline) throws IOException {
    assertThat(process.isAlive() && System.nanoTime() < deadline)
        .as(text("exchange.err") + text("trade.err"))
        .isTrue();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  private int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String text(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
