package ringside.engine.pipeline.offending;

import ringside.adapters.recording.RecordingServer;
import ringside.engine.boot.EngineMain;
import ringside.tools.ToolsMain;

/** Names an adapter, the boot and the tools in the pipeline. */
public final class KnowsTooMuch {
  RecordingServer server;
  EngineMain boot;
  ToolsMain tools;

  private KnowsTooMuch() {}
}
