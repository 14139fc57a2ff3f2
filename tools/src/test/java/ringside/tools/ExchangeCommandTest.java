package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.engine.boot.ExitCode;

/** The exchange as its user meets it: a process, what it prints, and its exit code. */
@Timeout(120)
@SuppressWarnings("unchecked")
class ExchangeCommandTest {
  @TempDir Path temp;

  @Test
  void withJsonItPrintsOneLineAndTheTermSignalEndsItInOrder() throws Exception {
    Path data = temp.resolve("data");
    List<Object> keys;
    try (ExchangeProcess exchange =
        ExchangeProcess.start(temp, "--json", "--data", data.toString(), "--accounts", "2")) {
      Map<String, Object> line = exchange.awaitLine();
      assertThat(line)
          .containsOnlyKeys("rest", "public", "private", "trade", "accounts", "control");
      assertThat(line.get("rest").toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(line.get("public").toString())
          .matches("ws://127\\.0\\.0\\.1:\\d+/v5/public/linear");
      assertThat(line.get("private").toString()).endsWith("/v5/private");
      assertThat(line.get("trade").toString()).endsWith("/v5/trade");
      keys = (List<Object>) line.get("accounts");
      assertThat(keys).hasSize(2);
      assertThat((Map<String, Object>) keys.get(0))
          .containsOnlyKeys("name", "apiKey", "apiSecret")
          .containsEntry("name", "account1");
      assertThat((Map<String, Object>) line.get("control")).containsOnlyKeys("url", "token");
      exchange.terminate();
      assertThat(exchange.exitCode()).as(exchange.err()).isEqualTo(ExitCode.DONE);
      assertThat(exchange.out().lines()).hasSize(1);
      assertThat(exchange.err()).doesNotContain("Exception");
    }
    try (ExchangeProcess again = ExchangeProcess.start(temp, "--json", "--data", data.toString())) {
      assertThat(again.awaitLine().get("accounts")).isEqualTo(keys);
      again.signal("INT");
      assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.DONE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--speed 0",
        "--speed fast",
        "--accounts 0",
        "--port 70000",
        "--balance -1",
        "--fill-model lucky",
        "--market /no/such/file.csv",
        "--symbols NOUSDT",
        "--order-latency -3",
        "--nonsense"
      })
  void aWrongOptionIsOneLineThatNamesIt(String options) throws Exception {
    try (ExchangeProcess exchange = ExchangeProcess.start(temp, options.split(" "))) {
      assertThat(exchange.exitCode()).as(exchange.err()).isEqualTo(ExitCode.USAGE);
      assertThat(exchange.out()).isEmpty();
      assertThat(exchange.err().lines()).as(exchange.err()).hasSize(1);
      String value = options.substring(options.indexOf(' ') + 1);
      assertThat(exchange.err()).containsAnyOf(value, options.split(" ")[0]);
    }
  }

  @Test
  void aPortThatIsTakenIsSaidSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExchangeProcess exchange =
            ExchangeProcess.start(temp, "--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(exchange.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(exchange.err().lines()).hasSize(1);
      assertThat(exchange.err()).contains("port " + taken.getLocalPort());
    }
  }

  @Test
  void aDirectoryOfAnotherVenueIsRefusedAndOneThatIsHeldSaysSo() throws Exception {
    String data = temp.resolve("data").toString();
    try (ExchangeProcess exchange =
        ExchangeProcess.start(temp, "--json", "--data", data, "--seed", "4")) {
      exchange.awaitLine();
      try (ExchangeProcess second = ExchangeProcess.start(temp, "--data", data)) {
        assertThat(second.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(second.err()).contains(data, "held").hasLineCount(1);
      }
      exchange.kill();
    }
    refused(data, "seed 4, not 5", "--seed", "5");
    refused(data, "symbols", "--symbols", "BTCUSDT");
    refused(data, "accounts 3, not 7", "--accounts", "7");
    Path candles = temp.resolve("BTCUSDT.csv");
    Files.writeString(
        candles, "time,open,high,low,close,volume\n1700000000,1,2,1,2,5\n1700000060,2,3,2,3,5\n");
    refused(data, "market generated", "--market", candles.toString());
  }

  private void refused(String data, String why, String option, String value)
      throws IOException, InterruptedException {
    try (ExchangeProcess exchange = ExchangeProcess.start(temp, "--data", data, option, value)) {
      assertThat(exchange.exitCode()).as(exchange.err()).isEqualTo(ExitCode.REFUSED);
      assertThat(exchange.err().lines()).as(exchange.err()).hasSize(1);
      assertThat(exchange.err()).contains(data, why);
    }
  }
}
