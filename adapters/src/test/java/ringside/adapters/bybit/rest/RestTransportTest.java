package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.RestTransport.Failure;
import ringside.adapters.bybit.rest.RestTransport.Response;

/** What sockets do to a request; every case ends within the time-out, and says what it was. */
class RestTransportTest {
  private static final long TIMEOUT_NS = 1_000_000_000L;
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final RestTransport transport = new RestTransport(threads, null, TIMEOUT_NS);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void close() throws Exception {
    over.set(true);
    for (AutoCloseable each : open) {
      each.close();
    }
    threads.shutdownNow();
  }

  /** What a server does with a connection whose request it has read. */
  interface Behaviour {
    void serve(Socket socket) throws IOException;
  }

  @Test
  void a_name_that_does_not_resolve_is_not_connected() {
    assertThat(failure("http://ringside.invalid/")).isEqualTo(Failure.NOT_CONNECTED);
  }

  @Test
  void a_closed_port_is_not_connected() {
    assertThat(failure("http://127.0.0.1:1/")).isEqualTo(Failure.NOT_CONNECTED);
  }

  @Test
  void a_host_that_never_answers_a_connect_is_not_connected() throws IOException {
    ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    open.add(full);
    // Fills the backlog: the kernel drops what comes after.
    for (int i = 0; i < 4; i++) {
      Socket waiting = new Socket();
      open.add(waiting);
      threads.execute(
          () -> {
            try {
              waiting.connect(full.getLocalSocketAddress(), 5_000);
            } catch (IOException e) {
              // it waits, which is what it is for
            }
          });
    }
    LockSupport.parkNanos(100_000_000);

    assertThat(failure("http://127.0.0.1:" + full.getLocalPort() + "/"))
        .isIn(Failure.NOT_CONNECTED, Failure.TIMED_OUT);
  }

  @Test
  void a_tls_handshake_that_stalls_ends_in_time() throws IOException {
    URI uri = server(socket -> hold());

    assertThat(failure(uri.toString().replace("http:", "https:")))
        .isIn(Failure.TIMED_OUT, Failure.NOT_CONNECTED);
  }

  @Test
  void silence_ends_in_time() throws IOException {
    assertThat(failure(server(socket -> hold()).toString())).isEqualTo(Failure.TIMED_OUT);
  }

  @Test
  void a_body_that_drips_ends_in_time() throws IOException {
    URI uri =
        server(
            socket -> {
              write(socket, HEAD);
              while (!over.get()) {
                write(socket, " ");
                LockSupport.parkNanos(200_000_000);
              }
            });

    assertThat(failure(uri.toString())).isEqualTo(Failure.TIMED_OUT);
  }

  @Test
  void a_connection_cut_before_the_answer_is_broken_off() throws IOException {
    assertThat(failure(server(Socket::close).toString())).isEqualTo(Failure.BROKEN_OFF);
  }

  @Test
  void a_connection_cut_within_the_body_is_broken_off() throws IOException {
    URI uri =
        server(
            socket -> {
              write(socket, HEAD + "{\"retCode\":0");
              socket.close();
            });

    assertThat(failure(uri.toString())).isEqualTo(Failure.BROKEN_OFF);
  }

  @Test
  void what_is_not_http_is_broken_off() throws IOException {
    URI uri =
        server(
            socket -> {
              write(socket, "nonsense\r\n\r\n");
              socket.close();
            });

    assertThat(failure(uri.toString())).isEqualTo(Failure.BROKEN_OFF);
  }

  /** The JDK's client repeats a GET on its own when a kept connection turns out dead. */
  @Test
  void a_write_on_a_kept_connection_that_dies_is_not_sent_again() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    URI uri =
        server(
            socket -> {
              requests.incrementAndGet();
              write(socket, HEAD + "{\"retCode\":0,\"a\":12}");
              readHead(socket.getInputStream());
              requests.incrementAndGet();
              socket.close();
            });
    transport.send(transport.request(uri).build()).join();

    assertThat(failure(uri.toString())).isEqualTo(Failure.BROKEN_OFF);
    assertThat(requests).hasValue(2);
  }

  @Test
  void a_whole_answer_is_an_answer() throws IOException {
    URI uri = server(socket -> write(socket, HEAD + "{\"retCode\":0,\"a\":12}"));

    Response response = transport.send(transport.request(uri).build()).join();

    assertThat(response.body()).endsWith("12}");
  }

  private Failure failure(String uri) {
    long start = System.nanoTime();
    try {
      transport
          .send(
              transport
                  .request(URI.create(uri))
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                  .build())
          .orTimeout(10, TimeUnit.SECONDS)
          .join();
      throw new AssertionError("there was an answer");
    } catch (CompletionException e) {
      assertThat(System.nanoTime() - start).isLessThan(6 * TIMEOUT_NS);
      return RestTransport.failure(e);
    }
  }

  private URI server(Behaviour behaviour) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(server);
    threads.execute(
        () -> {
          try {
            while (!over.get()) {
              Socket socket = server.accept();
              open.add(socket);
              readHead(socket.getInputStream());
              behaviour.serve(socket);
            }
          } catch (IOException e) {
            // the test is over, or the client has gone
          }
        });
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Up to the empty line; a TLS greeting has none and is all there is. */
  private static void readHead(InputStream in) throws IOException {
    byte[] bytes = new byte[4096];
    int length = in.read(bytes);
    assertThat(length).isPositive();
  }

  private void hold() {
    while (!over.get()) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
