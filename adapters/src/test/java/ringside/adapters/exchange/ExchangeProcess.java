package ringside.adapters.exchange;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An exchange in a process of its own, that can be killed. */
final class ExchangeProcess implements AutoCloseable {
  private final Process process;
  final String control;
  final String token;
  final String rest;
  final String privateUrl;
  final String tradeUrl;
  final String publicUrl;
  final List<AccountKey> keys;
  final long recoveryMs;

  /** In the child. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ExchangeConfig config =
        ExchangeConfig.defaults()
            .withData(Path.of(args[0]))
            .withSpeed(Double.parseDouble(args[1]))
            .withSeed(Long.parseLong(args[2]));
    LocalExchange exchange = LocalExchange.start(config);
    StringBuilder line = new StringBuilder();
    line.append(exchange.controlUrl()).append(' ').append(exchange.controlToken());
    line.append(' ').append(exchange.restUrl()).append(' ').append(exchange.privateUrl());
    line.append(' ').append(exchange.tradeUrl()).append(' ').append(exchange.publicUrl());
    line.append(' ').append(exchange.recoveryNs() / 1_000_000);
    for (AccountKey key : exchange.accounts()) {
      line.append(' ').append(key.name()).append(',').append(key.apiKey());
      line.append(',').append(key.secret());
    }
    try (OutputStream parent = new FileOutputStream(FileDescriptor.out)) {
      parent.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
    exchange.fault().join();
  }

  ExchangeProcess(Path directory, double speed, long seed) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile="
                    + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path").replace(":", File.pathSeparator),
                ExchangeProcess.class.getName(),
                directory.toString(),
                Double.toString(speed),
                Long.toString(seed))
            .redirectError(directory.resolve("exchange.err").toFile())
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("http")) {
      line = out.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException("the exchange did not start");
    }
    String[] words = line.split(" ");
    control = words[0];
    token = words[1];
    rest = words[2];
    privateUrl = words[3];
    tradeUrl = words[4];
    publicUrl = words[5];
    recoveryMs = Long.parseLong(words[6]);
    keys =
        List.of(words).subList(7, words.length).stream()
            .map(word -> word.split(","))
            .map(parts -> new AccountKey(parts[0], parts[1], parts[2]))
            .toList();
  }

  /** What the venue itself says of an account. */
  String state(String account) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(control + "/state?account=" + account))
            .header("X-Control-Token", token)
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
