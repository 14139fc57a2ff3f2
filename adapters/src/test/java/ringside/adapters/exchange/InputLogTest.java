package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueRequest;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/** The log of a venue's inputs: what was written is read again, whatever happened to its end. */
class InputLogTest {
  private static final VenueRequest PLACE =
      new VenueRequest.Place(
          2,
          1,
          "link-ü",
          Side.SELL,
          OrderType.LIMIT,
          TimeInForce.POST_ONLY,
          123_000_000_000L,
          4_000_000_000L,
          2,
          true,
          false,
          7,
          1,
          TriggerBy.MARK,
          new TriggerSpec(5, TriggerBy.INDEX, OrderType.LIMIT, 6),
          TriggerSpec.NONE,
          false);
  private static final List<VenueRequest> ALL =
      List.of(
          PLACE,
          new VenueRequest.Amend(
              0, 0, 9, "", 1, TriggerSpec.KEEP, 3, TriggerSpec.NONE, TriggerSpec.NONE),
          new VenueRequest.Cancel(0, 1, 0, "a"),
          new VenueRequest.CancelAll(1, -1, VenueRequest.Filter.STOP_ORDERS, ""),
          new VenueRequest.SetLeverage(0, 1, 2, 3),
          new VenueRequest.SwitchMode(0, -1, true),
          new VenueRequest.ForceMode(0, -1, true),
          new VenueRequest.ForceLeverage(0, 1, 2),
          new VenueRequest.SetTradingStop(
              0, 1, 2, true, TriggerSpec.NONE, TriggerSpec.NONE, 1, 2, 3, 4),
          new VenueRequest.Transfer(0, -5, "id"),
          new VenueRequest.Resume(0));

  @TempDir Path directory;

  private record Logged(long timeNs, VenueRequest request) {}

  private void write() throws IOException {
    InputLog log = InputLog.open(directory);
    assertThat(log.isEmpty()).isTrue();
    log.begin("seed=1\n");
    long timeNs = 100;
    for (VenueRequest request : ALL) {
      log.time(timeNs);
      log.request(timeNs++, request);
    }
    log.time(5_000);
    log.close();
  }

  @Test
  void aDamagedBeginningIsRefusedAndNothingOfTheRestIsLost() throws IOException {
    write();
    Path file = directory.resolve("inputs.log");
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < 60; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x55;
      Files.write(file, bad);
      InputLog log = InputLog.open(directory);
      assertThatThrownBy(log::isEmpty)
          .as("byte " + at)
          .isInstanceOf(ExchangeRefusedException.class);
      log.close();
    }
  }

  @Test
  void aFirstWriteThatWasCutShortIsNoConfig() throws IOException {
    InputLog begun = InputLog.open(directory);
    begun.begin("seed=1\n");
    begun.close();
    Path file = directory.resolve("inputs.log");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      InputLog log = InputLog.open(directory);
      assertThat(log.isEmpty()).as("cut after " + length).isTrue();
      log.close();
    }
  }

  private List<Logged> read() throws IOException {
    InputLog log = InputLog.open(directory);
    List<Logged> read = new ArrayList<>();
    assertThat(log.config()).isEqualTo("seed=1\n");
    log.replay(reader(read));
    log.close();
    return read;
  }

  /** Where a life ended there is no request. */
  private static InputLog.Reader reader(List<Logged> read) {
    return new InputLog.Reader() {
      @Override
      public void request(long timeNs, VenueRequest request) {
        read.add(new Logged(timeNs, request));
      }

      @Override
      public void reached(long timeNs) {
        read.add(new Logged(timeNs, null));
      }

      @Override
      public void digest(long timeNs, long digest, long code) {
        read.add(new Logged(timeNs, new VenueRequest.Transfer(0, digest, Long.toHexString(code))));
      }
    };
  }

  private Path file() {
    return directory.resolve(InputLog.LOG_FILE);
  }

  @Test
  void everyKindOfRequestComesBackWithItsTime() throws IOException {
    write();
    List<Logged> read = read();
    assertThat(read.stream().map(Logged::request)).containsExactlyElementsOf(ALL);
    assertThat(read.get(0).timeNs).isEqualTo(100);
    assertThat(ALL.stream().map(Object::getClass).distinct())
        .as("every kind of request is tried")
        .hasSameSizeAs(VenueRequest.class.getPermittedSubclasses());
    InputLog log = InputLog.open(directory);
    assertThat(log.lastTimeNs()).isEqualTo(5_000);
    log.close();
  }

  @Test
  void whereALifeEndedIsToldInItsPlace() throws IOException {
    write();
    InputLog log = InputLog.open(directory);
    log.config();
    log.replay(reader(new ArrayList<>()));
    log.reached(5_000);
    log.request(9_000, PLACE);
    log.close();
    assertThat(read())
        .endsWith(new Logged(5_000, null), new Logged(9_000, PLACE))
        .hasSize(ALL.size() + 2);
  }

  @Test
  void howTheVenueStoodIsToldInItsPlaceWithTheCodeThatSaysSo() throws IOException {
    InputLog log = InputLog.open(directory, 0xabc);
    log.begin("seed=1\n");
    assertThat(log.wantsDigest(0)).isTrue();
    log.digest(7, -3);
    assertThat(log.wantsDigest(10_000_000_006L)).isFalse();
    assertThat(log.wantsDigest(10_000_000_007L)).isTrue();
    log.request(9, PLACE);
    log.close();
    assertThat(read())
        .containsExactly(
            new Logged(7, new VenueRequest.Transfer(0, -3, "abc")), new Logged(9, PLACE));
  }

  @Test
  void theBytesOfVersionTwoStayReadable() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(file());
    String last = HexFormat.of().formatHex(bytes, bytes.length - 28, bytes.length);
    // Length 20, CRC32C, time 110, "Resume", account 0.
    assertThat(last).startsWith("00000014").endsWith("000000000000006e0006526573756d6500000000");
    assertThat(HexFormat.of().formatHex(bytes, 0, 12)).isEqualTo("525356454e55453100000002");
  }

  @Test
  void aTailCutAnywhereEndsTheLogBeforeIt() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file());
    int last = whole.length - 28;
    for (int cut = last; cut < whole.length; cut++) {
      byte[] torn = new byte[cut];
      System.arraycopy(whole, 0, torn, 0, cut);
      Files.write(file(), torn);
      assertThat(read()).as("cut at %d", cut).hasSize(ALL.size() - 1);
      assertThat(Files.size(file())).isEqualTo(last);
    }
  }

  @Test
  void afterATornTailTheLogGoesOn() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 3));
    InputLog log = InputLog.open(directory);
    log.config();
    assertThat(log.replay(reader(new ArrayList<>()))).isEqualTo(25);
    log.request(200, PLACE);
    log.close();
    assertThat(read()).hasSize(ALL.size()).last().isEqualTo(new Logged(200, PLACE));
  }

  @Test
  void damageWithSomethingValidBehindItIsRefused() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 40] ^= 1;
    Files.write(file(), bytes);
    assertThatThrownBy(this::read)
        .isInstanceOf(ExchangeRefusedException.class)
        .hasMessageContaining("damaged at byte");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(file());
    bytes[11] = 3;
    Files.write(file(), bytes);
    assertThatThrownBy(this::read)
        .isInstanceOf(ExchangeRefusedException.class)
        .hasMessageContaining("format 3");
  }

  @Test
  void aTornTimeLeavesTheOneBefore() throws IOException {
    write();
    InputLog log = InputLog.open(directory);
    log.time(6_000);
    log.close();
    Path clock = directory.resolve(InputLog.CLOCK_FILE);
    byte[] bytes = Files.readAllBytes(clock);
    bytes[7] ^= 1;
    Files.write(clock, bytes);
    InputLog again = InputLog.open(directory);
    assertThat(again.lastTimeNs()).isEqualTo(5_000);
    again.close();
  }

  @Test
  void onlyTheOwnerCanReadIt() throws IOException {
    DataDirectory held = DataDirectory.open(directory.resolve("deep/data"));
    held.keys(List.of("a"));
    InputLog.open(held.path()).close();
    try (java.util.stream.Stream<Path> files = Files.list(held.path())) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(held.path())))
        .isEqualTo("rwx------");
    assertThatThrownBy(() -> DataDirectory.open(held.path()))
        .isInstanceOf(ExchangeHeldException.class)
        .hasMessageContaining("held by another exchange");
    held.close();
    DataDirectory.open(held.path()).close();
  }

  @Test
  void keysStayTheSame() throws IOException {
    try (DataDirectory held = DataDirectory.open(directory)) {
      List<AccountKey> first = held.keys(List.of("a", "b"));
      assertThat(held.keys(List.of("a", "b"))).isEqualTo(first);
      assertThat(held.keys(List.of("a", "b", "c"))).startsWith(first.get(0), first.get(1));
      assertThat(first.get(0).toString()).doesNotContain(first.get(0).secret());
    }
  }
}
