package ringside.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Clients of a stream of trades, all read by one thread, that know when each trade they wait for
 * was sent, and note how old it is. A trade is known by its quantity, in order.
 */
final class StreamReaders implements AutoCloseable {
  private static final int LOOK_AHEAD = 64;
  private static final int SMALL_BUFFER = 8 << 10;
  private static final byte[] QUANTITY = "\"v\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final class Reader {
    final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    int next;
  }

  private final long[] sentNs;
  private final byte[][] quantities;
  private final Histogram ages = new Histogram(1, 60_000_000_000L, 3);
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicLong heard = new AtomicLong();
  private final Thread thread = new Thread(this::run, "readers");
  private volatile boolean ended;

  /**
   * @param sentNs when each was sent; 0 before
   * @param quantities as the stream writes them
   */
  StreamReaders(long[] sentNs, byte[][] quantities) throws IOException {
    this.sentNs = sentNs;
    this.quantities = quantities;
    this.selector = Selector.open();
  }

  /** Connects one that reads. Before {@link #start}. */
  void connect(String url, String topic) throws IOException {
    SocketChannel channel = open(url, topic, false);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Reader());
    channels.add(channel);
  }

  /** Connects one that never reads. */
  void connectDeaf(String url, String topic) throws IOException {
    channels.add(open(url, topic, true));
  }

  private static SocketChannel open(String url, String topic, boolean small) throws IOException {
    URI uri = URI.create(url);
    SocketChannel channel = SocketChannel.open();
    if (small) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
    }
    channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        "GET "
            + uri.getPath()
            + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer one = ByteBuffer.allocate(1);
    int ends = 0;
    while (ends < 4) {
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("no handshake");
      }
      ends = one.get(0) == '\r' || one.get(0) == '\n' ? ends + 1 : 0;
    }
    byte[] text =
        ("{\"op\":\"subscribe\",\"args\":[\"" + topic + "\"]}").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(6 + text.length);
    // Masked with zeros, which changes nothing.
    frame.put((byte) 0x81).put((byte) (0x80 | text.length)).putInt(0).put(text).flip();
    channel.write(frame);
    return channel;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Trades heard, by all together. */
  long heard() {
    return heard.get();
  }

  /** Age of trades when they were heard, in us. After {@link #close}. */
  double us(double percentile) {
    return ages.getValueAtPercentile(percentile) / 1e3;
  }

  private void run() {
    try {
      while (!ended) {
        selector.select(10);
        for (SelectionKey key : selector.selectedKeys()) {
          Reader reader = (Reader) key.attachment();
          if (((SocketChannel) key.channel()).read(reader.in) < 0) {
            key.cancel();
          }
          reader.in.flip();
          scan(reader, System.nanoTime());
          reader.in.compact();
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Frames one by one, as far as they are whole. */
  private void scan(Reader reader, long nowNs) {
    ByteBuffer in = reader.in;
    while (in.remaining() >= 2) {
      int at = in.position();
      int length = in.get(at + 1) & 0x7f;
      int header = 2;
      if (length == 126) {
        if (in.remaining() < 4) {
          return;
        }
        length = in.getShort(at + 2) & 0xffff;
        header = 4;
      }
      if (in.remaining() < header + length) {
        return;
      }
      find(reader, at + header, at + header + length, nowNs);
      in.position(at + header + length);
    }
  }

  private void find(Reader reader, int from, int to, long nowNs) {
    byte[] bytes = reader.in.array();
    for (int i = from; i < to - QUANTITY.length; i++) {
      if (starts(bytes, i, QUANTITY)) {
        match(reader, bytes, i + QUANTITY.length, nowNs);
      }
    }
  }

  private void match(Reader reader, byte[] bytes, int at, long nowNs) {
    int last = Math.min(quantities.length, reader.next + LOOK_AHEAD);
    for (int k = reader.next; k < last && sentNs[k] != 0; k++) {
      if (starts(bytes, at, quantities[k])) {
        ages.recordValue(Math.max(1, nowNs - sentNs[k]));
        heard.incrementAndGet();
        reader.next = k + 1;
        return;
      }
    }
  }

  private static boolean starts(byte[] bytes, int at, byte[] what) {
    for (int i = 0; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
