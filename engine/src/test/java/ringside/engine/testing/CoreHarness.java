package ringside.engine.testing;

import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import ringside.engine.core.TradingCore;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * A core with everything that went in and came out of it: numbers events, lets the core decide, and
 * keeps events and decisions in the order in which a journal would.
 */
public final class CoreHarness {
  public static final long STATE_VERSION = 42;

  private final TradingCore core;
  private final RecordBuffer decided = new RecordBuffer(64 << 10, 16 << 20);
  private final RecordBuffer journal = new RecordBuffer(1 << 20, 512 << 20);
  private int commands;

  public CoreHarness() {
    this(STATE_VERSION);
  }

  public CoreHarness(long stateVersion) {
    this(new TradingCore(stateVersion, BuiltInStrategies.INSTANCE));
  }

  public CoreHarness(TradingCore core) {
    this.core = core;
  }

  /** A core as every other here. */
  public static TradingCore newCore() {
    return new TradingCore(STATE_VERSION, BuiltInStrategies.INSTANCE);
  }

  public TradingCore core() {
    return core;
  }

  /** Every event, each followed by its decisions. */
  public RecordBuffer journal() {
    return journal;
  }

  /** How many commands the decisions of the last call held, as the core says. */
  public int commands() {
    return commands;
  }

  /** Feeds the events written, and clears them; gives their decisions as texts. */
  public List<String> feed(TestEvents events) {
    List<String> texts = new ArrayList<>();
    commands = 0;
    RecordBuffer records = events.records();
    for (int at = 0; at < records.length(); at = next(records, at)) {
      feed(records.buffer(), at);
      texts.addAll(texts(decided));
    }
    records.clear();
    return texts;
  }

  /** Feeds one event; its sequence is stamped. Gives its decisions. */
  public RecordBuffer feed(MutableDirectBuffer buffer, int offset) {
    RecordLayout.sequence(buffer, offset, core.lastSequence() + 1);
    decided.clear();
    journal.append(buffer, offset, RecordLayout.length(buffer, offset));
    commands += core.decide(buffer, offset, decided);
    for (int at = 0; at < decided.length(); at = next(decided, at)) {
      journal.append(decided.buffer(), at, RecordLayout.length(decided.buffer(), at));
    }
    return decided;
  }

  public static List<String> texts(RecordBuffer records) {
    List<String> texts = new ArrayList<>();
    for (int at = 0; at < records.length(); at = next(records, at)) {
      texts.add(text(records, at));
    }
    return texts;
  }

  public static String text(RecordBuffer records, int at) {
    return DecisionText.of(records.buffer(), at);
  }

  public static byte[] bytes(RecordBuffer records) {
    byte[] bytes = new byte[records.length()];
    records.buffer().getBytes(0, bytes);
    return bytes;
  }

  /** Where the record behind this one starts. */
  public static int next(RecordBuffer records, int at) {
    return at + RecordLayout.aligned(RecordLayout.length(records.buffer(), at));
  }
}
