package ringside.tools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid over candles, written a second time and from docs/GRID.md alone: one plain loop over
 * points, decimal arithmetic, no events. What it orders is what the engine must order.
 */
final class GridReference {
  /** A side's settings, as the config has them; null where they are not given. */
  static final class Side {
    boolean enabled = true;
    BigDecimal quantity;
    BigDecimal quote;
    BigDecimal margin;
    BigDecimal leverage = BigDecimal.ONE;
    int levels;
    BigDecimal step;
    BigDecimal stepScale = BigDecimal.ONE;
    BigDecimal multiplier = BigDecimal.ONE;
    BigDecimal profit;
    BigDecimal cap;
    long cooldownMs;
    boolean autoCycle = true;
    BigDecimal maxCycleLoss;
    BigDecimal stop;
  }

  /** A time and the price then. */
  record Point(long timeMs, BigDecimal price) {}

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final BigDecimal tick;
  private final BigDecimal lot;
  private final BigDecimal minQuantity;
  private final BigDecimal minNotional;
  private final BigDecimal takerFee;
  private final List<String> lines = new ArrayList<>();
  private Point now;

  GridReference(String tick, String lot, String minQuantity, String minNotional, String takerFee) {
    this.tick = new BigDecimal(tick);
    this.lot = new BigDecimal(lot);
    this.minQuantity = new BigDecimal(minQuantity);
    this.minNotional = new BigDecimal(minNotional);
    this.takerFee = new BigDecimal(takerFee);
  }

  /** Four points a candle; each a time and a price. */
  static List<Point> points(List<long[]> times, List<BigDecimal[]> candles, long candleMs) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < candles.size(); i++) {
      BigDecimal[] c = candles.get(i);
      long at = times.get(i)[0];
      boolean up = c[3].compareTo(c[0]) >= 0;
      points.add(new Point(at, c[0]));
      points.add(new Point(at + candleMs / 3, up ? c[2] : c[1]));
      points.add(new Point(at + 2 * candleMs / 3, up ? c[1] : c[2]));
      points.add(new Point(at + candleMs - 1, c[3]));
    }
    return points;
  }

  /** Time, leg, level, action, price, quantity of everything that is ordered. */
  List<String> run(List<Point> points, Side longSide, Side shortSide) {
    Leg up = new Leg(longSide, 1);
    Leg down = new Leg(shortSide, -1);
    for (Point point : points) {
      now = point;
      up.reach();
      down.reach();
      // What the legs want at this point, and then what follows from what that did.
      up.decide();
      down.decide();
      up.follow();
      down.follow();
    }
    return lines;
  }

  private static BigDecimal e9(BigDecimal value) {
    return value.setScale(9, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    return a.divide(b, 9, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal down(BigDecimal value, BigDecimal unit) {
    return value.divide(unit, 0, RoundingMode.FLOOR).multiply(unit);
  }

  private static BigDecimal up(BigDecimal value, BigDecimal unit) {
    return value.divide(unit, 0, RoundingMode.CEILING).multiply(unit);
  }

  private final class Leg {
    private final Side side;
    private final int sign;
    private int n;
    private BigDecimal first;
    private BigDecimal size = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal average;
    private BigDecimal before;
    private BigDecimal restingPrice;
    private BigDecimal restingSize;
    private BigDecimal stopPrice;
    private BigDecimal paid = BigDecimal.ZERO;
    private boolean closing;
    private boolean filled;
    private boolean over;
    private long notBefore = Long.MIN_VALUE;

    Leg(Side side, int sign) {
      this.side = side;
      this.sign = sign;
    }

    /** The take-profit trades where the price has come to it; else the stop at the venue. */
    void reach() {
      boolean reached = restingPrice != null && sign * now.price().compareTo(restingPrice) >= 0;
      boolean stopped = stopPrice != null && sign * now.price().compareTo(stopPrice) <= 0;
      if (reached || stopped) {
        flat();
      }
    }

    private void flat() {
      n = 0;
      size = BigDecimal.ZERO;
      cost = BigDecimal.ZERO;
      restingPrice = null;
      stopPrice = null;
      paid = BigDecimal.ZERO;
      notBefore = now.timeMs() + side.cooldownMs;
      over = !side.autoCycle;
    }

    /** What the leg does at this point before anything of it is answered. */
    void decide() {
      closing = lost();
      if (closing) {
        line("TP", "cancel", restingPrice, size);
      } else {
        enter();
      }
    }

    private boolean lost() {
      if (side.maxCycleLoss == null || n == 0) {
        return false;
      }
      BigDecimal gain = now.price().subtract(average).multiply(new BigDecimal(sign));
      BigDecimal net = e9(gain.multiply(size)).subtract(paid);
      return net.compareTo(side.maxCycleLoss.negate()) <= 0;
    }

    void enter() {
      if (!side.enabled || over || n >= side.levels || now.timeMs() < notBefore) {
        return;
      }
      if (n == 0) {
        first = firstQuantity();
      } else {
        BigDecimal part = divide(e9(side.step.multiply(power(side.stepScale, n - 1))), HUNDRED);
        BigDecimal factor = BigDecimal.ONE.subtract(part.multiply(new BigDecimal(sign)));
        BigDecimal trigger = e9(before.multiply(factor));
        if (sign * now.price().compareTo(trigger) > 0) {
          return;
        }
      }
      BigDecimal quantity = down(e9(first.multiply(power(side.multiplier, n))), lot);
      boolean small =
          quantity.signum() <= 0
              || quantity.compareTo(minQuantity) < 0
              || quantity.multiply(now.price()).compareTo(minNotional) < 0;
      boolean beyond =
          side.cap != null && e9(size.add(quantity).multiply(now.price())).compareTo(side.cap) > 0;
      if (small || beyond) {
        return;
      }
      line(Integer.toString(n), "place", now.price(), quantity);
      before = now.price();
      cost = cost.add(e9(now.price().multiply(quantity)));
      size = size.add(quantity);
      average = divide(cost, size);
      paid = paid.add(e9(e9(now.price().multiply(quantity)).multiply(takerFee)));
      n++;
      filled = true;
    }

    void follow() {
      if (filled && lost()) {
        // The level's own fee was too much.
        closing = true;
        filled = false;
        if (restingPrice != null) {
          line("TP", "cancel", restingPrice, restingSize);
        }
      }
      if (closing) {
        closing = false;
        line("close", "place", now.price(), size);
        flat();
        enter();
      }
      if (!filled) {
        return;
      }
      filled = false;
      BigDecimal part = divide(side.profit, HUNDRED).multiply(new BigDecimal(sign));
      BigDecimal exact = e9(average.multiply(BigDecimal.ONE.add(part)));
      BigDecimal price = sign > 0 ? up(exact, tick) : down(exact, tick);
      line("TP", restingPrice == null ? "place" : "amend", price, size);
      restingPrice = price;
      restingSize = size;
      if (side.stop != null) {
        BigDecimal away = divide(side.stop, HUNDRED).multiply(new BigDecimal(-sign));
        BigDecimal at = e9(average.multiply(BigDecimal.ONE.add(away)));
        stopPrice = sign > 0 ? up(at, tick) : down(at, tick);
      }
    }

    private BigDecimal firstQuantity() {
      if (side.quantity != null) {
        return side.quantity;
      }
      BigDecimal quote = side.quote != null ? side.quote : e9(side.margin.multiply(side.leverage));
      return divide(quote, now.price());
    }

    private BigDecimal power(BigDecimal base, int exponent) {
      BigDecimal power = BigDecimal.ONE;
      for (int i = 0; i < exponent; i++) {
        power = e9(power.multiply(base));
      }
      return power;
    }

    private void line(String level, String action, BigDecimal price, BigDecimal quantity) {
      lines.add(
          Instant.ofEpochMilli(now.timeMs())
              + ","
              + (sign > 0 ? "long" : "short")
              + ","
              + level
              + ","
              + action
              + ","
              + plain(price)
              + ","
              + plain(quantity));
    }
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
