package ringside.engine.boot;

import ringside.adapters.recording.RecordingServerConfig;

/** The {@code --speed} of a replay: 1, N times faster, or max. */
public final class Speed {
  /** As fast as it goes. */
  public static final double MAX = RecordingServerConfig.FLAT_OUT;

  private static final double SLOWEST = RecordingServerConfig.MIN_SPEED;
  private static final double FASTEST = 1e9;

  private Speed() {}

  /**
   * @throws UsageException for anything but a number from 0.01 on, or "max"
   */
  public static double parse(String text) {
    if (text.equalsIgnoreCase("max")) {
      return MAX;
    }
    try {
      double speed = Double.parseDouble(text);
      if (speed >= SLOWEST && speed <= FASTEST) {
        return speed;
      }
    } catch (NumberFormatException e) {
      // Said below, with what is allowed.
    }
    throw new UsageException(
        "--speed "
            + text
            + ": 1 for the recorded pace, N for N times faster (0.01 or more), or max");
  }
}
