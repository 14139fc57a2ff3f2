package ringside.adapters.sim.market;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine and Java release: of the JDK's generator only
 * {@code nextLong} and {@code split} are used, and of mathematics only StrictMath. One thread.
 */
final class Dice {
  private static final double UNIT = 0x1.0p-53;

  private final SplittableRandom random;
  private double spare;
  private boolean hasSpare;

  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice whose throws do not depend on how often these are thrown from now on. */
  Dice split() {
    return new Dice(random.split());
  }

  long bits() {
    return random.nextLong();
  }

  /** From 0 inclusive to 1 exclusive. */
  double unit() {
    return (random.nextLong() >>> 11) * UNIT;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** From 0 inclusive to the bound exclusive, which is at least 1. */
  int below(int bound) {
    return (int) (((random.nextLong() >>> 33) * bound) >>> 31);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  int sign() {
    return random.nextLong() < 0 ? -1 : 1;
  }

  /** Exponential with this mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Normal with mean 0 and variance 1, by the polar method. */
  double normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * unit() - 1;
      v = 2 * unit() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = v * scale;
    hasSpare = true;
    return u * scale;
  }
}
