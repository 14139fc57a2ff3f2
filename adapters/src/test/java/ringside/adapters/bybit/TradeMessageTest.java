package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.RecordLayout;

class TradeMessageTest {
  private static final String PLAIN = "\"RPI\":false,";

  private final CapturingSink sink = new CapturingSink();
  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketReceiver receiver =
      new BybitMarketReceiver(
          sink, Map.of("BTCUSDT", 3), 7, BybitMarketReceiver.WAIT_FOREVER, counters);

  @Test
  void aTradeSaysWhetherItWasARetailPriceImprovementWhereTheVenueDoes() {
    feed(Messages.trade());
    feed(Messages.trade().replace(PLAIN, "\"RPI\":true,"));
    feed(Messages.trade().replace(PLAIN, ""));
    assertThat(rpis()).containsExactly((short) 0, (short) 1, TradeDecoder.rpiNullValue());
  }

  @Test
  void whatOneTradeOfAMessageLeavesOutIsNotTakenFromAnother() {
    String trade = Messages.trade();
    String item = trade.substring(trade.indexOf("[{") + 1, trade.indexOf("]}"));
    feed(trade.replace(item, item.replace(PLAIN, "\"RPI\":true,") + "," + item.replace(PLAIN, "")));
    feed(trade.replace(PLAIN, ""));
    assertThat(rpis())
        .containsExactly((short) 1, TradeDecoder.rpiNullValue(), TradeDecoder.rpiNullValue());
  }

  @Test
  void aFlagThatIsNoneRejectsTheMessage() {
    String text = Messages.trade().replace(PLAIN, "\"RPI\":\"no\",");
    receiver.onText(text.toCharArray(), text.length(), BybitMarketDecoder.TIME_OF_MESSAGE);
    assertThat(sink.records(TradeDecoder.TEMPLATE_ID)).isEmpty();
    assertThat(counters.get(Counter.REJECTED)).isEqualTo(1);
  }

  private void feed(String text) {
    assertThat(text).contains("publicTrade");
    assertThat(
            receiver.onText(text.toCharArray(), text.length(), BybitMarketDecoder.TIME_OF_MESSAGE))
        .isEqualTo(Outcome.MARKET);
  }

  private List<Short> rpis() {
    return sink.records(TradeDecoder.TEMPLATE_ID).stream().map(TradeMessageTest::rpi).toList();
  }

  private static short rpi(UnsafeBuffer record) {
    return new TradeDecoder()
        .wrap(
            record,
            RecordLayout.BLOCK_OFFSET,
            RecordLayout.blockLength(record, 0),
            RecordLayout.version(record, 0))
        .rpi();
  }
}
