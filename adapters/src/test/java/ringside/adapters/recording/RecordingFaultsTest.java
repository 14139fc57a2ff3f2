package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingFaultsTest {
  private static final String BOOK = "orderbook.50.BTCUSDT";
  private static final List<String> RECORDED = recorded();

  private static List<String> recorded() {
    return TextSource.textsOf(
            new RecordingGenerator(
                GeneratorConfig.defaults()
                    .withSymbols(List.of("BTCUSDT"))
                    .withSeed(9)
                    .withDurationMs(2_000)))
        .stream()
        .filter(text -> text.contains(BOOK))
        .toList();
  }

  private static RecordingServer serve(RecordingFaults faults) throws Exception {
    RecordingServer server =
        new RecordingServer(
            new TextSource(RECORDED),
            RecordingServerConfig.defaults()
                .withSpeed(RecordingServerConfig.FLAT_OUT)
                .withFaults(faults));
    server.start();
    return server;
  }

  private static StreamClient subscribedTo(RecordingServer server) throws Exception {
    StreamClient client = StreamClient.connectTo(server);
    client.subscribe(BOOK);
    assertThat(client.next()).contains("\"success\":true");
    return client;
  }

  @Test
  void aDroppedConnectionEndsAfterItsLineWithoutACloseFrameAndTheNextOneIsWhole() throws Exception {
    try (RecordingServer server = serve(RecordingFaults.none().withDropAfterLine(7))) {
      try (StreamClient client = subscribedTo(server)) {
        assertThat(client.untilClosed()).isEqualTo(RECORDED.subList(0, 7));
        assertThat(client.closeCode()).isEqualTo(1006);
      }
      try (StreamClient client = subscribedTo(server)) {
        assertThat(client.untilClosed()).isEqualTo(RECORDED);
        assertThat(client.closeCode()).isEqualTo(1000);
      }
    }
  }

  @Test
  void aSilentConnectionStaysOpenAndAnswersNothing() throws Exception {
    try (RecordingServer server = serve(RecordingFaults.none().withSilenceAfterLine(3));
        StreamClient client = subscribedTo(server)) {
      assertThat(client.next(3)).isEqualTo(RECORDED.subList(0, 3));
      client.send("{\"op\":\"ping\"}");
      client.sendPing();
      assertThat(client.hasMore(300)).isFalse();
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void aSkippedLineIsMissingAndTheBookOfferedAfterwardsHasIt() throws Exception {
    List<String> expected = new ArrayList<>(RECORDED.subList(0, 40));
    ReferenceBook reference = new ReferenceBook();
    expected.forEach(reference::apply);
    expected.remove(4);
    TextSource source = new TextSource(RECORDED);
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server =
        new RecordingServer(
            source,
            RecordingServerConfig.defaults().withFaults(RecordingFaults.none().withSkippedLine(5)),
            pacer)) {
      server.start();
      try (StreamClient client = subscribedTo(server)) {
        while (source.linesRead() < 41) {
          // The 41st line is read, and waits for its time.
          pacer.advanceMs(source.linesRead() > 40 ? 0 : 1);
          Await.briefly();
        }
        assertThat(client.next(39)).isEqualTo(expected);
        client.unsubscribe(BOOK);
        client.subscribe(BOOK);
        client.next(2);
        assertThat(client.next()).contains("\"snapshot\"", reference.levels());
      }
    }
  }

  @Test
  void anInjectedTextComesBeforeItsLineAsItIs() throws Exception {
    RecordingFaults faults =
        RecordingFaults.none().withTextBefore(1, "{\"broken").withTextBefore(4, "\u00e4 \u0000");
    List<String> expected = new ArrayList<>(RECORDED);
    expected.add(3, "\u00e4 \u0000");
    expected.add(0, "{\"broken");
    try (RecordingServer server = serve(faults);
        StreamClient client = subscribedTo(server)) {
      assertThat(client.untilClosed()).isEqualTo(expected);
    }
  }

  @Test
  void faultsHitAsManyPassesAsAsked() throws Exception {
    try (RecordingServer server = serve(RecordingFaults.none().withDropAfterLine(1).onPasses(2))) {
      for (int pass = 1; pass <= 3; pass++) {
        try (StreamClient client = subscribedTo(server)) {
          assertThat(client.untilClosed()).hasSize(pass <= 2 ? 1 : RECORDED.size());
        }
      }
    }
  }
}
