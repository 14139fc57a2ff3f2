package ringside.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.engine.pipeline.PipelineRig.await;
import static ringside.engine.testing.TestEvents.levels;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.EventStream;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.Side;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

@Timeout(60)
class PipelineTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fusedAndPipelinedCommitTheSameRecords(long seed) throws Exception {
    byte[] fused = commitStream(Wiring.FUSED, seed);
    byte[] pipelined = commitStream(Wiring.PIPELINED, seed);

    assertThat(pipelined).isEqualTo(fused);
    CoreHarness core = new CoreHarness(1);
    EventStream stream = new EventStream(seed);
    stream.write(3_000);
    core.feed(stream.events());
    assertThat(fused)
        .as("what the core alone decides")
        .isEqualTo(CoreHarness.bytes(core.journal()));
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void eventsOfManyThreadsAreNumberedDenselyAndRangesStayTogether(Wiring wiring) {
    int threads = 4;
    int ranges = 3_000;
    try (PipelineRig rig = new PipelineRig(directory, wiring, 64)) {
      rig.publish(rig.events.started());
      List<Thread> producers = new ArrayList<>();
      for (int source = 1; source <= threads; source++) {
        int from = source;
        producers.add(new Thread(() -> publishRanges(rig.pipeline.sink(), from, ranges)));
      }
      producers.forEach(Thread::start);
      producers.forEach(thread -> await("a producer ends", () -> !thread.isAlive()));
      assertThat(rig.stop()).isTrue();

      RecordBuffer all = rig.committed();
      assertThat(all.recordCount()).isEqualTo(1 + threads * ranges * 3);
      long[] next = new long[threads + 1];
      long sequence = 0;
      for (int at = 0; at < all.length(); at = CoreHarness.next(all, at)) {
        assertThat(RecordLayout.sequence(all.buffer(), at)).isEqualTo(++sequence);
        int source = RecordLayout.source(all.buffer(), at);
        if (source > 0) {
          // Producers count their records in the generation.
          assertThat(RecordLayout.generation(all.buffer(), at)).isEqualTo((int) next[source]++);
          boolean within = next[source] % 3 != 0;
          int behind = CoreHarness.next(all, at);
          if (within) {
            assertThat(RecordLayout.source(all.buffer(), behind)).isEqualTo(source);
          }
        }
      }
      assertThat(rig.pipeline.counters().events()).isEqualTo(sequence);
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void whoeverAsksIsAnsweredByTheEngineThreadAtItsNextTick(Wiring wiring) throws Exception {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 64)) {
      rig.publish(rig.events.started());
      CompletableFuture<String> name = rig.pipeline.ask(state -> Thread.currentThread().getName());
      CompletableFuture<Long> time = rig.pipeline.ask(state -> state.run.timeNs());
      CompletableFuture<String> wrong =
          rig.pipeline.ask(
              state -> {
                throw new IllegalArgumentException("a question that throws");
              });
      assertThat(rig.pipeline.awaitDrained(10, TimeUnit.SECONDS)).isTrue();
      assertThat(name).isNotDone();
      rig.publish(rig.events.tick());

      assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("ringside-engine");
      assertThat(time.get(10, TimeUnit.SECONDS)).isPositive();
      assertThatThrownBy(() -> wrong.get(10, TimeUnit.SECONDS))
          .hasMessageContaining("a question that throws");
      for (int i = 0; i < 16; i++) {
        assertThat(rig.pipeline.ask(state -> 0)).isNotDone();
      }
      assertThat(rig.pipeline.ask(state -> 0)).isCompletedExceptionally();
      assertThat(rig.stop()).isTrue();
      assertThat(rig.halts).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void anEventAndItsDecisionsAreOneBatchAndACommandEndsIt(Wiring wiring) throws Exception {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 1 << 10, 1 << 12)) {
      publishInRanges(rig, 11, 5_000);
      assertThat(rig.stop()).isTrue();

      int withCommands = 0;
      int withMany = 0;
      for (byte[] bytes : rig.batches) {
        UnsafeBuffer batch = new UnsafeBuffer(bytes);
        long event = 0;
        long commandOf = 0;
        int events = 0;
        for (int at = 0; at < bytes.length; ) {
          if (RecordLayout.ordinal(batch, at) == 0) {
            assertThat(commandOf).as("an event behind a command").isZero();
            event = RecordLayout.sequence(batch, at);
            events++;
          } else {
            assertThat(RecordLayout.sequence(batch, at)).isEqualTo(event);
            if (Templates.isCommand(RecordLayout.templateId(batch, at))) {
              commandOf = event;
            }
          }
          at += RecordLayout.aligned(RecordLayout.length(batch, at));
        }
        withCommands += commandOf > 0 ? 1 : 0;
        withMany += events > 1 ? 1 : 0;
      }
      assertThat(withCommands).isPositive();
      assertThat(withMany).as("batches of several events").isPositive();
      assertThat(rig.pipeline.counters().batches()).isEqualTo(rig.batches.size());
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void aCommandLeavesOnlyWhenItsBatchIsCommitted(Wiring wiring) {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 64)) {
      CountDownLatch appending = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      rig.publish(rig.events.started().connected());
      await("the start is committed", () -> rig.pipeline.counters().events() == 2);
      rig.beforeAppend =
          batch -> {
            appending.countDown();
            await(goOn);
          };

      rig.publish(rig.events.gap(50, BookGapReason.REJECTED));
      await(appending);
      assertThat(rig.story).doesNotContain("command 3");
      goOn.countDown();
      assertThat(rig.stop()).isTrue();

      assertThat(rig.story).endsWith("commit 3-3", "command 3");
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void everyCommandOfALongRunFollowsItsCommit(Wiring wiring) throws Exception {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 256, 1 << 12)) {
      publishInRanges(rig, 5, 5_000);
      assertThat(rig.stop()).isTrue();

      long committed = 0;
      int commands = 0;
      for (String line : List.copyOf(rig.story)) {
        if (line.startsWith("commit ")) {
          committed = Long.parseLong(line.substring(line.indexOf('-') + 1));
        } else {
          assertThat(Long.parseLong(line.substring("command ".length())))
              .isLessThanOrEqualTo(committed);
          commands++;
        }
      }
      assertThat(commands).isPositive();
      assertThat(rig.halts).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void aJournalThatCannotWriteHaltsAndNothingLeaves(Wiring wiring) {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 64)) {
      rig.publish(rig.events.started().connected());
      await("the start is committed", () -> rig.pipeline.counters().events() == 2);
      rig.beforeAppend =
          batch -> {
            throw new IllegalStateException("disk");
          };

      rig.publish(rig.events.gap(50, BookGapReason.REJECTED).gap(1, BookGapReason.REJECTED));
      await("the halt", () -> !rig.halts.isEmpty());
      rig.beforeAppend = batch -> {};
      assertRefused(rig);

      assertThat(rig.halts).hasSize(1);
      assertThat(rig.halts.get(0)).contains("disk");
      assertThat(rig.story).noneMatch(line -> line.startsWith("command"));
      assertThat(rig.committed().recordCount()).as("nothing follows the hole").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void aFaultOfTheCoreHaltsAndTheEventIsNotCommitted(Wiring wiring) {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 64)) {
      rig.publish(rig.events.started().connected());
      await("the start is committed", () -> rig.pipeline.counters().events() == 2);

      rig.events.tick();
      int templateAt = RecordLayout.FRAME_LENGTH + 2;
      rig.events.records().buffer().putShort(templateAt, (short) 119, ByteOrder.LITTLE_ENDIAN);
      rig.publish(rig.events);
      await("the halt", () -> !rig.halts.isEmpty());
      assertRefused(rig);

      assertThat(rig.halts.get(0)).startsWith("engine: ").contains("UnknownRecord");
      assertThat(rig.committed().recordCount()).isEqualTo(2);
    }
  }

  @Test
  void aFaultOfTheGatewayHalts() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 64)) {
      rig.onCommand =
          command -> {
            throw new IllegalStateException("gateway is broken");
          };
      rig.publish(rig.events.started().connected().gap(50, BookGapReason.REJECTED));

      await("the halt", () -> !rig.halts.isEmpty());

      assertThat(rig.halts.get(0)).startsWith("gateway: ").contains("gateway is broken");
    }
  }

  @Test
  void aCommandThatTakesThePlaceOfAnAnsweredOneFindsRoomWhileTheGatewayIsStillAtThatOne() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 64, 1)) {
      CountDownLatch goOn = new CountDownLatch(1);
      rig.onCommand =
          command -> {
            rig.publish(new TestEvents().at(rig.events.timeNs()).accepted(command, 1));
            await(goOn);
          };
      rig.publish(rig.events.started(1, 1).connected().gap(50, BookGapReason.REJECTED));
      await("the answer is committed", () -> rig.pipeline.counters().events() == 4);

      rig.publish(rig.events.gap(1, BookGapReason.REJECTED));
      await("the next command is committed", () -> rig.pipeline.counters().decisions() == 2);
      goOn.countDown();
      await("it arrives", () -> rig.story.contains("command 5"));

      assertThat(rig.halts).isEmpty();
    }
  }

  @Test
  void theGatewayMayFlushAfterACommandAndWhileThereIsNone() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 64)) {
      CountDownLatch flushes = new CountDownLatch(5);
      rig.onFlush =
          () -> {
            flushes.countDown();
            return true;
          };
      await(flushes);
      CountDownLatch flushedAfter = new CountDownLatch(1);
      rig.onCommand =
          command ->
              rig.onFlush =
                  () -> {
                    flushedAfter.countDown();
                    return false;
                  };
      rig.publish(rig.events.started().connected().gap(50, BookGapReason.REJECTED));
      await(flushedAfter);
    }
  }

  @Test
  void anAnswerThatTheStoppingEngineRefusesIsNoFault() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 64)) {
      CountDownLatch goOn = new CountDownLatch(1);
      rig.onCommand =
          command -> {
            await(goOn);
            rig.publish(new TestEvents().accepted(command, 1));
          };
      TestEvents events = rig.events.started().connected();
      rig.publish(events.gap(50, BookGapReason.REJECTED).gap(1, BookGapReason.REJECTED));
      await("a command is with the gateway", () -> rig.story.contains("command 3"));
      AtomicBoolean stopped = new AtomicBoolean();
      Thread stopper = new Thread(() -> stopped.set(rig.stop()));
      stopper.start();
      await("the sink is closed", () -> refuses(rig.pipeline.sink()));
      goOn.countDown();
      await("the stop", () -> !stopper.isAlive());

      assertThat(stopped).isTrue();
      assertThat(rig.story).contains("command 4");
      assertThat(rig.halts).isEmpty();
    }
  }

  @Test
  void aFullRingRefusesAnOfferAndMakesAPublisherWait() {
    int slots = 8;
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, slots)) {
      CountDownLatch goOn = new CountDownLatch(1);
      CountDownLatch appending = new CountDownLatch(1);
      rig.beforeAppend =
          batch -> {
            appending.countDown();
            await(goOn);
          };
      rig.publish(rig.events.started());
      await(appending);
      EventSink sink = rig.pipeline.sink();
      RecordBuffer one = rig.events.tick().records();
      int accepted = 1;
      while (sink.offer(one, 0)) {
        accepted++;
        assertThat(accepted).isLessThanOrEqualTo(slots);
      }
      assertThat(accepted).isEqualTo(slots);
      assertThat(rig.pipeline.fill()).isEqualTo(1.0);
      assertThat(rig.pipeline.counters().ringFullWaits()).isEqualTo(1);
      assertThat(sink.offer(one, 1_000_000)).isFalse();
      assertThat(rig.pipeline.counters().ringFullWaits()).isEqualTo(2);

      Thread publisher = new Thread(() -> sink.publish(one));
      publisher.start();
      await("the publisher waits", () -> rig.pipeline.counters().ringFullWaits() == 3);
      assertThat(publisher.isAlive()).isTrue();
      goOn.countDown();
      await("the publisher is let in", () -> !publisher.isAlive());
      assertThat(rig.stop()).isTrue();

      assertThat(rig.pipeline.counters().events()).isEqualTo(slots + 1);
    }
  }

  @Test
  void aRangeLongerThanTheRingIsRefused() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 4)) {
      for (int i = 0; i < 5; i++) {
        rig.events.tick();
      }
      assertThatThrownBy(() -> rig.pipeline.sink().offer(rig.events.records(), 0))
          .hasMessageContaining("5 records in one range; the ring holds 4");
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void aRecordThatDoesNotFitASlotHarmsNobodyElse(Wiring wiring) {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 4)) {
      rig.publish(rig.events.started());
      for (int i = 0; i < 10; i++) {
        rig.publish(rig.events.trade(i, 1, Side.BUY, ""));
      }
      rig.events.tick().tick();
      int second = CoreHarness.next(rig.events.records(), 0);
      rig.events.records().buffer().putInt(second, 5_000, ByteOrder.LITTLE_ENDIAN);
      assertThatThrownBy(() -> rig.publish(rig.events)).isInstanceOf(RuntimeException.class);
      rig.events.records().clear();
      rig.publish(rig.events.trade(11, 1, Side.SELL, ""));
      assertThat(rig.stop()).isTrue();

      assertThat(rig.halts).isEmpty();
      assertThat(rig.pipeline.counters().events())
          .as("the record before it, and no old one again")
          .isEqualTo(1 + 10 + 1 + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void stopLetsThroughWhatWasPublishedBeforeAndRefusesTheRest(Wiring wiring) {
    try (PipelineRig rig = new PipelineRig(directory, wiring, 1 << 12)) {
      rig.publish(rig.events.started());
      int count = 4_000;
      for (int i = 0; i < count; i++) {
        rig.publish(rig.events.tick());
      }
      assertThat(rig.stop()).isTrue();

      assertThat(rig.pipeline.counters().events()).isEqualTo(count + 1);
      assertThat(rig.committed().recordCount()).isEqualTo(count + 1);
      assertRefused(rig);
      assertThat(rig.pipeline.latency().getTotalCount()).isEqualTo(count + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wiring.class)
  void whatIsAcceptedWhileStoppingIsCommitted(Wiring wiring) throws Exception {
    for (int round = 0; round < 20; round++) {
      Path own = Files.createDirectory(directory.resolve("round-" + round));
      try (PipelineRig rig = new PipelineRig(own, wiring, 64)) {
        AtomicLong accepted = new AtomicLong();
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          producers.add(new Thread(() -> publishUntilRefused(rig.pipeline.sink(), accepted)));
        }
        producers.forEach(Thread::start);
        await("events flow", () -> accepted.get() > 200);
        assertThat(rig.stop()).isTrue();
        producers.forEach(thread -> await("a producer ends", () -> !thread.isAlive()));

        assertThat(rig.pipeline.counters().events()).isEqualTo(accepted.get());
      }
    }
  }

  @Test
  void gapsAndDecisionsAreCounted() {
    try (PipelineRig rig = new PipelineRig(directory, Wiring.FUSED, 64)) {
      rig.publish(rig.events.started().connected().snapshot(50, 1, levels(1, 1), levels()));
      rig.publish(rig.events.delta(50, 5, levels(), levels()));
      rig.publish(rig.events.gap(1, BookGapReason.RING_FULL));
      assertThat(rig.stop()).isTrue();

      assertThat(rig.pipeline.counters().gaps()).isEqualTo(2);
      assertThat(rig.pipeline.counters().decisions()).isEqualTo(3);
    }
  }

  private byte[] commitStream(Wiring wiring, long seed) throws Exception {
    Path own = Files.createDirectories(directory.resolve(wiring + "-" + seed));
    try (PipelineRig rig = new PipelineRig(own, wiring, 256, 1 << 12)) {
      publishInRanges(rig, seed, 3_000);
      assertThat(rig.stop()).isTrue();
      assertThat(rig.halts).isEmpty();
      return rig.committedBytes();
    }
  }

  /**
   * Publishes a stream in ranges of random lengths. Its answers do not wait for the gateway, so the
   * outbound ring must hold every command of it.
   */
  private static void publishInRanges(PipelineRig rig, long seed, int count) {
    RecordBuffer stream = new EventStream(seed).write(count);
    RecordBuffer range = new RecordBuffer(64 << 10, 1 << 20);
    Random random = new Random(seed);
    for (int at = 0; at < stream.length(); ) {
      range.clear();
      for (int i = 1 + random.nextInt(20); i > 0 && at < stream.length(); i--) {
        range.append(stream.buffer(), at, RecordLayout.length(stream.buffer(), at));
        at = CoreHarness.next(stream, at);
      }
      rig.pipeline.sink().publish(range);
    }
  }

  private static void publishRanges(EventSink sink, int source, int ranges) {
    TestEvents events = new TestEvents().at(1_000_000_000_000L);
    int count = 0;
    for (int range = 0; range < ranges; range++) {
      for (int i = 0; i < 3; i++) {
        events.from(source, count++).trade(1, 1, Side.BUY, "");
      }
      sink.publish(events.records());
      events.records().clear();
    }
  }

  private static void publishUntilRefused(EventSink sink, AtomicLong accepted) {
    RecordBuffer tick = new TestEvents().at(1_000_000_000_000L).tick().records();
    boolean open = true;
    while (open) {
      try {
        sink.publish(tick);
        accepted.incrementAndGet();
      } catch (IllegalStateException stopped) {
        open = false;
      }
    }
  }

  private static boolean refuses(EventSink sink) {
    try {
      return !sink.offer(new TestEvents().at(1_000_000_000_000L).tick().records(), 0);
    } catch (IllegalStateException stopped) {
      return true;
    }
  }

  private static void assertRefused(PipelineRig rig) {
    rig.events.records().clear();
    RecordBuffer tick = rig.events.tick().records();
    Consumer<EventSink> publish = sink -> sink.publish(tick);
    Consumer<EventSink> offer = sink -> sink.offer(tick, 0);
    for (Consumer<EventSink> attempt : List.of(publish, offer)) {
      assertThatThrownBy(() -> attempt.accept(rig.pipeline.sink()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("stopped");
    }
    rig.events.records().clear();
  }
}
