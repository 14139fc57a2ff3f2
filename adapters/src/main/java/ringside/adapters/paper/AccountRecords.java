package ringside.adapters.paper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.journal.codec.AccountIdentifiedEncoder;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.CommandRejectedEncoder;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.PositionStatus;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportBeginEncoder;
import ringside.journal.codec.ReportEndEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.codec.WalletUpdateEncoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/** Writes what an account hears of a paper venue: its stream, its reports, its answers. */
final class AccountRecords {
  /** Not an item of a report. */
  static final long BY_STREAM = OrderUpdateEncoder.reportIdNullValue();

  private static final long NOTHING = OrderUpdateEncoder.priceE9NullValue();
  private static final ReportKind[] AT_CONNECT = {
    ReportKind.OPEN_ORDERS, ReportKind.POSITIONS, ReportKind.WALLET, ReportKind.EXECUTIONS
  };
  private static final Leg[] LEGS = {Leg.ONE_WAY, Leg.LONG, Leg.SHORT};
  private static final String NO_ERROR = "EC_NoError";

  private final Venue venue;
  private final PaperIndices indices;
  private final StreamConnectedEncoder connected = new StreamConnectedEncoder();
  private final AccountIdentifiedEncoder identified = new AccountIdentifiedEncoder();
  private final OrderUpdateEncoder orders = new OrderUpdateEncoder();
  private final ExecutionEncoder executions = new ExecutionEncoder();
  private final PositionUpdateEncoder positions = new PositionUpdateEncoder();
  private final WalletUpdateEncoder wallets = new WalletUpdateEncoder();
  private final ReportBeginEncoder begin = new ReportBeginEncoder();
  private final ReportEndEncoder end = new ReportEndEncoder();
  private final CommandAcceptedEncoder accepted = new CommandAcceptedEncoder();
  private final CommandRejectedEncoder rejected = new CommandRejectedEncoder();
  private long reports;

  AccountRecords(Venue venue, PaperIndices indices) {
    this.venue = venue;
    this.indices = indices;
  }

  /** The stream is up, and everything is reported. */
  void connected(int account, RecordBuffer out) {
    VenueConfig.AccountSpec spec = venue.config().accounts().get(account);
    identified.wrap(out.buffer(), out.begin(AccountIdentifiedEncoder.TEMPLATE_ID));
    header(identified.header(), account, NOTHING_INDEX);
    identified.unified((short) 1).uid(Long.toString(spec.uid()));
    out.end(identified.encodedLength());
    connected.wrap(out.buffer(), out.begin(StreamConnectedEncoder.TEMPLATE_ID));
    header(connected.header(), account, NOTHING_INDEX);
    connected.kind(StreamKind.ACCOUNT).attempt(1).endpoint("paper");
    out.end(connected.encodedLength());
    for (ReportKind kind : AT_CONNECT) {
      report(account, kind, -1, null, out);
    }
  }

  private static final int NOTHING_INDEX = -1;

  void report(CommandReader.Command command, RecordBuffer out) {
    report(command.account(), command.report(), command.symbol(), command, out);
  }

  private void report(
      int account, ReportKind kind, int symbol, CommandReader.Command command, RecordBuffer out) {
    long id = ++reports;
    begin.wrap(out.buffer(), out.begin(ReportBeginEncoder.TEMPLATE_ID));
    header(begin.header(), account, symbol);
    begin.reportId(id).kind(kind).askedTimeNs(venue.nowNs());
    if (command != null) {
      begin.commandSequence(command.sequence()).commandOrdinal(command.ordinal());
    }
    out.end(begin.encodedLength());
    int before = out.recordCount();
    switch (kind) {
      case OPEN_ORDERS -> {
        for (VenueOrder order : venue.openOrders(account)) {
          if (symbol < 0 || order.symbol() == symbol) {
            order(order, id, out);
          }
        }
      }
      case POSITIONS -> {
        for (Position position : venue.accounts().positions(account)) {
          if (symbol < 0 || position.symbol() == symbol) {
            position(position, id, out);
          }
        }
      }
      case WALLET -> wallet(account, id, out);
      case EXECUTIONS -> {
        long sinceNs = command == null ? venue.nowNs() : command.sinceNs();
        executions(account, sinceNs, id, out);
      }
      case ORDER -> {
        VenueOrder order = venue.orderByLink(account, command.clientOrderId());
        if (order != null) {
          order(order, id, out);
        }
      }
      default -> {
        // There is nothing of the kind.
      }
    }
    end.wrap(out.buffer(), out.begin(ReportEndEncoder.TEMPLATE_ID));
    header(end.header(), account, symbol);
    end.reportId(id).items(out.recordCount() - before).kind(kind).complete((short) 1);
    out.end(end.encodedLength());
  }

  private void executions(int account, long sinceNs, long id, RecordBuffer out) {
    List<VenueExecution> all = venue.executions(account);
    int first = all.size();
    while (first > 0 && all.get(first - 1).timeNs() >= sinceNs) {
      first--;
    }
    for (int i = first; i < all.size(); i++) {
      execution(all.get(i), id, out);
    }
  }

  void order(VenueOrder order, long reportId, RecordBuffer out) {
    orders.wrap(out.buffer(), out.begin(OrderUpdateEncoder.TEMPLATE_ID));
    header(orders.header(), order.account(), order.symbol()).venueTimeNs(venue.nowNs());
    boolean waits = order.triggerPriceE9() != 0;
    orders
        .priceE9(order.priceE9() == 0 ? NOTHING : order.priceE9())
        .quantityE9(order.quantityE9())
        .leavesQuantityE9(order.leavesE9())
        .cumulativeQuantityE9(order.filledE9())
        .cumulativeNotionalE9(order.filledValueE9())
        .cumulativeFeeE9(order.feeE9())
        .createdTimeNs(order.createdNs())
        .updatedTimeNs(order.updatedNs())
        .reportId(reportId)
        .side(order.side())
        .leg(LEGS[order.positionIdx()])
        .orderType(order.type())
        .timeInForce(order.timeInForce())
        .status(status(order))
        .reduceOnly((short) (order.reduceOnly() ? 1 : 0))
        .closeOnTrigger((short) (order.closeOnTrigger() ? 1 : 0))
        .triggerDirection(direction(order.triggerDirection()));
    if (order.filledE9() != 0) {
      orders.averagePriceE9(Decimals.divideE9(order.filledValueE9(), order.filledE9()));
    }
    if (waits) {
      orders.triggerPriceE9(order.triggerPriceE9()).triggerBy(order.triggerBy());
    }
    if (order.takeProfit().priceE9() > 0) {
      orders.takeProfitE9(order.takeProfit().priceE9());
    }
    if (order.stopLoss().priceE9() > 0) {
      orders.stopLossE9(order.stopLoss().priceE9());
    }
    put(order);
    out.end(orders.encodedLength());
  }

  private void put(VenueOrder order) {
    String reason = order.rejectReason().equals(NO_ERROR) ? "" : order.rejectReason();
    orders
        .orderId(id(order.id()))
        .clientOrderId(order.linkId())
        .stopOrderType(order.stopOrderType())
        .rejectReason(reason)
        .cancelType(order.cancelType());
  }

  /** Bybit's own: what was filled in part and then cancelled has a status of its own. */
  private static OrderStatus status(VenueOrder order) {
    boolean part = order.status() == OrderStatus.CANCELLED && order.filledE9() != 0;
    return part ? OrderStatus.PARTIALLY_FILLED_CANCELLED : order.status();
  }

  void execution(VenueExecution of, long reportId, RecordBuffer out) {
    executions.wrap(out.buffer(), out.begin(ExecutionEncoder.TEMPLATE_ID));
    header(executions.header(), of.account(), of.symbol()).venueTimeNs(of.timeNs());
    executions
        .priceE9(of.priceE9())
        .quantityE9(of.quantityE9())
        .notionalE9(of.valueE9())
        .feeE9(of.feeE9())
        .feeRateE9(of.feeRateE9())
        .closedQuantityE9(of.closedE9())
        .leavesQuantityE9(of.leavesE9())
        .realisedPnlE9(of.realisedPnlE9())
        .crossSequence(of.sequence())
        .reportId(reportId)
        .side(of.side())
        .leg(LEGS[of.positionIdx()])
        .executionType(of.type())
        .maker((short) (of.maker() ? 1 : 0))
        .executionId(id(of.id()))
        .orderId(of.orderId() == 0 ? "" : id(of.orderId()))
        .clientOrderId(of.linkId())
        .feeCoin(coin(of.account()));
    out.end(executions.encodedLength());
  }

  void position(Position position, long reportId, RecordBuffer out) {
    Accounts accounts = venue.accounts();
    boolean flat = position.sizeE9() == 0;
    positions.wrap(out.buffer(), out.begin(PositionUpdateEncoder.TEMPLATE_ID));
    header(positions.header(), position.account(), position.symbol()).venueTimeNs(venue.nowNs());
    positions
        .sizeE9(position.sizeE9())
        .markPriceE9(venue.markPriceE9(position.symbol()))
        .notionalE9(position.entryValueE9())
        .leverageE9(position.leverageE9())
        .initialMarginE9(flat ? 0 : accounts.initialMarginE9(position))
        .maintenanceMarginE9(flat ? 0 : accounts.maintenanceMarginE9(position))
        .unrealisedPnlE9(flat ? 0 : accounts.unrealisedE9(position))
        .realisedPnlE9(position.realisedPnlE9())
        .takeProfitE9(position.takeProfitE9())
        .stopLossE9(position.stopLossE9())
        .trailingStopE9(position.trailingStopE9())
        .crossSequence(position.sequence())
        .reportId(reportId)
        .leg(LEGS[position.index()])
        .side(flat ? Side.NULL_VAL : position.side())
        .status(position.liquidating() ? PositionStatus.LIQUIDATING : PositionStatus.NORMAL)
        .cumulativeRealisedPnlE9(position.cumulativePnlE9())
        .reduceOnly((short) 0);
    if (!flat) {
      positions.entryPriceE9(position.averageEntryE9());
      positions.liquidationPriceE9(stated(accounts.liquidationPriceE9(position)));
      positions.bankruptcyPriceE9(stated(accounts.bankruptcyPriceE9(position)));
    }
    out.end(positions.encodedLength());
  }

  void wallet(int account, long reportId, RecordBuffer out) {
    Accounts accounts = venue.accounts();
    long equityE9 = accounts.equityE9(account);
    long walletE9 = accounts.walletE9(account);
    long ordersE9 = accounts.orderMarginE9(account);
    long heldE9 = accounts.positionMarginE9(account);
    long maintenanceE9 = accounts.maintenanceMarginE9(account);
    wallets.wrap(out.buffer(), out.begin(WalletUpdateEncoder.TEMPLATE_ID));
    header(wallets.header(), account, NOTHING_INDEX).venueTimeNs(venue.nowNs());
    wallets
        .walletBalanceE9(walletE9)
        .equityE9(equityE9)
        .availableE9(accounts.availableE9(account))
        .unrealisedPnlE9(equityE9 - walletE9)
        .realisedPnlE9(accounts.realisedE9(account))
        .orderMarginE9(ordersE9)
        .positionMarginE9(heldE9)
        .maintenanceMarginE9(maintenanceE9)
        .totalEquityE9(equityE9)
        .totalMarginBalanceE9(equityE9)
        .totalAvailableE9(accounts.availableE9(account))
        .initialMarginRateE9(rate(heldE9 + ordersE9, equityE9))
        .maintenanceMarginRateE9(rate(maintenanceE9, equityE9))
        .reportId(reportId)
        .coin(coin(account));
    out.end(wallets.encodedLength());
  }

  /** Null where there is no such rate: equity is gone, or next to nothing. */
  private static long rate(long marginE9, long equityE9) {
    boolean beyond = equityE9 <= 0 || marginE9 / equityE9 > 1_000_000;
    return beyond ? NOTHING : Decimals.divideE9(marginE9, equityE9);
  }

  void accept(CommandReader.Command command, long orderId, RecordBuffer out) {
    accepted.wrap(out.buffer(), out.begin(CommandAcceptedEncoder.TEMPLATE_ID));
    answer(accepted.header(), command);
    accepted
        .commandSequence(command.sequence())
        .commandOrdinal(command.ordinal())
        .orderId(orderId == 0 ? "" : id(orderId))
        .clientOrderId(command.clientOrderId());
    out.end(accepted.encodedLength());
  }

  void reject(CommandReader.Command command, VenueReply reply, RecordBuffer out) {
    reject(command, RejectClass.REFUSED, reply.code().code(), reply.message(), out);
  }

  /** Nothing here can do it. */
  void reject(CommandReader.Command command, RecordBuffer out) {
    int code = CommandRejectedEncoder.venueCodeNullValue();
    reject(command, RejectClass.UNSUPPORTED, code, "nothing here can do it", out);
  }

  private void reject(
      CommandReader.Command command, RejectClass why, int code, String words, RecordBuffer out) {
    rejected.wrap(out.buffer(), out.begin(CommandRejectedEncoder.TEMPLATE_ID));
    answer(rejected.header(), command);
    byte[] reason = words.getBytes(US_ASCII);
    rejected
        .commandSequence(command.sequence())
        .venueCode(code)
        .commandOrdinal(command.ordinal())
        .rejectClass(why)
        .clientOrderId(command.clientOrderId())
        .putReason(reason, 0, reason.length);
    out.end(rejected.encodedLength());
  }

  private void answer(RecordHeaderEncoder header, CommandReader.Command command) {
    header.timeNs(venue.nowNs()).instrument(command.instrument());
    if (command.account() >= 0) {
      header
          .account(indices.accounts().get(command.account()))
          .source(indices.streams().get(command.account()))
          .generation(PublicRecords.GENERATION);
    }
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header, int account, int symbol) {
    header
        .timeNs(venue.nowNs())
        .source(indices.streams().get(account))
        .generation(PublicRecords.GENERATION)
        .account(indices.accounts().get(account));
    return symbol < 0 ? header : header.instrument(indices.instruments().get(symbol));
  }

  private String coin(int account) {
    return venue.config().accounts().get(account).coin();
  }

  private static long stated(long priceE9) {
    return priceE9 == 0 ? NOTHING : priceE9;
  }

  private static TriggerDirection direction(int of) {
    return switch (of) {
      case 1 -> TriggerDirection.RISE;
      case 2 -> TriggerDirection.FALL;
      default -> TriggerDirection.NULL_VAL;
    };
  }

  private static String id(long of) {
    return Long.toString(of);
  }
}
