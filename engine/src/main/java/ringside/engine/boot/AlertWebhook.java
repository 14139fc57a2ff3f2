package ringside.engine.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Posts an alert as JSON to an address. Three tries, five seconds each; what the other side refuses
 * for good is not tried again. The address may hold a secret, so only its host is ever named.
 */
final class AlertWebhook implements AlertRoute {
  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final URI address;
  private final long pauseMs;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  AlertWebhook(URI address) {
    this(address, 1_000);
  }

  /**
   * @param pauseMs before the second try; twice of it before the third
   */
  AlertWebhook(URI address, long pauseMs) {
    this.address = address;
    this.pauseMs = pauseMs;
  }

  @Override
  public void tell(Alert alert) throws IOException, InterruptedException {
    String why = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(JsonLine.of(alert.values())))
                .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= OK && status < REDIRECTION) {
          return;
        }
        why = "it answered " + status;
        if (status >= CLIENT_ERROR && status < SERVER_ERROR && status != TOO_MANY) {
          break;
        }
      } catch (IOException e) {
        why = e.getClass().getSimpleName();
      }
      if (attempt < TRIES) {
        TimeUnit.MILLISECONDS.sleep(attempt * pauseMs);
      }
    }
    throw new IOException(why);
  }

  @Override
  public String name() {
    return "webhook at " + address.getHost();
  }
}
