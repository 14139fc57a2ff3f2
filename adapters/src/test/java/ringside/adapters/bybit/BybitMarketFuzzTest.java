package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Messages broken in every way: taken whole or not at all, and never anything thrown. */
@Timeout(120)
class BybitMarketFuzzTest {
  private static final Logger LOG = LoggerFactory.getLogger(BybitMarketFuzzTest.class);

  private static final int ROUNDS = 100_000;
  private static final String[] ODDITIES = {
    "NaN",
    "-Infinity",
    "1e308",
    "1,5",
    "\"\"",
    "null",
    "{}",
    "[]",
    "\\u0000",
    "\\ud800",
    "\u0000",
    "-0",
    "99999999999999999999999999999999999999999",
    "true",
    "\"ts\":1,",
    "[[[[",
    "}}}}",
    "\"",
    "/*",
    "0.0000000001",
    "9223372036.9",
    "\u00e9\u4e2d",
    "orderbook.1.",
    "publicTrade.",
    "\"snapshot\""
  };

  private final CheckingSink sink = new CheckingSink();
  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketReceiver receiver =
      new BybitMarketReceiver(
          sink, Map.of("BTCUSDT", 3), 7, BybitMarketReceiver.WAIT_FOREVER, counters);

  @Test
  void mutatedMessagesAreTakenWholeOrNotAtAllAndTheNextGoodOneWorks() {
    long seed = System.nanoTime();
    LOG.warn("seed of this run: {}", seed);
    Random random = new Random(seed);
    List<String> good = new ArrayList<>();
    good.add(Messages.snapshot(10));
    good.add(Messages.delta(11));
    good.add(Messages.trade());
    good.add(Messages.ticker());
    good.add(Messages.candle());
    good.add(Messages.liquidation());
    good.add("{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"1\",\"op\":\"subscribe\"}");
    int taken = 0;
    for (int i = 0; i < ROUNDS; i++) {
      char[] text = mutate(good.get(random.nextInt(good.size())), random);
      try {
        taken += feed(text, text.length) == Outcome.MARKET ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", text " + new String(text), e);
      }
      if (i % 100 == 0) {
        int before = sink.records;
        assertThat(feed(Messages.snapshot(10))).isEqualTo(Outcome.MARKET);
        assertThat(feed(Messages.delta(11))).isEqualTo(Outcome.MARKET);
        assertThat(feed(Messages.trade())).isEqualTo(Outcome.MARKET);
        assertThat(sink.records - before).as("seed %d", seed).isBetween(3, 4);
      }
    }
    assertThat(taken).isBetween(ROUNDS / 100, ROUNDS * 9 / 10);
    assertThat(counters.get(StreamCounters.Counter.REJECTED)).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void monstersAreRefusedQuicklyAndTheNextGoodMessageWorks() {
    String delta = Messages.delta(11);
    List<String> monsters =
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            delta.replace("\"s\":", "\"x\":" + "[".repeat(1_000_000)),
            delta.replace("\"s\":", "\"x\":\"" + "y".repeat(50_000_000) + "\",\"s\":"),
            delta.replace("\"s\":", "\"x\":\"" + "y".repeat(4_000_000)),
            delta.replace("\"2.5\"", "9".repeat(1_000_000)),
            delta.replace("\"2.5\"", "\"" + "9".repeat(1_000_000) + "\""),
            delta.replace("\"b\":[", "\"b\":[" + "[\"1\",\"1\"],".repeat(200_000)));
    for (String monster : monsters) {
      long startedNs = System.nanoTime();
      assertThat(feed(monster)).isEqualTo(Outcome.REJECTED);
      assertThat(System.nanoTime() - startedNs).isLessThan(5_000_000_000L);
      assertThat(feed(Messages.trade())).isEqualTo(Outcome.MARKET);
    }
  }

  @Test
  void everyTruncationIsRejected() {
    for (String message :
        List.of(Messages.snapshot(10), Messages.trade(), Messages.ticker(), Messages.candle())) {
      for (int length = 0; length < message.length(); length++) {
        assertThat(feed(message.toCharArray(), length)).isEqualTo(Outcome.REJECTED);
      }
    }
  }

  @Test
  void aMessageTakesNoMoreMemoryThanItsParser() {
    char[][] texts = {
      Messages.delta(11).toCharArray(), Messages.trade().toCharArray(),
      Messages.ticker().toCharArray(), Messages.snapshot(10).toCharArray()
    };
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int rounds = 20_000;
    sink.checks = false;
    long bytes = 0;
    for (int pass = 0; pass < 3; pass++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < rounds; i++) {
        for (char[] text : texts) {
          feed(text, text.length);
        }
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(bytes / ((double) rounds * texts.length))
        .as("bytes a message; Jackson's parser takes about 720")
        .isLessThan(900);
  }

  private Outcome feed(String message) {
    return feed(message.toCharArray(), message.length());
  }

  private Outcome feed(char[] text, int length) {
    return receiver.onText(text, length, 1_786_310_818_000_000_000L);
  }

  private static char[] mutate(String message, Random random) {
    StringBuilder text = new StringBuilder(message);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && text.length() > 2; i++) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(7)) {
        case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
        case 1 -> text.setLength(at);
        case 2 -> text.delete(at, to);
        case 3 -> text.insert(at, ODDITIES[random.nextInt(ODDITIES.length)]);
        case 4 -> text.replace(at, to, ODDITIES[random.nextInt(ODDITIES.length)]);
        case 5 -> text.insert(at, text.substring(at, to));
        default -> text.setCharAt(at, (char) random.nextInt(128));
      }
    }
    return text.toString().toCharArray();
  }

  /** Checks that what comes is whole: framed right, with chunks that run to a last one. */
  private static final class CheckingSink implements EventSink {
    int records;
    boolean checks = true;

    @Override
    public void publish(RecordBuffer range) {
      if (!checks) {
        return;
      }
      int count = 0;
      for (int at = 0; at < range.length(); count++) {
        int length = RecordLayout.length(range.buffer(), at);
        assertThat(length).isBetween(64, RecordLayout.MAX_RECORD_LENGTH);
        assertThat(RecordLayout.instrument(range.buffer(), at)).isEqualTo(3);
        at += RecordLayout.aligned(length);
      }
      assertThat(count).isEqualTo(range.recordCount()).isPositive();
      records += count;
    }

    @Override
    public boolean offer(RecordBuffer range, long maxWaitNs) {
      publish(range);
      return true;
    }
  }
}
