package ringside.engine.boot;

import ringside.adapters.recording.GeneratorConfig;
import ringside.adapters.recording.RecordingGenerator;
import ringside.adapters.recording.RecordingSource;

/** The small market that the engine plays when it is given none. */
final class DemoMarket {
  private DemoMarket() {}

  /** Half a minute of two symbols; the same seed gives the same market. */
  static RecordingSource ofSeed(long seed) {
    return new RecordingGenerator(GeneratorConfig.defaults().withSeed(seed));
  }
}
