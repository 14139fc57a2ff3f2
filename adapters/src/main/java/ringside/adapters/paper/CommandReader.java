package ringside.adapters.paper;

import org.agrona.DirectBuffer;
import ringside.adapters.sim.RetCode;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.event.RecordLayout;

/** Makes the venue's requests of the engine's commands. One thread. */
final class CommandReader {
  private static final long NOTHING = PlaceOrderDecoder.priceE9NullValue();
  private static final int NONE = -1;

  /** What is to be done about a command. */
  enum Kind {
    /** A request for the venue. */
    REQUEST,
    /** A report. */
    REPORT,
    /** A book. */
    BOOK,
    /** Nothing here can do it. */
    NONE
  }

  /**
   * A command.
   *
   * @param account index at the venue; -1 for none
   * @param symbol index at the venue; -1 for none or all
   * @param instrument as the command has it
   * @param clientOrderId "" for none
   * @param request null where it is none
   * @param report null where it is none
   * @param sinceNs of a report, or null
   */
  record Command(
      Kind kind,
      long sequence,
      int ordinal,
      int account,
      int symbol,
      int instrument,
      String clientOrderId,
      VenueRequest request,
      ReportKind report,
      long sinceNs) {}

  private final PaperIndices indices;
  private final PlaceOrderDecoder place = new PlaceOrderDecoder();
  private final AmendOrderDecoder amend = new AmendOrderDecoder();
  private final CancelOrderDecoder cancel = new CancelOrderDecoder();
  private final SetTradingStopDecoder stop = new SetTradingStopDecoder();
  private final SetLeverageDecoder leverage = new SetLeverageDecoder();
  private final SetPositionModeDecoder mode = new SetPositionModeDecoder();
  private final RequestReportDecoder report = new RequestReportDecoder();

  CommandReader(PaperIndices indices) {
    this.indices = indices;
  }

  /** Whether the venue has what was asked for, be it that it had it before. */
  static boolean isDone(RetCode code) {
    return switch (code) {
      case OK, LEVERAGE_NOT_MODIFIED, MODE_NOT_MODIFIED, TP_SL_UNCHANGED -> true;
      default -> false;
    };
  }

  Command read(DirectBuffer buffer, int offset) {
    int account = indices.accounts().indexOf(RecordLayout.account(buffer, offset));
    int symbol = indices.instruments().indexOf(RecordLayout.instrument(buffer, offset));
    int at = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    boolean ofSymbol = account != NONE && symbol != NONE;
    VenueRequest request = null;
    String clientOrderId = "";
    switch (RecordLayout.templateId(buffer, offset)) {
      case RequestBookDecoder.TEMPLATE_ID -> {
        return command(symbol == NONE ? Kind.NONE : Kind.BOOK, buffer, offset, "", null);
      }
      case RequestReportDecoder.TEMPLATE_ID -> {
        report.wrap(buffer, at, length, version);
        return report(buffer, offset, account, symbol);
      }
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        place.wrap(buffer, at, length, version);
        clientOrderId = place.clientOrderId();
        request = ofSymbol ? place(account, symbol, clientOrderId) : null;
      }
      case AmendOrderDecoder.TEMPLATE_ID -> {
        amend.wrap(buffer, at, length, version);
        long id = id(amend.orderId());
        clientOrderId = amend.clientOrderId();
        request = ofSymbol ? amend(account, symbol, id, clientOrderId) : null;
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        cancel.wrap(buffer, at, length, version);
        long id = id(cancel.orderId());
        clientOrderId = cancel.clientOrderId();
        request = ofSymbol ? new VenueRequest.Cancel(account, symbol, id, clientOrderId) : null;
      }
      case SetTradingStopDecoder.TEMPLATE_ID -> {
        stop.wrap(buffer, at, length, version);
        request = ofSymbol ? tradingStop(account, symbol) : null;
      }
      case SetLeverageDecoder.TEMPLATE_ID -> {
        leverage.wrap(buffer, at, length, version);
        long both = leverage.leverageE9();
        request = ofSymbol ? new VenueRequest.SetLeverage(account, symbol, both, both) : null;
      }
      case SetPositionModeDecoder.TEMPLATE_ID -> {
        mode.wrap(buffer, at, length, version);
        request = ofSymbol ? new VenueRequest.SwitchMode(account, symbol, mode.hedge() == 1) : null;
      }
      default -> {
        // Answered as what nothing here can do.
      }
    }
    Kind kind = request == null ? Kind.NONE : Kind.REQUEST;
    return command(kind, buffer, offset, clientOrderId, request);
  }

  private Command command(
      Kind kind, DirectBuffer buffer, int offset, String clientOrderId, VenueRequest request) {
    return new Command(
        kind,
        RecordLayout.sequence(buffer, offset),
        RecordLayout.ordinal(buffer, offset),
        indices.accounts().indexOf(RecordLayout.account(buffer, offset)),
        indices.instruments().indexOf(RecordLayout.instrument(buffer, offset)),
        RecordLayout.instrument(buffer, offset),
        clientOrderId,
        request,
        null,
        NOTHING);
  }

  private Command report(DirectBuffer buffer, int offset, int account, int symbol) {
    return new Command(
        account == NONE ? Kind.NONE : Kind.REPORT,
        RecordLayout.sequence(buffer, offset),
        RecordLayout.ordinal(buffer, offset),
        account,
        symbol,
        RecordLayout.instrument(buffer, offset),
        report.clientOrderId(),
        null,
        report.kind(),
        report.sinceTimeNs());
  }

  private VenueRequest place(int account, int symbol, String clientOrderId) {
    boolean waits = place.triggerPriceE9() != NOTHING;
    TriggerBy by = triggerBy(place.triggerBy());
    return new VenueRequest.Place(
        account,
        symbol,
        clientOrderId,
        place.side(),
        place.orderType(),
        place.timeInForce(),
        place.orderType() == OrderType.MARKET ? 0 : place.priceE9(),
        place.quantityE9(),
        positionIdx(place.leg()),
        place.reduceOnly() == 1,
        place.closeOnTrigger() == 1,
        waits ? place.triggerPriceE9() : 0,
        direction(place.triggerDirection()),
        by,
        spec(place.takeProfitE9(), by),
        spec(place.stopLossE9(), by),
        true);
  }

  private VenueRequest amend(int account, int symbol, long id, String clientOrderId) {
    return new VenueRequest.Amend(
        account,
        symbol,
        clientOrderId.isEmpty() ? id : 0,
        clientOrderId,
        kept(amend.priceE9()),
        kept(amend.quantityE9()),
        kept(amend.triggerPriceE9()),
        TriggerSpec.NONE,
        TriggerSpec.NONE);
  }

  private VenueRequest tradingStop(int account, int symbol) {
    TriggerBy by = triggerBy(stop.triggerBy());
    return new VenueRequest.SetTradingStop(
        account,
        symbol,
        positionIdx(stop.leg()),
        true,
        spec(stop.takeProfitE9(), by),
        spec(stop.stopLossE9(), by),
        kept(stop.trailingStopE9()),
        TriggerSpec.KEEP,
        0,
        0);
  }

  private static long kept(long statedE9) {
    return statedE9 == NOTHING ? TriggerSpec.KEEP : statedE9;
  }

  private static TriggerSpec spec(long priceE9, TriggerBy by) {
    return priceE9 == NOTHING
        ? TriggerSpec.NONE
        : new TriggerSpec(priceE9, by, OrderType.MARKET, 0);
  }

  private static TriggerBy triggerBy(TriggerBy stated) {
    return stated == TriggerBy.NULL_VAL ? TriggerBy.LAST : stated;
  }

  private static int direction(TriggerDirection stated) {
    return switch (stated) {
      case RISE -> 1;
      case FALL -> 2;
      default -> 0;
    };
  }

  private static int positionIdx(Leg leg) {
    return switch (leg) {
      case LONG -> 1;
      case SHORT -> 2;
      default -> 0;
    };
  }

  private static long id(String orderId) {
    return orderId.isEmpty() ? 0 : Long.parseLong(orderId);
  }
}
