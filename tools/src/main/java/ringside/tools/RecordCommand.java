package ringside.tools;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ringside.adapters.bybit.BybitStreamRecorder;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.port.BackoffPolicy;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.ws.StreamWatchdog;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.RecordedInstruments;
import ringside.engine.boot.StopRequest;
import ringside.engine.boot.Terminal;
import ringside.engine.boot.UsageException;
import ringside.journal.codec.StopReason;

/** Records a venue's public stream in a file. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Records a venue's public stream, a message a line and exactly as received: books, trades,"
          + " tickers, 1-minute candles and liquidations. 'import', the engine and the local exchange"
          + " read such files.",
      "",
      "Needs no key. Ends at --duration, or when it is interrupted, with the file whole.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done or interrupted with something recorded, 1 nothing was recorded or the file"
          + " could not be written, 2 bad usage."
    })
final class RecordCommand implements Callable<Integer> {
  private static final long POLL_NS = 100_000_000L;
  private static final int POLLS_A_FLUSH = 10;
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9-]{2,30}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smh]?)");

  @Option(
      names = "--venue",
      required = true,
      paramLabel = "VENUE",
      description = "Whose stream: bybit (v5 public stream of linear contracts)")
  private String venue;

  @Option(
      names = "--symbols",
      required = true,
      split = ",",
      paramLabel = "SYMBOL",
      description = "Which instruments, such as BTCUSDT,ETHUSDT")
  private List<String> symbols;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file; gzipped when its name ends in .gz")
  private Path file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The stream's address (default: that of mainnet)")
  private URI url;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "50",
      description = "Levels a side of the books: 1, 50, 200, 1000 (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "End after so long: 90s, 10m, 2h (default: when interrupted)")
  private String duration;

  @Option(names = "--json", description = "The summary as one line of JSON")
  private boolean json;

  private final StopRequest stop = new StopRequest();
  private final AtomicReference<String> failure = new AtomicReference<>();

  @Override
  public Integer call() throws InterruptedException {
    if (!venue.toLowerCase(Locale.ROOT).equals(RecordedInstruments.VENUE)) {
      throw new UsageException(
          "--venue " + venue + ": not known; there is " + RecordedInstruments.VENUE);
    }
    for (String symbol : symbols) {
      if (!SYMBOL.matcher(symbol).matches()) {
        throw new UsageException("--symbols " + symbol + ": allowed is a symbol such as BTCUSDT");
      }
    }
    long limitNs = duration == null ? Long.MAX_VALUE : durationNs(duration);
    URI from = url == null ? BybitEnvironment.mainnet().publicLinear() : url;
    requireAddress(from);
    stop.onSignals();
    long startNs = System.nanoTime();
    long lines;
    try (LineFile out = new LineFile(file)) {
      record(from, out, startNs, limitNs);
      out.finish();
      lines = out.lines();
      print(out, System.nanoTime() - startNs);
    } finally {
      Terminal.progressDone();
    }
    String trouble = failure.get();
    if (trouble != null) {
      System.err.println("ringside-tools record: " + trouble);
    }
    return trouble == null && lines > 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void record(URI from, LineFile out, long startNs, long limitNs)
      throws InterruptedException {
    FaultListener faults =
        (where, fault) -> {
          failure.compareAndSet(null, where + ": " + fault);
          stop.request(StopReason.FAULT, where);
        };
    try (StreamWatchdog watchdog =
            new StreamWatchdog(StreamWatchdog.DEFAULT_TICK_NS, faults).start();
        BybitStreamRecorder recorder =
            new BybitStreamRecorder(
                from,
                symbols.stream().distinct().toList(),
                depth,
                new ToFile(out),
                ProcessClock.startingAbove(0),
                new BackoffPolicy(System.nanoTime()),
                watchdog,
                faults)) {
      recorder.start();
      for (int polls = 1; stop.reason() == null; polls++) {
        if (System.nanoTime() - startNs > limitNs) {
          stop.finished();
        }
        LockSupport.parkNanos(POLL_NS);
        if (polls % POLLS_A_FLUSH == 0) {
          out.flush();
          Terminal.progress(
              String.format(
                  Locale.ROOT,
                  "recording: %,d messages, %,d KB%s",
                  out.lines(),
                  out.characters() / 1024,
                  recorder.subscribeFailures() > 0 ? ", some topics are refused" : ""));
        }
      }
    }
  }

  private void print(LineFile out, long tookNs) {
    double seconds = tookNs / 1e9;
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("file", file);
      values.put("messages", out.lines());
      values.put("characters", out.characters());
      values.put("seconds", Math.round(seconds * 10) / 10.0);
      System.out.println(JsonLine.of(values));
    } else {
      System.out.println(
          String.format(
              Locale.ROOT, "recorded: %d messages in %.1f s, to %s", out.lines(), seconds, file));
    }
  }

  private static long durationNs(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new UsageException("--duration " + text + ": allowed are times such as 90s, 10m, 2h");
    }
    TimeUnit unit =
        switch (matcher.group(2)) {
          case "m" -> TimeUnit.MINUTES;
          case "h" -> TimeUnit.HOURS;
          default -> TimeUnit.SECONDS;
        };
    return unit.toNanos(Long.parseLong(matcher.group(1)));
  }

  /** Before the file is made: bad usage leaves nothing behind. */
  private void requireAddress(URI from) {
    try {
      BybitStreamRecorder.requireUsable(from, depth);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static final class ToFile implements BybitStreamRecorder.Listener {
    private final LineFile out;

    ToFile(LineFile out) {
      this.out = out;
    }

    @Override
    public void onMessage(char[] text, int length) {
      out.add(text, length);
    }

    @Override
    public void onConnection(boolean up, String detail) {
      Terminal.progressDone();
      System.err.println(up ? "connected to " + detail : "not connected: " + detail);
    }
  }
}
