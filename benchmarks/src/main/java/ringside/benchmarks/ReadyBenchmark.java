package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalReader;

/**
 * From the start of the engine to all accounts reconciled, each with the position mode and leverage
 * of its two grids, on a local exchange that limits requests as the venue does: keys looked at,
 * instruments, streams, logins, reports, settings. A new exchange, a new journal and new accounts
 * each round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class ReadyBenchmark {
  private static final long LONGEST_SECONDS = 180;

  @Param("200")
  public int accounts;

  /** What a round gives. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Ready {
    /** Seconds. */
    public double ours;

    /** Of them, until all keys were looked at and all streams were begun. */
    public double oursStart;

    /** Seconds until all were reconciled, whatever their settings. */
    public double oursReconciled;

    /** How often the venue said: too many requests. */
    public double oursLimited;
  }

  /** One start. */
  @Benchmark
  public void round(Ready ready) throws IOException {
    ExchangeConfig config =
        ExchangeConfig.defaults().withSymbols(GridConfig.symbols()).withAccounts(accounts, null);
    try (Scratch scratch = new Scratch("ready");
        LocalExchange exchange = LocalExchange.start(config)) {
      ExchangeSession.write(scratch.directory(), exchange, GridConfig.at(exchange, accounts));
      long start = System.nanoTime();
      try (ExchangeSession session = new ExchangeSession(scratch.directory())) {
        session.start();
        ready.oursStart = (System.nanoTime() - start) / 1e9;
        session.await(accounts, (state, account) -> account.reconciled(), LONGEST_SECONDS);
        ready.oursReconciled = (System.nanoTime() - start) / 1e9;
        session.await(accounts, ExchangeSession::ready, LONGEST_SECONDS);
        ready.ours = (System.nanoTime() - start) / 1e9;
      }
      ready.oursLimited = limited(ExchangeSession.journal(scratch.directory()));
    }
  }

  private static int limited(Path journal) {
    int count = 0;
    VenueRestrictionDecoder event = new VenueRestrictionDecoder();
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.next()) {
        DirectBuffer buffer = reader.buffer();
        int at = reader.offset();
        if (RecordLayout.templateId(buffer, at) == VenueRestrictionDecoder.TEMPLATE_ID) {
          event.wrap(
              buffer,
              at + RecordLayout.BLOCK_OFFSET,
              RecordLayout.blockLength(buffer, at),
              RecordLayout.version(buffer, at));
          RestrictionKind kind = event.kind();
          boolean held = kind == RestrictionKind.IP_BAN || kind == RestrictionKind.RATE_LIMITED;
          count += held && event.active() == 1 ? 1 : 0;
        }
      }
    }
    return count;
  }
}
