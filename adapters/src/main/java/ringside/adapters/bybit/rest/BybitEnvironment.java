package ringside.adapters.bybit.rest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import ringside.journal.codec.Environment;

/**
 * One of the venue's environments, or a local one that speaks the same protocol: its addresses and
 * what it lacks. Plain sockets are allowed on loopback only; the local environment may name nothing
 * else, and test, demo and live addresses cannot be taken for one another. Immutable.
 *
 * <p>Source: docs/v5/guide.mdx, docs/v5/demo.mdx, docs/v5/websocket/wss-authentication.mdx.
 *
 * @param rest the base before {@code /v5}
 * @param publicLinear socket of linear contracts' public data
 * @param privateStream socket of an account
 * @param trade socket for orders; empty where there is none and orders go by REST
 */
public record BybitEnvironment(
    Kind kind, URI rest, URI publicLinear, URI privateStream, Optional<URI> trade) {
  private static final Pattern VENUE =
      Pattern.compile(
          "[a-z0-9.-]+\\.(bybit\\.[a-z]{2,4}|bytick\\.com|bybitgeorgia\\.ge|manepa\\.jp)");

  /** Which of them. */
  public enum Kind {
    /** Real money. */
    MAINNET(Environment.LIVE),
    /** Mainnet's prices, money of paper; no trade socket, public data from mainnet's. */
    DEMO(Environment.DEMO),
    /** Prices and money of its own, both of paper. */
    TESTNET(Environment.TEST),
    /** On this machine. */
    LOCAL(Environment.LOCAL);

    private final Environment recorded;

    Kind(Environment recorded) {
      this.recorded = recorded;
    }

    /** What the journal calls it. */
    public Environment recorded() {
      return recorded;
    }

    /** As configuration names it: in small letters. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the addresses.
   *
   * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
   */
  public BybitEnvironment {
    requireAddress(kind, "rest", rest, "https", "http", false);
    requireAddress(kind, "public", publicLinear, "wss", "ws", kind == Kind.DEMO);
    requireAddress(kind, "private", privateStream, "wss", "ws", false);
    if (trade.isPresent()) {
      requireAddress(kind, "trade", trade.get(), "wss", "ws", false);
    }
  }

  /** Real money. */
  public static BybitEnvironment mainnet() {
    return new BybitEnvironment(
        Kind.MAINNET,
        URI.create("https://api.bybit.com"),
        URI.create("wss://stream.bybit.com/v5/public/linear"),
        URI.create("wss://stream.bybit.com/v5/private"),
        Optional.of(URI.create("wss://stream.bybit.com/v5/trade")));
  }

  /** Paper money at mainnet's prices: orders by REST, public data from mainnet. */
  public static BybitEnvironment demo() {
    return new BybitEnvironment(
        Kind.DEMO,
        URI.create("https://api-demo.bybit.com"),
        URI.create("wss://stream.bybit.com/v5/public/linear"),
        URI.create("wss://stream-demo.bybit.com/v5/private"),
        Optional.empty());
  }

  /** A venue of its own, for trying. */
  public static BybitEnvironment testnet() {
    return new BybitEnvironment(
        Kind.TESTNET,
        URI.create("https://api-testnet.bybit.com"),
        URI.create("wss://stream-testnet.bybit.com/v5/public/linear"),
        URI.create("wss://stream-testnet.bybit.com/v5/private"),
        Optional.of(URI.create("wss://stream-testnet.bybit.com/v5/trade")));
  }

  /** On this machine, at these addresses. */
  public static BybitEnvironment local(
      URI rest, URI publicLinear, URI privateStream, Optional<URI> trade) {
    return new BybitEnvironment(Kind.LOCAL, rest, publicLinear, privateStream, trade);
  }

  /**
   * The environment of that name with the venue's own addresses.
   *
   * @throws IllegalArgumentException for another name, and for {@code local}, which needs addresses
   */
  public static BybitEnvironment named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "mainnet" -> mainnet();
      case "demo" -> demo();
      case "testnet" -> testnet();
      case "local" ->
          throw new IllegalArgumentException("environment local: its addresses must be given");
      default ->
          throw new IllegalArgumentException(
              "environment " + name + ": there are mainnet, demo, testnet and local");
    };
  }

  /**
   * Mainnet trades real money and must be asked for.
   *
   * @param live whether it was: {@code --live}
   * @throws IllegalArgumentException when it was not
   */
  public BybitEnvironment requireAllowed(boolean live) {
    if (kind == Kind.MAINNET && !live) {
      throw new IllegalArgumentException(
          "environment mainnet trades real money: add --live, or use demo, testnet or local");
    }
    return this;
  }

  /** Whether orders can go over a socket. */
  public boolean hasTradeSocket() {
    return trade.isPresent();
  }

  /** What to tell a user whose key is not known here: keys belong to one environment. */
  public String keyHint() {
    return "the key is not known to "
        + kind.word()
        + " ("
        + rest.getHost()
        + "): keys are made for one environment, mainnet, testnet or demo; check which one this key"
        + " is of";
  }

  private static void requireAddress(
      Kind kind, String what, URI uri, String tls, String plain, boolean mainnetToo) {
    String host = uri.getHost();
    String scheme = uri.getScheme();
    if (host == null || !(tls.equals(scheme) || plain.equals(scheme))) {
      throw new IllegalArgumentException(
          what + " address " + uri + ": expect " + tls + "://host..., or " + plain + ":// here");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          what + " address at " + host + ": neither user, query nor fragment belong there");
    }
    boolean loopback = Loopback.is(host);
    if (plain.equals(scheme) && !loopback) {
      throw new IllegalArgumentException(
          what + " address " + uri + ": without TLS only to this machine; use " + tls);
    }
    if (loopback) {
      return;
    }
    boolean fits =
        switch (kind) {
          case MAINNET -> kindOf(host) == Kind.MAINNET;
          case DEMO, TESTNET ->
              kindOf(host) == kind || (mainnetToo && kindOf(host) == Kind.MAINNET);
          case LOCAL -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          what
              + " address "
              + uri
              + ": not one of "
              + kind.word()
              + (kind == Kind.LOCAL ? ", which is on this machine only" : ""));
    }
  }

  /** Null for hosts that are not the venue's. */
  private static Kind kindOf(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (!VENUE.matcher(name).matches()) {
      return null;
    }
    String first = name.substring(0, Math.max(0, name.indexOf('.')));
    if (first.contains("testnet")) {
      return Kind.TESTNET;
    }
    return first.contains("demo") ? Kind.DEMO : Kind.MAINNET;
  }
}
