package ringside.adapters.sim.market;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.Recording;
import ringside.adapters.recording.RecordingException;
import ringside.adapters.sim.MarketSource;

/** Opens a market by what the user calls it. Stateless; any thread. */
public final class Markets {
  /** The word for a market made up from the seed. */
  public static final String GENERATED = "generated";

  private static final String ALLOWED =
      "a market is \"generated\", a recording of Bybit's public stream (.jsonl) or candles or trades"
          + " (.csv), a file optionally gzipped (.gz)";

  private Markets() {}

  /**
   * Opens {@code generated} or a file, told by its name's end ({@code .jsonl} or {@code .csv},
   * optionally with {@code .gz}) or else by its first line. A file that ends begins anew.
   *
   * @param seed of a generated market
   * @param warnings hears what is lacking in a file and how that is dealt with, a line each
   * @throws MarketException when there is no such market: one line for the user
   */
  public static MarketSource open(String spec, long seed, Consumer<String> warnings) {
    if (spec.equals(GENERATED)) {
      return new GeneratedMarketSource(seed);
    }
    Path file = file(spec);
    String name = spec.toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".jsonl") || plain.endsWith(".json") || plain.endsWith(".ndjson")) {
      return recorded(file, warnings);
    }
    if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
      return new CsvMarketSource(file, CsvColumns.fromFile(), null, true);
    }
    return isJson(file)
        ? recorded(file, warnings)
        : new CsvMarketSource(file, CsvColumns.fromFile(), null, true);
  }

  private static Path file(String spec) {
    try {
      Path file = Path.of(spec);
      if (!Files.isRegularFile(file)) {
        throw new MarketException(spec + ": no such file; " + ALLOWED);
      }
      return file;
    } catch (InvalidPathException e) {
      throw new MarketException(spec + ": is no file name; " + ALLOWED, e);
    }
  }

  private static boolean isJson(Path file) {
    try (RecordedLines lines = Recording.of(file).open()) {
      RecordedLine first = lines.next();
      return first != null && first.text()[0] == '{';
    } catch (RecordingException e) {
      throw new MarketException(file + ": cannot be told by its name; " + ALLOWED, e);
    }
  }

  private static MarketSource recorded(Path file, Consumer<String> warnings) {
    try {
      RecordedMarketSource source = new RecordedMarketSource(Recording.of(file), List.of(), true);
      source.warnings().forEach(warnings);
      return source;
    } catch (RecordingException e) {
      throw new MarketException(e.getMessage(), e);
    }
  }
}
