package ringside.engine.boot;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import ringside.adapters.port.ProcessClock;
import ringside.engine.pipeline.CommitListener;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorAnsweredDecoder;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Hands what a human wants to the engine as an event, and the engine's answer, which is a recorded
 * decision, back. Any thread asks; the thread of {@link CommittedNews} answers.
 */
final class OperatorDesk implements CommitListener {
  private static final int ALL = RecordHeaderDecoder.accountNullValue();

  private final ProcessClock clock;
  private final AtomicLong lastRequest;
  private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final OperatorAnsweredDecoder answered = new OperatorAnsweredDecoder();
  private volatile EventSink sink;

  /**
   * What became of a command.
   *
   * @param done false: it was refused
   */
  record Answer(boolean done, String detail) {}

  /**
   * What a command is about.
   *
   * @param account null: all
   * @param instrument null: all
   * @param leg null: both
   */
  record Scope(Integer account, Integer instrument, Leg leg) {
    static final Scope EVERYTHING = new Scope(null, null, null);
  }

  OperatorDesk(ProcessClock clock) {
    this.clock = clock;
    // Numbers go on over runs, so that an answer in the journal belongs to one command.
    this.lastRequest = new AtomicLong(clock.nowNs());
  }

  /** Where events enter, once the engine has started. */
  void open(EventSink events) {
    sink = events;
  }

  /**
   * Publishes a command.
   *
   * @param actor who wants it, for the record
   * @return the engine's answer; stays open when none comes
   * @throws IllegalStateException when the engine does not take events
   */
  CompletableFuture<Answer> command(OperatorAction action, Scope scope, String actor) {
    long requestId = lastRequest.incrementAndGet();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    waiting.put(requestId, answer);
    boolean published = false;
    try {
      RecordBuffer records = new RecordBuffer(1 << 10, 8 << 10);
      OperatorCommandEncoder command = new OperatorCommandEncoder();
      command.wrap(records.buffer(), records.begin(OperatorCommandEncoder.TEMPLATE_ID));
      command
          .header()
          .timeNs(clock.nowNs())
          .account(scope.account() == null ? ALL : scope.account())
          .instrument(scope.instrument() == null ? ALL : scope.instrument());
      command.action(action).requestId(requestId);
      command.leg(scope.leg() == null ? Leg.NULL_VAL : scope.leg());
      command.actor(actor);
      records.end(command.encodedLength());
      sink.publish(records);
      published = true;
    } finally {
      if (!published) {
        waiting.remove(requestId);
      }
    }
    return answer.whenComplete((done, e) -> waiting.remove(requestId));
  }

  @Override
  public void onDecision(DirectBuffer buffer, int offset) {
    if (RecordLayout.templateId(buffer, offset) != OperatorAnsweredDecoder.TEMPLATE_ID) {
      return;
    }
    answered.wrap(
        buffer,
        offset + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(buffer, offset),
        RecordLayout.version(buffer, offset));
    CompletableFuture<Answer> answer = waiting.remove(answered.requestId());
    if (answer != null) {
      answer.complete(new Answer(answered.done() == 1, answered.detail()));
    }
  }
}
