package ringside.adapters.bybit;

import java.nio.charset.StandardCharsets;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.CommandRejectedEncoder;
import ringside.journal.codec.CommandUnresolvedEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.UnresolvedReason;
import ringside.journal.event.RecordBuffer;

/** Writes the answers to an account's commands. One thread at a time. */
final class AnswerEncoder {
  /** The venue stated no code. */
  static final int NO_CODE = CommandRejectedEncoder.venueCodeNullValue();

  private final ProcessClock clock;
  private final int account;
  private final int source;
  private final CommandAcceptedEncoder accepted = new CommandAcceptedEncoder();
  private final CommandRejectedEncoder rejected = new CommandRejectedEncoder();
  private final CommandUnresolvedEncoder unresolved = new CommandUnresolvedEncoder();

  AnswerEncoder(ProcessClock clock, int account, int source) {
    this.clock = clock;
    this.account = account;
    this.source = source;
  }

  void accept(RecordBuffer into, CommandAddress command, String orderId, String clientOrderId) {
    accepted.wrap(into.buffer(), into.begin(CommandAcceptedEncoder.TEMPLATE_ID));
    header(accepted.header(), command);
    byte[] order = text(orderId);
    byte[] client = text(clientOrderId);
    accepted
        .commandSequence(command.sequence())
        .commandOrdinal(command.ordinal())
        .putOrderId(order, 0, order.length)
        .putClientOrderId(client, 0, client.length);
    into.end(accepted.encodedLength());
  }

  void reject(
      RecordBuffer into,
      CommandAddress command,
      String clientOrderId,
      RejectClass why,
      int code,
      String reason) {
    rejected.wrap(into.buffer(), into.begin(CommandRejectedEncoder.TEMPLATE_ID));
    header(rejected.header(), command);
    byte[] client = text(clientOrderId);
    byte[] words = StreamNews.bounded(reason);
    rejected
        .commandSequence(command.sequence())
        .venueCode(code)
        .commandOrdinal(command.ordinal())
        .rejectClass(why)
        .putClientOrderId(client, 0, client.length)
        .putReason(words, 0, words.length);
    into.end(rejected.encodedLength());
  }

  void leaveOpen(
      RecordBuffer into,
      CommandAddress command,
      String clientOrderId,
      UnresolvedReason why,
      String detail) {
    unresolved.wrap(into.buffer(), into.begin(CommandUnresolvedEncoder.TEMPLATE_ID));
    header(unresolved.header(), command);
    byte[] client = text(clientOrderId);
    byte[] words = StreamNews.bounded(detail);
    unresolved
        .commandSequence(command.sequence())
        .commandOrdinal(command.ordinal())
        .reason(why)
        .putClientOrderId(client, 0, client.length)
        .putDetail(words, 0, words.length);
    into.end(unresolved.encodedLength());
  }

  private void header(RecordHeaderEncoder header, CommandAddress command) {
    header.timeNs(clock.nowNs()).source(source).account(account).instrument(command.instrument());
  }

  private static byte[] text(String id) {
    return id.getBytes(StandardCharsets.US_ASCII);
  }
}
