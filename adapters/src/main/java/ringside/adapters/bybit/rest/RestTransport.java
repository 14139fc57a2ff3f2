package ringside.adapters.bybit.rest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Bytes out and bytes in: the JDK's HTTP client with TLS verified, no redirects, a bounded body and
 * a time-out over everything. Never sends a POST twice by itself. Any thread.
 */
final class RestTransport {
  /** No request takes longer. */
  static final long TIMEOUT_NS = 10_000_000_000L;

  static final int MAX_BODY_BYTES = 8 << 20;
  private static final long CONNECT_TIMEOUT_NS = 5_000_000_000L;
  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";
  private static final String KEEP_ALIVE_S = "20";

  static {
    // A connection that the venue has closed meanwhile would make the next write's outcome unknown.
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, KEEP_ALIVE_S);
    }
  }

  private final HttpClient client;
  private final Executor executor;
  private final long timeoutNs;

  RestTransport(Executor executor, SSLContext tls, long timeoutNs) {
    this.executor = executor;
    this.timeoutNs = timeoutNs;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(executor)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofNanos(Math.min(CONNECT_TIMEOUT_NS, timeoutNs)));
    client = (tls == null ? builder : builder.sslContext(tls)).build();
  }

  /** Loads the JDK's client and what it trusts. */
  static void preload() {
    Object unused = new RestTransport(Runnable::run, null, TIMEOUT_NS);
  }

  /** A whole answer, whatever it says. */
  record Response(int status, HttpHeaders headers, String body) {}

  /** Why there is no answer. */
  enum Failure {
    NOT_CONNECTED,
    CERTIFICATE,
    TIMED_OUT,
    BROKEN_OFF,
    TOO_LARGE
  }

  HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofNanos(timeoutNs));
  }

  /** Ends within the time-out, by a response or by an exception that {@link #failure} explains. */
  CompletableFuture<Response> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, info -> new BoundedBody());
    // The client's own time-out ends with the headers; a body may drip for ever.
    return exchange
        .thenApplyAsync(
            r ->
                new Response(
                    r.statusCode(), r.headers(), new String(r.body(), StandardCharsets.UTF_8)),
            executor)
        .orTimeout(timeoutNs, TimeUnit.NANOSECONDS)
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                exchange.cancel(true);
              }
            });
  }

  static Failure failure(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HttpConnectTimeoutException
        || cause instanceof ConnectException
        || cause instanceof UnresolvedAddressException) {
      return Failure.NOT_CONNECTED;
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return Failure.TIMED_OUT;
    }
    if (cause instanceof SSLHandshakeException) {
      return Failure.CERTIFICATE;
    }
    if (cause instanceof BodyTooLargeException) {
      return Failure.TOO_LARGE;
    }
    if (cause instanceof SSLException || cause instanceof IOException) {
      return Failure.BROKEN_OFF;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return Failure.BROKEN_OFF;
  }

  /** More than any answer of the venue has. */
  private static final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
      super("more than " + MAX_BODY_BYTES + " bytes");
    }
  }

  private static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<byte[]> pieces = new ArrayList<>();
    private Flow.Subscription subscription;
    private int length;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription from) {
      subscription = from;
      from.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > MAX_BODY_BYTES - length) {
          subscription.cancel();
          pieces.clear();
          body.completeExceptionally(new BodyTooLargeException());
          return;
        }
        byte[] piece = new byte[buffer.remaining()];
        buffer.get(piece);
        length += piece.length;
        pieces.add(piece);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      byte[] whole = new byte[length];
      int at = 0;
      for (byte[] piece : pieces) {
        System.arraycopy(piece, 0, whole, at, piece.length);
        at += piece.length;
      }
      body.complete(whole);
    }
  }
}
