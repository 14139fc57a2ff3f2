package ringside.adapters.sim.offending;

import java.io.File;

/** Does in the simulated venue what must not be done there. */
public final class ImpureVenue {
  public static final class TouchesFiles {
    public boolean look() {
      return new File("x").exists();
    }
  }

  public static final class ReadsTheClock {
    public long now() {
      return System.currentTimeMillis();
    }
  }

  private ImpureVenue() {}
}
