package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
  @Property
  void anIdComesBackFromItsText(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = OrderIds.MAX_ID) long id) {
    OrderIds ids = new OrderIds(seed);
    assertThat(ids.parse(ids.text(id))).isEqualTo(id);
  }

  @Test
  void textsAreShapedLikeRandomUuidsAndDiffer() {
    OrderIds ids = new OrderIds(3);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String text = ids.text(i);
      assertThat(text)
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      texts.add(text);
    }
    assertThat(texts).hasSize(10_000);
  }

  @Test
  void aTextOfAnotherVenueIsNobodys() {
    String text = new OrderIds(1).text(7);
    assertThat(new OrderIds(2).parse(text)).isEqualTo(-1);
    assertThat(new OrderIds(1).parse("nonsense")).isEqualTo(-1);
    assertThat(new OrderIds(1).parse("zzzzzzzz-zzzz-4000-8000-000000000000")).isEqualTo(-1);
    assertThatThrownBy(() -> new OrderIds(1).text(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
