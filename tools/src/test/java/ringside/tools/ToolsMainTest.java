package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsMainTest {
  private static final List<String> COMMANDS =
      List.of(
          "verify", "replay", "inspect", "dump", "tail", "stats", "repair", "import", "record",
          "panic");

  @TempDir Path folder;

  @Test
  void everyCommandExplainsItself() {
    assertThat(Cli.run("--help").out()).contains(COMMANDS).contains("Exit codes");
    for (String command : COMMANDS) {
      Cli.Result help = Cli.run(command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: ringside-tools " + command);
      assertThat(help.err()).isEmpty();
    }
    assertThat(Cli.run("--version").out()).startsWith("ringside ");
  }

  @Test
  void badUsageIsOneLineThatSaysWhatIsAllowed() {
    for (List<Object> args :
        List.<List<Object>>of(
            List.of(), List.of("frobnicate"), List.of("verify"), List.of("stats", "--frob"))) {
      Cli.Result result = Cli.run(args.toArray());
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains("ringside-tools").contains("--help");
    }
  }

  @Test
  void asAProcessItExitsWithTheCodesAndKeepsItsStreamsApart() throws Exception {
    Path journal = folder.resolve("journal");
    Path recording = Fixtures.recording(folder.resolve("a.jsonl"), 1, 1);

    assertThat(process("import", "--venue", "bybit", recording, "--journal", journal).exitCode())
        .isZero();
    Cli.Result verified = process("verify", journal);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.lines()).contains("tail: clean");
    Cli.Result absent = process("verify", folder.resolve("absent"));
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.out()).isEmpty();
    assertThat(absent.err()).contains("absent").doesNotContain("\tat ");
  }

  @Test
  void aReplayThatIsTerminatedLeavesNothingBehind() throws Exception {
    Path journal = folder.resolve("journal");
    Fixtures.importInto(journal, Fixtures.recording(folder.resolve("a.jsonl"), 1, 40));
    Object digest =
        Cli.run("dump", journal, "--type", "StateDigest", "--limit", 1, "--format", "json")
            .json()
            .get("sequence");
    Path out = folder.resolve("out");
    Process replay = start("replay", journal, "--from", digest, "--speed", "1");
    try {
      // The first event decides a digest; the rest of the recording takes half a minute.
      long startNs = System.nanoTime();
      while (Files.size(out) == 0) {
        assertThat(replay.isAlive()).isTrue();
        assertThat(System.nanoTime() - startNs).isLessThan(TimeUnit.SECONDS.toNanos(30));
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(temporaryJournals()).hasSize(1);
      replay.destroy();
      assertThat(replay.waitFor(20, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(replay.exitValue()).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("err"))).contains("interrupted");
      assertThat(temporaryJournals()).isEmpty();
    } finally {
      replay.destroyForcibly();
    }
  }

  private List<Path> temporaryJournals() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("ringside-")).toList();
    }
  }

  private Cli.Result process(Object... args) throws IOException, InterruptedException {
    Process process = start(args);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Cli.Result(
        process.exitValue(),
        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }

  /** Starts the command as a process of its own, with its streams in files. */
  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dlogback"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            ToolsMain.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
