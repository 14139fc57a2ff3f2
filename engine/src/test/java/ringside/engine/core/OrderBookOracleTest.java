package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.engine.core.state.BookSide;
import ringside.engine.core.state.OrderBook;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;

class OrderBookOracleTest {
  private static final int MID = 1_000_000;

  private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(1_000_000_000_000L);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aBookFedThroughTheCoreEqualsOneKeptInMaps(long seed) {
    Random random = new Random(seed);
    core.feed(events.started().connected());
    long updateId = 0;
    long changes = 0;
    while (changes < 100_000) {
      boolean whole = updateId == 0 || random.nextInt(500) == 0;
      updateId = whole ? 1 + random.nextInt(1_000_000) : updateId + 1;
      if (whole) {
        bids.clear();
        asks.clear();
      }
      int parts = 1 + random.nextInt(whole ? 8 : 2);
      for (int part = 0; part < parts; part++) {
        long[] newBids = change(random, bids, true);
        long[] newAsks = change(random, asks, false);
        changes += (newBids.length + newAsks.length) / 2;
        boolean last = part == parts - 1;
        if (whole) {
          events.snapshotPart(50, updateId, part, last, newBids, newAsks);
        } else {
          events.deltaPart(50, updateId, part, last, newBids, newAsks);
        }
      }
      assertThat(core.feed(events.afterMs(1))).isEmpty();
      if (updateId % 50 == 0) {
        assertEqual();
      }
    }
    assertEqual();
  }

  private static long[] change(Random random, TreeMap<Long, Long> side, boolean bid) {
    long[] levels = new long[2 * random.nextInt(21)];
    for (int i = 0; i < levels.length; i += 2) {
      long distance = 1L + random.nextInt(2_000);
      levels[i] = bid ? MID - distance : MID + distance;
      levels[i + 1] = random.nextInt(3) == 0 ? 0 : 1L + random.nextInt(1_000_000);
      if (levels[i + 1] == 0) {
        side.remove(levels[i]);
      } else {
        side.put(levels[i], levels[i + 1]);
      }
    }
    return levels;
  }

  private void assertEqual() {
    OrderBook book = core.core().state().books.find(0, 50);
    assertThat(book.synchronised()).isTrue();
    assertEqual(book.bids(), bids);
    assertEqual(book.asks(), asks);
  }

  private static void assertEqual(BookSide side, TreeMap<Long, Long> oracle) {
    assertThat(side.size()).isEqualTo(oracle.size());
    Iterator<Map.Entry<Long, Long>> levels = oracle.entrySet().iterator();
    for (int level = 0; level < side.size(); level++) {
      Map.Entry<Long, Long> expected = levels.next();
      assertThat(side.priceE9(level)).isEqualTo(expected.getKey());
      assertThat(side.quantityE9(level)).isEqualTo(expected.getValue());
    }
  }
}
