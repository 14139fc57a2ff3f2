package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the exchange has nothing of is empty, in the venue's shapes, and no error. */
class QuietEndpointsTest {
  @Test
  void everyListIsThereAndEmpty() {
    try (RestRig rig = new RestRig()) {
      for (Route route : QuietEndpoints.routes()) {
        Params answer =
            rig.json(
                route.method().equals("POST")
                    ? rig.post(RestRig.ONE, route.path(), "{}")
                    : rig.get(RestRig.ONE, route.path(), "category=option"));
        assertThat(answer.text("retCode")).as(route.path()).isEqualTo("0");
        assertThat(answer.names()).as(route.path()).contains("result", "time");
      }
      for (String path :
          new String[] {
            "/v5/order/realtime",
            "/v5/order/history",
            "/v5/execution/list",
            "/v5/position/list",
            "/v5/position/closed-pnl",
            "/v5/market/instruments-info",
            "/v5/market/tickers"
          }) {
        for (String category : new String[] {"spot", "option", "inverse"}) {
          Params answer = rig.json(rig.get(RestRig.ONE, path, "category=" + category));
          assertThat(answer.text("retCode")).as(path + " " + category).isEqualTo("0");
          assertThat(answer.object("result").objects("list")).as(path).isEmpty();
        }
      }
    }
  }
}
