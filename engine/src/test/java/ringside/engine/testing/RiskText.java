package ringside.engine.testing;

import org.agrona.DirectBuffer;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAnsweredDecoder;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.Templates;

/** A decision as a line that says all that risk tests ask of it: values, limits, scopes. */
public final class RiskText {
  private RiskText() {}

  public static String of(DirectBuffer buffer, int offset) {
    int template = RecordLayout.templateId(buffer, offset);
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    return switch (template) {
      case OrderRefusedDecoder.TEMPLATE_ID -> {
        OrderRefusedDecoder it = new OrderRefusedDecoder().wrap(buffer, block, length, version);
        yield "refused "
            + it.rule()
            + " limit "
            + e9(it.limitE9())
            + " value "
            + e9(it.valueE9())
            + (it.count() == 1 ? "" : " x" + it.count());
      }
      case RiskChangedDecoder.TEMPLATE_ID -> risk(buffer, block, length, version);
      case OperatorAnsweredDecoder.TEMPLATE_ID -> {
        OperatorAnsweredDecoder it =
            new OperatorAnsweredDecoder().wrap(buffer, block, length, version);
        yield (it.done() == 1 ? "done: " : "not done: ") + it.detail();
      }
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        PlaceOrderDecoder it = new PlaceOrderDecoder().wrap(buffer, block, length, version);
        yield "place"
            + where(it.header())
            + " "
            + it.side()
            + leg(it.leg())
            + " "
            + e9(it.quantityE9())
            + (it.reduceOnly() == 1 ? " reduce-only" : "");
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        CancelOrderDecoder it = new CancelOrderDecoder().wrap(buffer, block, length, version);
        String venueId = it.orderId();
        yield "cancel" + where(it.header()) + " " + venueId;
      }
      case RequestReportDecoder.TEMPLATE_ID -> {
        RequestReportDecoder it = new RequestReportDecoder().wrap(buffer, block, length, version);
        yield "ask" + where(it.header()) + " " + it.kind();
      }
      case AlertRaisedDecoder.TEMPLATE_ID -> {
        AlertRaisedDecoder it = new AlertRaisedDecoder().wrap(buffer, block, length, version);
        yield "alert " + it.code() + (it.active() == 1 ? " on" : " off") + " x" + it.count();
      }
      default -> Templates.name(template);
    };
  }

  private static String risk(DirectBuffer buffer, int block, int length, int version) {
    RiskChangedDecoder it = new RiskChangedDecoder().wrap(buffer, block, length, version);
    String scope = where(it.header()) + leg(it.leg());
    String rule = it.rule();
    String detail = it.detail();
    boolean emergency = it.level() == RiskLevel.EMERGENCY;
    return "risk"
        + scope
        + " "
        + rule
        + " "
        + it.level()
        + (emergency ? " " + it.action() + " " + detail : "")
        + " limit "
        + e9(it.limitE9())
        + " value "
        + e9(it.valueE9());
  }

  private static String where(RecordHeaderDecoder header) {
    int account = header.account();
    int instrument = header.instrument();
    return (account == TestEvents.NO_INDEX ? "" : " a" + account)
        + (instrument == TestEvents.NO_INDEX ? "" : " i" + instrument);
  }

  private static String leg(Leg leg) {
    return leg == Leg.NULL_VAL ? "" : " " + leg;
  }

  private static String e9(long value) {
    return value == Decimals.INVALID ? "-" : Decimals.toStringE9(value);
  }
}
