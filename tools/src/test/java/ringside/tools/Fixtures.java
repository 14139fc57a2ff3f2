package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.BybitMarketDecoder;
import ringside.adapters.bybit.BybitMarketReceiver;
import ringside.adapters.bybit.StreamCounters;
import ringside.adapters.recording.GeneratorConfig;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.Recording;
import ringside.adapters.recording.RecordingGenerator;
import ringside.adapters.recording.RecordingScan;
import ringside.engine.boot.Engine;
import ringside.engine.boot.EngineSettings;
import ringside.engine.boot.RecordedInstruments;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalReader;
import ringside.journal.log.SpaceLimits;

/** Recordings and journals to try the commands on. */
final class Fixtures {
  private static final long START_MS = 1_767_225_600_000L;

  private Fixtures() {}

  /** A generated recording of two symbols, so many seconds long. */
  static Path recording(Path file, long seed, int seconds) {
    return recording(file, seed, seconds, START_MS);
  }

  static Path recording(Path file, long seed, int seconds, long startMs) {
    try {
      new RecordingGenerator(
              GeneratorConfig.defaults()
                  .withSeed(seed)
                  .withStartMs(startMs)
                  .withDurationMs(seconds * 1000L))
          .write(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void importInto(Path journal, Path... files) {
    List<Object> args = new ArrayList<>(List.of("import", "--venue", "bybit"));
    args.addAll(List.of(files));
    args.addAll(List.of("--journal", journal));
    Cli.Result result = Cli.run(args.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  /** Runs an engine over the file and leaves it as a process that is killed leaves it. */
  static void importAndDie(Path journal, Path file, Environment environment) {
    EngineSettings settings =
        new EngineSettings(
            journal,
            environment,
            RunMode.IMPORT,
            Durability.PAGE,
            PipelineSettings.forThisMachine().withoutGateway(),
            SpaceLimits.STANDARD,
            List.of());
    Recording recording = Recording.of(file);
    RecordingScan scan = RecordingScan.of(recording);
    try (Engine engine =
        Engine.open(
            settings,
            (where, cause) -> {
              throw new AssertionError(where, cause);
            })) {
      Map<String, Integer> instruments = RecordedInstruments.register(scan, engine.catalog());
      int source = engine.catalog().source(RecordedInstruments.SOURCE);
      engine.start(sink -> new NoGateway(), 4, scan.firstTsMs() * 1_000_000);
      BybitMarketReceiver receiver =
          new BybitMarketReceiver(
              engine.sink(),
              instruments,
              source,
              BybitMarketReceiver.WAIT_FOREVER,
              new StreamCounters());
      receiver.onConnected(1, 0, "test", scan.firstTsMs() * 1_000_000);
      receiver.flush(BybitMarketReceiver.WAIT_FOREVER);
      try (RecordedLines lines = recording.open()) {
        Utf8Text text = new Utf8Text();
        for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
          text.decode(line.text());
          receiver.onText(text.characters(), text.length(), BybitMarketDecoder.TIME_OF_MESSAGE);
        }
      }
      assertThat(engine.pipeline().awaitDrained(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Every record of a journal, as hexadecimal text. */
  static List<String> records(Path journal) {
    List<String> records = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.next()) {
        byte[] bytes = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), bytes);
        records.add(HexFormat.of().formatHex(bytes));
      }
    }
    return records;
  }

  static long lastSequence(Path journal) {
    return (long) Cli.run("stats", journal, "--json").json().get("lastSequence");
  }

  /** The queue file of a segment. */
  static Path queueFile(Path journal, int segment) {
    Path directory = journal.resolve(String.format(Locale.ROOT, "%06d", segment));
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
