package ringside.engine.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookSideTest {
  @ParameterizedTest(name = "bids {0}, prices {1}, seed {2}")
  @CsvSource({
    "true, 40, 1",
    "false, 40, 2",
    "true, 2000, 3",
    "false, 2000, 4",
    "true, 30000, 5",
    "false, 30000, 6",
  })
  void aSideIsASortedMapOfItsLevels(boolean bids, int prices, long seed) {
    Random random = new Random(seed);
    BookSide side = new BookSide(bids);
    TreeMap<Long, Long> oracle = oracle(bids);
    int most = 0;
    for (int operation = 0; operation < 120_000; operation++) {
      long price = random.nextInt(prices);
      // Enough removals that the side breathes, few enough that it grows.
      long quantity = random.nextInt(4) == 0 ? 0 : 1L + random.nextInt(1_000);
      boolean full = oracle.size() == BookSide.MAX_LEVELS && !oracle.containsKey(price);
      assertThat(side.set(price, quantity)).isEqualTo(quantity == 0 || !full);
      if (quantity == 0) {
        oracle.remove(price);
      } else if (!full) {
        oracle.put(price, quantity);
      }
      most = Math.max(most, side.size());
      if (side.size() > 0) {
        assertThat(side.bestPriceE9()).isEqualTo(oracle.firstKey());
      }
      if (operation % 5_000 == 0) {
        assertEqual(side, oracle);
      }
    }
    assertEqual(side, oracle);
    if (prices == 30_000) {
      assertThat(most).as("the operations reach the limit").isEqualTo(BookSide.MAX_LEVELS);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullSideTakesChangesAndRemovalsButNoMore(boolean bids) {
    BookSide side = new BookSide(bids);
    for (int price = 0; price < BookSide.MAX_LEVELS; price++) {
      assertThat(side.set(price, 1)).isTrue();
    }

    assertThat(side.set(BookSide.MAX_LEVELS, 1)).isFalse();
    assertThat(side.set(5, 9)).isTrue();
    assertThat(side.set(-1, 0)).isTrue();
    assertThat(side.size()).isEqualTo(BookSide.MAX_LEVELS);
    assertThat(side.set(7, 0)).isTrue();
    assertThat(side.set(BookSide.MAX_LEVELS, 1)).isTrue();

    side.clear();
    assertThat(side.size()).isZero();
    assertThat(side.set(3, 4)).isTrue();
    assertThat(side.priceE9(0)).isEqualTo(3);
  }

  private static TreeMap<Long, Long> oracle(boolean bids) {
    return bids ? new TreeMap<>(Collections.reverseOrder()) : new TreeMap<>();
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
