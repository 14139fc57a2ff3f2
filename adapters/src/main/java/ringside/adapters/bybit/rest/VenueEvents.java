package ringside.adapters.bybit.rest;

import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.AccountIdentifiedEncoder;
import ringside.journal.codec.ClockOffsetEncoder;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.codec.VenueRestrictionEncoder;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * Tells the engine what REST finds out by itself: the clock's offset, restrictions, whose key it
 * is, instruments and first prices. Any thread; one at a time passes, and waits for room.
 */
public final class VenueEvents implements VenueListener {
  private static final Logger LOG = LoggerFactory.getLogger(VenueEvents.class);
  private static final int BUFFER_BYTES = 8 << 10;
  private static final int MAX_TEXT = 256;

  private final EventSink sink;
  private final ProcessClock clock;
  private final int source;
  private final Map<String, Integer> accounts;
  private final RecordBuffer records = new RecordBuffer(BUFFER_BYTES, BUFFER_BYTES);
  private final ClockOffsetEncoder clockOffset = new ClockOffsetEncoder();
  private final VenueRestrictionEncoder restricted = new VenueRestrictionEncoder();
  private final AccountIdentifiedEncoder identified = new AccountIdentifiedEncoder();
  private final InstrumentDefinedEncoder instrument = new InstrumentDefinedEncoder();
  private final TickerEncoder ticker = new TickerEncoder();

  /**
   * @param source REST's index in the catalog, as that of a stream
   * @param accounts index in the catalog of every alias
   */
  public VenueEvents(
      EventSink sink, ProcessClock clock, int source, Map<String, Integer> accounts) {
    this.sink = sink;
    this.clock = clock;
    this.source = source;
    this.accounts = Map.copyOf(accounts);
  }

  @Override
  public void onClockOffset(long offsetNs, long roundTripNs) {
    publish(
        ClockOffsetEncoder.TEMPLATE_ID,
        at -> {
          clockOffset.wrap(records.buffer(), at);
          stamp(clockOffset.header());
          clockOffset.offsetNs(offsetNs).roundTripNs(roundTripNs);
          records.end(clockOffset.encodedLength());
        });
  }

  @Override
  public void onRestriction(Restriction restriction) {
    publish(
        VenueRestrictionEncoder.TEMPLATE_ID,
        at -> {
          restricted.wrap(records.buffer(), at);
          stamp(restricted.header());
          Integer account = accounts.get(restriction.account());
          if (account != null) {
            restricted.header().account(account);
          }
          if (restriction.active() && restriction.forNs() > 0) {
            restricted.untilNs(clock.nowNs() + restriction.forNs());
          }
          restricted
              .kind(ringside.journal.codec.RestrictionKind.valueOf(restriction.kind().name()))
              .active(flag(restriction.active()))
              .group(restriction.group())
              .detail(shortened(restriction.detail()));
          records.end(restricted.encodedLength());
        });
  }

  /** Whose key an account trades with. */
  public void onIdentified(KeyReport key) {
    Integer account = accounts.get(key.account());
    if (account == null) {
      throw new IllegalArgumentException("account " + key.account() + " is not in the catalog");
    }
    publish(
        AccountIdentifiedEncoder.TEMPLATE_ID,
        at -> {
          identified.wrap(records.buffer(), at);
          stamp(identified.header());
          identified.header().account(account);
          if (key.expiresMs() > 0) {
            identified.expiresTimeNs(key.expiresMs() * 1_000_000L);
          }
          identified
              .readOnly(flag(key.readOnly()))
              .mayWithdraw(flag(key.mayWithdraw()))
              .mayTransfer(flag(key.mayTransfer()))
              .hasIpBinding(flag(key.hasIpBinding()))
              .unified(flag(key.unified()))
              .uid(shortened(key.uid()));
          records.end(identified.encodedLength());
        });
  }

  void onInstrument(int index, InstrumentRule rule, long venueTimeMs) {
    publish(
        InstrumentDefinedEncoder.TEMPLATE_ID,
        at -> {
          instrument.wrap(records.buffer(), at);
          stamp(instrument.header());
          instrument.header().instrument(index);
          venueTime(instrument.header(), venueTimeMs);
          instrument
              .tickE9(rule.tickE9())
              .lotE9(rule.lotE9())
              .minQuantityE9(rule.minQuantityE9())
              .maxQuantityE9(rule.maxQuantityE9())
              .maxMarketQuantityE9(rule.maxMarketQuantityE9())
              .minNotionalE9(rule.minNotionalE9())
              .minPriceE9(rule.minPriceE9())
              .maxPriceE9(rule.maxPriceE9())
              .minLeverageE9(rule.minLeverageE9())
              .maxLeverageE9(rule.maxLeverageE9())
              .leverageStepE9(rule.leverageStepE9())
              .upperFundingRateE9(rule.upperFundingRateE9())
              .lowerFundingRateE9(rule.lowerFundingRateE9());
          if (rule.fundingIntervalMinutes() > 0) {
            instrument.fundingIntervalMinutes(rule.fundingIntervalMinutes());
          }
          instrument
              .status(rule.status())
              .rules(RulesSource.VENUE)
              .symbol(rule.symbol())
              .baseCoin(rule.baseCoin())
              .quoteCoin(rule.quoteCoin())
              .settleCoin(rule.settleCoin());
          records.end(instrument.encodedLength());
        });
  }

  /** A ticker as REST gives it; what it does not state, or states as 0, is unknown. */
  void onTicker(int index, JsonValue stated, long venueTimeMs) {
    publish(
        TickerEncoder.TEMPLATE_ID,
        at -> {
          ticker.wrap(records.buffer(), at);
          stamp(ticker.header());
          ticker.header().instrument(index);
          venueTime(ticker.header(), venueTimeMs);
          ticker
              .lastPriceE9(price(stated, "lastPrice"))
              .markPriceE9(price(stated, "markPrice"))
              .indexPriceE9(price(stated, "indexPrice"))
              .bidPriceE9(price(stated, "bid1Price"))
              .bidQuantityE9(stated.get("bid1Size").e9())
              .askPriceE9(price(stated, "ask1Price"))
              .askQuantityE9(stated.get("ask1Size").e9())
              .fundingRateE9(stated.get("fundingRate").e9());
          long fundingMs = stated.get("nextFundingTime").longOr(0);
          if (fundingMs > 0) {
            ticker.nextFundingTimeNs(fundingMs * 1_000_000L);
          }
          ticker.snapshot(flag(true));
          records.end(ticker.encodedLength());
        });
  }

  /** Null on the wire is what {@code Decimals} calls invalid. */
  private static long price(JsonValue stated, String name) {
    long priceE9 = stated.get(name).e9();
    return priceE9 > 0 ? priceE9 : TickerEncoder.lastPriceE9NullValue();
  }

  private synchronized void publish(int templateId, IntConsumer encode) {
    records.clear();
    encode.accept(records.begin(templateId));
    try {
      sink.publish(records);
    } catch (IllegalStateException e) {
      LOG.debug("nobody is there to hear it", e);
    }
  }

  private void stamp(RecordHeaderEncoder header) {
    header.timeNs(clock.nowNs()).source(source);
  }

  private static void venueTime(RecordHeaderEncoder header, long venueTimeMs) {
    if (venueTimeMs > 0) {
      header.venueTimeNs(venueTimeMs * 1_000_000L);
    }
  }

  private static short flag(boolean is) {
    return (short) (is ? 1 : 0);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
