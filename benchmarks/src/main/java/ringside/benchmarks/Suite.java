package ringside.benchmarks;

import java.util.List;

/** Every benchmark by its name on the command line, with what it gives and has to reach. */
enum Suite {
  JOURNAL(
      "journal",
      JournalStageBenchmark.class,
      "journal stage, 64 events of 128 bytes a document; floor: Chronicle Queue, one a document",
      Figure.of("", "append", "M events/s").ratio(Target.atLeast(3))),
  PIPELINE(
      "pipeline",
      PipelineBenchmark.class,
      "ring, core and journal, saturated; floor: Chronicle Queue, one 128-byte event a document",
      Figure.of("", "publish to committed", "M events/s")
          .ratio(Target.atLeast(1.5))
          .own(Target.atLeast(2))),
  PACED(
      "paced",
      PacedIngestBenchmark.class,
      "publish to committed at 100,000 events/s; floor: the same, to memory already touched",
      Figure.of("P50", "p50", "us").ratio(Target.atMost(2)),
      Figure.of("P99", "p99", "us").ratio(Target.atMost(3)),
      Figure.of("P999", "p99.9", "us").ratio(Target.atMost(5))),
  REPLAY(
      "replay",
      ReplayBenchmark.class,
      "small events read, checked and restored; floor: Chronicle Queue's tailer, one a document",
      Figure.of("", "replay", "M events/s").own(Target.atLeast(8))),
  BOOK_TEXT(
      "book-text",
      BookTextBenchmark.class,
      "Bybit book text to updated book; floor: Jackson's tokens only",
      Figure.of("", "a message", "ns").ratio(Target.atMost(2)),
      Figure.of("Extra", "allocated beyond the floor", "B/message").own(Target.atMost(1)),
      Figure.of("Allocated", "allocated", "B/message")),
  ALLOCATION(
      "allocation",
      AllocationBenchmark.class,
      "engine thread, steady state, books and trades, segment rolls apart",
      Figure.of("", "allocated", "B/event").own(Target.atMost(0.1)),
      Figure.of("Rolls", "segment rolls", ""),
      Figure.of("RollBytes", "allocated by all rolls", "B")),
  REOPEN(
      "reopen",
      ReopenBenchmark.class,
      "10 million small events after kill -9: check, restore, append; floor: the reader alone",
      Figure.of("", "from main()", "s").own(Target.atMost(3)),
      Figure.of("Process", "with the JVM's start", "s").own(Target.atMost(3)),
      Figure.of("Restore", "of it: read, check and restore", "s"),
      Figure.of("Open", "of it: open the writer", "s"),
      Figure.of("Append", "of it: first append", "s")),
  BACKTEST(
      "backtest",
      BacktestBenchmark.class,
      "45,000 one-minute candles with a grid; floor: the same candles and nobody who trades",
      Figure.of("", "warm", "s").own(Target.atMost(0.5)),
      Figure.of("Cold", "the command in a new JVM, without its start", "s")),
  VENUE(
      "venue",
      VenueBenchmark.class,
      "place, cancel, amend at a venue with 1,000 resting orders a symbol; floor: two maps",
      Figure.of("", "operations", "M/s").own(Target.atLeast(1))),
  EXCHANGE(
      "exchange",
      ExchangeBenchmark.class,
      "1,000 trades a second told to ten clients, from order to hearing; floor: bare broadcast",
      Figure.of("", "messages heard", "1/s").own(Target.atLeast(9_500)),
      Figure.of("P50", "p50", "us"),
      Figure.of("P99", "p99", "us"),
      Figure.of("BesideDeaf", "p99 beside one that reads nothing, to p99 without", "")
          .own(Target.atMost(1.2)),
      Figure.of("Cut", "sockets cut: the one that reads nothing", "").own(Target.atLeast(1))),
  GRIDS(
      "grids",
      GridsBenchmark.class,
      "200 accounts with two grids each over ten symbols; floor: the same market, no account",
      Figure.of("Share", "engine thread at 50,000 market events/s", "of a core")
          .own(Target.atMost(0.5)),
      Figure.of("Time", "engine thread, a market event, unpaced", "ns"),
      Figure.of("Allocated", "engine thread, allocated", "B/market event").own(Target.atMost(0.1)),
      Figure.of("Orders", "commands to the venue", "1/s of the market's time"),
      Figure.of("Open", "legs that hold something", "%")),
  GRIDS_SOAK(
      "grids-soak",
      GridsSoakBenchmark.class,
      "heap after GC while grids trade at 20,000 market events/s; a minute, or --minutes",
      Figure.of("", "first third to last third", "%").own(Target.atMost(2)),
      Figure.of("Slope", "line through all looks", "KiB/min"),
      Figure.of("Used", "last third", "MiB"),
      Figure.of("Venue", "of the venue in the same process, besides", "MiB"),
      Figure.of("Commands", "commands to the venue", "")),
  READY(
      "ready",
      ReadyBenchmark.class,
      "200 accounts on the local exchange under the venue's limits, from start to ready",
      Figure.of("", "all ready: reconciled, mode and leverage as wanted", "s")
          .own(Target.atMost(60)),
      Figure.of("Start", "of it: keys looked at, streams begun", "s"),
      Figure.of("Reconciled", "all reconciled after", "s"),
      Figure.of("Limited", "times the venue said: too many requests", "").own(Target.atMost(0))),
  RESTART(
      "restart",
      RestartBenchmark.class,
      "kill -9 to trading again, an hour's journal; floor: a JVM that reads and restores it",
      Figure.of("", "all trade, from the new process' start", "s").own(Target.atMost(3)),
      Figure.of("Kill", "from the kill", "s").own(Target.atMost(3)),
      Figure.of("Jvm", "of it: JVM", "s"),
      Figure.of("Replay", "of it: config, reading, keys, opening", "s"),
      Figure.of("Connect", "of it: rules, streams, a first book", "s"),
      Figure.of("Reports", "of it: reports", "s"),
      Figure.of("Settle", "of it: settings, orders in doubt", "s"),
      Figure.of("Other", "beside an account with orders in doubt", "s").own(Target.atMost(3)),
      Figure.of("Untold", "orders taken, never told of", "s").own(Target.atMost(10)),
      Figure.of("Untaken", "orders never taken", "s").own(Target.atMost(10)),
      Figure.of("Events", "in the journal", "million")),
  DISK(
      "disk",
      DiskBenchmark.class,
      "latency that durability disk adds to a batch of 2 KiB; floor: forcing a bare file",
      Figure.of("P50", "p50", "us").ratio(Target.atMost(1.5)),
      Figure.of("P99", "p99", "us").ratio(Target.atMost(1.5)),
      Figure.of("Page", "append in durability page, p50", "us")),
  TICK_TO_ORDER(
      "tick-to-order",
      TickToOrderBenchmark.class,
      "book text leaves the venue, its order arrives there; floor: a bare WebSocket echo",
      Figure.of("P50", "p50", "us").ratio(Target.atMost(1.5)),
      Figure.of("P99", "p99", "us").ratio(Target.atMost(2))),
  TICK_TO_ORDER_SPINNING(
      "tick-to-order-spinning",
      TickToOrderSpinningBenchmark.class,
      "the same with stages that spin; floor: the echo beside as many spinning threads",
      Figure.of("P50", "p50", "us").ratio(Target.atMost(1.1)),
      Figure.of("P99", "p99", "us").ratio(Target.atMost(2)));

  private final String commandName;
  private final Class<?> benchmark;
  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Figure> figures;

  Suite(String commandName, Class<?> benchmark, String summary, Figure... figures) {
    this.commandName = commandName;
    this.benchmark = benchmark;
    this.summary = summary;
    this.figures = List.of(figures);
  }

  String commandName() {
    return commandName;
  }

  Class<?> benchmark() {
    return benchmark;
  }

  String summary() {
    return summary;
  }

  List<Figure> figures() {
    return figures;
  }
}
