package ringside.adapters.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestPromptnessTest {
  @TempDir Path directory;

  @Test
  void answersOnTheSameConnectionFollowAtOnce() throws IOException {
    // In a process of its own: the JDK's server reads its settings once, and whichever test is the
    // first to make a server in this one decides them.
    try (ExchangeProcess exchange = new ExchangeProcess(directory, 1, 5);
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(exchange.rest).getPort())) {
      socket.setSoTimeout(5_000);
      byte[] request = "GET /v5/market/time HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8);
      List<Long> tookNs = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        long startNs = System.nanoTime();
        socket.getOutputStream().write(request);
        readAnswer(socket.getInputStream());
        tookNs.add(System.nanoTime() - startNs);
      }
      // With Nagle's algorithm on, every body waits 40 ms for the client to acknowledge the head;
      // a busy machine may hold up some of them, not all.
      long shortest =
          tookNs.subList(30, 60).stream().mapToLong(Long::longValue).min().orElseThrow();
      assertThat(shortest).isLessThan(TimeUnit.MILLISECONDS.toNanos(30));
    }
  }

  private static void readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    Matcher length = Pattern.compile("(?i)content-length: ([0-9]+)").matcher(head);
    assertThat(length.find()).isTrue();
    assertThat(in.readNBytes(Integer.parseInt(length.group(1)))).isNotEmpty();
  }
}
