package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.adapters.exchange.Instruments.e9;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

class OrderRequestsTest {
  private static final VenueConfig CONFIG =
      new VenueConfig(1, 0, FillModel.QUEUE, LatencyModel.NONE, LatencyModel.NONE, List.of(), true);

  private final VenueIds ids = new VenueIds(CONFIG);
  private final OrderRequests requests =
      new OrderRequests(new Symbols(List.of(Instruments.BTC, Instruments.ETH)), ids);

  @Test
  void readsALimitOrderWithItsStops() {
    VenueRequest.Place place =
        requests.place(
            3,
            json(
                "'category':'linear','symbol':'ETHUSDT','side':'Sell','orderType':'Limit',"
                    + "'qty':'1.5','price':'3000.25','timeInForce':'PostOnly','positionIdx':2,"
                    + "'orderLinkId':'a-B_9','takeProfit':'2500','tpTriggerBy':'MarkPrice',"
                    + "'stopLoss':'3300','tpslMode':'Partial','tpOrderType':'Limit',"
                    + "'tpLimitPrice':'2501'"));

    assertThat(place)
        .isEqualTo(
            new VenueRequest.Place(
                3,
                1,
                "a-B_9",
                Side.SELL,
                OrderType.LIMIT,
                TimeInForce.POST_ONLY,
                e9("3000.25"),
                e9("1.5"),
                2,
                false,
                false,
                0,
                0,
                TriggerBy.LAST,
                new TriggerSpec(e9("2500"), TriggerBy.MARK, OrderType.LIMIT, e9("2501")),
                new TriggerSpec(e9("3300"), TriggerBy.LAST, OrderType.MARKET, 0),
                false));
  }

  @Test
  void readsNumbersWhereTextsAreUsual() {
    VenueRequest.Place place =
        requests.place(
            0,
            json(
                "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':0.01,"
                    + "'positionIdx':'1','price':null"));

    assertThat(place.quantityE9()).isEqualTo(e9("0.01"));
    assertThat(place.positionIdx()).isEqualTo(1);
    assertThat(place.timeInForce()).isEqualTo(TimeInForce.IOC);
    assertThat(place.takeProfit()).isEqualTo(TriggerSpec.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'side':'Buy','orderType':'Market','qty':'1' | params error: symbol is required",
        "'symbol':'XRPUSDT','side':'Buy','orderType':'Market','qty':'1' "
            + "| params error: symbol invalid XRPUSDT",
        "'symbol':'BTCUSDT','side':'buy','orderType':'Market','qty':'1' | Side invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'0' | Qty invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'-1' "
            + "| params error: qty invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1e3' "
            + "| params error: qty invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'1' | Price invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Stop','qty':'1' "
            + "| params error: orderType invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1','positionIdx':3 "
            + "| params error: positionIdx invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1','orderLinkId':'a b' "
            + "| params error: orderLinkId invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':'1','reduceOnly':'yes' "
            + "| params error: reduceOnly invalid",
        "'symbol':'BTCUSDT','side':'Buy','orderType':'Market','qty':{} "
            + "| params error: qty invalid",
      })
  void saysWhatIsWrongWithAnOrder(String fields, String message) {
    assertThatThrownBy(() -> requests.place(0, json(fields)))
        .isInstanceOf(RefusedException.class)
        .hasMessage(message);
  }

  @Test
  void anAmendLeavesWhatItDoesNotState() {
    VenueRequest.Amend amend =
        requests.amend(
            0,
            json(
                "'symbol':'BTCUSDT','orderId':'"
                    + ids.order(7)
                    + "','orderLinkId':'x','qty':'2','stopLoss':'0'"));

    assertThat(amend.orderId()).isEqualTo(7);
    assertThat(amend.linkId()).isEmpty();
    assertThat(amend.priceE9()).isEqualTo(TriggerSpec.KEEP);
    assertThat(amend.quantityE9()).isEqualTo(e9("2"));
    assertThat(amend.takeProfit().priceE9()).isEqualTo(TriggerSpec.KEEP);
    assertThat(amend.stopLoss().priceE9()).isZero();
  }

  @Test
  void anIdOfAnotherVenueIsNoOrderOfThisOne() {
    VenueConfig other =
        new VenueConfig(
            2, 0, FillModel.QUEUE, LatencyModel.NONE, LatencyModel.NONE, List.of(), true);
    String foreign = new VenueIds(other).order(7);

    assertThat(requests.cancel(0, json("'symbol':'BTCUSDT','orderId':'" + foreign + "'")).orderId())
        .isEqualTo(-1);
    assertThat(requests.cancel(0, json("'symbol':'BTCUSDT','orderId':'no-id'")).orderId())
        .isEqualTo(-1);
    assertThat(ids.execution(7)).isNotEqualTo(ids.order(7));
  }

  @Test
  void aCancelAllKnowsWhatItMeans() {
    assertThat(requests.cancelAll(0, json("'settleCoin':'USDT','symbol':null")))
        .containsExactly(new VenueRequest.CancelAll(0, -1, VenueRequest.Filter.ALL, ""));
    assertThat(requests.cancelAll(0, json("'baseCoin':'ETH','orderFilter':'StopOrder'")))
        .containsExactly(new VenueRequest.CancelAll(0, 1, VenueRequest.Filter.STOP_ORDERS, ""));
    assertThat(requests.cancelAll(0, json("'settleCoin':'USDC'"))).isEmpty();
    assertThatThrownBy(() -> requests.cancelAll(0, json("'category':'linear'")))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = (char) 96,
      value = {"[]", "{", "{\"a\":1}{", "nothing", "''", "{\"a\":[[[[[[[[[[1]]]]]]]]]]}"})
  void whatIsNoObjectIsRefused(String body) {
    assertThatThrownBy(() -> Params.ofJson(body)).isInstanceOf(RefusedException.class);
  }

  private static Params json(String fields) {
    return Params.ofJson("{" + fields.replace('\'', '"') + "}");
  }
}
