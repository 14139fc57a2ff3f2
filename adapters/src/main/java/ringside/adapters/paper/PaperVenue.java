package ringside.adapters.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueListener;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.Side;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * A simulated venue that is spoken to in records: takes the engine's commands, and publishes what
 * becomes of them and what the market does. In virtual time: whoever drives it says when it is; the
 * same market and commands give the same records. One thread, which is the engine's own where its
 * stages run in line.
 *
 * <p>What a step of the market brings about is published in this order: books and tickers of the
 * symbols that moved, then orders, executions, positions and wallets.
 */
public final class PaperVenue implements CommandHandler, AutoCloseable {
  private static final int INITIAL_LENGTH = 64 << 10;
  private static final int MAX_LENGTH = 16 << 20;

  private final Venue venue;
  private final MarketSource market;
  private final EventSink sink;
  private final PublicRecords publicRecords;
  private final AccountRecords accountRecords;
  private final CommandReader commands;
  private final RecordBuffer told = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final RecordBuffer shown = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final boolean[] moved;
  private VenueReply lastReply;
  private CommandReader.Command inHand;

  /**
   * Makes the venue; nothing is published before {@link #connect}.
   *
   * @param market closed with this
   * @param sink takes the events, in the order in which they happen
   */
  public PaperVenue(VenueConfig config, MarketSource market, PaperIndices indices, EventSink sink) {
    this.market = market;
    this.sink = sink;
    venue = new Venue(config, market, new Ear());
    moved = new boolean[venue.instruments().size()];
    publicRecords = new PublicRecords(venue, indices);
    accountRecords = new AccountRecords(venue, indices);
    commands = new CommandReader(indices);
  }

  /** The venue behind it, to look at. */
  public Venue venue() {
    return venue;
  }

  /**
   * Gives an account's symbol its mode and leverage before anything is traded.
   *
   * @param leverageE9 0: as the venue has it
   * @throws IllegalArgumentException when the venue does not want it so
   */
  public void prepare(int account, int symbol, boolean hedge, long leverageE9) {
    List<VenueRequest> requests = new ArrayList<>();
    if (venue.accounts().hedge(account, symbol) != hedge) {
      requests.add(new VenueRequest.SwitchMode(account, symbol, hedge));
    }
    if (leverageE9 != 0
        && venue.accounts().position(account, symbol, 0).leverageE9() != leverageE9) {
      requests.add(new VenueRequest.SetLeverage(account, symbol, leverageE9, leverageE9));
    }
    for (VenueRequest request : requests) {
      venue.submit(venue.nowNs(), 0, request);
      if (!CommandReader.isDone(lastReply.code())) {
        throw new IllegalArgumentException(
            venue.instruments().get(symbol).symbol() + ": " + lastReply.message());
      }
    }
    told.clear();
  }

  /** Publishes instruments, streams and the reports that follow a connect. */
  public void connect() {
    for (int symbol = 0; symbol < moved.length; symbol++) {
      publicRecords.define(symbol, told);
    }
    publicRecords.connected(told);
    for (int account = 0; account < venue.config().accounts().size(); account++) {
      accountRecords.connected(account, told);
    }
    publish(told);
  }

  /** Venue time when something happens by itself next, or {@link MarketSource#ENDED}. */
  public long nextNs() {
    return venue.nextNs();
  }

  /** Lets everything happen that is due up to this venue time, and publishes it. */
  public void advance(long timeNs) {
    venue.advance(timeNs);
    for (int symbol = 0; symbol < moved.length; symbol++) {
      if (moved[symbol]) {
        moved[symbol] = false;
        publicRecords.prices(symbol, shown);
      }
    }
    publish(shown);
    publish(told);
  }

  /** Publishes the wallets of accounts with positions: they change with every mark price. */
  public void tellWallets() {
    for (int account = 0; account < venue.config().accounts().size(); account++) {
      if (venue.accounts().positionMarginE9(account) != 0) {
        accountRecords.wallet(account, AccountRecords.BY_STREAM, told);
      }
    }
    publish(told);
  }

  @Override
  public void onCommand(DirectBuffer buffer, int recordOffset) {
    CommandReader.Command command = commands.read(buffer, recordOffset);
    switch (command.kind()) {
      case REQUEST -> {
        inHand = command;
        venue.submit(venue.nowNs(), command.sequence(), command.request());
        inHand = null;
      }
      case REPORT -> {
        accountRecords.report(command, told);
        accountRecords.accept(command, 0, told);
      }
      case BOOK -> {
        publicRecords.book(command.symbol(), told);
        accountRecords.accept(command, 0, told);
      }
      case NONE -> accountRecords.reject(command, told);
    }
    // The market has not moved: an account's own trades tell it nothing new.
    Arrays.fill(moved, false);
    publish(told);
  }

  @Override
  public boolean flush() {
    return false;
  }

  /** The instruments, in the order of their indices at the venue. */
  public List<Instrument> instruments() {
    return venue.instruments();
  }

  @Override
  public void close() {
    market.close();
  }

  private void publish(RecordBuffer records) {
    if (!records.isEmpty()) {
      sink.publish(records);
      records.clear();
    }
  }

  /** Hears the venue, and writes down what an account's stream would tell. */
  private final class Ear implements VenueListener {
    @Override
    public void onReply(long requestId, VenueRequest request, VenueReply reply) {
      lastReply = reply;
      CommandReader.Command command = inHand;
      if (command == null) {
        return;
      }
      if (CommandReader.isDone(reply.code())) {
        accountRecords.accept(command, reply.orderId(), told);
      } else {
        accountRecords.reject(command, reply, told);
      }
    }

    @Override
    public void onOrder(VenueOrder order, long timeNs) {
      accountRecords.order(order, AccountRecords.BY_STREAM, told);
    }

    @Override
    public void onExecution(VenueExecution execution) {
      accountRecords.execution(execution, AccountRecords.BY_STREAM, told);
    }

    @Override
    public void onPosition(Position position, long timeNs) {
      accountRecords.position(position, AccountRecords.BY_STREAM, told);
    }

    @Override
    public void onWallet(int account, long timeNs) {
      accountRecords.wallet(account, AccountRecords.BY_STREAM, told);
    }

    @Override
    public void onBook(int symbol, long timeNs) {
      moved[symbol] = true;
    }

    @Override
    public void onTrade(
        int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
      moved[symbol] = true;
    }

    @Override
    public void onTicker(int symbol, long timeNs) {
      moved[symbol] = true;
    }

    @Override
    public void onLiquidation(
        int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {
      // Those of the account itself are executions.
    }

    @Override
    public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
      // What an account pays is an execution.
    }
  }
}
