package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import ringside.engine.core.TradingCore;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

class GridAllocationTest {
  private static final int EVENTS = 1_000_000;
  private static final int WARM_UP = 200_000;
  private static final int UPDATE_ID =
      RecordLayout.BLOCK_OFFSET + BookDeltaEncoder.updateIdEncodingOffset();

  private final RecordBuffer out = new RecordBuffer(64 << 10, 1 << 20);
  private long nowNs;
  private long updateId = 1;

  @Test
  void twoLegsThatWaitForTheMarketAllocateNothing() {
    GridRig rig =
        new GridRig()
            .given("quantity", "0.01", "levels", "4", "stepPercent", "1")
            .given("takeProfitPercent", "0.5", "maxCycleLoss", "1000", "cap", "100")
            .start("1000");
    assertThat(rig.orders()).hasSize(4);
    nowNs = rig.events.timeNs();
    RecordBuffer cycle = cycle(rig.events);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(rig.core(), cycle, WARM_UP);

    long before = threads.getCurrentThreadAllocatedBytes();
    run(rig.core(), cycle, EVENTS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat((double) allocated / EVENTS).as("bytes an event").isLessThan(0.1);
    assertThat(rig.core().state().halts.strategyHalted(0)).isFalse();
  }

  /** Never as far as a level or a profit. */
  private static RecordBuffer cycle(TestEvents events) {
    long one = Decimals.ONE_E9;
    long price = 1_000 * one;
    long tick = GridRig.TICK;
    events.snapshot(50, 1, new long[] {price - tick, one}, new long[] {price + tick, one});
    for (int i = 0; i < 50; i++) {
      long moved = price + (i - 25) * tick / 10 * 10;
      long[] nothing = {};
      events.delta(50, 0, new long[] {price - (2 + i) * tick, i % 3 * one}, nothing);
      events.trade(moved, one, i % 2 == 0 ? Side.BUY : Side.SELL, "trade");
      events.ticker(false, moved, moved, 0, 0);
      events.tick();
    }
    return events.records();
  }

  private void run(TradingCore core, RecordBuffer cycle, int count) {
    long goal = core.lastSequence() + count;
    MutableDirectBuffer buffer = cycle.buffer();
    while (core.lastSequence() < goal) {
      for (int at = 0; at < cycle.length(); at = CoreHarness.next(cycle, at)) {
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
      }
    }
  }
}
