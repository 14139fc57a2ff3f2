package ringside.tools;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.engine.pipeline.Batch;
import ringside.engine.pipeline.BatchLog;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickerDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;
import ringside.journal.event.RecordLayout;

/**
 * Writes what a run over candles ordered, had filled and was worth, from its records. The run's
 * thread.
 */
final class BacktestFiles implements BatchLog, AutoCloseable {
  static final String ORDERS = "orders.csv";
  static final String FILLS = "fills.csv";
  static final String EQUITY = "equity.csv";

  private static final long UNKNOWN = Decimals.INVALID;

  private final BufferedWriter orders;
  private final BufferedWriter fills;
  private final BufferedWriter equity;
  private final StringBuilder line = new StringBuilder(256);
  private final PlaceOrderDecoder place = new PlaceOrderDecoder();
  private final AmendOrderDecoder amend = new AmendOrderDecoder();
  private final CancelOrderDecoder cancel = new CancelOrderDecoder();
  private final ExecutionDecoder execution = new ExecutionDecoder();
  private final TickerDecoder ticker = new TickerDecoder();
  private final BacktestResult result;
  private final Map<String, Sent> sent = new HashMap<>();
  private long[] lastE9 = {};
  private Catalog catalog;

  /** An order that is amended, cancelled or filled later. */
  private record Sent(
      Leg leg, String level, Side side, OrderType type, int strategy, long priceE9, long sizeE9) {
    Sent changed(long newPriceE9, long newSizeE9) {
      long price = newPriceE9 == UNKNOWN ? priceE9 : newPriceE9;
      return new Sent(
          leg, level, side, type, strategy, price, newSizeE9 == UNKNOWN ? sizeE9 : newSizeE9);
    }
  }

  /**
   * Makes the files.
   *
   * @param result is told of every order and fill
   */
  BacktestFiles(Path directory, BacktestResult result) throws IOException {
    this.result = result;
    Files.createDirectories(directory);
    orders = writer(directory.resolve(ORDERS));
    orders.write(
        "time,leg,level,action,price,quantity,side,type,account,symbol,strategy,orderId\n");
    fills = writer(directory.resolve(FILLS));
    fills.write(
        "time,leg,level,side,price,quantity,fee,maker,realisedPnl,kind,account,symbol,orderId\n");
    equity = writer(directory.resolve(EQUITY));
    equity.write("time,account,equity,wallet,unrealised,realised,fees,funding,drawdown\n");
  }

  private static BufferedWriter writer(Path file) throws IOException {
    return new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
  }

  /** What indices mean; before the first batch. */
  void catalog(Catalog names) {
    catalog = names;
  }

  @Override
  public void append(Batch batch) {
    DirectBuffer buffer = batch.records().buffer();
    int end = batch.records().length();
    for (int at = 0; at < end; at = RecordLayout.next(buffer, at)) {
      if (RecordLayout.shadow(buffer, at) == 1) {
        // Never sent: 'diff' tells of shadows.
        continue;
      }
      int block = at + RecordLayout.BLOCK_OFFSET;
      int length = RecordLayout.blockLength(buffer, at);
      int version = RecordLayout.version(buffer, at);
      switch (RecordLayout.templateId(buffer, at)) {
        case TickerDecoder.TEMPLATE_ID -> {
          ticker.wrap(buffer, block, length, version);
          last(ticker.header().instrument(), ticker.lastPriceE9());
        }
        case PlaceOrderDecoder.TEMPLATE_ID -> {
          place.wrap(buffer, block, length, version);
          onPlace();
        }
        case AmendOrderDecoder.TEMPLATE_ID -> {
          amend.wrap(buffer, block, length, version);
          onAmend();
        }
        case CancelOrderDecoder.TEMPLATE_ID -> {
          cancel.wrap(buffer, block, length, version);
          onCancel();
        }
        case ExecutionDecoder.TEMPLATE_ID -> {
          execution.wrap(buffer, block, length, version);
          onExecution();
        }
        default -> {
          // Nothing that is written down here.
        }
      }
    }
  }

  private void last(int instrument, long priceE9) {
    if (instrument >= lastE9.length) {
      lastE9 = Arrays.copyOf(lastE9, instrument + 1);
    }
    lastE9[instrument] = priceE9;
  }

  private void onPlace() {
    RecordHeaderDecoder header = place.header();
    long atE9 = place.priceE9();
    if (place.orderType() == OrderType.MARKET) {
      atE9 = lastE9[header.instrument()];
    }
    Sent order =
        new Sent(
            place.leg(),
            LevelNames.of(place.tag()),
            place.side(),
            place.orderType(),
            header.strategy(),
            atE9,
            place.quantityE9());
    String id = place.clientOrderId();
    sent.put(id, order);
    order("place", header, order, id);
  }

  private void onAmend() {
    long priceE9 = amend.priceE9();
    long sizeE9 = amend.quantityE9();
    amend.skipOrderId();
    String id = amend.clientOrderId();
    Sent order = sent.get(id);
    if (order != null) {
      Sent changed = order.changed(priceE9, sizeE9);
      sent.put(id, changed);
      order("amend", amend.header(), changed, id);
    }
  }

  private void onCancel() {
    cancel.skipOrderId();
    String id = cancel.clientOrderId();
    Sent order = sent.get(id);
    if (order != null) {
      order("cancel", cancel.header(), order, id);
    }
  }

  private void order(String action, RecordHeaderDecoder header, Sent order, String id) {
    result.ordered();
    begin(header.timeNs()).append(leg(order.leg)).append(',').append(order.level).append(',');
    line.append(action).append(',');
    number(order.priceE9).append(',');
    number(order.sizeE9).append(',').append(word(order.side)).append(',');
    line.append(order.type == OrderType.MARKET ? "market" : "limit").append(',');
    names(header).append(',');
    if (order.strategy != Catalog.NONE) {
      line.append(catalog.name(CatalogKind.STRATEGY, order.strategy));
    }
    write(orders, id);
  }

  private void onExecution() {
    RecordHeaderDecoder header = execution.header();
    boolean funding = execution.executionType() == ExecutionType.FUNDING;
    result.executed(execution);
    if (funding && execution.feeE9() == 0) {
      return;
    }
    execution.skipExecutionId();
    execution.skipOrderId();
    String id = execution.clientOrderId();
    Sent order = sent.get(id);
    begin(header.timeNs()).append(leg(execution.leg())).append(',');
    line.append(order == null ? ofTheVenue(execution.executionType(), id) : order.level)
        .append(',');
    line.append(word(execution.side())).append(',');
    number(execution.priceE9()).append(',');
    number(execution.quantityE9()).append(',');
    number(execution.feeE9()).append(',').append(execution.maker() == 1).append(',');
    number(execution.realisedPnlE9()).append(',');
    line.append(word(execution.executionType())).append(',');
    names(header);
    write(fills, id);
  }

  /** What an account is worth at a time. */
  void equity(long timeNs, String account, BacktestResult.Worth worth) {
    begin(timeNs).append(account).append(',');
    number(worth.equityE9()).append(',');
    number(worth.walletE9()).append(',');
    number(worth.equityE9() - worth.walletE9()).append(',');
    number(worth.grossE9()).append(',');
    number(worth.feesE9()).append(',');
    number(worth.fundingE9()).append(',');
    number(worth.drawdownE9());
    write(equity, null);
  }

  private StringBuilder begin(long timeNs) {
    line.setLength(0);
    return IsoTime.append(line, timeNs).append(',');
  }

  private StringBuilder number(long valueE9) {
    return valueE9 == UNKNOWN ? line : Decimals.appendE9(line, valueE9);
  }

  private StringBuilder names(RecordHeaderDecoder header) {
    return line.append(catalog.name(CatalogKind.ACCOUNT, header.account()))
        .append(',')
        .append(catalog.name(CatalogKind.INSTRUMENT, header.instrument()));
  }

  /** Over candles nobody else trades: a trade that is of no order of ours is a position's stop. */
  private static String ofTheVenue(ExecutionType type, String clientOrderId) {
    return type == ExecutionType.TRADE && clientOrderId.isEmpty() ? LevelNames.STOP : "";
  }

  private static String leg(Leg leg) {
    return switch (leg) {
      case LONG -> "long";
      case SHORT -> "short";
      default -> "one-way";
    };
  }

  private static String word(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }

  private static String word(ExecutionType type) {
    return switch (type) {
      case TRADE -> "trade";
      case FUNDING -> "funding";
      case LIQUIDATION -> "liquidation";
      case ADL -> "adl";
      default -> "other";
    };
  }

  private void write(BufferedWriter to, String last) {
    if (last != null) {
      line.append(',').append(last);
    }
    line.append('\n');
    try {
      to.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    orders.close();
    fills.close();
    equity.close();
  }
}
