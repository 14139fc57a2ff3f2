package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueErrorsTest {
  private static final Set<Integer> SUCCESSES = Set.of(0, 110025, 110026, 110027, 110043, 34040);

  @ParameterizedTest
  @ValueSource(ints = {110003, 110004, 110007, 110012, 110017, 110020, 110094, 10001})
  void refusals(int code) {
    assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {110023, 110042, 30228, 110066, 110063, 110074})
  void entries_are_off_and_exits_go_on(int code) {
    assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.ENTRIES_OFF);
  }

  @ParameterizedTest
  @ValueSource(ints = {10003, 10004, 10005, 10007, 10010, 10024, 10027, 33004})
  void a_human_must_act(int code) {
    assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {110001, 110008, 110010})
  void the_order_is_gone(int code) {
    assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.GONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {10000, 10016, 429, 40004, 110079, 10014, 10429, 10019})
  void nobody_knows(int code) {
    assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.UNKNOWN);
  }

  @Test
  void single_ones() {
    assertThat(VenueErrors.of(110072)).isEqualTo(ErrorClass.DUPLICATE);
    assertThat(VenueErrors.of(10006)).isEqualTo(ErrorClass.LIMITED);
    assertThat(VenueErrors.of(10002)).isEqualTo(ErrorClass.TIME_WINDOW);
    SUCCESSES.forEach(code -> assertThat(VenueErrors.of(code)).isEqualTo(ErrorClass.SUCCESS));
  }

  @Property
  void no_other_code_is_ever_a_success(@ForAll int code) {
    if (!SUCCESSES.contains(code)) {
      assertThat(VenueErrors.of(code)).isNotEqualTo(ErrorClass.SUCCESS);
    }
  }

  @Property
  void a_code_beyond_all_measure_is_unknown(@ForAll int low, @ForAll int high) {
    if (high != 0 && high != -1) {
      assertThat(VenueErrors.of(((long) high << 32) | (low & 0xffff_ffffL)))
          .isEqualTo(ErrorClass.UNKNOWN);
    }
  }

  /** JsonValue carries every answer: what it does not understand it must refuse. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "[1", "nul", "{\"a\":NaN}"})
  void text_that_is_not_one_value_is_no_answer(String text) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> JsonValue.parse(text))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_value_goes_back_to_text_as_it_came() throws IOException {
    String text = "{\"a\":\"0.10\",\"b\":[1,2.50,null,true],\"c\":{\"d\":\"\\\"\\\\x\"}}";

    assertThat(JsonValue.parse(text).toJson()).isEqualTo(text);
  }

  @Test
  void nesting_without_end_is_refused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> JsonValue.parse("[".repeat(40) + "]".repeat(40)))
        .isInstanceOf(IOException.class);
  }
}
