package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.EventStream;
import ringside.journal.codec.OrderRefusedEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** The same events give the same decisions and states, anywhere, decided or restored. */
class DeterminismTest {
  private static final int EVENTS = 2_000;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void twoCoresDecideTheSame(long seed) {
    CoreHarness one = new CoreHarness();
    CoreHarness other = new CoreHarness();

    feed(one, seed);
    feed(other, seed);

    assertThat(CoreHarness.bytes(one.journal())).isEqualTo(CoreHarness.bytes(other.journal()));
    assertThat(one.core().digest()).isEqualTo(other.core().digest());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRestoredCoreIsInTheStateOfTheOneThatDecidedAfterEveryEvent(long seed) {
    RecordBuffer events = new EventStream(seed).write(EVENTS);
    CoreHarness deciding = new CoreHarness();
    TradingCore restored = CoreHarness.newCore();
    int restoredTo = 0;
    for (int at = 0; at < events.length(); at = CoreHarness.next(events, at)) {
      deciding.feed(events.buffer(), at);
      RecordBuffer journal = deciding.journal();
      for (; restoredTo < journal.length(); restoredTo = CoreHarness.next(journal, restoredTo)) {
        restored.restore(journal.buffer(), restoredTo);
      }
      assertThat(restored.digest())
          .as("after event %d", restored.lastSequence())
          .isEqualTo(deciding.core().digest());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRestoredCoreGoesOnAsTheOneThatWasNotInterrupted(long seed) {
    RecordBuffer events = new EventStream(seed).write(EVENTS);
    CoreHarness deciding = new CoreHarness();
    int half = 0;
    while (deciding.core().lastSequence() < EVENTS / 2) {
      deciding.feed(events.buffer(), half);
      half = CoreHarness.next(events, half);
    }
    TradingCore restored = CoreHarness.newCore();
    RecordBuffer journal = deciding.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    RecordBuffer decided = new RecordBuffer(1 << 20, 1 << 20);
    for (int at = half; at < events.length(); at = CoreHarness.next(events, at)) {
      RecordBuffer expected = deciding.feed(events.buffer(), at);
      decided.clear();
      restored.decide(events.buffer(), at, decided);
      assertThat(CoreHarness.bytes(withoutCounts(decided)))
          .as("decisions of event %d", restored.lastSequence())
          .isEqualTo(CoreHarness.bytes(withoutCounts(expected)));
    }
    assertThat(restored.digest()).isEqualTo(deciding.core().digest());
  }

  @Test
  void theStreamsReachEveryKindOfDecision() {
    Set<String> kinds = new TreeSet<>();
    seeds()
        .forEach(
            seed -> {
              CoreHarness core = new CoreHarness();
              feed(core, seed);
              RecordBuffer journal = core.journal();
              for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
                if (RecordLayout.ordinal(journal.buffer(), at) > 0) {
                  kinds.add(CoreHarness.text(journal, at).replaceAll(" [ia]\\d+( d\\d+)?", ""));
                }
              }
            });

    assertThat(kinds)
        .contains(
            "AccountHalted FOLD_FAULT",
            "AccountHalted SUSPECT_EVENT",
            "Alert CLOCK_STEPPED on",
            "Alert OTHER on",
            "CancelOrder",
            "CorrectionApplied",
            "OrderRefused capacity",
            "OperatorAnswered",
            "OrderRefused emergency",
            "OrderRefused margin-rate",
            "OrderRefused unreconciled",
            "PlaceOrder",
            "RequestReport",
            "RiskChanged",
            "Alert SPACE_LOW off",
            "Alert SPACE_LOW on",
            "Alert STREAM_STALE off",
            "Alert STREAM_STALE on",
            "BookGap CROSSED",
            "BookGap MISSED_UPDATE",
            "RequestBook CROSSED",
            "RequestBook MISSED_UPDATE",
            "RequestBook NO_SNAPSHOT",
            "RequestBook RING_FULL",
            "RequestBook VENUE_RESTART",
            "StateDigest");
  }

  @Test
  void localeAndTimeZoneOfTheMachineChangeNothing() {
    CoreHarness here = new CoreHarness();
    feed(here, 7);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String name : new String[] {"tr-TR", "ar-EG", "th-TH-u-nu-thai"}) {
        for (String id : new String[] {"Pacific/Kiritimati", "America/St_Johns"}) {
          Locale.setDefault(Locale.forLanguageTag(name));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          CoreHarness there = new CoreHarness();
          feed(there, 7);
          assertThat(CoreHarness.bytes(there.journal()))
              .as("%s, %s", name, id)
              .isEqualTo(CoreHarness.bytes(here.journal()));
          assertThat(there.core().digest()).isEqualTo(here.core().digest());
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** How often something was refused without being recorded, no record tells who restores. */
  private static RecordBuffer withoutCounts(RecordBuffer decisions) {
    OrderRefusedEncoder refused = new OrderRefusedEncoder();
    for (int at = 0; at < decisions.length(); at = CoreHarness.next(decisions, at)) {
      if (RecordLayout.templateId(decisions.buffer(), at) == OrderRefusedEncoder.TEMPLATE_ID) {
        refused.wrap(decisions.buffer(), at + RecordLayout.BLOCK_OFFSET).count(0);
      }
    }
    return decisions;
  }

  private static void feed(CoreHarness core, long seed) {
    EventStream stream = new EventStream(seed);
    stream.write(EVENTS);
    core.feed(stream.events());
  }
}
