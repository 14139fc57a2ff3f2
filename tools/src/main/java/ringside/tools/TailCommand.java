package ringside.tools;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.journal.codec.EngineStoppedDecoder;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;
import ringside.journal.log.JournalReader;

/** Prints what a live engine records, as it records it. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Follows a journal while it is written: prints its last events, then every new record, through"
          + " rolls and restarts of the engine, until interrupted.",
      ""
    })
final class TailCommand implements Callable<Integer> {
  private static final long LAST_EVENTS = 10;
  private static final long POLL_NS = 20_000_000L;

  @Mixin private JournalArgument journal;

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      description = "Begin with this event (default: the last 10)")
  private Long from;

  @Option(names = "--limit", paramLabel = "N", description = "End after so many records")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--until-stopped", description = "End when the engine stops in order")
  private boolean untilStopped;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text; json: an object a line; csv: with a heading (default: ${DEFAULT-VALUE})")
  private RecordPrinter.Format format;

  @Override
  public Integer call() {
    long first = from == null ? Math.max(1, lastSequence() - LAST_EVENTS + 1) : from;
    try (JournalReader reader = JournalReader.follow(journal.require())) {
      if (first > 1) {
        reader.seekSequence(first);
      }
      Output out = new Output();
      try {
        follow(reader, first, out);
      } finally {
        out.flush();
      }
    }
    return ExitCode.DONE;
  }

  private long lastSequence() {
    try (JournalReader reader = JournalReader.open(journal.require())) {
      reader.seekSequence(Long.MAX_VALUE);
      return reader.end().sequence();
    }
  }

  private void follow(JournalReader reader, long first, Output out) {
    RecordLines lines = new RecordLines(format, out);
    long printed = 0;
    boolean stopped = false;
    while (printed < limit && !out.abandoned()) {
      if (!reader.next()) {
        if (stopped && untilStopped) {
          return;
        }
        out.flush();
        LockSupport.parkNanos(POLL_NS);
        continue;
      }
      if (RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0) {
        stopped =
            RecordLayout.templateId(reader.buffer(), reader.offset())
                == EngineStoppedDecoder.TEMPLATE_ID;
      }
      if (reader.sequence() >= first) {
        lines.print(reader);
        printed++;
      }
    }
  }
}
