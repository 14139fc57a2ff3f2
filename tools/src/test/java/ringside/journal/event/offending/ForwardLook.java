package ringside.journal.event.offending;

import com.fasterxml.jackson.core.JsonFactory;
import net.openhft.chronicle.queue.ChronicleQueue;
import org.java_websocket.client.WebSocketClient;
import ringside.adapters.port.ProcessClock;
import ringside.engine.core.TradingCore;
import ringside.journal.log.JournalReader;

/** Knows from the journal's vocabulary what lies beyond it. */
public final class ForwardLook {
  public static final class KnowsTheLog {
    JournalReader reader;
  }

  public static final class KnowsChronicle {
    ChronicleQueue queue;
  }

  public static final class KnowsTheAdapters {
    ProcessClock clock;
  }

  public static final class KnowsTheEngine {
    TradingCore core;
  }

  public static final class ParsesJson {
    JsonFactory json;
  }

  public static final class SpeaksWebSocket {
    WebSocketClient client;
  }

  private ForwardLook() {}
}
