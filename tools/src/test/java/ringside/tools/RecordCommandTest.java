package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.recording.Recording;
import ringside.adapters.recording.RecordingScan;
import ringside.adapters.recording.RecordingServer;
import ringside.adapters.recording.RecordingServerConfig;

class RecordCommandTest {
  @TempDir Path folder;

  @Test
  void whatTheVenueSaysIsRecordedAsItCameAndCanBeImported() throws Exception {
    Path source = Fixtures.recording(folder.resolve("source.jsonl"), 7, 30);
    Path target = folder.resolve("target.jsonl");

    Cli.Result result = record(source, target);

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> recorded = Files.readAllLines(target);
    assertThat(result.json()).containsEntry("messages", (long) recorded.size());
    assertThat(recorded).hasSizeGreaterThan(50);
    assertThat(recorded).isEqualTo(Files.readAllLines(source).subList(0, recorded.size()));
    Fixtures.importInto(folder.resolve("journal"), target);
  }

  @Test
  void aNameThatEndsInGzIsGzipped() throws Exception {
    Path source = Fixtures.recording(folder.resolve("source.jsonl"), 7, 30);
    Path target = folder.resolve("target.jsonl.gz");

    assertThat(record(source, target).exitCode()).isZero();

    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(target)), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo(Files.readAllLines(source).get(0));
    }
    assertThat(RecordingScan.of(Recording.of(target)).topics()).isNotEmpty();
  }

  @Test
  void anExistingFileIsLeftAlone() throws IOException {
    Path target = Files.writeString(folder.resolve("there.jsonl"), "mine");

    Cli.Result result = usage("--symbols", "BTCUSDT", "--out", target);

    assertThat(result.err()).contains(target.toString(), "exists already");
    assertThat(target).hasContent("mine");
  }

  @Test
  void badUsageLeavesNoFile() {
    Path target = folder.resolve("none.jsonl");

    assertThat(usage("--symbols", "btc usdt", "--out", target).err()).contains("BTCUSDT");
    assertThat(usage("--symbols", "BTCUSDT", "--out", target, "--depth", 7).err()).contains("200");
    assertThat(usage("--symbols", "BTCUSDT", "--out", target, "--duration", "soon").err())
        .contains("90s");
    assertThat(usage("--symbols", "BTCUSDT", "--out", target, "--url", "ws://10.1.1.1/").err())
        .contains("without TLS only to this machine");
    assertThat(target).doesNotExist();
  }

  @Test
  void aVenueThatIsNotThereRecordsNothing() {
    Cli.Result result =
        Cli.run(
            "record",
            "--venue",
            "bybit",
            "--symbols",
            "BTCUSDT",
            "--out",
            folder.resolve("nothing.jsonl"),
            "--url",
            "ws://127.0.0.1:1/v5/public/linear",
            "--duration",
            "1s");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("not connected");
  }

  private static Cli.Result usage(Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "record";
    all[1] = "--venue";
    all[2] = "bybit";
    System.arraycopy(args, 0, all, 3, args.length);
    Cli.Result result = Cli.run(all);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    return result;
  }

  private static Cli.Result record(Path source, Path target) throws Exception {
    String depth = "";
    for (String topic : RecordingScan.of(Recording.of(source)).topics()) {
      if (topic.startsWith("orderbook.")) {
        depth = topic.split("\\.", -1)[1];
      }
    }
    try (RecordingServer server =
        new RecordingServer(Recording.of(source), RecordingServerConfig.defaults().withSpeed(5))) {
      server.start();
      return Cli.run(
          "record",
          "--venue",
          "bybit",
          "--symbols",
          "BTCUSDT,ETHUSDT",
          "--out",
          target,
          "--url",
          server.uri(),
          "--depth",
          depth,
          "--duration",
          "2s",
          "--json");
    }
  }
}
