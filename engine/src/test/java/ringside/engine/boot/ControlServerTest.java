package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlServerTest {
  @TempDir Path directory;
  private Path file;
  private ControlServer server;
  private ControlFile control;

  @BeforeEach
  void start() throws IOException {
    file = ControlFile.in(directory);
    server =
        new ControlServer(
            0, file, Map.of("/echo", form -> new ControlServer.Reply(200, true, form.toString())));
    server.start();
    control = ControlFile.read(file);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoShowsTheTokenIsAnswered() throws IOException {
    String answer = post("/echo", "127.0.0.1:" + control.port(), control.token(), "a=b&c=d%20e");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("X-ringside-good: true");
    assertThat(answer).contains("a=b").contains("c=d e");
  }

  @Test
  void anotherTokenAnotherHostAnotherMethodAnotherPathAreTurnedAway() throws IOException {
    String host = "127.0.0.1:" + control.port();
    String wrong = "0".repeat(64);

    assertThat(post("/echo", host, wrong, "")).startsWith("HTTP/1.1 401");
    assertThat(post("/echo", host, "", "")).startsWith("HTTP/1.1 401");
    assertThat(post("/echo", "attacker.example:" + control.port(), control.token(), ""))
        .startsWith("HTTP/1.1 403");
    assertThat(post("/echo", "127.0.0.1:1", control.token(), "")).startsWith("HTTP/1.1 403");
    assertThat(send("GET", "/echo", host, control.token(), "")).startsWith("HTTP/1.1 405");
    assertThat(post("/none", host, control.token(), "")).startsWith("HTTP/1.1 404");
    assertThat(post("/echo", host, control.token(), "x".repeat(5_000))).startsWith("HTTP/1.1 413");
  }

  @Test
  void theTokenLiesInAFileOfItsOwnerAloneAndIsShownNowhere() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(control.token()).hasSize(64);
    assertThat(control.toString()).doesNotContain(control.token());
  }

  @Test
  void theFileIsGoneWhenTheDoorIsClosed() {
    server.close();

    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> ControlFile.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no engine is running");
  }

  @Test
  void eachStartHasATokenOfItsOwn() throws IOException {
    try (ControlServer other = new ControlServer(0, directory.resolve("other.json"), Map.of())) {
      other.start();
      assertThat(ControlFile.read(directory.resolve("other.json")).token())
          .isNotEqualTo(control.token());
    }
  }

  @Test
  void itIsReachedFromThisMachineOnly() throws IOException {
    for (InetAddress address : InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
      if (!address.isLoopbackAddress()) {
        assertThatThrownBy(() -> new Socket(address, control.port()).close())
            .isInstanceOf(IOException.class);
      }
    }
    new Socket(InetAddress.getLoopbackAddress(), control.port()).close();
  }

  private String post(String path, String host, String token, String body) throws IOException {
    return send("POST", path, host, token, body);
  }

  private String send(String method, String path, String host, String token, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\nX-Ringside-Token: "
              + token
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      out.write((head + body).getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
