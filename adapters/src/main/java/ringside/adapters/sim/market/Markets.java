package ringside.adapters.sim.market;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @param symbols which of the market's; empty for all of a file, for the four usual of a
   *     generated one
   * @param warnings hears what is lacking in a file and how that is dealt with, a line each
   * @throws MarketException when there is no such market, or it lacks a symbol: one line for the
   *     user
   */
  public static MarketSource open(
      String spec, long seed, List<String> symbols, Consumer<String> warnings) {
    return spec.equals(GENERATED) ? generated(seed, symbols) : of(file(spec), symbols, warnings);
  }

  /**
   * Looks whether there could be such a market, without opening it.
   *
   * @throws MarketException when it is neither {@code generated} nor a file
   */
  public static void check(String spec) {
    if (!spec.equals(GENERATED)) {
      file(spec);
    }
  }

  /**
   * @throws MarketException when a symbol that is wanted is not there
   */
  static void require(String market, List<String> wanted, List<String> there) {
    List<String> missing = wanted.stream().filter(each -> !there.contains(each)).toList();
    if (!missing.isEmpty()) {
      throw new MarketException(
          "market "
              + market
              + " has no "
              + String.join(", ", missing)
              + "; it has "
              + String.join(", ", there));
    }
  }

  private static MarketSource generated(long seed, List<String> symbols) {
    if (symbols.isEmpty()) {
      return new GeneratedMarketSource(seed);
    }
    List<SymbolProfile> all = new ArrayList<>(StandardProfiles.all());
    all.addAll(StandardProfiles.others());
    require(GENERATED, symbols, all.stream().map(each -> each.instrument().symbol()).toList());
    return new GeneratedMarketSource(
        seed, all.stream().filter(each -> symbols.contains(each.instrument().symbol())).toList());
  }

  private static MarketSource of(Path file, List<String> symbols, Consumer<String> warnings) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    boolean table = plain.endsWith(".csv") || plain.endsWith(".tsv");
    if (!table && (plain.endsWith(".jsonl") || isJson(file))) {
      return recorded(file, symbols, warnings);
    }
    CsvMarketSource source = new CsvMarketSource(file, CsvColumns.fromFile(), null, true);
    try {
      require(file.toString(), symbols, List.of(source.instruments().get(0).symbol()));
      return source;
    } catch (MarketException e) {
      source.close();
      throw e;
    }
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

  private static MarketSource recorded(Path file, List<String> symbols, Consumer<String> warnings) {
    try {
      RecordedMarketSource source =
          new RecordedMarketSource(Recording.of(file), symbols, List.of(), true);
      source.warnings().forEach(warnings);
      return source;
    } catch (RecordingException e) {
      throw new MarketException(e.getMessage(), e);
    }
  }
}
