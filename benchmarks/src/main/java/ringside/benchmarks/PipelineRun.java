package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.BatchLog;
import ringside.engine.pipeline.InHandFile;
import ringside.engine.pipeline.JournalBatchLog;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.Wiring;
import ringside.journal.event.RecordBuffer;
import ringside.journal.log.Durability;

/**
 * The engine's own pipeline with the settings that it takes on this machine, a fresh core, and a
 * run begun: its stream is up and its book synchronised. One thread.
 */
final class PipelineRun implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final JournalRun journal;
  private final InHandFile inHand;
  private final Pipeline pipeline;
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private volatile Throwable failure;

  private PipelineRun(Path directory, Wiring wiring, JournalRun journal, BatchLog log)
      throws IOException {
    this.journal = journal;
    inHand = InHandFile.open(directory);
    pipeline =
        new Pipeline(
            PipelineSettings.forThisMachine().with(wiring),
            new TradingCore(1),
            inHand,
            log,
            clock,
            sink -> new NoGateway(),
            (where, cause) -> failure = new IllegalStateException(where, cause));
    pipeline.start();
    RecordBuffer start = new RecordBuffer(4096, 4096);
    Events events = new Events();
    events.timeNs(clock.nowNs());
    events.start(start);
    pipeline.sink().publish(start);
    awaitCommitted();
  }

  /**
   * Over a real journal.
   *
   * @param around what is put around the journal to measure it
   */
  static PipelineRun overJournal(Path directory, Wiring wiring, UnaryOperator<BatchLog> around)
      throws IOException {
    JournalRun journal = new JournalRun(directory, Durability.PAGE);
    BatchLog log = around.apply(new JournalBatchLog(journal.writer()));
    return new PipelineRun(directory, wiring, journal, log);
  }

  /** Over whatever stands in the journal's place. */
  static PipelineRun overLog(Path directory, Wiring wiring, BatchLog log) throws IOException {
    return new PipelineRun(directory, wiring, null, log);
  }

  ProcessClock clock() {
    return clock;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  JournalRun journal() {
    return journal;
  }

  void publish(RecordBuffer records) {
    pipeline.sink().publish(records);
  }

  void awaitCommitted() {
    require(pipeline.awaitDrained(STOP_SECONDS, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    require(pipeline.stop(STOP_SECONDS, TimeUnit.SECONDS));
    if (journal != null) {
      journal.close();
    }
    inHand.close();
  }

  private void require(boolean inTime) {
    if (failure != null || !inTime) {
      throw new IllegalStateException("the pipeline did not go on", failure);
    }
  }

  /** Nothing that the benchmarks feed causes a command. */
  private static final class NoGateway implements CommandHandler {
    @Override
    public void onCommand(DirectBuffer buffer, int recordOffset) {
      throw new IllegalStateException("a command was not expected");
    }

    @Override
    public boolean flush() {
      return false;
    }
  }
}
