package ringside.adapters.recording;

/**
 * How a {@link RecordingServer} plays. Immutable.
 *
 * @param port on the loopback interface, 0 for any that is free
 * @param speed times the recorded pace, at least 0.01; {@link #FLAT_OUT} for as fast as the client
 *     reads
 */
public record RecordingServerConfig(
    int port, double speed, RecordingFaults faults, RecordingListener listener) {
  /** As fast as the client reads. */
  public static final double FLAT_OUT = Double.POSITIVE_INFINITY;

  /** The slowest pace there is. */
  public static final double MIN_SPEED = 0.01;

  /**
   * @throws IllegalArgumentException for a port or a speed that is none
   */
  public RecordingServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": 0 to 65535");
    }
    if (!(speed >= MIN_SPEED)) {
      throw new IllegalArgumentException("speed " + speed + ": at least " + MIN_SPEED);
    }
  }

  /** Any free port, the recorded pace, no faults, nobody listening. */
  public static RecordingServerConfig defaults() {
    return new RecordingServerConfig(0, 1, RecordingFaults.none(), RecordingListener.SILENT);
  }

  public RecordingServerConfig withPort(int other) {
    return new RecordingServerConfig(other, speed, faults, listener);
  }

  public RecordingServerConfig withSpeed(double other) {
    return new RecordingServerConfig(port, other, faults, listener);
  }

  public RecordingServerConfig withFaults(RecordingFaults other) {
    return new RecordingServerConfig(port, speed, other, listener);
  }

  public RecordingServerConfig withListener(RecordingListener other) {
    return new RecordingServerConfig(port, speed, faults, other);
  }
}
