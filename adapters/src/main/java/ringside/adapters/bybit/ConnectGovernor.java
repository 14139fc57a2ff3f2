package ringside.adapters.bybit;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which of the process's streams may connect next. A venue counts connections by address and
 * host (Bybit: 500 in 5 minutes, docs/v5/websocket/wss-authentication), so all streams share one
 * governor. Those who wait are served by priority, then in the order they came.
 *
 * <p>Any thread; nothing here waits.
 */
public final class ConnectGovernor {
  /** A stream of an account that has something to lose while it is not heard. */
  public static final int AT_RISK = 0;

  /** Any other stream. */
  public static final int ORDINARY = 1;

  static final int MAX_CONNECTS = 450;
  static final long WINDOW_NS = 300_000_000_000L;
  static final long SPACING_NS = 20_000_000L;
  static final long BAN_NS = 600_000_000_000L;

  private record Waiting(Object stream, int priority) {}

  private static final class Host {
    final ArrayDeque<Long> connects = new ArrayDeque<>();
    final List<Waiting> waiting = new ArrayList<>();
    long notBefore = Long.MIN_VALUE;
  }

  private final int maxConnects;
  private final long spacingNs;
  private final long banNs;
  private final Map<String, Host> hosts = new HashMap<>();

  /** Keeps a tenth of what Bybit allows for whoever else uses this address. */
  public ConnectGovernor() {
    this(MAX_CONNECTS, SPACING_NS, BAN_NS);
  }

  ConnectGovernor(int maxConnects, long spacingNs, long banNs) {
    this.maxConnects = maxConnects;
    this.spacingNs = spacingNs;
    this.banNs = banNs;
  }

  /**
   * Asks for leave to connect now; who is refused asks again and keeps its place meanwhile.
   *
   * @param priority {@link #AT_RISK} before {@link #ORDINARY}
   */
  synchronized boolean mayConnect(Object stream, URI uri, int priority, long nanoTime) {
    Host host = hosts.computeIfAbsent(uri.getAuthority(), name -> new Host());
    place(host, stream, priority);
    while (!host.connects.isEmpty() && nanoTime - host.connects.peekFirst() >= WINDOW_NS) {
      host.connects.removeFirst();
    }
    boolean banned = host.notBefore != Long.MIN_VALUE && nanoTime - host.notBefore < 0;
    boolean tooSoon = !host.connects.isEmpty() && nanoTime - host.connects.peekLast() < spacingNs;
    if (banned || tooSoon || host.connects.size() >= maxConnects || first(host) != stream) {
      return false;
    }
    host.connects.addLast(nanoTime);
    host.waiting.removeIf(each -> each.stream() == stream);
    return true;
  }

  /** A stream that waited wants nothing any more. */
  synchronized void leave(Object stream) {
    for (Host host : hosts.values()) {
      host.waiting.removeIf(each -> each.stream() == stream);
    }
  }

  /** The host refused with HTTP 403: nobody connects to it for ten minutes. */
  synchronized void banned(URI uri, long nanoTime) {
    hosts.computeIfAbsent(uri.getAuthority(), name -> new Host()).notBefore = nanoTime + banNs;
  }

  private static void place(Host host, Object stream, int priority) {
    for (int i = 0; i < host.waiting.size(); i++) {
      if (host.waiting.get(i).stream() == stream) {
        host.waiting.set(i, new Waiting(stream, priority));
        return;
      }
    }
    host.waiting.add(new Waiting(stream, priority));
  }

  private static Object first(Host host) {
    Waiting best = host.waiting.get(0);
    for (Waiting each : host.waiting) {
      if (each.priority() < best.priority()) {
        best = each;
      }
    }
    return best.stream();
  }
}
