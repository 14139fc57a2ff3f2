package ringside.engine.strategy.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ringside.engine.strategy.Parameter;
import ringside.engine.strategy.StrategyKind.Mistake;
import ringside.journal.event.Decimals;

/**
 * The settings of a {@link GridStrategy}, as docs/GRID.md has them. Immutable.
 *
 * @param price which price triggers look at
 * @param takerFeeE9 percent
 * @param makerFeeE9 percent
 * @param leverageE9 that margins are multiplied by; null where the config says none: the venue's
 * @param longSide of the leg that buys
 * @param shortSide of the leg that sells
 */
public record GridParameters(
    PriceSource price,
    long takerFeeE9,
    long makerFeeE9,
    long leverageE9,
    GridSide longSide,
    GridSide shortSide) {
  /** As config names the kind. */
  public static final String KIND = "grid";

  /** What the core adds to the parameters where the strategy's config says it. */
  public static final String LEVERAGE = "leverage";

  /** What is done about a leg that others opened; its default is the account's. */
  public static final String ADOPTION = "adoption";

  static final String LONG = "long";
  static final String SHORT = "short";

  /** All that can be set. */
  public static final List<Parameter> ALL = all();

  /** Which price triggers look at. */
  public enum PriceSource {
    /** Of the last trade; before the first is heard, the ticker's. */
    LAST,
    /** The mark price. */
    MARK,
    /** The best price at which the leg could open at once. */
    TOUCH
  }

  /**
   * Reads them.
   *
   * @param texts complete and valid, as recorded; of a side that is not enabled only that
   */
  public static GridParameters of(Map<String, String> texts) {
    String leverage = texts.get(LEVERAGE);
    return new GridParameters(
        PriceSource.valueOf(GridSide.constant(texts.get("price"))),
        Decimals.parseE9(texts.get("takerFeePercent")),
        Decimals.parseE9(texts.get("makerFeePercent")),
        leverage == null ? Decimals.INVALID : Decimals.parseE9(leverage),
        GridSide.of(LONG, texts),
        GridSide.of(SHORT, texts));
  }

  /** What of these, each valid by itself, makes no sense together. */
  public static List<Mistake> mistakes(Map<String, String> texts) {
    GridParameters read = of(texts);
    List<Mistake> mistakes = new ArrayList<>();
    if (!read.longSide.enabled() && !read.shortSide.enabled()) {
      mistakes.add(new Mistake("enabled", "neither long nor short is enabled"));
    }
    read.longSide.mistakes(LONG, read, mistakes);
    read.shortSide.mistakes(SHORT, read, mistakes);
    return mistakes;
  }

  private static List<Parameter> all() {
    List<Parameter> all = new ArrayList<>();
    all.add(
        Parameter.word(
            "price", "last", "the price that triggers look at", "last", "mark", "touch"));
    all.add(Parameter.number("takerFeePercent", "0.055", "0", "1", "of a market order"));
    all.add(Parameter.number("makerFeePercent", "0.02", "-1", "1", "of an order that rested"));
    for (String side : List.of(LONG, SHORT)) {
      for (Parameter parameter : GridSide.ALL) {
        all.add(parameter.in(side));
      }
    }
    return List.copyOf(all);
  }
}
