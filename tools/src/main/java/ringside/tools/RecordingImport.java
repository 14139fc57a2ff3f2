package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ringside.adapters.bybit.BybitMarketDecoder;
import ringside.adapters.bybit.BybitMarketReceiver;
import ringside.adapters.bybit.StreamCounters;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.Recording;
import ringside.engine.boot.Engine;
import ringside.engine.boot.EngineSettings;
import ringside.engine.boot.ProcessHalt;
import ringside.engine.boot.RecordedInstruments;
import ringside.engine.boot.StopRequest;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.Durability;
import ringside.journal.log.SpaceLimits;

/**
 * One run of the engine over files of venue messages, without a socket and without a clock: every
 * time is a message's, so that the same files always give the same events. Each file is a
 * connection of its own. The caller's one thread.
 */
final class RecordingImport {
  private static final long TICK_NS = 250_000_000L;
  private static final int MAX_DEFINITIONS_LENGTH = 1 << 20;
  private static final double NS_PER_SECOND = 1e9;

  private final ImportFiles input;
  private final Path journal;
  private final PipelineSettings pipeline;
  private final StopRequest stop;
  private final StreamCounters counters = new StreamCounters();
  private final RecordBuffer records =
      new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, MAX_DEFINITIONS_LENGTH);
  private final ClockTickEncoder tick = new ClockTickEncoder();
  private final Utf8Text text = new Utf8Text();
  private long nowNs;
  private long tickedNs;
  private long bytes;

  /**
   * @param stop ends the run early, in order
   */
  RecordingImport(ImportFiles input, Path journal, PipelineSettings pipeline, StopRequest stop) {
    this.input = input;
    this.journal = journal;
    this.pipeline = pipeline;
    this.stop = stop;
  }

  ImportSummary run() {
    EngineSettings settings =
        new EngineSettings(
            journal,
            Environment.LOCAL,
            RunMode.IMPORT,
            Durability.PAGE,
            pipeline.withoutGateway(),
            SpaceLimits.ofDisk(journal),
            config());
    try (Engine engine = Engine.open(settings, new ProcessHalt())) {
      engine.onSpaceExhausted(usable -> stop.request(StopReason.DISK_SPACE, usable + " bytes"));
      Map<String, Integer> instruments =
          RecordedInstruments.register(input.scan(), engine.catalog());
      int source = engine.catalog().source(RecordedInstruments.SOURCE);
      nowNs = input.firstNs();
      tickedNs = nowNs;
      long startNanoTime = System.nanoTime();
      engine.start(sink -> new NoGateway(), 0, nowNs);
      RecordedInstruments.define(input.scan(), instruments, source, nowNs, records);
      engine.sink().publish(records);
      BybitMarketReceiver receiver =
          new BybitMarketReceiver(
              engine.sink(), instruments, source, BybitMarketReceiver.WAIT_FOREVER, counters);
      take(engine, receiver);
      stop.finished();
      engine.stop(stop.reason(), stop.detail(), nowNs);
      double seconds = (System.nanoTime() - startNanoTime) / NS_PER_SECOND;
      boolean complete = stop.reason() == StopReason.FINISHED;
      return ImportSummary.of(engine, counters, seconds, complete);
    }
  }

  private void take(Engine engine, BybitMarketReceiver receiver) {
    try (Progress progress = new Progress("importing")) {
      for (int i = 0; i < input.recordings().size() && stop.reason() == null; i++) {
        takeFile(i, engine, receiver, progress);
      }
    }
  }

  private void takeFile(int place, Engine engine, BybitMarketReceiver receiver, Progress progress) {
    Recording recording = input.recordings().get(place);
    long generation = place + 1L;
    boolean connected = false;
    try (RecordedLines lines = recording.open()) {
      RecordedLine line = lines.next();
      for (; line != null && stop.reason() == null; line = lines.next()) {
        advance(engine, ImportFiles.timeNs(line));
        if (!connected) {
          receiver.onConnected(generation, 0, fileName(recording), nowNs);
          receiver.flush(BybitMarketReceiver.WAIT_FOREVER);
          connected = true;
        }
        text.decode(line.text());
        receiver.onText(text.characters(), text.length(), BybitMarketDecoder.TIME_OF_MESSAGE);
        bytes += line.text().length;
        progress.share(bytes, input.scan().bytes());
      }
    }
    if (connected) {
      receiver.onDisconnected(
          generation, DisconnectReason.CLOSED_BY_VENUE, -1, "end of file", nowNs);
      receiver.flush(BybitMarketReceiver.WAIT_FOREVER);
    }
  }

  /** Lets time pass up to a message's: one tick at most, however long the pause before it was. */
  private void advance(Engine engine, long timeNs) {
    nowNs = Math.max(nowNs, timeNs);
    if (nowNs - tickedNs < TICK_NS) {
      return;
    }
    tickedNs = nowNs;
    records.clear();
    tick.wrap(records.buffer(), records.begin(ClockTickEncoder.TEMPLATE_ID));
    tick.header().timeNs(nowNs);
    records.end(tick.encodedLength());
    engine.sink().publish(records);
  }

  /** What tells where the events come from; a name only, since paths differ between machines. */
  private static String fileName(Recording recording) {
    return Path.of(recording.name()).getFileName().toString();
  }

  private List<ConfigRecords.Entry> config() {
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    entries.add(new ConfigRecords.Entry("import.venue", RecordedInstruments.VENUE));
    for (int i = 0; i < input.recordings().size(); i++) {
      String name = fileName(input.recordings().get(i));
      entries.add(new ConfigRecords.Entry("import.file." + (i + 1), name));
    }
    return entries;
  }
}
