package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.JsonValue;
import ringside.adapters.bybit.rest.Pages;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.port.ProcessClock;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.IdText;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.WalletState;
import ringside.journal.codec.Leg;
import ringside.journal.event.Decimals;

/**
 * What the venue has of one account, read by REST as anybody could, and held against what the
 * engine's journal says: orders, executions, positions and wallet, to the last unit.
 */
final class VenueRecord implements AutoCloseable {
  /** A unit of the last decimal for each of some hundred executions. */
  private static final long ROUNDED_E9 = 500;

  private static final Set<String> OPEN =
      Set.of("New", "PartiallyFilled", "Untriggered", "Created");

  private final BybitRest rest;
  private final RestClient client;
  private final int account;
  private boolean modeChanged;

  VenueRecord(TradedVenue venue, AccountKey key, int account) {
    BybitEnvironment environment =
        BybitEnvironment.local(
            java.net.URI.create(venue.rest()),
            java.net.URI.create(venue.publicUrl()),
            java.net.URI.create(venue.privateUrl()),
            Optional.of(java.net.URI.create(venue.tradeUrl())));
    rest = BybitRest.of(environment, ProcessClock.startingAbove(0), VenueListener.NONE);
    rest.measureClock().join();
    client = rest.account(key.name(), Credentials.of(key.name(), key.apiKey(), key.secret()));
    this.account = account;
  }

  /** The account had legs that it has no more. */
  VenueRecord afterChangesOfMode() {
    modeChanged = true;
    return this;
  }

  @Override
  public void close() {
    rest.close();
  }

  /** As a user by hand: every order of the account. */
  void cancelAll() {
    RestAnswer answer =
        client
            .send(
                RestRequest.post(
                    "/v5/order/cancel-all", Map.of("category", "linear", "settleCoin", "USDT")))
            .join();
    assertThat(answer).as(answer.describe()).isInstanceOf(RestAnswer.Ok.class);
  }

  /** What is held, signed, by leg. */
  Map<String, Long> legs() {
    Map<String, Long> held = new TreeMap<>();
    for (String symbol : TradingRig.SYMBOLS) {
      for (JsonValue position : list("/v5/position/list", "symbol", symbol)) {
        long size = position.get("size").e9();
        if (size != 0) {
          held.put(
              leg(symbol, position), position.get("side").text().equals("Sell") ? -size : size);
        }
      }
    }
    return held;
  }

  /** Of a position or an order. */
  static String leg(String symbol, JsonValue what) {
    return symbol + " " + Leg.get((short) what.get("positionIdx").longOr(0));
  }

  List<JsonValue> openOrders() {
    return list("/v5/order/realtime", "openOnly", "0", "limit", "50").stream()
        .filter(order -> OPEN.contains(order.get("orderStatus").text()))
        .toList();
  }

  /** Each once, open or ended. */
  List<JsonValue> allOrders() {
    List<JsonValue> all = new ArrayList<>(list("/v5/order/history", "limit", "50"));
    all.addAll(list("/v5/order/realtime", "openOnly", "0", "limit", "50"));
    Set<String> seen = new LinkedHashSet<>();
    return all.stream().filter(order -> seen.add(order.get("orderId").text())).toList();
  }

  /** By symbol: what closing orders earned, less funding. */
  Map<String, Long> closedPnl() {
    Map<String, Long> earned = new TreeMap<>();
    for (JsonValue line : list("/v5/position/closed-pnl", "limit", "100")) {
      earned.merge(line.get("symbol").text(), line.get("closedPnl").moneyE9(), Long::sum);
    }
    for (JsonValue execution : list("/v5/execution/list", "limit", "100")) {
      if (execution.get("execType").text().equals("Funding")) {
        earned.merge(
            execution.get("symbol").text(), -execution.get("execFee").moneyE9(), Long::sum);
      }
    }
    return earned;
  }

  /** In what positions and wallet differ from what the engine knows now; empty: nothing. */
  String differenceFrom(JournalFollower journal) {
    Map<String, Long> held = legs();
    long wallet = walletE9();
    AccountState known = journal.known().accounts.find(account);
    Map<String, Long> ours = new TreeMap<>();
    for (int i = 0; i < known.positions.size(); i++) {
      PositionState position = known.positions.at(i);
      if (position.sizeE9() != 0) {
        ours.put(journal.symbol(position.instrument()) + " " + position.leg(), position.sizeE9());
      }
    }
    long balance = 0;
    for (int i = 0; i < known.wallet.size(); i++) {
      balance +=
          known.wallet.at(i).name().toString().equals("USDT") ? known.wallet.at(i).balanceE9() : 0;
    }
    return ours.equals(held) && balance == wallet
        ? ""
        : "the venue holds "
            + held
            + " and "
            + Decimals.toStringE9(wallet)
            + ", the engine knows "
            + ours
            + " and "
            + Decimals.toStringE9(balance);
  }

  private long walletE9() {
    JsonValue list = get("/v5/account/wallet-balance", "accountType", "UNIFIED").get("list");
    for (JsonValue coin : list.items().get(0).get("coin").items()) {
      if (coin.get("coin").text().equals("USDT")) {
        return coin.get("walletBalance").moneyE9();
      }
    }
    return 0;
  }

  /** No order of ours is at the venue twice, or without being in the journal. */
  void compareNames(JournalFollower journal) {
    Set<String> venue = new TreeSet<>();
    for (JsonValue order : allOrders()) {
      String name = order.get("orderLinkId").text();
      if (name.startsWith("rs")) {
        assertThat(venue.add(name)).as("order %s is there twice", name).isTrue();
      }
    }
    journal.known();
    assertThat(journal.orders(account)).as("orders that the venue has").containsAll(venue);
  }

  /** As a user by hand. */
  void post(String path, Map<String, Object> fields) {
    RestAnswer answer = client.send(RestRequest.post(path, fields)).join();
    assertThat(answer).as(answer.describe()).isInstanceOf(RestAnswer.Ok.class);
  }

  /** Holds everything that the venue has against the journal. */
  void compareWith(JournalFollower rig) {
    AccountState known = rig.known().accounts.find(account);
    compareOrders(known, rig.orders(account));
    compareExecutions(rig);
    comparePositions(known, rig);
    compareWallet(known);
  }

  private void compareOrders(AccountState known, Set<String> journaled) {
    Map<String, JsonValue> venue = new TreeMap<>();
    for (JsonValue order : allOrders()) {
      String name = order.get("orderLinkId").text();
      if (!name.startsWith("rs")) {
        continue;
      }
      assertThat(venue.put(name, order)).as("order %s is there twice", name).isNull();
    }
    assertThat(journaled).as("orders that the venue has").containsAll(venue.keySet());
    for (String name : journaled) {
      OrderState order = known.orders.byClientId(id(name));
      JsonValue at = venue.get(name);
      if (at == null) {
        assertThat(order.phase().name())
            .as("order %s, which the venue does not have", name)
            .isIn("REJECTED", "VANISHED");
        continue;
      }
      String is = at.get("orderStatus").text();
      assertThat(order.phase().name()).as("order %s, %s", name, is).isEqualTo(phase(is));
      assertThat(order.filledE9()).as("filled of %s", name).isEqualTo(at.get("cumExecQty").e9());
      assertThat(order.executedE9())
          .as("executions of %s", name)
          .isEqualTo(at.get("cumExecQty").e9());
      assertThat(order.feesE9()).as("fees of %s", name).isEqualTo(at.get("cumExecFee").moneyE9());
    }
  }

  private static String phase(String status) {
    return switch (status) {
      case "Filled" -> "FILLED";
      case "Cancelled", "PartiallyFilledCanceled", "Deactivated" -> "CANCELLED";
      case "Rejected" -> "REJECTED";
      default -> "WORKING";
    };
  }

  private void compareExecutions(JournalFollower rig) {
    Set<String> venue = new TreeSet<>();
    for (JsonValue execution : list("/v5/execution/list", "limit", "100")) {
      venue.add(execution.get("execId").text());
    }
    rig.known();
    assertThat(rig.executions(account)).as("executions").isEqualTo(venue);
    assertThat(rig.known().accounts.find(account).executions.size())
        .as("executions folded")
        .isEqualTo(venue.size());
  }

  private void comparePositions(AccountState known, JournalFollower rig) {
    Map<String, Long> venue = new TreeMap<>();
    Map<String, Long> entries = new TreeMap<>();
    Map<String, Long> realised = new TreeMap<>();
    for (String symbol : TradingRig.SYMBOLS) {
      for (JsonValue position : list("/v5/position/list", "symbol", symbol)) {
        String where = where(symbol, Leg.get((short) position.get("positionIdx").longOr(0)));
        long size = position.get("size").e9();
        long signed = position.get("side").text().equals("Sell") ? -size : size;
        venue.merge(where, signed, Long::sum);
        realised.merge(where, position.get("cumRealisedPnl").moneyE9(), Long::sum);
        if (size != 0) {
          entries.put(where, position.get("avgPrice").e9());
        }
      }
    }
    Map<String, Long> ours = new LinkedHashMap<>();
    Map<String, Long> executed = new LinkedHashMap<>();
    for (int i = 0; i < known.positions.size(); i++) {
      PositionState position = known.positions.at(i);
      String where = where(rig.symbol(position.instrument()), position.leg());
      ours.merge(where, position.sizeE9(), Long::sum);
      if (position.sizeE9() != 0) {
        assertThat(position.entryPriceE9()).as("entry of " + where).isEqualTo(entries.get(where));
        assertThat(position.averageEntryE9() - position.entryPriceE9())
            .as("our own entry of " + where)
            .isBetween(-ROUNDED_E9, ROUNDED_E9);
      }
      executed.merge(where, position.boughtE9() - position.soldE9(), Long::sum);
      long net = position.grossE9() - position.feesE9() - position.fundingE9();
      realised.merge(where, -net, Long::sum);
    }
    assertThat(executed).as("executions add up").isEqualTo(ours);
    if (modeChanged) {
      // The venue shows the legs of the mode that is: not what the other's realised.
      realised.clear();
    }
    assertThat(realised.values())
        .as("realised beyond what executions add up to")
        .allMatch(difference -> Math.abs(difference) <= ROUNDED_E9);
    venue.values().removeIf(size -> size == 0);
    ours.values().removeIf(size -> size == 0);
    assertThat(ours).as("positions").isEqualTo(venue);
  }

  /** Not by leg after a change of mode: it moves a position to another one, without executions. */
  private String where(String symbol, Leg leg) {
    return modeChanged ? symbol : symbol + " " + leg;
  }

  private void compareWallet(AccountState known) {
    JsonValue list = get("/v5/account/wallet-balance", "accountType", "UNIFIED").get("list");
    for (JsonValue coin : list.items().get(0).get("coin").items()) {
      String name = coin.get("coin").text();
      boolean found = false;
      for (int i = 0; i < known.wallet.size(); i++) {
        WalletState.Coin ours = known.wallet.at(i);
        if (ours.name().toString().equals(name)) {
          found = true;
          assertThat(Decimals.toStringE9(ours.balanceE9()))
              .as("wallet balance of " + name)
              .isEqualTo(Decimals.toStringE9(coin.get("walletBalance").moneyE9()));
          assertThat(ours.doubtSinceNs()).as("the balance is explained").isEqualTo(Long.MIN_VALUE);
          assertThat(ours.unexplainedE9()).as("what was not").isZero();
        }
      }
      assertThat(found || coin.get("walletBalance").moneyE9() == 0).as(name).isTrue();
    }
  }

  private List<JsonValue> list(String path, String... parameters) {
    List<String> all = new ArrayList<>(List.of("category", "linear"));
    if (!List.of(parameters).contains("symbol")) {
      all.addAll(List.of("settleCoin", "USDT"));
    }
    all.addAll(List.of(parameters));
    Pages pages = client.readAll(RestRequest.get(path, all.toArray(String[]::new))).join();
    assertThat(pages.complete()).as(path + ": " + pages.detail()).isTrue();
    return pages.items();
  }

  private JsonValue get(String path, String... parameters) {
    RestAnswer answer = client.read(RestRequest.get(path, parameters)).join();
    assertThat(answer).as(answer.describe()).isInstanceOf(RestAnswer.Ok.class);
    return ((RestAnswer.Ok) answer).result();
  }

  private static IdText id(String name) {
    IdText id = new IdText();
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    id.set(new UnsafeBuffer(bytes), 0, bytes.length);
    return id;
  }
}
