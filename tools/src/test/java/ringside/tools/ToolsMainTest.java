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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsMainTest {
  private static final List<String> COMMANDS =
      List.of("verify", "replay", "inspect", "dump", "tail", "stats", "repair", "import");

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

  private Cli.Result process(Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dlogback"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ToolsMain.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Cli.Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
