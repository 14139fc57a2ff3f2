package ringside.adapters.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import ringside.journal.event.Decimals;

/** Reads a fault from the JSON of the control endpoint. */
final class FaultReader {
  private static final Set<String> NAMES =
      Set.of(
          "kind",
          "stream",
          "account",
          "step",
          "after",
          "topic",
          "path",
          "count",
          "durationMs",
          "delayMs",
          "code",
          "text",
          "symbol",
          "side",
          "qty",
          "price",
          "leverage");
  private static final int LARGEST = 1_000_000_000;

  private FaultReader() {}

  /**
   * Reads.
   *
   * @throws IllegalArgumentException for a name or a word that is none: which, and what is allowed
   * @throws RefusedException for a value that is none
   */
  static Fault read(Params params) {
    for (String name : params.names()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' is not known; allowed are " + String.join(", ", sorted()));
      }
    }
    FaultKind kind = constant(FaultKind.values(), "kind", params.required("kind"));
    Fault fault = Fault.of(kind);
    if (params.has("stream")) {
      fault = fault.on(constant(StreamKind.values(), "stream", params.text("stream")));
    }
    if (params.has("step")) {
      fault = fault.at(constant(SocketStep.values(), "step", params.text("step")));
    }
    if (params.has("durationMs")) {
      fault = fault.forMs(params.whole("durationMs", 0, 1, LARGEST));
    }
    if (params.has("count")) {
      fault = fault.times(params.whole("count", 0, 0, LARGEST));
    }
    long price = params.has("leverage") ? number(params, "leverage") : number(params, "price");
    return fault
        .withAccount(params.text("account"))
        .withAfter(params.whole("after", 0, 0, LARGEST))
        .withTopic(params.text("topic"))
        .withPath(params.text("path"))
        .withDelayMs(params.whole("delayMs", 0, -LARGEST, LARGEST))
        .withCode(params.whole("code", usualCode(kind), 0, LARGEST))
        .withText(params.text("text"))
        .with(params.text("symbol"), params.text("side"), number(params, "qty"), price);
  }

  private static int usualCode(FaultKind kind) {
    return switch (kind) {
      case RET_CODE -> 10016;
      case HTTP_STATUS -> 503;
      default -> 0;
    };
  }

  private static long number(Params params, String name) {
    return params.has(name) ? params.decimalE9(name, Decimals.INVALID) : 0;
  }

  private static Iterable<String> sorted() {
    return NAMES.stream().sorted().toList();
  }

  private static <E extends Enum<E>> E constant(E[] constants, String name, String word) {
    for (E constant : constants) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        name
            + " '"
            + word
            + "': one of "
            + Arrays.stream(constants).map(FaultReader::word).collect(Collectors.joining(", ")));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
