package ringside.engine.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.rest.JsonValue;
import ringside.adapters.exchange.AccountKey;

/**
 * {@code ringside.jar exchange} in a process of its own, that is killed and started again on the
 * same ports and data.
 */
final class KillableExchange implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final List<String> options;
  private Process process;
  private TradedVenue venue;

  KillableExchange(Path directory, String... options) throws IOException {
    this.directory = directory;
    this.port = freePort();
    this.options = List.of(options);
    start();
  }

  /** With the next one free too, for the sockets. */
  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int tries = 0; tries < 100; tries++) {
      try (ServerSocket first = new ServerSocket(0, 1, loopback);
          ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
        return second.getLocalPort() - 1;
      } catch (IOException e) {
        // The next one is taken.
      }
    }
    throw new IOException("no two free ports in a row");
  }

  /** Returns when clients may come. */
  void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-") || argument.startsWith("-Dlogback")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-ea"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EngineMain.class.getName(), "exchange", "--json"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--data", directory.resolve("exchange").toString()));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("exchange.err").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the exchange did not start: see " + directory + "/exchange.err");
    }
    JsonValue said = JsonValue.parse(line);
    List<AccountKey> keys = new ArrayList<>();
    for (JsonValue account : said.get("accounts").items()) {
      keys.add(
          new AccountKey(
              account.get("name").text(),
              account.get("apiKey").text(),
              account.get("apiSecret").text()));
    }
    venue =
        new TradedVenue(
            said.get("rest").text(),
            said.get("public").text(),
            said.get("private").text(),
            said.get("trade").text(),
            keys);
  }

  TradedVenue venue() {
    return venue;
  }

  /** Throws when it has ended by itself: its books did not balance, say. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the exchange ended: " + process.exitValue());
    }
  }

  /** SIGKILL. */
  void kill() {
    requireAlive();
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
