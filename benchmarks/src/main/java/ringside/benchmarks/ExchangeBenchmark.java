package ringside.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * The local exchange tells 1,000 trades a second to ten clients, all read by one thread: from the
 * order that makes the trade to the client that hears of it; beside a bare Java-WebSocket server
 * that broadcasts as many bytes. Then again, with one more client that reads nothing and is cut.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class ExchangeBenchmark {
  private static final int CLIENTS = 10;
  private static final long EVERY_NS = 1_000_000;

  /** Cheap, with much at the best prices: an order makes one trade. */
  private static final String SYMBOL = "XRPUSDT";

  private static final int SYMBOL_INDEX = 3;
  private static final String TOPIC = "publicTrade." + SYMBOL;
  private static final long LOT_E9 = 1_000_000_000;
  private static final int LEAST_LOTS = 3;
  private static final int LOTS = 61;
  private static final int DEAF_ROUNDS = 3;
  private static final long LATE_NS = 5_000_000_000L;

  /** Trades a side and round. */
  @Param("10000")
  public int events;

  /** What a round gives: latencies in us, rates in messages a second. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Latencies {
    public double ours;
    public double oursP50;
    public double oursP99;
    public double floor;
    public double floorP50;
    public double floorP99;

    /** The p99 of those that read beside one that does not, to the p99 without it. */
    public double oursBesideDeaf;

    /** Sockets that were cut: the deaf one. */
    public double oursCut;
  }

  /** One round of all. */
  @Benchmark
  public void round(Latencies latencies) throws IOException {
    floor(latencies);
    ExchangeConfig config = ExchangeConfig.defaults().withAccounts(1, 1_000_000_000_000_000L);
    try (LocalExchange exchange = LocalExchange.start(config)) {
      double alone = exchange(exchange, latencies);
      beside(exchange, alone, latencies);
    }
  }

  private double exchange(LocalExchange exchange, Latencies latencies) throws IOException {
    Sending sending = new Sending(events);
    StreamReaders readers = sending.readers(exchange.publicUrl());
    latencies.ours = sending.run(readers, k -> trade(exchange, k));
    readers.close();
    latencies.oursP50 = readers.us(50);
    latencies.oursP99 = readers.us(99);
    return readers.us(99);
  }

  private void beside(LocalExchange exchange, double alone, Latencies latencies)
      throws IOException {
    Sending sending = new Sending(events * DEAF_ROUNDS);
    StreamReaders readers = sending.readers(exchange.publicUrl());
    readers.connectDeaf(exchange.publicUrl(), TOPIC);
    int sockets = exchange.openSockets();
    sending.run(readers, k -> trade(exchange, k));
    latencies.oursCut = sockets - exchange.openSockets();
    readers.close();
    latencies.oursBesideDeaf = readers.us(99) / alone;
  }

  private static void trade(LocalExchange exchange, int k) {
    CompletableFuture<VenueReply> unused =
        exchange
            .venue()
            .submit(
                new VenueRequest.Place(
                    0,
                    SYMBOL_INDEX,
                    "",
                    k / LOTS % 2 == 0 ? Side.BUY : Side.SELL,
                    OrderType.MARKET,
                    TimeInForce.IOC,
                    0,
                    lots(k) * LOT_E9,
                    0,
                    false,
                    false,
                    0,
                    0,
                    TriggerBy.LAST,
                    TriggerSpec.NONE,
                    TriggerSpec.NONE,
                    true));
  }

  private static int lots(int k) {
    return LEAST_LOTS + k % LOTS;
  }

  private void floor(Latencies latencies) throws IOException {
    Bare bare = new Bare();
    bare.begin();
    Sending sending = new Sending(events);
    StreamReaders readers = sending.readers("ws://127.0.0.1:" + bare.getPort() + "/");
    latencies.floor = sending.run(readers, bare::tell);
    readers.close();
    bare.end();
    latencies.floorP50 = readers.us(50);
    latencies.floorP99 = readers.us(99);
  }

  /** Sends so many trades, one a millisecond. */
  private static final class Sending {
    private final long[] sentNs;
    private final byte[][] quantities;

    Sending(int count) {
      sentNs = new long[count];
      quantities = new byte[count][];
      for (int k = 0; k < count; k++) {
        quantities[k] = (lots(k) + "\"").getBytes(StandardCharsets.US_ASCII);
      }
    }

    StreamReaders readers(String url) throws IOException {
      StreamReaders readers = new StreamReaders(sentNs, quantities);
      for (int i = 0; i < CLIENTS; i++) {
        readers.connect(url, TOPIC);
      }
      return readers;
    }

    /** Messages a second that were heard. */
    double run(StreamReaders readers, IntConsumer send) {
      readers.start();
      long startNs = System.nanoTime() + 200 * EVERY_NS;
      for (int k = 0; k < sentNs.length; k++) {
        long dueNs = startNs + k * EVERY_NS;
        while (System.nanoTime() < dueNs) {
          LockSupport.parkNanos(dueNs - System.nanoTime());
        }
        sentNs[k] = dueNs;
        send.accept(k);
      }
      long endNs = System.nanoTime() + LATE_NS;
      long all = (long) sentNs.length * CLIENTS;
      while (readers.heard() < all * 99 / 100 && System.nanoTime() < endNs) {
        LockSupport.parkNanos(EVERY_NS);
      }
      return readers.heard() * 1e9 / (System.nanoTime() - startNs);
    }
  }

  /** The floor: a server that broadcasts a text like a trade's. */
  private static final class Bare extends WebSocketServer {
    private final CountDownLatch started = new CountDownLatch(1);

    Bare() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2);
      setTcpNoDelay(true);
      setReuseAddr(true);
      setDaemon(true);
    }

    void begin() {
      start();
      try {
        started.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void end() {
      try {
        stop(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void tell(int k) {
      broadcast(
          "{\"topic\":\"publicTrade.XRPUSDT\",\"type\":\"snapshot\",\"ts\":1795277889959,"
              + "\"data\":[{\"T\":1795277869542,\"s\":\"XRPUSDT\",\"S\":\"Sell\",\"v\":\""
              + lots(k)
              + "\",\"p\":\"1.9531\",\"L\":\"MinusTick\",\"i\":\"21189379-1724-4595-9139-"
              + "78a959072e3d\",\"BT\":false,\"RPI\":false,\"seq\":3}]}");
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket socket, String message) {}

    @Override
    public void onError(WebSocket socket, Exception failure) {}
  }
}
