package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

/** A client that stops reading is cut, and takes nobody with it. */
class SlowClientTest {
  /** The handshake and a subscription by hand, with a small buffer, and nothing read after it. */
  private static Socket deaf(String url, String topic) throws IOException {
    URI uri = URI.create(url);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    OutputStream out = socket.getOutputStream();
    String request =
        "GET "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("\r\n\r\n")) {
      answer.append((char) in.read());
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 101");
    byte[] text =
        ("{\"op\":\"subscribe\",\"args\":[\"" + topic + "\"]}").getBytes(StandardCharsets.US_ASCII);
    // Masked with zeros, which changes nothing.
    out.write(new byte[] {(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
    out.write(text);
    return socket;
  }

  @Test
  void whoStopsReadingIsCutAtFourMebibytesAndOthersHearEverything() throws IOException {
    try (StreamRig rig = new StreamRig();
        SocketClient reader = rig.open();
        Socket deaf = deaf(rig.exchange.publicUrl(), "publicTrade.BTCUSDT")) {
      reader.ask("{'op':'subscribe','args':['publicTrade.BTCUSDT']}");
      Wait.until("both there", () -> rig.exchange.openSockets() == 2);
      assertThat(deaf.isConnected()).isTrue();
      int rounds = 0;
      long mostQueued = 0;
      while (rig.exchange.openSockets() == 2) {
        assertThat(rounds++).as("cut before 20 MB were sent").isLessThan(200);
        rig.happens(
            sink -> {
              for (int i = 0; i < 500; i++) {
                sink.trade(0, Side.BUY, Instruments.e9("100000"), Instruments.e9("1"));
              }
            });
        int all = rounds * 500;
        Wait.until("the other client has all", () -> trades(reader) == all);
        mostQueued = Math.max(mostQueued, rig.exchange.mostQueuedBytes());
      }
      assertThat(rig.exchange.openSockets()).isEqualTo(1);
      assertThat(mostQueued)
          .as("queued before the cut")
          .isBetween(
              (long) Connection.MAX_QUEUED_BYTES / 2, Connection.MAX_QUEUED_BYTES + (1L << 18));
    }
  }

  private static int trades(SocketClient client) {
    return client.all().stream().mapToInt(text -> text.split("\"i\":", -1).length - 1).sum();
  }
}
