package ringside.engine.testing;

import org.agrona.DirectBuffer;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.Severity;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

/** A decision as a short text: what a test wants to say of it. */
final class DecisionText {
  private DecisionText() {}

  static String of(DirectBuffer buffer, int offset) {
    int template = RecordLayout.templateId(buffer, offset);
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    String book = " i" + RecordLayout.instrument(buffer, offset) + " d";
    return switch (template) {
      case BookGapDecoder.TEMPLATE_ID -> {
        BookGapDecoder gap = new BookGapDecoder().wrap(buffer, block, length, version);
        yield "BookGap" + book + gap.depth() + " " + gap.reason();
      }
      case RequestBookDecoder.TEMPLATE_ID -> {
        RequestBookDecoder request = new RequestBookDecoder().wrap(buffer, block, length, version);
        yield "RequestBook" + book + request.depth() + " " + request.reason();
      }
      case AlertRaisedDecoder.TEMPLATE_ID -> {
        AlertRaisedDecoder alert = new AlertRaisedDecoder().wrap(buffer, block, length, version);
        boolean news = alert.severity() == Severity.INFO;
        yield "Alert " + alert.code() + (alert.active() == 0 ? " off" : news ? " news" : " on");
      }
      case AccountHaltedDecoder.TEMPLATE_ID -> {
        AccountHaltedDecoder halted =
            new AccountHaltedDecoder().wrap(buffer, block, length, version);
        yield "AccountHalted a" + RecordLayout.account(buffer, offset) + " " + halted.cause();
      }
      case OrderRefusedDecoder.TEMPLATE_ID -> {
        OrderRefusedDecoder refused =
            new OrderRefusedDecoder().wrap(buffer, block, length, version);
        yield "OrderRefused " + refused.rule();
      }
      case StateDigestDecoder.TEMPLATE_ID -> "StateDigest";
      default -> Templates.name(template);
    };
  }
}
