package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.ALL;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.core.state.InstrumentTable;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.RiskRig;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamKind;

/** How accounts stand: margin rate, drawdown, daily loss; what latches, and what comes back. */
class RiskRulesTest {
  private final RiskRig rig = new RiskRig();

  static Stream<Arguments> rates() {
    return Stream.of(
        Arguments.of("0.49", null),
        Arguments.of("0.5", "WARNING limit 0.5 value 0.5"),
        Arguments.of("0.69", null),
        Arguments.of("0.7", "STOP_OPENING limit 0.7 value 0.7"),
        Arguments.of("0.66", null),
        Arguments.of("0.65", null),
        Arguments.of("0.649", "WARNING limit 0.5 value 0.649"),
        Arguments.of("0.69", null),
        Arguments.of("0.72", "STOP_OPENING limit 0.7 value 0.72"),
        Arguments.of("0.44", "NORMAL limit 0.7 value 0.44"),
        Arguments.of("0.71", "STOP_OPENING limit 0.7 value 0.71"),
        Arguments.of("0.46", "WARNING limit 0.5 value 0.46"),
        Arguments.of("0.449", "NORMAL limit 0.5 value 0.449"));
  }

  @Test
  void theMarginRateRisesByItsLimitsAndFallsBelowThemByTheHysteresis() {
    rig.begin();
    rates()
        .forEach(
            rate -> {
              rig.events.afterMs(1_000);
              rig.wallet(0, "1000", "0", (String) rate.get()[0]);
              String expected = (String) rate.get()[1];
              assertThat(rig.feed())
                  .as("at %s", rate.get()[0])
                  .isEqualTo(
                      expected == null ? List.of() : List.of("risk a0 margin-rate " + expected));
            });
    assertThat(rig.harness().core().state().risk.size(0)).isZero();
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  @Test
  void betweenTheWalletsWordsTheRateFollowsTheMark() {
    rig.begin();
    rig.position(0, 0, Leg.LONG, "10").wallet(0, "1000", "0", "0.4").feed();
    rig.mark("80").feed();
    assertThat(rig.tick(250)).containsExactly("risk a0 margin-rate WARNING limit 0.5 value 0.5");
    rig.mark("95").feed();
    assertThat(rig.tick(250))
        .containsExactly("risk a0 margin-rate NORMAL limit 0.5 value 0.421052632");
  }

  @Test
  void anEmergencyIsLatchedUntilItIsClearedAndItsCauseIsGone() {
    rig.begin("limits.onEmergency", "keep");
    rig.wallet(0, "1000", "0", "0.9");
    assertThat(rig.feed())
        .startsWith(
            "risk a0 margin-rate EMERGENCY KEEP maintenance margin to margin balance"
                + " limit 0.85 value 0.9");
    rig.events.afterMs(10);
    rig.wallet(0, "1000", "0", "0.1").feed();
    assertThat(rig.harness().core().state().risk.size(0)).isEqualTo(1);
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0)).contains("refused margin-rate limit 0.85 value 0.9");

    TradingCore restored = rig.restored();
    assertThat(restored.digest()).isEqualTo(rig.harness().core().digest());
    assertThat(restored.state().risk.at(0, 0).latched()).isTrue();

    rig.events.afterMs(10);
    rig.wallet(0, "1000", "0", "0.83").feed();
    rig.operator(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL);
    assertThat(rig.feed())
        .containsExactly("not done: refused: margin-rate of a0: the rate is still 0.83");
  }

  @Test
  void drawdownIsFromThePeakAndTransfersMoveThePeak() {
    rig.begin("limits.drawdownPercent.stopOpening", "10", "limits.drawdownPercent.emergency", "20");
    rig.wallet(0, "1000", "0", "");
    assertThat(rig.feed()).isEmpty();
    rig.events.afterMs(10);
    rig.wallet(0, "1200", "200", "");
    assertThat(rig.feed()).isEmpty();
    // Withdrawn: equity halves, nothing was lost; nor was anything won by the deposit.
    rig.events.afterMs(10);
    rig.wallet(0, "600", "200", "");
    assertThat(rig.feed()).isEmpty();
    rig.transfer(0, "-600").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "1000", "200", "").transfer(0, "400");
    assertThat(rig.feed()).isEmpty();
    assertThat(rig.tick(250)).isEmpty();
    // The peak is 1000 now; 100 lost are 10 %.
    rig.events.afterMs(10);
    rig.wallet(0, "900", "100", "");
    assertThat(rig.feed()).containsExactly("risk a0 drawdown STOP_OPENING limit 10 value 10");
    rig.events.afterMs(10);
    rig.wallet(0, "905", "105", "");
    assertThat(rig.feed()).as("not enough to be over").isEmpty();
    rig.events.afterMs(10);
    rig.wallet(0, "911", "111", "");
    assertThat(rig.feed()).containsExactly("risk a0 drawdown NORMAL limit 10 value 8.9");
    rig.events.afterMs(10);
    rig.wallet(0, "800", "0", "");
    assertThat(rig.feed())
        .startsWith(
            "risk a0 drawdown EMERGENCY KEEP percent below the peak of equity limit 20 value 20");
  }

  @Test
  void drawdownFollowsTheMarkBetweenTheWalletsWords() {
    rig.begin("limits.drawdownPercent.stopOpening", "10");
    rig.position(0, 0, Leg.LONG, "10").position(0, 0, Leg.SHORT, "-4").wallet(0, "1000", "0", "");
    rig.feed();
    rig.mark("110").feed();
    assertThat(rig.tick(250)).as("a new peak of 1060").isEmpty();
    rig.mark("92").feed();
    assertThat(rig.tick(250))
        .containsExactly("risk a0 drawdown STOP_OPENING limit 10 value 10.1886792");
    // The venue's word is the truth, whatever was reckoned.
    rig.events.afterMs(10);
    rig.wallet(0, "1000", "1000", "0", "").feed();
    assertThat(rig.harness().core().state().equity.equityE9(rig.account(0), instruments()))
        .isEqualTo(RiskRig.e9("1000"));
  }

  @Test
  void whatAPositionMadeBeforeItChangedIsKeptUntilTheWalletSpeaks() {
    rig.begin();
    rig.position(0, 0, Leg.LONG, "10").wallet(0, "1000", "0", "").feed();
    rig.mark("105").feed();
    rig.position(0, 0, Leg.LONG, "0").feed();
    rig.mark("50").feed();
    rig.tick(250);
    assertThat(rig.harness().core().state().equity.equityE9(rig.account(0), instruments()))
        .isEqualTo(RiskRig.e9("1050"));
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  @Test
  void clearingADrawdownSaysThatItResetsThePeak() {
    rig.begin("limits.drawdownPercent.stopOpening", "10");
    rig.wallet(0, "1000", "0", "").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "850", "-150", "").feed();
    rig.operator(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL);
    assertThat(rig.feed())
        .containsExactly(
            "risk a0 drawdown NORMAL limit 10 value 15",
            "done: cleared: drawdown of a0 (peak reset from 1000 to 850)");
    assertThat(rig.tick(250)).isEmpty();
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
    rig.events.afterMs(10);
    rig.wallet(0, "764", "-236", "").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "760", "-240", "");
    assertThat(rig.feed()).isEmpty();
    assertThat(rig.harness().core().state().risk.at(0, 0).valueE9())
        .as("from the new peak")
        .isEqualTo(RiskRig.e9("10.1176471"));
  }

  @Test
  void theDayBeginsAtMidnightUtcByEngineTime() {
    Instant start = Instant.ofEpochSecond(0, RiskRig.START);
    assertThat(start).hasToString("2023-11-14T22:13:20Z");
    rig.begin("limits.dailyLoss.stopOpening", "100", "limits.dailyLoss.emergency", "200");
    rig.wallet(0, "1000", "0", "").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "900", "-100", "");
    assertThat(rig.feed()).containsExactly("risk a0 daily-loss STOP_OPENING limit 100 value 100");
    long midnightNs =
        RiskRig.START - RiskRig.START % TimeUnit.DAYS.toNanos(1) + TimeUnit.DAYS.toNanos(1);
    rig.events.at(midnightNs - 1).tick();
    assertThat(rig.feed()).doesNotContain("risk a0 daily-loss NORMAL limit 100 value 0");
    rig.events.at(midnightNs).tick();
    assertThat(rig.feed()).contains("risk a0 daily-loss NORMAL limit 100 value 0");
    rig.events.afterMs(10);
    rig.wallet(0, "801", "-199", "");
    assertThat(rig.feed()).as("99 lost today").isEmpty();
    rig.events.afterMs(10);
    rig.wallet(0, "650", "-350", "");
    assertThat(rig.feed()).first().asString().startsWith("risk a0 daily-loss EMERGENCY KEEP");
    rig.events.after(TimeUnit.DAYS.toNanos(1)).tick();
    rig.feed();
    assertThat(rig.harness().core().state().risk.size(0)).as("latched over days").isEqualTo(1);
  }

  @Test
  void aLimitThatIsRemovedHoldsNothingBackAnyMore() {
    String drawdown = "limits.drawdownPercent.stopOpening";
    String loss = "limits.dailyLoss.stopOpening";
    rig.begin(drawdown, "10", loss, "100");
    rig.wallet(0, "1000", "0", "").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "850", "-150", "");
    assertThat(rig.feed()).hasSize(2).allMatch(text -> text.contains("STOP_OPENING"));
    rig.begin();
    assertThat(rig.tick(250)).as("the wallet has not spoken yet").noneMatch(RiskRulesTest::isRisk);
    rig.wallet(0, "850", "-150", "");
    assertThat(rig.feed())
        .containsExactly(
            "risk a0 drawdown NORMAL limit 10 value 15",
            "risk a0 daily-loss NORMAL limit 100 value 150");
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1");
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  @Test
  void anEmergencyOutlivesTheLimitThatItIsOf() {
    rig.begin("limits.dailyLoss.emergency", "100");
    rig.wallet(0, "1000", "0", "").feed();
    rig.events.afterMs(10);
    rig.wallet(0, "850", "-150", "").feed();
    rig.begin();
    rig.wallet(0, "850", "-150", "").feed();
    rig.tick(250);
    assertThat(rig.harness().core().state().risk.at(0, 0).latched()).isTrue();
  }

  @Test
  void theMarginRateOfAnEarlierRunIsNotJudged() {
    rig.begin();
    rig.position(0, 0, Leg.LONG, "1").wallet(0, "1000", "0", "0.69").feed();
    rig.begin("limits.marginRate.stopOpening", "0.6");
    rig.wallet(0, "1000", "0", "");
    assertThat(rig.feed()).as("it says no rate").noneMatch(RiskRulesTest::isRisk);
    assertThat(rig.tick(250)).noneMatch(RiskRulesTest::isRisk);
    rig.events.afterMs(10);
    rig.wallet(0, "1000", "0", "0.61");
    assertThat(rig.feed()).contains("risk a0 margin-rate STOP_OPENING limit 0.6 value 0.61");
  }

  @Test
  void aRestartBringsNoLossAndForgetsNone() {
    rig.begin("limits.drawdownPercent.stopOpening", "10");
    rig.position(0, 0, Leg.LONG, "10").wallet(0, "1000", "0", "").feed();
    rig.mark("110").feed();
    rig.tick(250);
    rig.begin("limits.drawdownPercent.stopOpening", "10");
    rig.mark("80").feed();
    assertThat(rig.tick(250)).as("the wallet has not spoken yet").noneMatch(RiskRulesTest::isRisk);
    rig.wallet(0, "1080", "1000", "0", "");
    assertThat(rig.feed()).noneMatch(RiskRulesTest::isRisk);
    rig.events.afterMs(1);
    rig.wallet(0, "985", "1000", "0", "");
    assertThat(rig.feed())
        .containsExactly("risk a0 drawdown STOP_OPENING limit 10 value 10.4545455");
  }

  @Test
  void liquidationLatchesTheAccount() {
    rig.begin("accounts.a0.limits.onEmergency", "flatten");
    rig.execution(0, null, "1", ExecutionType.LIQUIDATION, "90");
    assertThat(rig.feed())
        .contains(
            "risk a0 liquidated EMERGENCY FLATTEN the venue changed a position limit - value -");
    rig.execution(0, null, "1", ExecutionType.LIQUIDATION, "90");
    assertThat(rig.feed()).noneMatch(text -> text.contains("the venue changed"));
    assertThat(rig.told()).contains("0 liquidated EMERGENCY", "1 liquidated EMERGENCY");
    rig.wantsToBuy(0, 1, "1", "99");
    assertThat(rig.trade(1)).contains("refused emergency limit - value -");
  }

  @ParameterizedTest
  @MethodSource("policies")
  void aStreamThatDoesNotComeBackIsToldAfterTenAttempts(String policy, List<String> expected) {
    rig.begin("limits.onStreamDown", policy);
    rig.accounts[0].disconnected();
    rig.feed();
    for (int i = 0; i < StreamRules.ATTEMPTS - 1; i++) {
      failed(2 + i);
      assertThat(rig.feed()).isEmpty();
    }
    failed(20);
    assertThat(rig.feed()).containsExactlyElementsOf(expected);
    failed(21);
    assertThat(rig.feed()).as("told once").isEmpty();
    rig.operator(OperatorAction.CLEAR, 0, ALL, Leg.NULL_VAL);
    assertThat(rig.feed())
        .last()
        .isEqualTo(
            policy.equals("resume")
                ? "done: nothing was latched"
                : "not done: refused: stream-down of a0: the stream is still down");
    rig.accounts[0].connected(22);
    assertThat(rig.feed()).contains("alert STREAM_DOWN off x1");
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  static Stream<Arguments> policies() {
    String risk = "risk a0 stream-down EMERGENCY ";
    String rest = " a stream does not come back limit - value -";
    String alert = "alert STREAM_DOWN on x10";
    String verifying = " checking that no opening order is left limit - value -";
    return Stream.of(
        Arguments.of("resume", List.of(alert)),
        Arguments.of(
            "latch",
            List.of(alert, risk + "KEEP" + rest, risk + "KEEP" + verifying, "ask a0 OPEN_ORDERS")),
        Arguments.of(
            "flatten",
            List.of(
                alert,
                risk + "FLATTEN" + rest,
                risk + "FLATTEN" + verifying,
                "ask a0 OPEN_ORDERS")));
  }

  private void failed(int generation) {
    StreamDisconnectedEncoder event = new StreamDisconnectedEncoder();
    event.wrap(
        rig.events.records().buffer(),
        rig.events.records().begin(StreamDisconnectedEncoder.TEMPLATE_ID));
    event
        .header()
        .timeNs(rig.events.afterMs(1_000).timeNs())
        .source(AccountEvents.SOURCE)
        .generation(generation)
        .account(0);
    event.kind(StreamKind.ACCOUNT).reason(DisconnectReason.CONNECT_FAILED).detail("test");
    rig.events.records().end(event.encodedLength());
  }

  private InstrumentTable instruments() {
    return rig.harness().core().state().instruments;
  }

  private static boolean isRisk(String text) {
    return text.startsWith("risk");
  }
}
