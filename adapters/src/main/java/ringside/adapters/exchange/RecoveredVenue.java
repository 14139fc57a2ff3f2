package ringside.adapters.exchange;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueRequest;
import ringside.adapters.sim.market.MarketHistory;

/**
 * A venue as it was left: made anew from its identity, given all its inputs again, up to the last
 * time that anybody was told of. One thread, before the venue's starts.
 */
final class RecoveredVenue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveredVenue.class);

  /** Opens the market of a venue, the same at every start. */
  interface Market {
    MarketSource open(VenueIdentity identity) throws IOException;
  }

  private final DataDirectory directory;
  private final VenueInputs inputs;
  private final List<AccountKey> keys;
  private final MarketSource market;
  private final VenueEvents events;
  private final Venue venue;
  private final MarketHistory history;
  private final long recoveryNs;

  private RecoveredVenue(
      DataDirectory directory,
      InputLog log,
      VenueIdentity identity,
      List<AccountKey> keys,
      Market opener,
      boolean fresh)
      throws IOException {
    this.directory = directory;
    this.inputs = log == null ? VenueInputs.FORGOTTEN : log;
    this.keys = keys;
    market = opener.open(identity);
    events = new VenueEvents();
    venue = new Venue(identity.venueConfig(), market, events);
    history = new MarketHistory(market, identity.startNs());
    events.attach(venue, history);
    long beginNs = System.nanoTime();
    if (!fresh) {
      replay(log);
    }
    recoveryNs = System.nanoTime() - beginNs;
  }

  /** Opens what the config names, and brings the venue to where it was. */
  static RecoveredVenue open(ExchangeConfig config, Market opener) throws IOException {
    String mark = MarketFile.mark(config.market());
    if (config.data() == null) {
      VenueIdentity identity = VenueIdentity.of(config, mark, wallNs());
      List<AccountKey> keys = new ArrayList<>();
      identity.accountNames().forEach(name -> keys.add(DataDirectory.newKey(name)));
      return new RecoveredVenue(null, null, identity, keys, opener, true);
    }
    DataDirectory directory = DataDirectory.open(config.data());
    InputLog log = null;
    try {
      log = InputLog.open(directory.path());
      boolean fresh = log.isEmpty();
      VenueIdentity identity =
          fresh ? VenueIdentity.of(config, mark, wallNs()) : VenueIdentity.parse(log.config());
      if (fresh) {
        log.begin(identity.text());
      } else {
        refuseOther(directory, identity, config, mark);
      }
      List<AccountKey> keys = directory.keys(identity.accountNames());
      return new RecoveredVenue(directory, log, identity, keys, opener, fresh);
    } catch (IOException | RuntimeException e) {
      if (log != null) {
        log.close();
      }
      directory.close();
      throw e;
    }
  }

  private static void refuseOther(
      DataDirectory directory, VenueIdentity identity, ExchangeConfig config, String mark)
      throws IOException {
    String difference = identity.difference(config, mark);
    if (!difference.isEmpty()) {
      throw new ExchangeRefusedException(
          directory.path()
              + ": made with "
              + difference
              + "; leave that out to go on, or use a new directory");
    }
    String markNow = MarketFile.mark(identity.market());
    if (!markNow.equals(identity.marketMark())) {
      throw new ExchangeRefusedException(
          directory.path() + ": its market " + identity.market() + " has another content now");
    }
  }

  static long wallNs() {
    return TimeUnit.MICROSECONDS.toNanos(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  private void replay(InputLog log) throws IOException {
    long[] count = new long[1];
    long torn =
        log.replay(
            new InputLog.Reader() {
              @Override
              public void request(long timeNs, VenueRequest request) {
                venue.submit(timeNs, 0, request);
                count[0]++;
              }

              @Override
              public void reached(long timeNs) {
                venue.advance(timeNs);
              }

              @Override
              public void digest(long timeNs, long digest, long code) throws IOException {
                venue.advance(timeNs);
                if (venue.digest() != digest) {
                  throw otherState(timeNs, code, log.code());
                }
              }
            });
    if (torn > 0) {
      LOG.warn(
          "{}: {} bytes at the end were cut off, as a death left them", directory.path(), torn);
    }
    long reachedNs = Math.max(venue.nowNs(), log.lastTimeNs());
    venue.advance(reachedNs);
    log.reached(reachedNs);
    long wentOnNs = Math.max(wallNs(), venue.nowNs() + 1);
    VenueRequest resume = new VenueRequest.Resume(0);
    log.request(wentOnNs, resume);
    venue.submit(wentOnNs, 0, resume);
    LOG.info("{}: {} requests replayed", directory.path(), count[0]);
  }

  /** To go on would take back what clients were told. */
  private ExchangeRefusedException otherState(long timeNs, long writtenBy, long code) {
    String when = Instant.ofEpochSecond(0, timeNs).toString();
    String why =
        writtenBy == code
            ? ", though it is the same build: its log is damaged, or this is a fault of Ringside"
            : ", since this build's venue works otherwise (code "
                + Long.toHexString(code)
                + ", not "
                + Long.toHexString(writtenBy)
                + ")";
    return new ExchangeRefusedException(
        directory.path()
            + ": its log leads to another state at "
            + when
            + " than it had then"
            + why
            + "; go on with the build that wrote it, or begin anew with another --data");
  }

  Venue venue() {
    return venue;
  }

  MarketHistory history() {
    return history;
  }

  VenueInputs inputs() {
    return inputs;
  }

  VenueEvents events() {
    return events;
  }

  List<AccountKey> keys() {
    return keys;
  }

  long recoveryNs() {
    return recoveryNs;
  }

  /** Lets go of everything. The venue's thread, which closes the inputs, has ended or never was. */
  @Override
  public void close() throws IOException {
    market.close();
    inputs.close();
    if (directory != null) {
      directory.close();
    }
  }
}
