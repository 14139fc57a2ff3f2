package ringside.adapters.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Makes up a session of Bybit's public linear stream: books (a snapshot, then deltas without a
 * gap), trades, tickers, one-minute candles and now and then a liquidation of each instrument, in
 * the venue's texts. Plausible and consistent, and nobody's market. The same config gives the same
 * bytes on every machine: integers only, no clock. Any thread.
 */
public final class RecordingGenerator implements RecordingSource {
  private final GeneratorConfig config;

  public RecordingGenerator(GeneratorConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "generated (seed " + config.seed() + ")";
  }

  @Override
  public RecordedLines open() {
    return new Pass(config);
  }

  /**
   * Writes all of it to a file, gzipped if the name ends so; an existing one is replaced.
   *
   * @return how many lines
   * @throws IOException when the file cannot be written
   */
  public long write(Path file) throws IOException {
    Path fileName = file.getFileName();
    boolean gzipped = fileName != null && fileName.toString().endsWith(".gz");
    long count = 0;
    try (RecordedLines lines = open();
        OutputStream raw = Files.newOutputStream(file);
        OutputStream packed = gzipped ? new GZIPOutputStream(raw) : raw;
        OutputStream out = new BufferedOutputStream(packed, 1 << 16)) {
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        out.write(line.text());
        out.write('\n');
        count++;
      }
    }
    return count;
  }

  /** A decimal's units at other decimals, cut towards zero. */
  static long rescale(long units, int from, int to) {
    long value = units;
    for (int i = from; i > to; i--) {
      value /= 10;
    }
    for (int i = from; i < to; i++) {
      value *= 10;
    }
    return value;
  }

  private static final class Pass implements RecordedLines {
    private final List<GeneratedMarket> markets = new ArrayList<>();
    private final long endMs;
    private long count;

    Pass(GeneratorConfig config) {
      SplittableRandom random = new SplittableRandom(config.seed());
      for (GeneratedInstrument instrument : config.instruments()) {
        markets.add(new GeneratedMarket(instrument, config, random.split()));
      }
      endMs = config.startMs() + config.durationMs();
    }

    @Override
    public RecordedLine next() {
      while (true) {
        GeneratedMarket first = markets.get(0);
        for (int i = 1; i < markets.size(); i++) {
          if (markets.get(i).nextMs() < first.nextMs()) {
            first = markets.get(i);
          }
        }
        if (first.nextMs() >= endMs) {
          return null;
        }
        RecordedLine line = first.advance(count + 1);
        if (line != null) {
          count++;
          return line;
        }
      }
    }

    @Override
    public String warning() {
      return null;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
