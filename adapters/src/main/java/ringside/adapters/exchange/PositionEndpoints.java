package ringside.adapters.exchange;

import java.util.List;
import java.util.Set;
import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.ClosedPnl;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.RiskTier;
import ringside.adapters.sim.Venue;

/**
 * The REST requests about positions. Worker threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/position, and docs/v5/abandon for what is no longer done.
 */
final class PositionEndpoints {
  private static final String POSITIONS = "position_token";
  private static final String PNL = "pnl_token";

  /** More than there are legs. */
  private static final long LARGEST = 1_000_000;

  private static final int NOT_FOR_UNIFIED = 100028;

  private final ExchangeDesk desk;
  private final VenueDoor door;
  private final OrderRequests requests;
  private final PositionEncoder encoder;

  PositionEndpoints(ExchangeDesk desk) {
    this.desk = desk;
    this.door = new VenueDoor(desk.thread());
    this.requests = new OrderRequests(desk.symbols(), desk.ids());
    this.encoder = new PositionEncoder(desk.symbols(), desk.times());
  }

  List<Route> routes() {
    ApiKey.Right right = ApiKey.Right.POSITION;
    return List.of(
        Route.read("/v5/position/list", this::positions),
        Route.read("/v5/position/closed-pnl", this::closedPnl),
        Route.write("/v5/position/set-leverage", right, this::setLeverage),
        Route.write("/v5/position/switch-mode", right, this::switchMode),
        Route.write("/v5/position/trading-stop", right, this::tradingStop),
        Route.write("/v5/position/switch-isolated", right, call -> notForUnified()),
        Route.write("/v5/position/set-tpsl-mode", right, PositionEndpoints::setTpSlMode),
        Route.write("/v5/position/set-risk-limit", right, this::setRiskLimit),
        Route.write("/v5/position/set-auto-add-margin", right, call -> notForUnified()));
  }

  private RestAnswer positions(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, POSITIONS, 20, 200);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    if (!params.has("symbol") && !params.has("settleCoin")) {
      throw RefusedException.parameter(
          "Missing some parameters that must be filled in, symbol or settleCoin");
    }
    boolean flatToo = params.has("symbol");
    Set<Integer> symbols = Filters.symbols(params, desk.symbols());
    return door.ask(venue -> positions(venue, call.account(), symbols, flatToo, page));
  }

  private RestAnswer positions(
      Venue venue, int account, Set<Integer> symbols, boolean flatToo, Page page) {
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    Accounts accounts = venue.accounts();
    for (Position position : accounts.positions(account)) {
      // The leg's own number, so that a page does not shift when another leg opens or closes.
      long number = LARGEST - (position.symbol() * 3L + position.index());
      if (symbols.contains(position.symbol())
          && (flatToo || position.sizeE9() != 0)
          && page.takes(number)) {
        encoder.list(json, position, accounts, venue.markPriceE9(position.symbol()));
      }
    }
    json.endArray().text("nextPageCursor", page.cursor()).text("category", Words.CATEGORY);
    return RestAnswer.ok(json.endObject());
  }

  private RestAnswer closedPnl(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, PNL, 50, 100);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    Set<Integer> symbols = Filters.symbols(params, desk.symbols());
    long nowMs = desk.times().shownMs(desk.thread().nowNs());
    TimeSpan span = TimeSpan.of(params, TimeSpan.WEEK_MS, nowMs);
    return door.ask(
        venue -> {
          List<ClosedPnl> all = venue.accounts().closedPnl(call.account());
          JsonWriter json = new JsonWriter().beginObject().beginArray("list");
          for (int i = all.size() - 1; i >= 0 && !page.isFull(); i--) {
            ClosedPnl pnl = all.get(i);
            if (symbols.contains(pnl.symbol())
                && span.contains(desk.times().shownNs(pnl.createdNs()))
                && page.takesNext(pnl.orderId())) {
              closedPnl(json, pnl);
            }
          }
          json.endArray().text("nextPageCursor", page.cursor()).text("category", Words.CATEGORY);
          return RestAnswer.ok(json.endObject());
        });
  }

  private void closedPnl(JsonWriter json, ClosedPnl pnl) {
    json.beginObject();
    json.text("symbol", desk.symbols().name(pnl.symbol()));
    json.text("orderId", desk.ids().order(pnl.orderId()));
    json.text("side", Words.word(pnl.side()));
    json.number("positionIdx", pnl.positionIdx());
    json.decimal("qty", pnl.orderQuantityE9());
    json.decimal("orderPrice", pnl.orderPriceE9());
    json.text("orderType", Words.word(pnl.orderType()));
    json.text("execType", pnl.execType());
    json.decimal("closedSize", pnl.closedSizeE9());
    json.decimal("cumEntryValue", pnl.entryValueE9());
    json.decimal("avgEntryPrice", pnl.averageEntryE9());
    json.decimal("cumExitValue", pnl.exitValueE9());
    json.decimal("avgExitPrice", pnl.averageExitE9());
    json.decimal("closedPnl", pnl.closedPnlE9());
    json.numberText("fillCount", pnl.fills());
    json.decimal("leverage", pnl.leverageE9());
    json.decimal("openFee", pnl.openFeeE9());
    json.decimal("closeFee", pnl.closeFeeE9());
    json.numberText("createdTime", desk.times().shownMs(pnl.createdNs()));
    json.numberText("updatedTime", desk.times().shownMs(pnl.updatedNs()));
    json.endObject();
  }

  private RestAnswer setLeverage(RestCall call) {
    OrderRequests.requireLinear(call.params());
    door.submit(requests.setLeverage(call.account(), call.params()));
    return RestAnswer.done();
  }

  private RestAnswer switchMode(RestCall call) {
    OrderRequests.requireLinear(call.params());
    door.submit(requests.switchMode(call.account(), call.params()));
    return RestAnswer.done();
  }

  private RestAnswer tradingStop(RestCall call) {
    OrderRequests.requireLinear(call.params());
    door.submit(requests.tradingStop(call.account(), call.params()));
    return RestAnswer.done();
  }

  private static RestAnswer notForUnified() {
    return RestAnswer.refused(
        NOT_FOR_UNIFIED, "The API cannot be accessed by unified account users.");
  }

  /** Both modes are always there today; the page says to leave it. */
  private static RestAnswer setTpSlMode(RestCall call) {
    OrderRequests.requireLinear(call.params());
    String mode = call.params().required("tpSlMode");
    return RestAnswer.ok(new JsonWriter().beginObject().text("tpSlMode", mode).endObject());
  }

  /** The tier follows the position by itself today; the answer names the one stated. */
  private RestAnswer setRiskLimit(RestCall call) {
    OrderRequests.requireLinear(call.params());
    int symbol = desk.symbols().require(call.params().required("symbol"));
    long id = call.params().whole("riskId", 1);
    for (RiskTier tier : desk.symbols().get(symbol).tiers()) {
      if (tier.id() == id) {
        return RestAnswer.ok(
            new JsonWriter()
                .beginObject()
                .text("category", Words.CATEGORY)
                .number("riskId", id)
                .decimal("riskLimitValue", tier.limitE9())
                .endObject());
      }
    }
    throw RefusedException.parameter("params error: riskId invalid");
  }
}
