package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.RecordBuffer;

class ConfigDifferenceTest {
  private static final List<Entry> BEFORE =
      List.of(
          new Entry("limits.openOrders", "100"),
          new Entry("limits.ordersPerSecond", "10"),
          new Entry("accounts.a.index", "3"));
  private static final List<Entry> AFTER =
      List.of(
          new Entry("limits.openOrders", "50"),
          new Entry("limits.onEmergency", "flatten"),
          new Entry("accounts.a.index", "4"));

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents();

  private List<String> run(List<Entry> entries) {
    events.started();
    AccountEvents.config(events, new ArrayList<>(entries));
    return core.feed(events);
  }

  @Test
  void whatIsOtherNewOrGoneIsADifferenceAndAnIndexIsNone() {
    assertThat(ConfigDifference.of(BEFORE, AFTER))
        .extracting(ConfigDifference::toString)
        .containsExactly(
            "limits.openOrders: 100 -> 50",
            "limits.onEmergency: not given -> flatten",
            "limits.ordersPerSecond: 10 -> not given");
  }

  @Test
  void aRunWithAnotherConfigSaysSoAndOneWithTheSameDoesNot() {
    assertThat(run(BEFORE)).isEmpty();
    assertThat(run(BEFORE)).isEmpty();
    assertThat(run(AFTER)).containsExactly("Alert CONFIG_CHANGED news");
    assertThat(run(AFTER)).isEmpty();
  }

  @Test
  void aRestoredCoreComparesWithWhatItRestored() {
    run(BEFORE);
    CoreHarness other = new CoreHarness();
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      other.core().restore(journal.buffer(), at);
    }
    assertThat(other.core().digest()).isEqualTo(core.core().digest());
    TestEvents again = new TestEvents().started();
    AccountEvents.config(again, new ArrayList<>(AFTER));
    assertThat(other.feed(again)).containsExactly("Alert CONFIG_CHANGED news");
  }
}
