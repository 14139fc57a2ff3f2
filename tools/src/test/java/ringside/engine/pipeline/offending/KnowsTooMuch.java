package ringside.engine.pipeline.offending;

import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.paper.PaperVenue;
import ringside.adapters.recording.RecordingServer;
import ringside.adapters.sim.Venue;
import ringside.engine.boot.EngineMain;
import ringside.tools.ToolsMain;

/** Names an adapter, the boot and the tools in the pipeline. */
public final class KnowsTooMuch {
  RecordingServer server;
  EngineMain boot;
  ToolsMain tools;

  public static final class NamesTheVenue {
    Venue venue;
  }

  public static final class NamesTheExchange {
    LocalExchange exchange;
  }

  public static final class NamesThePaper {
    PaperVenue venue;
  }

  private KnowsTooMuch() {}
}
