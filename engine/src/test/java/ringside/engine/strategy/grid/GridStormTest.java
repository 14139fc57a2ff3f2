package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.engine.core.TradingCore;
import ringside.engine.testing.CoreHarness;
import ringside.journal.codec.Leg;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * What the venue says comes in any order and more than once, orders fill in parts, are cut and
 * taken away: at the venue there are never two take-profits or two entries of a leg, no profit is
 * larger than its leg and no leg larger than its plan; and when it is calm again, each leg that
 * holds something has its take-profit.
 */
class GridStormTest {
  private static final int LEVELS = 5;
  private static final int STEPS = 400;

  private GridRig rig(String entry) {
    GridRig rig =
        new GridRig()
            .given("quantity", "0.01", "levels", Integer.toString(LEVELS), "stepPercent", "0.2")
            .given("multiplier", "1.5", "takeProfitPercent", "0.2", "retries", "1000")
            .given("retryDelay", "1s", "entry", entry, "touchThen", "market")
            .given("touchRequote", "500ms", "touchDriftPercent", "5");
    return rig.start("1000");
  }

  @Test
  @Tag("slow")
  void norDoesItMindManyMoreStorms() {
    for (int seed = 1_000; seed < 1_400; seed++) {
      whateverTheOrderOfMessagesTheVenueSeesOneGrid(seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whateverTheOrderOfMessagesTheVenueSeesOneGrid(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GridRig rig = rig(seed % 3 == 0 ? "touch" : "market");
    List<GridVenue.Message> told = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      step(rig, random, told);
      notBeyondPlan(rig, "seed " + seed + ", step " + i);
    }
    rig.pass(45);
    calm(rig, "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24})
  void afterARestartAtAnyEventItDecidesTheSame(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GridRig rig = rig(seed % 2 == 0 ? "touch" : "market");
    List<GridVenue.Message> told = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      step(rig, random, told);
    }
    RecordBuffer journal = rig.core.journal();
    List<Integer> events = new ArrayList<>();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      if (RecordLayout.ordinal(journal.buffer(), at) == 0) {
        events.add(at);
      }
    }
    for (int cut = 0; cut < events.size(); cut += 1 + random.nextInt(4)) {
      goesOn(journal, events, cut, "seed " + seed + ", restarted after event " + cut);
    }
  }

  /** Restores what is before the cut, decides what is behind it, and compares every byte. */
  private static void goesOn(RecordBuffer journal, List<Integer> events, int cut, String what) {
    TradingCore core = CoreHarness.newCore();
    int cutAt = events.get(cut);
    int at = 0;
    for (; at < cutAt; at = CoreHarness.next(journal, at)) {
      core.restore(journal.buffer(), at);
    }
    RecordBuffer decided = new RecordBuffer(64 << 10, 16 << 20);
    for (int i = cut; i < Math.min(events.size(), cut + 25); i++) {
      int from = CoreHarness.next(journal, events.get(i));
      int to = i + 1 < events.size() ? events.get(i + 1) : journal.length();
      decided.clear();
      core.decide(journal.buffer(), events.get(i), decided);
      byte[] recorded = new byte[to - from];
      journal.buffer().getBytes(from, recorded);
      assertThat(Arrays.equals(CoreHarness.bytes(decided), recorded))
          .as("%s: %s", what, CoreHarness.texts(decided))
          .isTrue();
    }
  }

  private static void step(GridRig rig, SplittableRandom random, List<GridVenue.Message> told) {
    GridVenue venue = rig.venue;
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        rig.events.afterMs(random.nextInt(2_000));
        long ticks = venue.price / GridRig.TICK + random.nextInt(41) - 20;
        venue.moveTo(ticks * GridRig.TICK);
      }
      case 2 -> partOfAProfit(venue, random);
      case 3 -> venue.partials.add(random.nextInt(3) * 2L * GridRig.LOT);
      case 4 -> {
        if (random.nextInt(4) == 0) {
          takenAway(venue, random);
        }
      }
      case 5 -> {
        if (!told.isEmpty()) {
          venue.deliver(told.get(random.nextInt(told.size())));
        }
      }
      case 6 -> {
        rig.events.afterMs(250).tick();
        venue.feed();
      }
      case 7 -> venue.refuses = random.nextInt(5) == 0 ? 1 : 0;
      default -> {
        int count = Math.max(random.nextInt(5), venue.said.size() - 12);
        for (int i = count; i >= 0 && !venue.said.isEmpty(); i--) {
          told.add(deliverAny(venue, random));
        }
      }
    }
  }

  private static GridVenue.Message deliverAny(GridVenue venue, SplittableRandom random) {
    List<GridVenue.Message> said = new ArrayList<>(venue.said);
    // What is never told is a lost message, which an audit brings: not what is tried here.
    GridVenue.Message message = said.remove(random.nextInt(Math.min(8, said.size())));
    venue.said.clear();
    venue.said.addAll(said);
    venue.deliver(message);
    return message;
  }

  private static void partOfAProfit(GridVenue venue, SplittableRandom random) {
    for (GridVenue.Order profit : venue.live(GridLeg.PROFIT_TAG)) {
      long lots = profit.leaves() / GridRig.LOT;
      if (random.nextBoolean() && lots > 1) {
        long part = (1 + random.nextLong(lots - 1)) * GridRig.LOT;
        venue.fill(profit, profit.price, part, 0);
      }
    }
  }

  private static void takenAway(GridVenue venue, SplittableRandom random) {
    List<GridVenue.Order> live =
        venue.byClientId.values().stream().filter(GridVenue.Order::live).toList();
    if (!live.isEmpty()) {
      venue.cancel(live.get(random.nextInt(live.size())));
    }
  }

  /** All levels of a plan together, and a level that was entered once more because it was late. */
  private static void notBeyondPlan(GridRig rig, String what) {
    long first = GridRig.e9("0.01");
    long plan = 0;
    long factor = Decimals.ONE_E9;
    for (int i = 0; i < LEVELS; i++) {
      plan += Decimals.multiplyE9(first, factor) / GridRig.LOT * GridRig.LOT;
      factor = Decimals.multiplyE9(factor, GridRig.e9("1.5"));
    }
    assertThat(rig.venue.size[0]).as(what).isLessThanOrEqualTo(plan);
    assertThat(rig.venue.size[1]).as(what).isLessThanOrEqualTo(plan);
  }

  private static void calm(GridRig rig, String what) {
    for (Leg leg : List.of(Leg.LONG, Leg.SHORT)) {
      long held = rig.venue.size[leg == Leg.LONG ? 0 : 1];
      List<GridVenue.Order> profits = rig.venue.live(leg, true);
      boolean halted = rig.core().state().risk.stopping(0, 0, leg) != null;
      if (held > 0 && !halted) {
        assertThat(profits).as(what + " " + leg + " holds " + held).hasSize(1);
        assertThat(profits.get(0).leaves()).as(what + " " + leg).isEqualTo(held);
      } else {
        assertThat(profits.size()).as(what + " " + leg).isLessThanOrEqualTo(1);
      }
    }
  }
}
