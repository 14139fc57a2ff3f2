package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.market.MarketHistory.Price;
import ringside.journal.codec.Side;

class MarketHistoryTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MINUTE_NS = 60 * SECOND_NS;
  private static final long DAY_NS = 1_440 * MINUTE_NS;
  private static final long E9 = 1_000_000_000L;

  /** A Thursday near the end of a month, some time into a minute. */
  private static final long START_NS =
      Instant.parse("2026-01-29T23:41:17.123Z").toEpochMilli() * 1_000_000L;

  @Test
  void candlesOfEveryIntervalAreThoseOfANaiveOracle() {
    MarketHistory history = new MarketHistory(new Silent(), START_NS);
    Dice dice = new Dice(11);
    List<long[]> trades = new ArrayList<>();
    long nowNs = START_NS;
    long priceE9 = 100 * E9;
    while (nowNs < START_NS + 4 * DAY_NS) {
      nowNs += (long) (dice.exponential(90) * SECOND_NS) + 1;
      priceE9 += dice.below(21) * E9 / 10 - E9;
      long quantityE9 = (1 + dice.below(1_000)) * E9 / 1_000;
      history.onTrade(0, nowNs, trades.size() + 1, Side.BUY, priceE9, quantityE9);
      trades.add(new long[] {nowNs, priceE9, quantityE9});
    }
    for (BarInterval interval : BarInterval.values()) {
      List<Bar> bars =
          history.candles(0, Price.LAST, interval, Long.MIN_VALUE, Long.MAX_VALUE, 100_000);
      List<Bar> expected = oracle(trades, interval);
      assertThat(bars).as(interval.word()).isEqualTo(expected.subList(0, bars.size()));
      assertThat(bars)
          .hasSize(Math.min(expected.size(), interval == BarInterval.M1 ? 10_080 : 1_500));
      assertThat(history.forming(0, Price.LAST, interval)).isEqualTo(expected.get(0));
    }
  }

  /** Newest first, from a list of all trades, with the calendar of java.time. */
  private static List<Bar> oracle(List<long[]> trades, BarInterval interval) {
    List<Bar> bars = new ArrayList<>();
    long startNs = startOf(trades.get(0)[0], interval);
    long closeE9 = trades.get(0)[1];
    long newestNs = trades.get(trades.size() - 1)[0];
    int next = 0;
    while (startNs <= newestNs) {
      long endNs = endOf(startNs, interval);
      long openE9 = closeE9;
      long highE9 = openE9;
      long lowE9 = openE9;
      long volumeE9 = 0;
      long turnoverE4 = 0;
      long lastNs = startNs;
      for (; next < trades.size() && trades.get(next)[0] < endNs; next++) {
        long[] trade = trades.get(next);
        closeE9 = trade[1];
        highE9 = Math.max(highE9, closeE9);
        lowE9 = Math.min(lowE9, closeE9);
        volumeE9 += trade[2];
        turnoverE4 += trade[1] / 100_000_000L * (trade[2] / 1_000_000L);
        lastNs = trade[0];
      }
      bars.add(
          0, new Bar(startNs, endNs, openE9, highE9, lowE9, closeE9, volumeE9, turnoverE4, lastNs));
      startNs = endNs;
    }
    return bars;
  }

  private static long startOf(long timeNs, BarInterval interval) {
    LocalDate day = Instant.ofEpochSecond(timeNs / E9).atZone(ZoneOffset.UTC).toLocalDate();
    return switch (interval) {
      case DAY -> ns(day);
      case WEEK -> ns(day.minusDays(day.getDayOfWeek().getValue() - 1L));
      case MONTH -> ns(day.withDayOfMonth(1));
      default -> timeNs - timeNs % (Long.parseLong(interval.word()) * MINUTE_NS);
    };
  }

  private static long endOf(long startNs, BarInterval interval) {
    LocalDate day = Instant.ofEpochSecond(startNs / E9).atZone(ZoneOffset.UTC).toLocalDate();
    return switch (interval) {
      case DAY -> ns(day.plusDays(1));
      case WEEK -> ns(day.plus(1, ChronoUnit.WEEKS));
      case MONTH -> ns(day.plusMonths(1));
      default -> startNs + Long.parseLong(interval.word()) * MINUTE_NS;
    };
  }

  private static long ns(LocalDate day) {
    return day.toEpochDay() * DAY_NS;
  }

  @Test
  void aRangeGivesTheNewestCandlesInItThatBeginInIt() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    for (int minute = 0; minute < 10; minute++) {
      history.onTrade(0, minute * MINUTE_NS, minute, Side.BUY, (100 + minute) * E9, E9);
    }
    assertThat(history.candles(0, Price.LAST, BarInterval.M1, 2 * MINUTE_NS, 6 * MINUTE_NS, 3))
        .extracting(Bar::startNs)
        .containsExactly(6 * MINUTE_NS, 5 * MINUTE_NS, 4 * MINUTE_NS);
    assertThat(history.candles(0, Price.LAST, BarInterval.M1, 8 * MINUTE_NS + 1, DAY_NS, 9))
        .extracting(Bar::startNs)
        .containsExactly(9 * MINUTE_NS);
    assertThat(history.candles(0, Price.LAST, BarInterval.M1, -DAY_NS, -1, 9)).isEmpty();
  }

  @Test
  void timeAloneClosesCandlesAndLeavesFlatOnes() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    history.onTrade(0, 5, 1, Side.SELL, 7 * E9, 2 * E9);
    history.advance(3 * MINUTE_NS);
    assertThat(history.forming(0, Price.LAST, BarInterval.M1))
        .isEqualTo(
            new Bar(
                3 * MINUTE_NS, 4 * MINUTE_NS, 7 * E9, 7 * E9, 7 * E9, 7 * E9, 0, 0, 3 * MINUTE_NS));
    assertThat(history.candles(0, Price.LAST, BarInterval.M1, 0, DAY_NS, 10)).hasSize(4);
    assertThat(history.forming(0, Price.MARK, BarInterval.M1)).isNull();
  }

  @Test
  void aCenturyOfSilenceCostsNoMoreThanWhatIsKept() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    history.onTrade(0, 5, 1, Side.SELL, 7 * E9, 2 * E9);
    history.onTicker(0, 6, 7 * E9, 7 * E9, 100 * E9);
    history.advance(36_525 * DAY_NS);
    assertThat(history.candles(0, Price.MARK, BarInterval.M1, 0, Long.MAX_VALUE, 1 << 20))
        .hasSize(10_080);
    assertThat(history.openInterest(0, OpenInterestPeriod.MIN5, 0, Long.MAX_VALUE, 5_000))
        .hasSize(1_000);
    assertThat(history.day(0).volumeE9()).isZero();
  }

  @Test
  void recentTradesAreTheNewestThousand() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    for (int i = 1; i <= 1_500; i++) {
      history.onTrade(0, i, 10L * i, i % 2 == 0 ? Side.BUY : Side.SELL, i * E9, E9);
    }
    assertThat(history.recentTrades(0, 2))
        .containsExactly(
            new PublicTrade(1_500, 15_000, 1_500, Side.BUY, 1_500 * E9, E9),
            new PublicTrade(1_499, 14_990, 1_499, Side.SELL, 1_499 * E9, E9));
    assertThat(history.recentTrades(0, 5_000))
        .hasSize(1_000)
        .last()
        .extracting("number")
        .isEqualTo(501L);
    assertThat(history.recentTrades(0, 0)).isEmpty();
  }

  @Test
  void openInterestIsWhatItWasAtFullPeriods() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    history.onTicker(0, MINUTE_NS, 0, 0, 10 * E9);
    history.onTicker(0, 4 * MINUTE_NS, 0, 0, 11 * E9);
    history.onTicker(0, 6 * MINUTE_NS, 0, 0, 12 * E9);
    history.advance(15 * MINUTE_NS);
    assertThat(history.openInterest(0, OpenInterestPeriod.MIN5, 0, Long.MAX_VALUE, 10))
        .containsExactly(
            new Sample(15 * MINUTE_NS, 12 * E9),
            new Sample(10 * MINUTE_NS, 12 * E9),
            new Sample(5 * MINUTE_NS, 11 * E9));
    assertThat(history.openInterest(0, OpenInterestPeriod.MIN15, 0, Long.MAX_VALUE, 10))
        .containsExactly(new Sample(15 * MINUTE_NS, 12 * E9));
  }

  @Test
  void theLastDayForgetsWhatIsOlder() {
    MarketHistory history = new MarketHistory(new Silent(), 0);
    history.onTrade(0, 0, 1, Side.BUY, 500 * E9, 9 * E9);
    history.onTrade(0, 2 * MINUTE_NS, 2, Side.BUY, 100 * E9, E9);
    history.onTrade(0, DAY_NS - MINUTE_NS, 3, Side.BUY, 120 * E9, 2 * E9);
    assertThat(history.day(0).highE9()).isEqualTo(500 * E9);
    assertThat(history.day(0).volumeE9()).isEqualTo(12 * E9);
    history.onTrade(0, DAY_NS + 2 * MINUTE_NS, 4, Side.BUY, 110 * E9, 4 * E9);
    assertThat(history.day(0))
        .isEqualTo(
            new DayStatistics(
                110 * E9,
                120 * E9,
                100 * E9,
                6 * E9,
                (2 * 120 + 4 * 110) * 10_000L,
                500 * E9,
                100 * E9,
                -780_000_000L));
  }

  @Test
  void aGeneratedMarketHasAPastThatEndsAtItsFirstPrice() {
    GeneratedMarketSource source = new GeneratedMarketSource(5);
    MarketHistory history = new MarketHistory(source, START_NS);
    for (int symbol = 0; symbol < source.instruments().size(); symbol++) {
      long startE9 = StandardProfiles.all().get(symbol).startPriceE9();
      for (BarInterval each : BarInterval.values()) {
        if (each != BarInterval.WEEK && each != BarInterval.MONTH) {
          for (Price price : Price.values()) {
            assertThat(history.candles(symbol, price, each, 0, Long.MAX_VALUE, 200))
                .as("%s %s", each, price)
                .hasSize(200)
                .allSatisfy(bar -> isWhole(bar, price));
          }
        }
        assertThat(history.forming(symbol, Price.LAST, each).closeE9()).isEqualTo(startE9);
        assertThat(history.forming(symbol, Price.LAST, each).startNs())
            .isEqualTo(each.startOf(START_NS));
      }
      assertThat(history.fundingHistory(symbol, 0, START_NS, 200))
          .hasSize(200)
          .allMatch(each -> each.timeNs() % (480 * MINUTE_NS) == 0 && each.timeNs() <= START_NS);
      assertThat(history.openInterest(symbol, OpenInterestPeriod.DAY1, 0, START_NS, 200))
          .hasSize(200);
      assertThat(history.day(symbol).volumeE9()).isPositive();
      assertThat(history.day(symbol).lastE9()).isEqualTo(startE9);
    }
    assertThat(new MarketHistory(new GeneratedMarketSource(5), START_NS).day(2))
        .isEqualTo(history.day(2));
  }

  private static void isWhole(Bar bar, Price price) {
    assertThat(bar.highE9()).isGreaterThanOrEqualTo(Math.max(bar.openE9(), bar.closeE9()));
    assertThat(bar.lowE9()).isLessThanOrEqualTo(Math.min(bar.openE9(), bar.closeE9()));
    assertThat(bar.lowE9()).isGreaterThan(price == Price.PREMIUM ? -10_000_000 : 0);
    assertThat(bar.volumeE9()).isNotNegative();
  }

  /** Instruments without a market. */
  private static final class Silent implements MarketSource {
    @Override
    public List<Instrument> instruments() {
      return Instruments.defaults();
    }

    @Override
    public long nextNs() {
      return ENDED;
    }

    @Override
    public void advance(MarketSink sink) {
      throw new IllegalStateException("nothing happens");
    }

    @Override
    public void close() {}
  }
}
