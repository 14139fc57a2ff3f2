package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.START_NS;
import static ringside.adapters.sim.Bench.e9;

import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.adapters.sim.market.GeneratedMarketSource;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

class VenueOnGeneratedMarketTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int MINUTES = 4;

  private VenueLog log;
  private Venue venue;

  /** Quotes the best prices of both sides anew every few seconds; returns what was filled. */
  private long quoted(FillModel model) {
    VenueConfig config =
        new VenueConfig(
            3,
            START_NS,
            model,
            LatencyModel.NONE,
            LatencyModel.NONE,
            List.of(new VenueConfig.AccountSpec("maker", 1, "USDT", e9("1000000"))),
            true);
    log = new VenueLog();
    venue = new Venue(config, new GeneratedMarketSource(11), log);
    venue.advance(START_NS + SECOND_NS);
    for (int i = 0; i < MINUTES * 20; i++) {
      venue.submit(venue.nowNs(), i, new VenueRequest.CancelAll(0, 0, VenueRequest.Filter.ALL, ""));
      PriceBook book = venue.book(0);
      if (book.bidCount() > 0 && book.askCount() > 0) {
        quote(Side.BUY, book.bidPriceE9(0));
        quote(Side.SELL, book.askPriceE9(0));
      }
      venue.advance(venue.nowNs() + 3 * SECOND_NS);
      assertUncrossed();
    }
    return log.executions.stream()
        .filter(VenueExecution::maker)
        .mapToLong(VenueExecution::quantityE9)
        .sum();
  }

  private void quote(Side side, long priceE9) {
    venue.submit(
        venue.nowNs(),
        0,
        new VenueRequest.Place(
            0,
            0,
            "",
            side,
            OrderType.LIMIT,
            TimeInForce.POST_ONLY,
            priceE9,
            e9("0.05"),
            0,
            false,
            false,
            0,
            0,
            TriggerBy.LAST,
            TriggerSpec.NONE,
            TriggerSpec.NONE,
            true));
    assertThat(log.lastReply().code()).isEqualTo(RetCode.OK);
  }

  private void assertUncrossed() {
    for (int symbol = 0; symbol < venue.instruments().size(); symbol++) {
      PriceBook book = venue.book(symbol);
      if (book.bidCount() > 0 && book.askCount() > 0) {
        assertThat(book.bidPriceE9(0)).isLessThan(book.askPriceE9(0));
      }
    }
  }

  @Test
  void theModelsFillAsMuchAsTheirNamesSay() {
    long optimist = quoted(FillModel.OPTIMISTIC);
    long queue = quoted(FillModel.QUEUE);
    long pessimist = quoted(FillModel.PESSIMISTIC);
    assertThat(optimist).isGreaterThan(queue);
    assertThat(queue).isGreaterThan(pessimist);
    assertThat(pessimist).isPositive();
  }

  @Test
  void theSameSessionIsToldTheSameTwice() {
    quoted(FillModel.QUEUE);
    List<String> once = log.lines;
    quoted(FillModel.QUEUE);
    assertThat(log.lines).isEqualTo(once);
  }
}
