package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Retries in virtual time. */
class SubscriptionsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long ACK_NS = 5 * SECOND;
  private static final List<String> TWO = List.of("tickers.BTCUSDT", "publicTrade.BTCUSDT");

  private final List<String> sent = new ArrayList<>();
  private boolean open = true;

  @Test
  void topicsAreAskedForInPiecesOfBoundedLength() {
    List<String> many =
        IntStream.range(0, 900).mapToObj(i -> "orderbook.200.COIN" + i + "USDT").toList();
    assertThat(subscriptions(many).start(0)).isTrue();
    assertThat(sent).hasSizeGreaterThan(4).allMatch(message -> message.length() < 5000);
    for (String topic : many) {
      assertThat(sent).filteredOn(m -> m.contains("\"" + topic + "\"")).hasSize(1);
    }
  }

  @Test
  void aRefusedTopicIsAskedForAgainLaterAndLaterAndNotItsNeighbour() {
    Subscriptions subscriptions = subscriptions(TWO);
    subscriptions.start(0);
    long now = 0;
    for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      refuse(subscriptions, "error:handler not found,topic:publicTrade.BTCUSDT", now);
      sent.clear();
      subscriptions.tick(now + wait * SECOND - 1);
      assertThat(sent).isEmpty();
      now += wait * SECOND;
      subscriptions.tick(now);
      assertThat(sent).hasSize(1);
      assertThat(sent.get(0)).contains("[\"publicTrade.BTCUSDT\"]");
    }
    assertThat(subscriptions.failures()).isEqualTo(8);
    accept(subscriptions);
    sent.clear();
    subscriptions.tick(now + 1000 * SECOND);
    assertThat(sent).isEmpty();
  }

  @Test
  void aRequestThatIsNotAnsweredIsMadeAgain() {
    Subscriptions subscriptions = subscriptions(TWO);
    subscriptions.start(0);
    subscriptions.tick(ACK_NS);
    assertThat(sent).hasSize(1);
    subscriptions.tick(ACK_NS + 1);
    subscriptions.tick(ACK_NS + 1 + SECOND);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).contains("tickers.BTCUSDT").contains("publicTrade.BTCUSDT");
  }

  @Test
  void beingSubscribedAlreadyIsAsGoodAsASubscription() {
    Subscriptions subscriptions = subscriptions(TWO);
    subscriptions.start(0);
    refuse(subscriptions, "error:already subscribed,topic:tickers.BTCUSDT", 0);
    subscriptions.tick(1000 * SECOND);
    assertThat(sent).hasSize(1);
    assertThat(subscriptions.failures()).isZero();
  }

  @Test
  void anAnswerToNothingIsIgnoredAndAClosedConnectionIsSaidToBeOne() {
    Subscriptions subscriptions = subscriptions(TWO);
    subscriptions.start(0);
    subscriptions.onAnswer(answer("{\"success\":false,\"req_id\":\"77\",\"op\":\"subscribe\"}"), 0);
    assertThat(subscriptions.failures()).isZero();
    open = false;
    assertThat(subscriptions.restart("tickers.BTCUSDT", 0)).isFalse();
    assertThat(subscriptions.start(0)).isFalse();
  }

  private Subscriptions subscriptions(List<String> topics) {
    return new Subscriptions(
        topics,
        ACK_NS,
        message -> {
          if (open) {
            sent.add(message);
          }
          return open;
        });
  }

  private void refuse(Subscriptions subscriptions, String words, long now) {
    String id = ScriptedVenue.requestId(sent.get(sent.size() - 1));
    subscriptions.onAnswer(
        answer(
            "{\"success\":false,\"ret_msg\":\""
                + words
                + "\",\"req_id\":\""
                + id
                + "\",\"op\":\"subscribe\"}"),
        now);
  }

  private void accept(Subscriptions subscriptions) {
    subscriptions.onAnswer(answer("{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\"}"), 0);
  }

  private static ControlMessage answer(String text) {
    BybitMarketDecoder decoder = new BybitMarketDecoder(java.util.Map.of());
    assertThat(decoder.decode(text.toCharArray(), text.length()))
        .isEqualTo(BybitMarketDecoder.Outcome.CONTROL);
    return decoder.control();
  }
}
