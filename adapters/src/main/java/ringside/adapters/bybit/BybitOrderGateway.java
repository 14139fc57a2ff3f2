package ringside.adapters.bybit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.OrderRequestEncoder.Unsendable;
import ringside.adapters.port.CommandHandler;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Carries out an engine's commands on Bybit, for any number of accounts: placements, changes and
 * cancels, leverage, position mode, trading stops, reports; books go on to the market gateway.
 * Every command is answered by exactly one of accepted, rejected and unresolved. What is unresolved
 * is settled by asking the venue: the order's state follows, or a rejection of class NOT_SENT.
 *
 * <pre>{@code
 * BybitOrderGateway gateway = new BybitOrderGateway(accounts, marketGateway, services);
 * gateway.start();   // private streams and trade sockets connect; reports follow
 * ...
 * gateway.close();   // before the engine takes no more events
 * }</pre>
 *
 * <p>{@link #onCommand} and {@link #flush} are the gateway thread's and never wait; the rest is its
 * owner's.
 */
public final class BybitOrderGateway implements CommandHandler, AutoCloseable {
  private static final int INITIAL_LENGTH = 4 << 10;
  private static final int MAX_LENGTH = 1 << 20;

  private final Map<Integer, AccountSession> sessions = new LinkedHashMap<>();
  private final Map<Integer, OrderRequestEncoder> encoders = new LinkedHashMap<>();
  private final CommandHandler market;
  private final TradingServices services;
  private final AccountWorker worker;
  private final RequestReportDecoder requestReport = new RequestReportDecoder();
  private final RecordBuffer answers = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);

  /**
   * A gateway that is not started yet.
   *
   * @param market takes what is about books
   * @throws IllegalArgumentException when an account is there twice or an address may not be
   *     connected to
   */
  public BybitOrderGateway(
      List<AccountSettings> accounts, CommandHandler market, TradingServices services) {
    this.market = market;
    this.services = services;
    this.worker = new AccountWorker(services.faults());
    for (AccountSettings account : accounts) {
      AccountSession session = AccountSession.of(account, services, worker);
      if (sessions.put(account.account(), session) != null) {
        throw new IllegalArgumentException("account " + account.alias() + " is there twice");
      }
      encoders.put(
          account.account(), new OrderRequestEncoder(new SymbolTable(account.instruments())));
    }
  }

  /** Starts to connect every account; does not wait. Once, with the venue's clock measured. */
  public void start() {
    sessions.values().forEach(AccountSession::start);
  }

  /**
   * Ends every stream in order and sends nothing more. Commands that wait are rejected as not sent,
   * those under way unresolved: the next start settles them. Waits a bounded time.
   */
  @Override
  public void close() {
    sessions.values().forEach(AccountSession::close);
    worker.close();
  }

  /** That an account has open positions: it connects before others. Any time; any thread. */
  public void atRisk(int account, boolean openPositions) {
    AccountSession session = sessions.get(account);
    if (session != null) {
      session.atRisk(openPositions);
    }
  }

  /** Whether an account's private stream is up, and everything on it acknowledged; any thread. */
  public boolean isHeard(int account) {
    AccountSession session = sessions.get(account);
    return session != null && session.isHeard();
  }

  /** What an account's private stream has seen and done; any thread. */
  public StreamCounters counters(int account) {
    return sessions.get(account).feedCounters();
  }

  @Override
  public void onCommand(DirectBuffer buffer, int offset) {
    int template = RecordLayout.templateId(buffer, offset);
    if (template == RequestBookDecoder.TEMPLATE_ID) {
      market.onCommand(buffer, offset);
      return;
    }
    CommandAddress command =
        new CommandAddress(
            RecordLayout.sequence(buffer, offset),
            RecordLayout.ordinal(buffer, offset),
            RecordLayout.account(buffer, offset),
            RecordLayout.instrument(buffer, offset));
    AccountSession session = sessions.get(command.account());
    if (session == null) {
      rejectUnknown(command);
    } else if (template == RequestReportDecoder.TEMPLATE_ID) {
      requestReport.wrap(
          buffer,
          offset + RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(buffer, offset),
          RecordLayout.version(buffer, offset));
      report(session, command);
    } else {
      request(session, buffer, offset, command);
    }
  }

  @Override
  public boolean flush() {
    if (!answers.isEmpty() && services.sink().offer(answers, 0)) {
      answers.clear();
    }
    boolean waiting = !answers.isEmpty();
    waiting |= market.flush();
    long nanoTime = System.nanoTime();
    for (AccountSession session : sessions.values()) {
      waiting |= session.entry().tick(nanoTime);
    }
    return waiting;
  }

  private void report(AccountSession session, CommandAddress command) {
    ReportKind kind = requestReport.kind();
    long sinceNs = requestReport.sinceTimeNs();
    String clientOrderId = requestReport.clientOrderId();
    int instrument = command.instrument();
    boolean foreign =
        instrument != Catalog.NONE && !session.settings().instruments().containsValue(instrument);
    if (foreign || kind == ReportKind.NULL_VAL || !clientOrderId.matches("[A-Za-z0-9_-]{0,64}")) {
      session.entry().answer(command, "", RejectClass.REFUSED, "there can be no such report");
      return;
    }
    session.report(new ReportAsk(kind, instrument, clientOrderId, sinceNs, command), command);
  }

  private void request(
      AccountSession session, DirectBuffer buffer, int offset, CommandAddress command) {
    try {
      OrderRequest request = encoders.get(command.account()).encode(buffer, offset, command);
      if (request == null) {
        session.entry().answer(command, "", RejectClass.UNSUPPORTED, "no such command here");
      } else {
        session.entry().submit(request, System.nanoTime());
      }
    } catch (Unsendable e) {
      session.entry().answer(command, "", RejectClass.NOT_SENT, e.getMessage());
    }
  }

  private void rejectUnknown(CommandAddress command) {
    new AnswerEncoder(services.clock(), command.account(), 0)
        .reject(
            answers,
            command,
            "",
            RejectClass.UNSUPPORTED,
            CommandRejectedDecoder.venueCodeNullValue(),
            "nobody trades on this account");
    flush();
  }
}
