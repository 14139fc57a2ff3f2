package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.ALL;
import static ringside.engine.testing.RiskRig.e9;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.core.state.EmergencyPhase;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderTable;
import ringside.engine.core.state.RiskEntry;
import ringside.engine.testing.RiskRig;
import ringside.engine.testing.RiskText;
import ringside.engine.testing.TroubledVenue;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;

/** An emergency comes to its end whatever the venue does, and does no more than it should. */
class EmergencyRulesTest {
  private final RiskRig rig = new RiskRig();
  private TroubledVenue venue;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  /** Both legs hold something, with a take-profit each; entries rest on both. */
  private void trade(long seed, double trouble) {
    rig.begin("limits.ordersPerSecond", "1000");
    venue = new TroubledVenue(rig, 0, seed, trouble);
    rig.onDecision(venue::decision);
    Random random = new Random(seed);
    rig.wants(0, 0, this::entries);
    do {
      rig.trade(0);
      venue.pass(1_000);
    } while (venue.sizeE9(Leg.LONG) == 0 || venue.sizeE9(Leg.SHORT) == 0);
    rig.wants(0, 0, this::profits);
    rig.trade(0);
    rig.wantsNothing();
    venue.pass(random.nextInt(3_000));
  }

  private void entries(Proposals out) {
    out.place(Side.BUY, Leg.LONG, e9("9.5"));
    out.place(Side.BUY, Leg.LONG, e9("8"));
    out.place(Side.SELL, Leg.SHORT, e9("4.25"));
    out.place(Side.BUY, Leg.LONG, e9("3")).limit(e9("99"), TimeInForce.GTC);
    out.place(Side.SELL, Leg.SHORT, e9("2")).limit(e9("101"), TimeInForce.GTC);
  }

  private void profits(Proposals out) {
    out.place(Side.SELL, Leg.LONG, venue.sizeE9(Leg.LONG))
        .limit(e9("103"), TimeInForce.GTC)
        .reduceOnly();
    out.place(Side.BUY, Leg.SHORT, venue.sizeE9(Leg.SHORT))
        .limit(e9("97"), TimeInForce.GTC)
        .reduceOnly();
  }

  private RiskEntry entry() {
    return rig.harness().core().state().risk.at(0, 0);
  }

  private void passUntilDone(int mostSeconds) {
    for (int i = 0; i < 4 * mostSeconds && entry().phase() != EmergencyPhase.DONE; i++) {
      venue.pass(250);
    }
    assertThat(entry().phase()).isEqualTo(EmergencyPhase.DONE);
  }

  @Test
  void onAGoodDayBothLegsAreFlatWithinSeconds() {
    trade(1, 0);
    List<String> decisions = new ArrayList<>();
    rig.onDecision(
        (buffer, offset) -> {
          venue.decision(buffer, offset);
          String text = RiskText.of(buffer, offset);
          if (text.startsWith("risk") || text.startsWith("place") || text.startsWith("ask")) {
            decisions.add(text);
          }
        });
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(4);
    String risk = "risk a0 operator EMERGENCY FLATTEN ";
    String none = " limit - value -";
    assertThat(decisions)
        .containsExactly(
            risk + "operator" + none,
            risk + "checking that no opening order is left" + none,
            "ask a0 OPEN_ORDERS",
            risk + "closing positions" + none,
            "place a0 i0 SELL LONG 10 reduce-only",
            "place a0 i0 SELL LONG 7.5 reduce-only",
            "place a0 i0 BUY SHORT 4.25 reduce-only",
            risk + "checking that positions are closed" + none,
            "ask a0 OPEN_ORDERS",
            "ask a0 POSITIONS",
            risk + "done" + none);
    assertThat(venue.opening()).isZero();
    assertThat(venue.reducing()).as("take-profits of nothing").isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void flattenEndsWithNothingOpenAtTheVenue(long seed) {
    trade(seed, 1);
    int before = venue.placedNs().size();
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    for (int i = 0; i < 8; i++) {
      venue.fillSome(e9("1"));
      venue.pass(300);
    }
    passUntilDone(180);
    assertThat(venue.sizeE9(Leg.LONG)).as("long").isZero();
    assertThat(venue.sizeE9(Leg.SHORT)).as("short").isZero();
    assertThat(venue.opening()).as("opening orders").isZero();
    assertThat(venue.largestE9()).as("the venue's maximum").isLessThanOrEqualTo(e9("10"));
    List<Long> placed = venue.placedNs().subList(before, venue.placedNs().size());
    assertThat(paced(placed)).as("at most ten orders within a second").isTrue();
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
    rig.operator(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL);
    assertThat(rig.feed()).last().isEqualTo("done: cleared: operator of a0");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepTakesBackWhatOpensAndLeavesWhatReduces(long seed) {
    trade(seed, 1);
    rig.operator(OperatorAction.STOP, 0, ALL, Leg.NULL_VAL).feed();
    long longE9 = venue.sizeE9(Leg.LONG);
    passUntilDone(180);
    assertThat(venue.opening()).as("opening orders").isZero();
    assertThat(venue.sizeE9(Leg.LONG)).as("late fills only add").isGreaterThanOrEqualTo(longE9);
  }

  @Test
  void takeProfitsStayWhenPositionsAreKept() {
    trade(1, 0);
    rig.operator(OperatorAction.STOP, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(4);
    assertThat(venue.opening()).isZero();
    assertThat(venue.reducing()).isEqualTo(2);
    assertThat(venue.sizeE9(Leg.LONG)).isEqualTo(e9("17.5"));
  }

  @Test
  void oneLegIsClosedAndTheOtherLeftAlone() {
    trade(1, 0);
    rig.operator(OperatorAction.FLATTEN, 0, 0, Leg.LONG).feed();
    passUntilDone(6);
    assertThat(venue.sizeE9(Leg.LONG)).isZero();
    assertThat(venue.sizeE9(Leg.SHORT)).isEqualTo(e9("4.25"));
    assertThat(venue.opening()).as("the short leg's entry").isEqualTo(1);
    assertThat(venue.reducing()).as("the short leg's profit").isEqualTo(1);
  }

  @Test
  void nobodyElseTradesALegThatIsBeingClosed() {
    trade(1, 0);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    rig.wants(0, 0, this::profits);
    assertThat(rig.trade(0))
        .containsExactly("refused emergency limit - value -", "refused emergency limit - value -");
  }

  @Test
  void aPositionThatTheVenueHasAfterAllIsClosedToo() {
    trade(1, 0);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    for (int i = 0; i < 400 && entry().phase() != EmergencyPhase.CHECKING; i++) {
      venue.pass(10);
    }
    assertThat(entry().phase()).isEqualTo(EmergencyPhase.CHECKING);
    rig.onDecision((buffer, offset) -> {});
    rig.events.afterMs(1_000);
    rig.numbersFrom(1_000_000).position(0, 0, Leg.LONG, "0.5").feed();
    assertThat(rig.tick(250))
        .containsExactly(
            "risk a0 operator EMERGENCY FLATTEN closing positions limit - value -",
            "place a0 i0 SELL LONG 0.5 reduce-only");
  }

  @Test
  void aFillThatComesAfterTheEndIsClosedToo() {
    trade(1, 0);
    OrderState entry = entryOf(Leg.LONG);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(6);
    List<String> decisions = new ArrayList<>();
    rig.onDecision(
        (buffer, offset) -> {
          venue.decision(buffer, offset);
          decisions.add(RiskText.of(buffer, offset));
        });
    venue.filledAfterAll(entry.venueId().toString(), e9("3"));
    venue.pass(1_000);
    assertThat(decisions)
        .contains(
            "risk a0 operator EMERGENCY FLATTEN closing positions limit - value -",
            "place a0 i0 SELL LONG 3 reduce-only");
    passUntilDone(6);
    assertThat(venue.sizeE9(Leg.LONG)).isZero();
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  @Test
  void whatSomebodyOpensByHandAfterTheEndIsLeftToHim() {
    trade(1, 0);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(6);
    rig.onDecision((buffer, offset) -> {});
    rig.numbersFrom(1_000_000).position(0, 0, Leg.LONG, "0.5").feed();
    for (int i = 0; i < 8; i++) {
      assertThat(rig.tick(250)).noneMatch(text -> text.startsWith("place"));
    }
    assertThat(entry().phase()).isEqualTo(EmergencyPhase.DONE);
  }

  @Test
  void whatComesAfterTheEndIsClosedAndWhatSomebodyOpenedByHandStays() {
    trade(1, 0);
    OrderState entry = entryOf(Leg.LONG);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(6);
    venue.byHand(Leg.SHORT, e9("2"));
    venue.byHand(Leg.LONG, e9("1"));
    venue.pass(1_000);
    assertThat(entry().phase()).isEqualTo(EmergencyPhase.DONE);
    venue.filledAfterAll(entry.venueId().toString(), e9("3"));
    venue.pass(1_000);
    passUntilDone(6);
    assertThat(venue.sizeE9(Leg.LONG)).as("what ours opened is closed").isEqualTo(e9("1"));
    assertThat(venue.sizeE9(Leg.SHORT)).as("the user's other leg").isEqualTo(e9("2"));
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    venue.pass(1_000);
    passUntilDone(6);
    assertThat(venue.sizeE9(Leg.SHORT)).as("asked for again, all is closed").isZero();
  }

  private OrderState entryOf(Leg leg) {
    OrderTable orders = rig.account(0).orders;
    for (int i = 0; i < orders.liveCount(); i++) {
      if (orders.live(i).opens() && orders.live(i).leg() == leg) {
        return orders.live(i);
      }
    }
    throw new AssertionError("no entry rests");
  }

  @Test
  void ticksAloneCarryALargePositionToItsEnd() {
    rig.begin("limits.ordersPerSecond", "1000");
    venue = new TroubledVenue(rig, 0, 1, 0);
    rig.onDecision(venue::decision);
    rig.wants(
        0,
        0,
        out -> {
          for (int i = 0; i < 8; i++) {
            out.place(Side.BUY, Leg.LONG, e9("10"));
          }
        });
    rig.trade(0);
    rig.trade(0);
    rig.trade(0);
    rig.wantsNothing();
    venue.pass(1_000);
    assertThat(venue.sizeE9(Leg.LONG)).isEqualTo(e9("240"));
    int before = venue.placedNs().size();
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    passUntilDone(10);
    assertThat(venue.sizeE9(Leg.LONG)).isZero();
    List<Long> sent = venue.placedNs().subList(before, venue.placedNs().size());
    assertThat(sent).as("the venue's maximum each, and none too many").hasSize(24);
    assertThat(paced(sent)).isTrue();
  }

  @Test
  void whileNobodyAnswersItIsSentAgainAtABoundedRate() {
    trade(1, 0);
    List<Long> sent = new ArrayList<>();
    rig.onDecision(
        (buffer, offset) -> {
          if (RiskText.of(buffer, offset).startsWith("place")) {
            sent.add(rig.events.timeNs());
          }
        });
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    for (int i = 0; i < 4 * 60; i++) {
      rig.tick(250);
    }
    assertThat(entry().phase()).isEqualTo(EmergencyPhase.CLOSING);
    assertThat(sent).as("three orders, every 5 s at most").hasSizeBetween(9, 36);
    assertThat(paced(sent)).isTrue();
    rig.numbersFrom(1_000_000).position(0, 0, Leg.LONG, "0").position(0, 0, Leg.SHORT, "0").feed();
    int before = sent.size();
    for (int i = 0; i < 8; i++) {
      rig.tick(250);
    }
    assertThat(sent).as("nothing is left to close").hasSize(before);
  }

  private static boolean paced(List<Long> sentNs) {
    for (int i = 0; i + 10 < sentNs.size(); i++) {
      if (sentNs.get(i + 10) - sentNs.get(i) < EmergencyRules.PACE_NS) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aRestartGoesOnWhereItWas() {
    trade(3, 0);
    rig.operator(OperatorAction.FLATTEN, 0, ALL, Leg.NULL_VAL).feed();
    venue.pass(50);
    assertThat(entry().phase()).isNotEqualTo(EmergencyPhase.DONE);
    rig.begin();
    passUntilDone(60);
    assertThat(venue.sizeE9(Leg.LONG)).isZero();
    assertThat(venue.sizeE9(Leg.SHORT)).isZero();
    assertThat(venue.opening()).isZero();
  }
}
