package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.Recording;
import ringside.adapters.recording.RecordingScan;
import ringside.adapters.recording.RecordingScan.InferredRules;
import ringside.engine.boot.Terminal;
import ringside.engine.boot.UsageException;

/**
 * The files of an import, each looked through once.
 *
 * @param recordings in the order given
 * @param scan of all together: topics and symbols in order of first appearance, the finest rules
 * @param firstNs the first message's time
 */
record ImportFiles(List<Recording> recordings, RecordingScan scan, long firstNs) {
  private static final long NS_PER_MS = 1_000_000L;

  /** Times that the decoder takes: the years 2000 to 2099. */
  private static final long EARLIEST_MS = 946_684_800_000L;

  private static final long LATEST_MS = 4_102_444_800_000L;

  /** As a message's time: it has none that could be one. */
  static final long NO_TIME = Long.MIN_VALUE;

  /**
   * Reads every file once.
   *
   * @throws UsageException when one holds no topic that we know
   */
  static ImportFiles of(List<Path> files) {
    List<Recording> recordings = new ArrayList<>();
    List<RecordingScan> scans = new ArrayList<>();
    for (Path file : files) {
      recordings.add(Recording.of(file));
    }
    for (Recording recording : recordings) {
      Terminal.progress("looking through " + recording.name());
      RecordingScan scan = RecordingScan.of(recording);
      Terminal.progressDone();
      if (scan.topics().isEmpty()) {
        throw new UsageException(
            recording.name()
                + ": holds no topic of Bybit's linear contracts (orderbook, publicTrade, tickers,"
                + " kline, allLiquidation) in "
                + scan.lines()
                + " lines");
      }
      if (scan.warning() != null) {
        System.err.println("warning: " + scan.warning());
      }
      scans.add(scan);
    }
    return new ImportFiles(recordings, merged(scans), firstNs(recordings));
  }

  /** A message's time in ns, or {@link #NO_TIME}. */
  static long timeNs(RecordedLine line) {
    boolean known = line.topic() != null && line.tsMs() >= EARLIEST_MS && line.tsMs() < LATEST_MS;
    return known ? line.tsMs() * NS_PER_MS : NO_TIME;
  }

  private static long firstNs(List<Recording> recordings) {
    for (Recording recording : recordings) {
      try (RecordedLines lines = recording.open()) {
        for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
          if (timeNs(line) != NO_TIME) {
            return timeNs(line);
          }
        }
      }
    }
    throw new UsageException(
        recordings.get(0).name() + ": no message has a time (ts) of this century");
  }

  private static RecordingScan merged(List<RecordingScan> scans) {
    Set<String> topics = new LinkedHashSet<>();
    Set<String> symbols = new LinkedHashSet<>();
    Map<String, InferredRules> rules = new LinkedHashMap<>();
    long lines = 0;
    long bytes = 0;
    long lastTsMs = RecordedLine.NO_TS;
    for (RecordingScan scan : scans) {
      topics.addAll(scan.topics());
      symbols.addAll(scan.symbols());
      scan.rules().forEach((symbol, found) -> rules.merge(symbol, found, ImportFiles::finest));
      lines += scan.lines();
      bytes += scan.bytes();
      lastTsMs = Math.max(lastTsMs, scan.lastTsMs());
    }
    return new RecordingScan(
        List.copyOf(topics),
        List.copyOf(symbols),
        rules,
        scans.get(0).firstTsMs(),
        lastTsMs,
        lines,
        bytes,
        null);
  }

  private static InferredRules finest(InferredRules a, InferredRules b) {
    return new InferredRules(Math.min(a.tickE9(), b.tickE9()), Math.min(a.lotE9(), b.lotE9()));
  }
}
