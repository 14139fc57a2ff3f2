package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two hundred accounts on ten symbols, each with a private and a trade socket. */
class ManyAccountsTest {
  private static final int ACCOUNTS = 200;
  private static final int CONNECTS = 500;
  private static final List<String> SYMBOLS =
      List.of(
          "BTCUSDT",
          "ETHUSDT",
          "SOLUSDT",
          "XRPUSDT",
          "BNBUSDT",
          "DOGEUSDT",
          "ADAUSDT",
          "LINKUSDT",
          "AVAXUSDT",
          "LTCUSDT");

  private static final List<String> QUANTITIES =
      List.of("0.001", "0.01", "0.1", "10", "0.01", "100", "20", "1", "1", "0.1");

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger authenticated = new AtomicInteger();
  private final AtomicInteger subscribed = new AtomicInteger();
  private final AtomicInteger filled = new AtomicInteger();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        String text = part.toString();
        part.setLength(0);
        if (text.contains("\"op\":\"auth\"")
            && (text.contains("\"success\":true") || text.contains("\"retCode\":0"))) {
          authenticated.incrementAndGet();
        } else if (text.contains("\"op\":\"subscribe\"") && text.contains("\"success\":true")) {
          subscribed.incrementAndGet();
        } else if (text.contains("\"topic\":\"order\"") && text.contains("\"Filled\"")) {
          filled.incrementAndGet();
        } else if (text.contains("\"retCode\":") && !text.contains("\"retCode\":0,")) {
          refused.add(text);
        }
      }
      socket.request(1);
      return null;
    }
  }

  private CompletableFuture<WebSocket> connect(String url) {
    return client.newWebSocketBuilder().buildAsync(URI.create(url), new Ear());
  }

  private static void send(WebSocket socket, String text) {
    socket.sendText(text.replace('\'', '"'), true).join();
  }

  @Test
  void allConnectAuthenticateAndTradeAndTheAddressDoesNotConnectMoreOftenThanItMay()
      throws IOException {
    List<WebSocket> sockets = new ArrayList<>();
    try (LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults().withSymbols(SYMBOLS).withAccounts(ACCOUNTS, null))) {
      List<CompletableFuture<WebSocket>> connecting = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS; i++) {
        connecting.add(connect(exchange.privateUrl()));
        connecting.add(connect(exchange.tradeUrl()));
      }
      connecting.forEach(each -> sockets.add(each.join()));
      for (int i = 0; i < sockets.size(); i++) {
        AccountKey key = exchange.accounts().get(i / 2);
        send(sockets.get(i), SocketClient.auth(key, System.currentTimeMillis() + 30_000));
      }
      Wait.until("all authenticated", () -> authenticated.get() == 2 * ACCOUNTS);
      for (int i = 0; i < ACCOUNTS; i++) {
        send(sockets.get(2 * i), "{'op':'subscribe','args':['order','execution','wallet']}");
      }
      Wait.until("all subscribed", () -> subscribed.get() == ACCOUNTS);
      for (int i = 0; i < ACCOUNTS; i++) {
        send(sockets.get(2 * i + 1), order(SYMBOLS.get(i % SYMBOLS.size())));
      }
      Wait.until("all filled or refused", () -> filled.get() + refused.size() >= ACCOUNTS);
      assertThat(refused).isEmpty();
      assertThat(filled).hasValue(ACCOUNTS);
      while (sockets.size() < CONNECTS) {
        sockets.add(connect(exchange.publicUrl()).join());
      }
      assertThatThrownBy(() -> connect(exchange.publicUrl()).join())
          .hasMessageContaining("WebSocketHandshakeException");
      assertThat(exchange.fault().isDone()).isFalse();
    } finally {
      sockets.forEach(WebSocket::abort);
    }
  }

  private static String order(String symbol) {
    return "{'reqId':'1','header':{'X-BAPI-TIMESTAMP':'"
        + System.currentTimeMillis()
        + "'},'op':'order.create','args':[{'category':'linear','symbol':'"
        + symbol
        + "','side':'Buy','orderType':'Market','qty':'"
        + QUANTITIES.get(SYMBOLS.indexOf(symbol))
        + "'}]}";
  }
}
