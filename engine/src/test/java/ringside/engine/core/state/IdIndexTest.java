package ringside.engine.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class IdIndexTest {
  private static final int ROWS = 300;

  @Test
  void itFindsWhatAMapFindsWhateverIsPutAndRemoved() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    IdText[] ids = new IdText[ROWS];
    String[] names = new String[ROWS];
    IdIndex index = new IdIndex(row -> ids[row]);
    Map<String, Integer> map = new HashMap<>();
    ArrayDeque<Integer> free = new ArrayDeque<>();
    for (int row = 0; row < ROWS; row++) {
      ids[row] = new IdText();
      free.add(row);
    }
    for (int operation = 0; operation < 50_000; operation++) {
      String name = "rs" + random.nextInt(2 * ROWS);
      Integer known = map.get(name);
      IdText id = id(name);
      assertThat(index.find(id))
          .as("seed %d", seed)
          .isEqualTo(known == null ? IdIndex.NONE : known);
      if (known != null && random.nextInt(3) > 0) {
        index.remove(id);
        map.remove(name);
        names[known] = null;
        free.add(known);
      } else if (known == null && !free.isEmpty()) {
        int row = free.poll();
        // Its own from now on, as a row that is used again has it.
        ids[row].set(id);
        names[row] = name;
        index.put(id, row);
        map.put(name, row);
      }
      assertThat(index.size()).as("seed %d", seed).isEqualTo(map.size());
    }
    for (int row = 0; row < ROWS; row++) {
      if (names[row] != null) {
        assertThat(index.find(id(names[row]))).as("seed %d", seed).isEqualTo(row);
      }
    }
  }

  @Test
  void executionsAreKnownAgainHoweverManyCame() {
    ExecutionMemory memory = new ExecutionMemory();
    int all = ExecutionMemory.MOST + 5_000;
    for (int i = 0; i < all; i++) {
      assertThat(memory.knows(id("e" + i))).isFalse();
      memory.remember(id("e" + i), i, i);
    }
    assertThat(memory.size()).isEqualTo(ExecutionMemory.MOST);
    assertThat(memory.forgottenNs()).isEqualTo(4_999);
    for (int i = 0; i < all; i++) {
      assertThat(memory.knows(id("e" + i))).isEqualTo(i >= 5_000);
    }
  }

  private static IdText id(String name) {
    IdText id = new IdText();
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    id.set(new UnsafeBuffer(bytes), 0, bytes.length);
    return id;
  }
}
