package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * Faults that are done at once: the service restarts, or somebody else acts on an account. What is
 * done to an account is an input of the venue like any other, and survives its process. Any thread.
 */
final class FaultActions {
  private final ExchangeDesk desk;
  private final PublicTopics topics;
  private final SocketServer sockets;

  FaultActions(ExchangeDesk desk, PublicTopics topics, SocketServer sockets) {
    this.desk = desk;
    this.topics = topics;
    this.sockets = sockets;
  }

  /** Whether the fault is done at once, and over. */
  static boolean isAction(Fault fault) {
    return switch (fault.kind()) {
      case RESTART, SWITCH_MODE, SET_LEVERAGE, FOREIGN_ORDER, MANUAL_CLOSE -> true;
      default -> false;
    };
  }

  /**
   * Does it.
   *
   * @return what the venue said, in words
   * @throws IllegalArgumentException when the fault names an account, symbol or side that is none
   */
  CompletableFuture<String> act(Fault fault) {
    return switch (fault.kind()) {
      case RESTART -> restart();
      case SWITCH_MODE -> switchMode(fault);
      case SET_LEVERAGE ->
          submit(new VenueRequest.ForceLeverage(account(fault), symbol(fault), fault.priceE9()));
      case FOREIGN_ORDER -> foreignOrder(fault);
      case MANUAL_CLOSE -> manualClose(fault);
      default -> throw new IllegalArgumentException(fault.kind().word() + " is not an action");
    };
  }

  private CompletableFuture<String> restart() {
    return desk.thread()
        .ask(
            venue -> {
              desk.faults().forgetBefore(venue.nowNs());
              topics.restart(venue.nowNs());
              sockets.cutAll("restart");
              return "restarted";
            });
  }

  private CompletableFuture<String> switchMode(Fault fault) {
    int account = account(fault);
    int symbol = fault.symbol().isEmpty() ? -1 : symbol(fault);
    return desk.thread()
        .ask(venue -> venue.accounts().hedge(account, Math.max(0, symbol)))
        .thenCompose(hedge -> submit(new VenueRequest.ForceMode(account, symbol, !hedge)));
  }

  private CompletableFuture<String> foreignOrder(Fault fault) {
    int account = account(fault);
    int symbol = symbol(fault);
    Side side = side(fault);
    return desk.thread()
        .ask(venue -> venue.accounts().hedge(account, symbol))
        .thenCompose(
            hedge ->
                submit(
                    order(
                        account,
                        symbol,
                        side,
                        hedge ? (side == Side.BUY ? 1 : 2) : 0,
                        fault.priceE9(),
                        fault.quantityE9(),
                        false)));
  }

  private CompletableFuture<String> manualClose(Fault fault) {
    int account = account(fault);
    int symbol = fault.symbol().isEmpty() ? -1 : symbol(fault);
    Side leg = fault.side().isEmpty() ? null : side(fault);
    return desk.thread()
        .ask(venue -> closings(venue, account, symbol, leg))
        .thenCompose(
            closings -> {
              CompletableFuture<String> done =
                  CompletableFuture.completedFuture("nothing to close");
              for (VenueRequest closing : closings) {
                done = submit(closing);
              }
              return done;
            });
  }

  private static List<VenueRequest> closings(Venue venue, int account, int symbol, Side leg) {
    List<VenueRequest> closings = new ArrayList<>();
    for (Position position : venue.accounts().positions(account)) {
      if (position.sizeE9() > 0
          && (symbol < 0 || position.symbol() == symbol)
          && (leg == null || position.side() == leg)) {
        Side side = position.side() == Side.BUY ? Side.SELL : Side.BUY;
        closings.add(
            order(account, position.symbol(), side, position.index(), 0, position.sizeE9(), true));
      }
    }
    return closings;
  }

  private static VenueRequest.Place order(
      int account,
      int symbol,
      Side side,
      int positionIdx,
      long priceE9,
      long quantityE9,
      boolean reduceOnly) {
    boolean market = priceE9 == 0;
    return new VenueRequest.Place(
        account,
        symbol,
        "",
        side,
        market ? OrderType.MARKET : OrderType.LIMIT,
        market ? TimeInForce.IOC : TimeInForce.GTC,
        priceE9,
        quantityE9,
        positionIdx,
        reduceOnly,
        false,
        0,
        0,
        TriggerBy.LAST,
        TriggerSpec.NONE,
        TriggerSpec.NONE,
        true);
  }

  private CompletableFuture<String> submit(VenueRequest request) {
    return desk.thread().submit(request).thenApply(FaultActions::words);
  }

  private static String words(VenueReply reply) {
    return reply.code().code() + " " + reply.message();
  }

  private int account(Fault fault) {
    for (int i = 0; i < desk.config().accounts().size(); i++) {
      if (desk.config().accounts().get(i).name().equals(fault.account())) {
        return i;
      }
    }
    throw new IllegalArgumentException("account '" + fault.account() + "' does not exist");
  }

  private int symbol(Fault fault) {
    int symbol = desk.symbols().find(fault.symbol());
    if (symbol < 0) {
      throw new IllegalArgumentException("symbol '" + fault.symbol() + "' does not exist");
    }
    return symbol;
  }

  private static Side side(Fault fault) {
    return switch (fault.side()) {
      case "Buy" -> Side.BUY;
      case "Sell" -> Side.SELL;
      default -> throw new IllegalArgumentException("side '" + fault.side() + "': Buy or Sell");
    };
  }
}
