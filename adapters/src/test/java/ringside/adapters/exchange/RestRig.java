package ringside.adapters.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueListener;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.adapters.sim.market.MarketHistory;
import ringside.journal.codec.Side;

/** A venue with two accounts behind a real REST server on loopback, and a client of it. */
final class RestRig implements AutoCloseable, VenueListener {
  static final ApiKey ONE = ApiKey.trading("keyOne", "secretOne", 0);
  static final ApiKey TWO = ApiKey.trading("keyTwo", "secretTwo", 1);
  static final ApiKey READER =
      new ApiKey("keyReader", "secretReader", 0, true, Set.of(ApiKey.Right.ORDER), List.of(), 0);
  static final ApiKey MOVER =
      new ApiKey("keyMover", "secretMover", 0, false, Set.of(ApiKey.Right.TRANSFER), List.of(), 0);
  static final ApiKey BOUND =
      new ApiKey("keyBound", "secretBound", 0, false, Set.of(), List.of("192.0.2.1"), 0);
  static final ApiKey EXPIRED =
      new ApiKey("keyExpired", "secretExpired", 0, false, Set.of(), List.of(), 1);
  private static final Map<String, String> SECRETS =
      Map.of(
          "keyOne", "secretOne",
          "keyTwo", "secretTwo",
          "keyReader", "secretReader",
          "keyMover", "secretMover",
          "keyBound", "secretBound",
          "keyExpired", "secretExpired");

  final AtomicLong aheadNs = new AtomicLong();
  final Faults faults = new Faults();
  final StillMarket market = new StillMarket(List.of(Instruments.BTC, Instruments.ETH));
  final VenueThread thread;
  final ExchangeDesk desk;
  final RestServer server;
  final AtomicReference<RuntimeException> fault = new AtomicReference<>();
  private final MarketHistory history;
  private final Venue venue;
  private final OrderFills fills = new OrderFills();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RestRig() {
    this(new RestConfig(0, 0, 5_000, 600_000, true));
  }

  RestRig(RestConfig config) {
    long startNs = System.currentTimeMillis() * 1_000_000;
    VenueConfig venueConfig =
        new VenueConfig(
            7,
            startNs,
            FillModel.QUEUE,
            LatencyModel.NONE,
            LatencyModel.NONE,
            List.of(
                new VenueConfig.AccountSpec("one", 1001, "USDT", Instruments.e9("1000000")),
                new VenueConfig.AccountSpec("two", 1002, "USDT", Instruments.e9("1000"))),
            true);
    history = new MarketHistory(market, startNs);
    venue = new Venue(venueConfig, market, this);
    VenueThread.Ticker ticker =
        new VenueThread.Ticker() {
          @Override
          public void onTime(long nowNs) {
            history.advance(nowNs);
          }

          @Override
          public long nextNs() {
            return MarketSource.ENDED;
          }
        };
    thread =
        new VenueThread(
            venue, new VenueClock(startNs, 1), VenueInputs.FORGOTTEN, ticker, fault::set);
    desk =
        new ExchangeDesk(
            thread,
            venueConfig,
            new Symbols(market.instruments()),
            new VenueIds(venueConfig),
            new ApiKeys(List.of(ONE, TWO, READER, MOVER, BOUND, EXPIRED)),
            faults,
            fills,
            () -> thread.nowNs() + aheadNs.get());
    try {
      server = new RestServer(config, desk, new MarketEndpoints(desk, history).routes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    thread.start();
    server.start();
    thread.ask(v -> v.lastPriceE9(0)).join();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
  }

  @Override
  public void close() {
    server.close();
    thread.close();
    if (fault.get() != null) {
      throw fault.get();
    }
  }

  /** Signed by code of its own, not the server's. */
  static String sign(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder signed(ApiKey key, String payload) {
    long timestamp = desk.serverMs();
    return signed(key, payload, timestamp, "5000");
  }

  HttpRequest.Builder signed(ApiKey key, String payload, long timestamp, String window) {
    return HttpRequest.newBuilder()
        .timeout(Duration.ofSeconds(10))
        .header("X-BAPI-API-KEY", key.key())
        .header("X-BAPI-TIMESTAMP", Long.toString(timestamp))
        .header("X-BAPI-RECV-WINDOW", window)
        .header(
            "X-BAPI-SIGN", sign(timestamp + key.key() + window + payload, SECRETS.get(key.key())));
  }

  HttpResponse<String> open(String pathAndQuery) {
    return send(HttpRequest.newBuilder(uri(pathAndQuery)).GET().build());
  }

  HttpResponse<String> get(ApiKey key, String path, String query) {
    String target = query.isEmpty() ? path : path + "?" + query;
    return send(signed(key, query).uri(uri(target)).GET().build());
  }

  /** Single quotes stand for double ones. */
  HttpResponse<String> post(ApiKey key, String path, String body) {
    return send(postRequest(key, path, body));
  }

  CompletableFuture<HttpResponse<String>> postLater(ApiKey key, String path, String body) {
    return client.sendAsync(postRequest(key, path, body), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(
      ApiKey key, String path, String body, Duration limit) {
    HttpRequest request =
        HttpRequest.newBuilder(postRequest(key, path, body), (name, value) -> true)
            .timeout(limit)
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest postRequest(ApiKey key, String path, String body) {
    String json = body.replace('\'', '"');
    return signed(key, json)
        .uri(uri(path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  Params json(HttpResponse<String> response) {
    return Params.ofJson(response.body());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String pathAndQuery) {
    return URI.create(server.url() + pathAndQuery);
  }

  @Override
  public void onReply(long requestId, VenueRequest request, VenueReply reply) {
    thread.onReply(requestId, reply);
  }

  @Override
  public void onExecution(VenueExecution execution) {
    fills.onTold(execution);
  }

  @Override
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    history.onTrade(symbol, timeNs, sequence, takerSide, priceE9, quantityE9);
  }

  @Override
  public void onTicker(int symbol, long timeNs) {
    history.onTicker(
        symbol,
        timeNs,
        venue.markPriceE9(symbol),
        venue.indexPriceE9(symbol),
        venue.openInterestE9(symbol));
  }

  @Override
  public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
    history.onFunding(symbol, timeNs, rateE9);
  }

  @Override
  public void onOrder(VenueOrder order, long timeNs) {}

  @Override
  public void onPosition(Position position, long timeNs) {}

  @Override
  public void onWallet(int account, long timeNs) {}

  @Override
  public void onBook(int symbol, long timeNs) {}

  @Override
  public void onLiquidation(
      int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {}
}
