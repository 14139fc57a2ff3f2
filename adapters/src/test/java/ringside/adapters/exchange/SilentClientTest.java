package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says nothing and is told nothing for too long is cut; the time is the test's. */
class SilentClientTest {
  private static void sweepAfter(StreamRig rig, long seconds) {
    rig.exchange.sweepSockets(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void tenMinutesWithoutAWordEndAConnection() {
    try (StreamRig rig = new StreamRig();
        SocketClient client = rig.privately(rig.one)) {
      sweepAfter(rig, 595);
      assertThat(rig.exchange.openSockets()).isEqualTo(1);
      assertThat(client.ask("{'op':'ping'}")).contains("pong");
      sweepAfter(rig, 601);
      Wait.until("cut", () -> rig.exchange.openSockets() == 0 && client.isClosed());
    }
  }

  @ParameterizedTest
  @CsvSource({"30s, 30", "1m, 60", "45s, 45", "5s, 30", "20m, 600", "soon, 600"})
  void aClientSaysItselfHowLongItMayBeSilent(String stated, long seconds) {
    try (StreamRig rig = new StreamRig();
        SocketClient told =
            new SocketClient(rig.exchange.privateUrl() + "?max_active_time=" + stated);
        SocketClient trading =
            new SocketClient(rig.exchange.tradeUrl() + "?max_active_time=" + stated)) {
      Wait.until("both are there", () -> rig.exchange.openSockets() == 2);
      sweepAfter(rig, seconds - 5);
      assertThat(rig.exchange.openSockets()).isEqualTo(2);
      sweepAfter(rig, seconds + 1);
      Wait.until("cut", () -> told.isClosed() && trading.isClosed());
    }
  }

  @Test
  void anAddressConnectsNoMoreThanSoOften() {
    IpGuard guard = new IpGuard(500, 300_000, 0);
    InetAddress address = InetAddress.getLoopbackAddress();
    for (int i = 0; i < 500; i++) {
      assertThat(guard.admits(address, 1_000 + i)).isTrue();
    }
    assertThat(guard.admits(address, 2_000)).isFalse();
    assertThat(guard.admits(address, 300_999)).isFalse();
    assertThat(guard.admits(address, 301_000)).isTrue();
    assertThat(guard.admits(address, 301_000)).isFalse();
  }
}
