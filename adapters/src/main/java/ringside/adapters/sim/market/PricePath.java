package ringside.adapters.sim.market;

/**
 * The price behind a generated market: a martingale with changing volatility, jumps and trends.
 * Whatever was seen so far, the expected price of any later time is the price of now, exactly, by
 * construction: ordinary steps and jumps are symmetric, and a trend's slope is what its sudden end
 * takes back on average. So no strategy earns anything before costs, in expectation.
 *
 * <ul>
 *   <li>Volatility is the profile's volatility of a quiet-to-normal minute, times the factor of a
 *       regime (quiet, normal, busy, storm; exponential stays), times the exponential of an
 *       Ornstein-Uhlenbeck process.
 *   <li>A step is normal with an exponentially distributed variance, so its tails are heavy.
 *   <li>Trends come by chance, last exponentially long, and end in a move against them.
 * </ul>
 *
 * One thread.
 */
final class PricePath {
  private static final double[] FACTOR = {0.6, 1.0, 1.8, 3.5};
  private static final double[] STAY_SECONDS = {5_400, 9_000, 3_000, 700};

  /** Where a regime goes to when it ends: cumulative shares over the four. */
  private static final double[][] NEXT = {
    {0, 0.9, 1, 1}, {0.45, 0.45, 0.9, 1}, {0.1, 0.75, 0.75, 1}, {0, 0.2, 1, 1}
  };

  private static final double DRIFT_SECONDS = 1_200;
  private static final double DRIFT_DEVIATION = 0.35;
  private static final double JUMP_SECONDS = 4 * 3_600;
  private static final double TREND_PAUSE_SECONDS = 4 * 3_600;
  private static final double TREND_SECONDS = 3_600;
  private static final double MAX_STEP = 0.2;

  /** How much of the variance's growth is in the rate of moves, the rest in their size. */
  static final double ACTIVITY = 0.5;

  private final Dice dice;
  private final double minuteDeviation;
  private final double movesPerSecond;
  private final double lowest;
  private final double highest;
  private double price;
  private int regime = 1;
  private double drift;
  private double volatility = 1;
  private double activity = 1;
  private int trend;
  private double trendEnd;

  /**
   * @param minuteDeviation standard deviation of a minute's return in the normal regime
   * @param movesPerSecond steps a second in the normal regime
   * @param lowest the price never goes below
   * @param highest the price never goes above
   */
  PricePath(
      Dice dice,
      double price,
      double minuteDeviation,
      double movesPerSecond,
      double lowest,
      double highest) {
    this.dice = dice;
    this.price = price;
    this.minuteDeviation = minuteDeviation;
    this.movesPerSecond = movesPerSecond;
    this.lowest = lowest;
    this.highest = highest;
  }

  double price() {
    return price;
  }

  /** 1 in the middle of the normal regime. */
  double volatility() {
    return volatility;
  }

  /** By how much busier than normal trading is now. */
  double activity() {
    return activity;
  }

  /** Seconds to the next step, by chance. */
  double nextStepSeconds() {
    return dice.exponential(1 / (movesPerSecond * activity));
  }

  /**
   * Goes one step on, at a time told by {@link #nextStepSeconds}.
   *
   * @param seconds since the last one
   * @return the relative change
   */
  double step(double seconds) {
    evolve(seconds);
    return move(seconds, volatility / StrictMath.sqrt(60 * movesPerSecond * activity));
  }

  /** Goes one step on that stands for all those of a stretch of time. */
  void span(double seconds) {
    evolve(seconds);
    move(seconds, volatility * StrictMath.sqrt(seconds / 60));
  }

  private double move(double seconds, double minutes) {
    double deviation = minuteDeviation * minutes;
    double change = deviation * dice.normal() * StrictMath.sqrt(dice.exponential(1));
    if (dice.chance(seconds / JUMP_SECONDS)) {
      change += dice.sign() * minuteDeviation * (2 + dice.exponential(3));
    }
    change += trend(seconds);
    change = Math.max(-MAX_STEP, Math.min(MAX_STEP, change));
    double moved = price * (1 + change);
    if (moved < lowest || moved > highest) {
      return 0;
    }
    price = moved;
    return change;
  }

  private double trend(double seconds) {
    if (trend == 0) {
      if (dice.chance(seconds / TREND_PAUSE_SECONDS)) {
        trend = dice.sign();
        trendEnd = minuteDeviation * dice.between(2, 6);
      }
      return 0;
    }
    double ends = Math.min(1, seconds / TREND_SECONDS);
    if (dice.chance(ends)) {
      double back = -trend * trendEnd * (1 - ends);
      trend = 0;
      return back;
    }
    return trend * trendEnd * ends;
  }

  private void evolve(double seconds) {
    if (dice.chance(seconds / STAY_SECONDS[regime])) {
      double u = dice.unit();
      int next = 0;
      while (u >= NEXT[regime][next]) {
        next++;
      }
      regime = next;
    }
    double part = Math.min(1, seconds / DRIFT_SECONDS);
    drift +=
        -drift * part + DRIFT_DEVIATION * StrictMath.sqrt(2 * part - part * part) * dice.normal();
    volatility = FACTOR[regime] * StrictMath.exp(drift);
    activity = StrictMath.pow(volatility, ACTIVITY);
  }
}
