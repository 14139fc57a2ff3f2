package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.RetCode;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;

/** Whatever a client sends, it is either understood or refused with a code. */
class OrderRequestsFuzzTest {
  private static final String[] WORDS = {
    "null",
    "true",
    "{}",
    "[]",
    "[{}]",
    "-1",
    "0",
    "1e9",
    "1e999999999",
    "\"\"",
    "\"NaN\"",
    "\"-0\"",
    "\"99999999999999999999\"",
    "\"0.0000000001\"",
    "\"Buy\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"1,5\"",
    "9223372036854775807",
    "\"9223372036\"",
    "0.1",
    "\"linear\""
  };
  private static final String[] NAMES = {
    "category",
    "symbol",
    "side",
    "orderType",
    "qty",
    "price",
    "timeInForce",
    "positionIdx",
    "orderLinkId",
    "orderId",
    "takeProfit",
    "stopLoss",
    "tpslMode",
    "tpOrderType",
    "triggerPrice",
    "triggerDirection",
    "reduceOnly",
    "closeOnTrigger",
    "buyLeverage",
    "sellLeverage",
    "mode",
    "coin",
    "settleCoin",
    "baseCoin",
    "orderFilter",
    "trailingStop",
    "activePrice",
    "transferId",
    "amount",
    "fromAccountType",
    "toAccountType",
    "request"
  };
  private static final String[] FIGURES = {
    "qty",
    "price",
    "takeProfit",
    "stopLoss",
    "triggerPrice",
    "trailingStop",
    "activePrice",
    "tpSize",
    "slSize",
    "buyLeverage",
    "sellLeverage",
    "amount",
    "tpLimitPrice",
    "slLimitPrice"
  };
  private static final String[] FIGURE = {
    "0",
    "1",
    "1",
    "1",
    "2",
    "0.001",
    "10",
    "99000",
    "98000",
    "101000",
    "102000",
    "1000",
    "500",
    "1000000",
    "9223372036",
    "9223372036.854775807",
    "0.000000001",
    "1999999.8",
    "100"
  };
  private static final VenueConfig CONFIG =
      new VenueConfig(1, 0, FillModel.QUEUE, LatencyModel.NONE, LatencyModel.NONE, List.of(), true);

  private final OrderRequests requests =
      new OrderRequests(
          new Symbols(List.of(Instruments.BTC, Instruments.ETH)), new VenueIds(CONFIG));

  @Property(tries = 2_000)
  void fieldsOfAnyKind(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder body =
        new StringBuilder(
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"qty\":\"1\","
                + "\"orderType\":\"Limit\",\"price\":\"90000\",\"orderLinkId\":\"x\"");
    for (int i = random.nextInt(6); i >= 0; i--) {
      body.append(",\"").append(NAMES[random.nextInt(NAMES.length)]).append("\":");
      body.append(WORDS[random.nextInt(WORDS.length)]);
    }
    tryAll(body.append('}').toString());
  }

  @Property(tries = 2_000)
  void cutAndChangedTexts(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder body =
        new StringBuilder(
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"request\":[{\"side\":\"Buy\","
                + "\"qty\":1.5,\"price\":null}],\"reduceOnly\":true}");
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(body.length());
      switch (random.nextInt(3)) {
        case 0 -> body.setCharAt(at, (char) random.nextInt(0x10000));
        case 1 -> body.deleteCharAt(at);
        default -> body.insert(at, "{[\",:9\\".charAt(random.nextInt(7)));
      }
    }
    tryAll(body.toString());
  }

  @Property(tries = 3)
  void theVenueOutlivesWhatIsUnderstood(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (RestRig rig = new RestRig()) {
      int taken = 0;
      for (int i = 0; i < 2_000; i++) {
        try {
          VenueRequest request = any(random, rig);
          VenueReply reply = rig.thread.submit(request).get(5, TimeUnit.SECONDS);
          assertThat(reply.message()).isNotBlank();
          taken += reply.code() == RetCode.OK ? 1 : 0;
        } catch (RefusedException e) {
          assertThat(e.code()).isEqualTo(RefusedException.PARAMETERS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
          throw new AssertionError("request " + i, rig.fault.get() == null ? e : rig.fault.get());
        }
      }
      assertThat(taken).isGreaterThan(50);
      for (String list :
          List.of(
              "/v5/order/realtime?category=linear&settleCoin=USDT&limit=50",
              "/v5/order/history?category=linear&limit=50",
              "/v5/execution/list?category=linear&limit=100",
              "/v5/position/list?category=linear&symbol=BTCUSDT",
              "/v5/position/closed-pnl?category=linear&limit=100",
              "/v5/account/transaction-log?limit=50",
              "/v5/account/wallet-balance?accountType=UNIFIED")) {
        String[] parts = list.split("\\?");
        assertThat(rig.get(RestRig.ONE, parts[0], parts[1]).body()).startsWith("{\"retCode\":0,");
      }
    }
  }

  private static VenueRequest any(SplittableRandom random, RestRig rig) {
    OrderRequests reader = new OrderRequests(rig.desk.symbols(), rig.desk.ids());
    String body =
        "{\"symbol\":\"BTCUSDT\",\"side\":\""
            + (random.nextBoolean() ? "Buy" : "Sell")
            + "\",\"orderType\":\""
            + (random.nextInt(3) == 0 ? "Market" : "Limit")
            + "\",\"positionIdx\":"
            + Math.max(0, random.nextInt(6) - 3)
            + ",\"triggerDirection\":"
            + random.nextInt(3)
            + ",\"coin\":\"USDT\",\"mode\":"
            + (random.nextInt(8) == 0 ? 3 : 0)
            + ",\"transferId\":\"42c0cfb0-6bca-4242-bc76-"
            + (100_000_000_000L + random.nextInt(1_000_000))
            + "\",\"fromAccountType\":\"FUND\",\"toAccountType\":\"UNIFIED\",\"orderId\":\""
            + rig.desk.ids().order(1 + random.nextInt(200))
            + "\"";
    for (String name : FIGURES) {
      if (random.nextInt(3) > 0) {
        body += ",\"" + name + "\":\"" + FIGURE[random.nextInt(FIGURE.length)] + "\"";
      }
    }
    Params params = Params.ofJson(body + "}");
    return switch (random.nextInt(10)) {
      case 0 -> reader.amend(0, params);
      case 1 -> reader.cancel(0, params);
      case 2 -> reader.setLeverage(0, params);
      case 3 -> reader.switchMode(0, params);
      case 4 -> reader.tradingStop(0, params);
      case 5 -> reader.transfer(0, params, "USDT");
      default -> reader.place(0, params);
    };
  }

  private void tryAll(String body) {
    List<Function<Params, Object>> readers =
        List.of(
            p -> requests.place(0, p),
            p -> requests.amend(0, p),
            p -> requests.cancel(0, p),
            p -> requests.cancelAll(0, p),
            p -> requests.setLeverage(0, p),
            p -> requests.switchMode(0, p),
            p -> requests.tradingStop(0, p),
            p -> requests.transfer(0, p, "USDT"),
            OrderEndpoints::size);
    for (Function<Params, Object> reader : readers) {
      try {
        Object read = reader.apply(Params.ofJson(body));
        assertThat(read).isNotNull();
        if (read instanceof VenueRequest.Place place) {
          assertThat(place.priceE9()).isNotNegative();
          assertThat(place.quantityE9()).isNotNegative();
        }
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(RefusedException.PARAMETERS);
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
