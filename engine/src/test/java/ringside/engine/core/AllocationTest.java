package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class AllocationTest {
  private static final int EVENTS = 2_000_000;
  private static final int WARM_UP = 200_000;
  private static final long START = 1_000_000_000_000L;
  private static final int UPDATE_ID =
      RecordLayout.BLOCK_OFFSET + BookDeltaEncoder.updateIdEncodingOffset();

  private final RecordBuffer out = new RecordBuffer(64 << 10, 1 << 20);
  private long updateId = 1;
  private long nowNs = START;
  private int digests;

  @Test
  void decidingBooksTradesTickersCandlesAndTicksAllocatesNothing() {
    TradingCore core = new TradingCore(1);
    TestEvents events = new TestEvents().at(START);
    RecordBuffer first = events.started().connected().records();
    decideAll(core, first);
    first.clear();
    RecordBuffer cycle = cycle(events);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(core, cycle, WARM_UP);

    long before = threads.getCurrentThreadAllocatedBytes();
    run(core, cycle, EVENTS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat((double) allocated / EVENTS).as("bytes an event").isLessThan(0.1);
    assertThat(digests).as("digests were among it").isGreaterThan(10);
    assertThat(core.state().books.find(0, 50).gaps()).isZero();
    assertThat(core.state().books.find(0, 50).bids().size()).isGreaterThan(10);
  }

  @Test
  void accountsAndARestingStrategyAllocateNothing() {
    TradingCore core = CoreHarness.newCore();
    TestEvents events = new TestEvents().at(START);
    AccountEvents account = new AccountEvents(events, 0, 0);
    events.started();
    AccountEvents.config(events, quotes());
    account.connected(1);
    events.connected().defined(1, 1, RulesSource.VENUE).ticker(true, 1_000, 1_000, 1, 1);
    account.emptyReports(1);
    decideAll(core, events.records());
    events.records().clear();
    RecordBuffer cycle = accountCycle(events, account);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(core, cycle, WARM_UP);

    long before = threads.getCurrentThreadAllocatedBytes();
    run(core, cycle, EVENTS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat((double) allocated / EVENTS).as("bytes an event").isLessThan(0.1);
    assertThat(core.state().halts.halted(0)).isFalse();
    assertThat(core.state().accounts.find(0).executions.size()).isEqualTo(20);
    assertThat(core.state().accounts.find(0).orders.liveCount()).isGreaterThan(20);
  }

  private static List<ConfigRecords.Entry> quotes() {
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    String[][] values = {
      {"kind", "quotes"},
      {"parameters.quantity", "0.000000010"},
      {"parameters.maxPosition", "1"},
      {"parameters.distance", "0.00001"},
      {"parameters.drift", "0.5"},
      {"parameters.mode", "one-way"},
      {"parameters.style", "rest"},
      {"index", "0"},
      {"accountIndex", "0"},
      {"instrumentIndex", "0"},
    };
    for (String[] value : values) {
      entries.add(new ConfigRecords.Entry("strategies.q." + value[0], value[1]));
    }
    String[] limits = {"exposure.symbol", "exposure.engine", "drawdownPercent.stopOpening"};
    for (String limit : limits) {
      entries.add(new ConfigRecords.Entry("limits." + limit, "50"));
    }
    return entries;
  }

  /** Orders, executions, positions and wallet as they come again and again, books between. */
  private static RecordBuffer accountCycle(TestEvents events, AccountEvents account) {
    events.snapshot(50, 1, new long[] {1_000, 5}, new long[] {1_001, 5});
    for (int i = 0; i < 20; i++) {
      events.delta(50, 0, new long[] {990 - i, i % 3}, new long[] {1_010 + i, i % 2});
      String id = "by-hand-" + i;
      account.order(id, "v" + i, OrderStatus.NEW, 100, 0, 900, START + i);
      account.execution("e" + i, id, "v" + i, Side.BUY, 1, i + 1);
      account.position(Leg.ONE_WAY, 20, 100, Long.MIN_VALUE).wallet(i, Long.MIN_VALUE);
      account.totals(1_000_000 + i, i, 0, 100_000_000);
      account.accepted(1, 1, "v" + i, id);
      events.tick();
    }
    return events.records();
  }

  /** What can be fed again and again: a whole book, deltas that follow, and all the rest. */
  private static RecordBuffer cycle(TestEvents events) {
    long[] bids = new long[30];
    long[] asks = new long[30];
    for (int i = 0; i < bids.length; i += 2) {
      bids[i] = 1_000L - i;
      asks[i] = 1_001L + i;
      bids[i + 1] = 1L + i;
      asks[i + 1] = 1L + i;
    }
    events.snapshot(50, 1, bids, asks);
    for (int i = 0; i < 100; i++) {
      events.delta(50, 0, new long[] {990 - i, i % 3}, new long[] {1_010 + i, i % 2});
      events.delta(50, 0, new long[] {1_000, 1 + i}, new long[] {1_001, 1 + i});
      events.trade(1_000 + i, 1, i % 2 == 0 ? Side.BUY : Side.SELL, "trade");
      events.ticker(i % 10 == 0, 1_000 + i, Long.MIN_VALUE, i, i);
      events.candle(1, 60L * i, 1_000 + i, i % 2 == 0);
      events.tick();
    }
    return events.records();
  }

  private void run(TradingCore core, RecordBuffer cycle, int count) {
    long goal = core.lastSequence() + count;
    while (core.lastSequence() < goal) {
      decideAll(core, cycle);
    }
  }

  private void decideAll(TradingCore core, RecordBuffer records) {
    MutableDirectBuffer buffer = records.buffer();
    for (int at = 0; at < records.length(); at = CoreHarness.next(records, at)) {
      nowNs += 1_000_000;
      RecordLayout.sequence(buffer, at, core.lastSequence() + 1);
      RecordLayout.timeNs(buffer, at, nowNs);
      int template = RecordLayout.templateId(buffer, at);
      if (template == BookDeltaEncoder.TEMPLATE_ID) {
        buffer.putLong(at + UPDATE_ID, ++updateId, ByteOrder.LITTLE_ENDIAN);
      } else if (template == BookSnapshotEncoder.TEMPLATE_ID) {
        updateId = 1;
      }
      out.clear();
      core.decide(buffer, at, out);
      digests += out.recordCount();
    }
  }
}
