package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderIds;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;

/** How often the venue is asked about what nobody knows. */
class SettlingRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private long reports = 50;

  private static String name(int ordinal) {
    byte[] bytes = new byte[OrderIds.MAX_LENGTH];
    int length = OrderIds.write(bytes, 1, 3, ordinal);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  @BeforeEach
  void twoOrdersAreLeftWithoutAnAnswer() {
    events.started();
    account.connected(1);
    core.feed(events);
    for (int i = 1; i <= 3; i++) {
      account.placed(name(i), Side.BUY, 100, 1_000, 2, i);
      core.core().restore(events.records().buffer(), 0);
      events.records().clear();
    }
    core.feed(events.afterMs(1_000).stopped().started());
    account.connected(2);
    core.feed(events.afterMs(1_000));
    account.emptyReports(10);
    core.feed(events);
  }

  private List<String> orderReport() {
    account.reportBegin(++reports, ReportKind.ORDER, events.timeNs());
    account.reportEnd(reports, ReportKind.ORDER, 0, true);
    return core.feed(events);
  }

  private AccountState state() {
    return core.core().state().accounts.find(0);
  }

  @Test
  void oneAfterTheOtherWithoutWaitingForATickAndEachAgainAfterTwoSeconds() {
    assertThat(core.feed(events.afterMs(250).tick())).containsExactly("RequestReport");
    assertThat(core.feed(events.afterMs(90).tick())).as("one at a time").isEmpty();
    assertThat(orderReport()).as("too soon").isEmpty();
    assertThat(core.feed(events.afterMs(10).tick())).containsExactly("RequestReport");
    events.afterMs(100);
    assertThat(orderReport()).containsExactly("RequestReport");
    events.afterMs(100);
    assertThat(orderReport()).as("all were asked about").isEmpty();
    assertThat(core.feed(events.afterMs(1_500).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(250).tick())).containsExactly("RequestReport");
  }

  @Test
  void whileAnOrderIsUnknownAllIsComparedSooner() {
    for (int i = 0; i < 8; i++) {
      assertThat(core.feed(events.afterMs(1_000).tick())).hasSizeLessThan(2);
    }
    assertThat(state().doubtful(events.timeNs(), 0)).isTrue();
    assertThat(core.feed(events.afterMs(2_100).tick()))
        .filteredOn("RequestReport"::equals)
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aFillThatThePositionDoesNotShowIsADoubt() {
    account.position(Leg.ONE_WAY, 0, 5, NONE);
    account.execution("e1", name(1), "v1", Side.BUY, 100, 6);
    core.feed(events);
    assertThat(state().positions.at(0).sizeE9()).isEqualTo(100);
    for (int i = 1; i <= 3; i++) {
      account.order(
          name(i),
          "v" + i,
          ringside.journal.codec.OrderStatus.NEW,
          100,
          i == 1 ? 100 : 0,
          1_000,
          events.timeNs());
    }
    core.feed(events);
    long nowNs = events.timeNs();
    assertThat(state().doubtful(nowNs, 5_000_000_000L)).isFalse();
    assertThat(state().doubtful(nowNs + 5_000_000_000L, 5_000_000_000L)).isTrue();
    account.position(Leg.ONE_WAY, 100, 6, NONE);
    core.feed(events);
    assertThat(state().doubtful(nowNs + 5_000_000_000L, 5_000_000_000L)).isFalse();
  }
}
