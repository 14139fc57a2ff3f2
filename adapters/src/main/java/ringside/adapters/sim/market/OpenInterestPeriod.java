package ringside.adapters.sim.market;

/** How far apart two numbers of the open interest history are: Bybit's intervalTime. */
public enum OpenInterestPeriod {
  MIN5("5min", 5),
  MIN15("15min", 15),
  MIN30("30min", 30),
  HOUR1("1h", 60),
  HOUR4("4h", 240),
  DAY1("1d", 1_440);

  private final String word;
  private final long lengthNs;

  OpenInterestPeriod(String word, int minutes) {
    this.word = word;
    lengthNs = minutes * 60_000_000_000L;
  }

  public String word() {
    return word;
  }

  long lengthNs() {
    return lengthNs;
  }

  /** The period of this word, or null. */
  public static OpenInterestPeriod of(String word) {
    for (OpenInterestPeriod each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return null;
  }
}
