package ringside.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;

/** What one strategy ordered, in order, from its decisions. One thread. */
final class MoveList {
  private static final long UNKNOWN = Decimals.INVALID;

  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Move> orders = new HashMap<>();
  private final PlaceOrderDecoder place = new PlaceOrderDecoder();
  private final AmendOrderDecoder amend = new AmendOrderDecoder();
  private final CancelOrderDecoder cancel = new CancelOrderDecoder();

  List<Move> moves() {
    return moves;
  }

  /** Takes one decision in; what is no order is passed over. */
  void take(DirectBuffer buffer, int offset) {
    int at = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    long timeNs = RecordLayout.timeNs(buffer, offset);
    long sequence = RecordLayout.sequence(buffer, offset);
    switch (RecordLayout.templateId(buffer, offset)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        place.wrap(buffer, at, length, version);
        Move move =
            new Move(
                timeNs,
                sequence,
                leg(place.leg()),
                LevelNames.of(place.tag()),
                "place",
                place.side() == Side.BUY ? "buy" : "sell",
                place.orderType() == OrderType.MARKET ? UNKNOWN : place.priceE9(),
                place.quantityE9());
        orders.put(place.clientOrderId(), move);
        moves.add(move);
      }
      case AmendOrderDecoder.TEMPLATE_ID -> {
        amend.wrap(buffer, at, length, version);
        long priceE9 = amend.priceE9();
        long quantityE9 = amend.quantityE9();
        amend.skipOrderId();
        again(amend.clientOrderId(), "amend", timeNs, sequence, priceE9, quantityE9);
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        cancel.wrap(buffer, at, length, version);
        cancel.skipOrderId();
        again(cancel.clientOrderId(), "cancel", timeNs, sequence, UNKNOWN, UNKNOWN);
      }
      default -> {
        // No order.
      }
    }
  }

  private void again(
      String id, String action, long timeNs, long sequence, long priceE9, long quantityE9) {
    Move before = orders.get(id);
    if (before != null) {
      Move move =
          new Move(
              timeNs,
              sequence,
              before.leg(),
              before.level(),
              action,
              before.side(),
              priceE9 == UNKNOWN ? before.priceE9() : priceE9,
              quantityE9 == UNKNOWN ? before.quantityE9() : quantityE9);
      orders.put(id, move);
      moves.add(move);
    }
  }

  private static String leg(Leg leg) {
    return switch (leg) {
      case LONG -> "long";
      case SHORT -> "short";
      default -> "one-way";
    };
  }
}
