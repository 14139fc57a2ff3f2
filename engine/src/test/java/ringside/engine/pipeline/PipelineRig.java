package ringside.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.adapters.port.CommandHandler;
import ringside.engine.core.TradingCore;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.engine.testing.TestEvents;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * A whole pipeline with a real ring and real threads, a journal in memory, and a gateway that notes
 * what reaches it. What happened lies in {@link #story}, in order.
 */
final class PipelineRig implements AutoCloseable, BatchLog, CommandHandler, HaltHandler {
  static final int LIMIT_SECONDS = 20;

  final List<String> story = Collections.synchronizedList(new ArrayList<>());
  final List<byte[]> batches = Collections.synchronizedList(new ArrayList<>());
  final List<String> halts = Collections.synchronizedList(new ArrayList<>());
  final TestEvents events = new TestEvents().at(1_000_000_000_000L);
  final InHandFile inHand;
  final Pipeline pipeline;

  /** Called before a batch is taken in; throws where the journal is to fail, waits where slow. */
  volatile Consumer<Batch> beforeAppend = batch -> {};

  /** Called with the sequence of each command that reaches the gateway, on its thread. */
  volatile LongConsumer onCommand = sequence -> {};

  /** The gateway's second method. */
  volatile BooleanSupplier onFlush = () -> false;

  PipelineRig(Path directory, Wiring wiring, int ringSlots) {
    this(directory, wiring, ringSlots, 8);
  }

  PipelineRig(Path directory, Wiring wiring, int ringSlots, int outboundSlots) {
    try {
      inHand = InHandFile.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PipelineSettings settings =
        new PipelineSettings(wiring, WaitMode.BLOCKING, ringSlots, outboundSlots);
    TradingCore core = new TradingCore(1, BuiltInStrategies.INSTANCE);
    pipeline =
        new Pipeline(
            settings, core, inHand, this, () -> events.timeNs() + 1_000, sink -> this, this);
    pipeline.start();
  }

  @Override
  public void append(Batch batch) {
    beforeAppend.accept(batch);
    byte[] bytes = new byte[batch.records().length()];
    batch.records().buffer().getBytes(0, bytes);
    batches.add(bytes);
    story.add("commit " + batch.firstSequence() + "-" + batch.lastSequence());
  }

  @Override
  public void onCommand(DirectBuffer buffer, int recordOffset) {
    long sequence = RecordLayout.sequence(buffer, recordOffset);
    story.add("command " + sequence);
    onCommand.accept(sequence);
  }

  @Override
  public boolean flush() {
    return onFlush.getAsBoolean();
  }

  @Override
  public void halt(String where, Throwable cause) {
    halts.add(where + ": " + cause);
  }

  /** Publishes what was written and clears it. */
  void publish(TestEvents written) {
    pipeline.sink().publish(written.records());
    written.records().clear();
  }

  boolean stop() {
    return pipeline.stop(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    beforeAppend = batch -> {};
    pipeline.stop(1, TimeUnit.SECONDS);
    // A thread that was made to fail is dead, and one that is not must not meet an unmapped file.
    if (!pipeline.engineThread().isAlive()) {
      inHand.close();
    }
  }

  /** All records committed, in order. */
  RecordBuffer committed() {
    RecordBuffer all = new RecordBuffer(1 << 20, 256 << 20);
    for (byte[] batch : List.copyOf(batches)) {
      UnsafeBuffer buffer = new UnsafeBuffer(batch);
      for (int at = 0; at < batch.length; at += RecordLayout.aligned(length(buffer, at))) {
        all.append(buffer, at, length(buffer, at));
      }
    }
    return all;
  }

  byte[] committedBytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    batches.forEach(all::writeBytes);
    return all.toByteArray();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    assertThat(Waiting.until(condition, deadline)).as(what).isTrue();
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int length(DirectBuffer buffer, int at) {
    return RecordLayout.length(buffer, at);
  }
}
