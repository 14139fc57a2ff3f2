package ringside.adapters.bybit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.UnresolvedReason;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * What an account's commands are answered with, kept here until the engine has room. A request of
 * unknown outcome is settled only after the engine was told that it is one. Under the lock of its
 * {@link OrderEntry}; never waits.
 */
final class OrderAnswers {
  private static final int INITIAL_LENGTH = 16 << 10;
  private static final int MAX_LENGTH = 4 << 20;

  private final int account;
  private final EventSink sink;
  private final AnswerEncoder encoder;
  private final Consumer<OrderRequest> settle;
  private final RecordBuffer answers = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final List<OrderRequest> unresolved = new ArrayList<>();

  /**
   * @param settle finds out what became of a request
   */
  OrderAnswers(int account, EventSink sink, AnswerEncoder encoder, Consumer<OrderRequest> settle) {
    this.account = account;
    this.sink = sink;
    this.encoder = encoder;
    this.settle = settle;
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  /** Answers a command that no request was made of: as done, or why it is not. */
  void answer(CommandAddress command, String clientOrderId, RejectClass why, String reason) {
    if (why == null) {
      encoder.accept(answers, command, "", clientOrderId);
    } else {
      encoder.reject(answers, command, clientOrderId, why, AnswerEncoder.NO_CODE, reason);
    }
  }

  void accept(OrderRequest request, String orderId) {
    encoder.accept(answers, address(request), orderId, request.clientOrderId);
  }

  /** It was not sent, and will not be. */
  void notSent(OrderRequest request, String reason) {
    reject(request, RejectClass.NOT_SENT, AnswerEncoder.NO_CODE, reason);
  }

  void reject(OrderRequest request, RejectClass why, int code, String reason) {
    encoder.reject(answers, address(request), request.clientOrderId, why, code, reason);
  }

  /** Nobody knows: it is settled by asking. */
  void leaveOpen(OrderRequest request, UnresolvedReason why, String detail) {
    encoder.leaveOpen(answers, address(request), request.clientOrderId, why, detail);
    settle(request);
  }

  /** What became of the request's order is asked once its answer was told. */
  void settle(OrderRequest request) {
    unresolved.add(request);
  }

  /**
   * Tells what the engine has room for.
   *
   * @param closed nothing is settled any more
   */
  void flush(boolean closed) {
    if (!answers.isEmpty()) {
      if (!sink.offer(answers, 0)) {
        return;
      }
      answers.clear();
    }
    if (!closed) {
      unresolved.forEach(settle);
    }
    unresolved.clear();
  }

  private CommandAddress address(OrderRequest request) {
    return new CommandAddress(request.sequence, request.ordinal, account, request.instrument);
  }
}
