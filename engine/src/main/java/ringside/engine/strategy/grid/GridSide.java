package ringside.engine.strategy.grid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.engine.strategy.Parameter;
import ringside.engine.strategy.StrategyKind.Mistake;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/**
 * The settings of one leg of a grid. Percents and quantities at 1e-9, times in ns; what is not
 * given is {@link Decimals#INVALID}. Immutable.
 *
 * @param enabled whether the leg trades at all
 * @param form how the first order is sized
 * @param amountE9 base coin, quote coin or percent, as the form has it
 * @param levels how many orders a cycle has at most, the first one counted
 * @param stepE9 percent from one level to the next
 * @param stepScaleE9 by which the step grows from level to level
 * @param multiplierE9 by which the quantity grows from level to level
 * @param takeProfitE9 percent from the average entry
 * @param capE9 quote: no order that takes the leg beyond it; or null
 * @param cooldownNs between the end of a cycle and the next
 * @param autoCycle whether there is a next without being asked
 * @param maxFundingE9 fraction: no cycle begins while this side pays more; or null
 * @param fundingBlocksAdds whether it adds nothing either
 * @param entry how it enters
 * @param touchRequoteNs between two looks at the quote of a touch entry
 * @param touchDriftE9 percent that the touch may move before a touch entry is given up
 * @param touchTries how many quotes a touch entry has
 * @param touchThen what follows when it is given up
 * @param retryDelayNs after an entry that ended with nothing
 * @param retries how many times in a row
 * @param stopLossE9 percent from the average entry; or null
 * @param maxCycleLossE9 quote: a cycle that has lost so much is closed; or null
 * @param adoption what is done about a leg that somebody else opened
 * @param adoptedAdds whether levels are added to one that was adopted
 */
public record GridSide(
    boolean enabled,
    First form,
    long amountE9,
    int levels,
    long stepE9,
    long stepScaleE9,
    long multiplierE9,
    long takeProfitE9,
    long capE9,
    long cooldownNs,
    boolean autoCycle,
    long maxFundingE9,
    boolean fundingBlocksAdds,
    Entry entry,
    long touchRequoteNs,
    long touchDriftE9,
    int touchTries,
    TouchThen touchThen,
    long retryDelayNs,
    int retries,
    long stopLossE9,
    long maxCycleLossE9,
    Adoption adoption,
    boolean adoptedAdds)
    implements StateTable {

  /** How the first order of a cycle is sized. */
  public enum First {
    /** In the base coin. */
    QUANTITY("quantity"),
    /** By its notional. */
    QUOTE("quote"),
    /** By the margin that it takes. */
    MARGIN("margin"),
    /** By the account's equity, in percent. */
    EQUITY("equityPercent");

    final String parameter;

    First(String parameter) {
      this.parameter = parameter;
    }
  }

  /** How an entry trades. */
  public enum Entry {
    /** At once. */
    MARKET,
    /** Resting at the best price of its own side. */
    TOUCH
  }

  /** What follows a touch entry that was given up. */
  public enum TouchThen {
    /** A market order. */
    MARKET,
    /** Nothing, until the delay of a retry is over. */
    SKIP
  }

  /** What is done about a leg that somebody else opened. */
  public enum Adoption {
    /** Told; no orders. */
    HOLD,
    /** It is the first level of a cycle. */
    ADOPT,
    /** It is closed at market. */
    CLOSE
  }

  static final List<Parameter> ALL = all();

  /** Above it every power of what can be set stays within a long. */
  private static final String LARGEST = "1000000000";

  /** The leg that is not traded. */
  private static final GridSide OFF =
      new GridSide(
          false,
          First.QUANTITY,
          0,
          1,
          Decimals.ONE_E9,
          Decimals.ONE_E9,
          Decimals.ONE_E9,
          Decimals.ONE_E9,
          Decimals.INVALID,
          0,
          false,
          Decimals.INVALID,
          false,
          Entry.MARKET,
          0,
          Decimals.ONE_E9,
          1,
          TouchThen.SKIP,
          0,
          0,
          Decimals.INVALID,
          Decimals.INVALID,
          Adoption.HOLD,
          false);

  static GridSide of(String side, Map<String, String> texts) {
    if (!"true".equals(texts.get(side + ".enabled"))) {
      return OFF;
    }
    Section section = new Section(side, texts);
    First form = First.QUANTITY;
    for (First candidate : First.values()) {
      form = section.has(candidate.parameter) ? candidate : form;
    }
    return new GridSide(
        true,
        form,
        section.decimal(form.parameter),
        section.count("levels"),
        section.decimal("stepPercent"),
        section.decimal("stepScale"),
        section.decimal("multiplier"),
        section.decimal("takeProfitPercent"),
        section.decimal("cap"),
        section.time("cooldown"),
        section.flag("autoCycle"),
        section.decimal("maxFundingRate"),
        section.flag("fundingBlocksAdds"),
        Entry.valueOf(section.word("entry")),
        section.time("touchRequote"),
        section.decimal("touchDriftPercent"),
        section.count("touchTries"),
        TouchThen.valueOf(section.word("touchThen")),
        section.time("retryDelay"),
        section.count("retries"),
        section.decimal("stopLossPercent"),
        section.decimal("maxCycleLoss"),
        Adoption.valueOf(section.word("adoption")),
        section.flag("adoptedAdds"));
  }

  /** Adds what makes no sense. */
  void mistakes(String side, GridParameters all, List<Mistake> mistakes) {
    if (!enabled) {
      return;
    }
    long fees = all.takerFeeE9() + all.makerFeeE9();
    if (takeProfitE9 <= fees) {
      mistakes.add(
          new Mistake(
              side + ".takeProfitPercent",
              "'"
                  + Decimals.toStringE9(takeProfitE9)
                  + "'; allowed: more than taker and maker fee together, "
                  + Decimals.toStringE9(fees)));
    }
    GridArithmetic.Reach reach = GridArithmetic.reach(this);
    if (reach == null) {
      mistakes.add(
          new Mistake(
              side + ".levels",
              "step, scale, multiplier and levels together are beyond what can be computed"));
      return;
    }
    boolean isLong = side.equals(GridParameters.LONG);
    if (isLong && reach.lowestE9() <= 0) {
      mistakes.add(
          new Mistake(
              side + ".levels",
              "'"
                  + levels
                  + "'; the last steps reach a price of 0: fewer levels or smaller steps"));
    }
    if (stopLossE9 != Decimals.INVALID && isLong && stopLossE9 >= 100 * Decimals.ONE_E9) {
      mistakes.add(
          new Mistake(
              side + ".stopLossPercent",
              "'" + Decimals.toStringE9(stopLossE9) + "'; allowed: less than 100"));
    }
  }

  /** This one in the middle of a cycle, with what of another one counts at once. */
  GridSide during(GridSide wanted) {
    if (!wanted.enabled) {
      return this;
    }
    return new GridSide(
        enabled,
        form,
        amountE9,
        levels,
        stepE9,
        stepScaleE9,
        multiplierE9,
        wanted.takeProfitE9,
        wanted.capE9,
        cooldownNs,
        autoCycle,
        maxFundingE9,
        fundingBlocksAdds,
        entry,
        touchRequoteNs,
        touchDriftE9,
        touchTries,
        touchThen,
        retryDelayNs,
        retries,
        wanted.stopLossE9,
        wanted.maxCycleLossE9,
        adoption,
        adoptedAdds);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putFlag(enabled);
    sink.putLong(form.ordinal());
    sink.putLong(amountE9);
    sink.putLong(levels);
    sink.putLong(stepE9);
    sink.putLong(stepScaleE9);
    sink.putLong(multiplierE9);
    sink.putLong(takeProfitE9);
    sink.putLong(capE9);
    sink.putLong(cooldownNs);
    sink.putFlag(autoCycle);
    sink.putLong(maxFundingE9);
    sink.putFlag(fundingBlocksAdds);
    sink.putLong(entry.ordinal());
    sink.putLong(touchRequoteNs);
    sink.putLong(touchDriftE9);
    sink.putLong(touchTries);
    sink.putLong(touchThen.ordinal());
    sink.putLong(retryDelayNs);
    sink.putLong(retries);
    sink.putLong(stopLossE9);
    sink.putLong(maxCycleLossE9);
    sink.putLong(adoption.ordinal());
    sink.putFlag(adoptedAdds);
  }

  static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static List<Parameter> all() {
    String percent = "0.0001";
    return List.of(
        Parameter.flag("enabled", true, "whether this side trades"),
        Parameter.number("quantity", null, "0.000000001", LARGEST, "first order, in the base coin")
            .oneOf("quantity"),
        Parameter.number("quote", null, percent, LARGEST, "first order, its notional")
            .oneOf("quantity"),
        Parameter.number("margin", null, percent, LARGEST, "first order, the margin it takes")
            .oneOf("quantity"),
        Parameter.number(
                "equityPercent", null, percent, "1000", "first order, notional in % of equity")
            .oneOf("quantity"),
        Parameter.count("levels", null, 1, 50, "orders a cycle has at most, the first counted"),
        Parameter.number("stepPercent", null, percent, "99", "from one level to the next"),
        Parameter.number("stepScale", "1", "0.1", "10", "each step is so many times the last"),
        Parameter.number("multiplier", "1", "0.1", "10", "each order is so many times the last"),
        Parameter.number("takeProfitPercent", null, percent, "99", "from the average entry"),
        Parameter.number("cap", null, percent, LARGEST, "most notional of the leg, at mark")
            .asOptional(),
        Parameter.duration("cooldown", "0s", "0s", "365d", "between two cycles"),
        Parameter.flag("autoCycle", true, "whether the next cycle begins by itself"),
        Parameter.number(
                "maxFundingRate", null, "0", "1", "begins no cycle while paying more, a fraction")
            .asOptional(),
        Parameter.flag("fundingBlocksAdds", false, "whether it then adds nothing either"),
        Parameter.word("entry", "market", "how levels are entered", "market", "touch"),
        Parameter.duration("touchRequote", "2s", "100ms", "1h", "between two quotes of a touch"),
        Parameter.number(
            "touchDriftPercent", "0.2", percent, "50", "move after which a touch is given up"),
        Parameter.count("touchTries", "5", 1, 1_000, "quotes of a touch at most"),
        Parameter.word("touchThen", "skip", "what follows a touch given up", "market", "skip"),
        Parameter.duration("retryDelay", "5s", "0s", "1d", "after an entry that came to nothing"),
        Parameter.count("retries", "3", 0, 1_000, "such entries again, before the leg stops"),
        Parameter.number("stopLossPercent", null, percent, "1000", "from the average entry")
            .asOptional(),
        Parameter.number("maxCycleLoss", null, percent, LARGEST, "closes the leg, in quote")
            .asOptional(),
        Parameter.word(
            "adoption",
            "hold",
            "what is done about a leg that others opened",
            "hold",
            "adopt",
            "close"),
        Parameter.flag("adoptedAdds", false, "whether an adopted leg gets more levels"));
  }

  /** Reads the texts of one side. */
  private record Section(String side, Map<String, String> texts) {
    boolean has(String name) {
      return texts.containsKey(side + "." + name);
    }

    long decimal(String name) {
      return has(name) ? Decimals.parseE9(text(name)) : Decimals.INVALID;
    }

    int count(String name) {
      return Integer.parseInt(text(name));
    }

    long time(String name) {
      return TimeSpans.parseNs(text(name));
    }

    boolean flag(String name) {
      return "true".equals(text(name));
    }

    String word(String name) {
      return constant(text(name));
    }

    private String text(String name) {
      return texts.get(side + "." + name);
    }
  }
}
