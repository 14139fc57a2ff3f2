package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.engine.boot.ExitCode;

/** The engine as its user meets it: a process, its exit code, and the journal that it leaves. */
@Timeout(600)
class EngineProcessTest {
  private static final String[] PLAY_ON = {"--speed", "20", "--repeat", "1000"};
  private static final int KILLS = 3;
  private static final int SLOW_KILLS = 60;

  @TempDir Path temp;

  @Test
  void aMarketThatIsPlayedEndsByItselfAndIsVerified() throws Exception {
    Path journal = temp.resolve("journal");
    try (EngineProcess engine = EngineProcess.start(journal, "--speed", "max", "--json")) {
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.out().lines()).hasSize(1);
      assertThat(engine.out())
          .startsWith("{\"events\":")
          .contains("\"gaps\":0,", "\"decodeErrors\":0,", "\"digest\":\"", "\"p999\":");
    }
    assertThat(verify(journal)).contains("tail: clean");
  }

  @Test
  void theTermSignalEndsARunInOrder() throws Exception {
    Path journal = temp.resolve("journal");
    try (EngineProcess engine = EngineProcess.start(journal, PLAY_ON)) {
      engine.awaitSequence(100);
      engine.terminate();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.out()).contains("digest");
    }
    assertThat(verify(journal)).contains("tail: clean");
    assertThat(Cli.run("dump", journal.toString(), "--type", "EngineStopped").out())
        .contains("reason=SIGNAL");
  }

  @Test
  void killsAtRandomInstantsLoseNothingThatWasWritten() throws Exception {
    killRepeatedly(KILLS);
  }

  @Test
  @Tag("slow")
  void manyKillsAtRandomInstantsLoseNothingThatWasWritten() throws Exception {
    killRepeatedly(SLOW_KILLS);
  }

  @Test
  void aSecondEngineOnTheJournalIsTurnedAwayAndTheFirstGoesOn() throws Exception {
    Path journal = temp.resolve("journal");
    try (EngineProcess first = EngineProcess.start(journal, PLAY_ON)) {
      long seen = first.awaitSequence(50);
      try (EngineProcess second = EngineProcess.start(journal)) {
        assertThat(second.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(second.err().lines()).hasSize(1);
        assertThat(second.err()).contains("held by another engine", "pid ");
      }
      first.awaitSequence(seen + 50);
      first.terminate();
      assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
    }
    assertThat(verify(journal)).contains("tail: clean");
  }

  @Test
  void aDamagedJournalIsRefusedAndLeftAsItIs() throws Exception {
    Path journal = temp.resolve("journal");
    try (EngineProcess engine = EngineProcess.start(journal, "--speed", "max")) {
      assertThat(engine.exitCode()).isEqualTo(ExitCode.DONE);
    }
    Path queue = queueFile(journal.resolve("000001"));
    byte[] bytes = Files.readAllBytes(queue);
    bytes[middleOfUse(bytes)] ^= 4;
    Files.write(queue, bytes);
    try (EngineProcess engine = EngineProcess.start(journal)) {
      assertThat(engine.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(engine.err().lines()).hasSize(1);
      assertThat(engine.err()).contains("000001", "verify");
    }
    assertThat(Cli.run("verify", journal.toString()).exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(Files.readAllBytes(queue)).isEqualTo(bytes);
  }

  @Test
  void wrongUsageIsOneClearLine() throws Exception {
    Path journal = temp.resolve("journal");
    String[][] wrong = {
      {"--recording", temp.resolve("none.jsonl").toString()},
      {"--speed", "fast"},
      {"--repeat", "0"},
      {"--wiring", "both"},
      {"--colour"},
    };
    for (String[] options : wrong) {
      try (EngineProcess engine = EngineProcess.start(journal, options)) {
        assertThat(engine.exitCode()).as(options[0]).isEqualTo(ExitCode.USAGE);
        assertThat(engine.err().lines()).as(options[0]).hasSize(1);
        assertThat(engine.out()).isEmpty();
      }
    }
    assertThat(journal).doesNotExist();
  }

  @Test
  void asProcessOneOfItsNamespaceItComesBackAfterAKill() throws Exception {
    List<String> unshare = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    assumeTrue(succeeds("unshare", "--pid", "--fork", "--mount-proc", "true"), "needs unshare");
    Path journal = temp.resolve("journal");
    try (EngineProcess first = EngineProcess.start(unshare, journal, PLAY_ON)) {
      first.awaitSequence(50);
      first.kill();
    }
    try (EngineProcess second = EngineProcess.start(unshare, journal, "--speed", "max")) {
      assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.DONE);
    }
    assertThat(verify(journal)).contains("tail: clean");
  }

  @Test
  void aDiskThatFillsUpEndsTheRunInOrder() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", disk.toString()),
        "needs the right to mount");
    try {
      Path journal = disk.resolve("journal");
      try (EngineProcess engine =
          EngineProcess.start(journal, "--speed", "max", "--repeat", "100000")) {
        assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.HALTED);
        assertThat(engine.err()).contains("room").doesNotContain("\tat ");
      }
      assertThat(verify(journal)).contains("tail: clean");
      assertThat(Cli.run("dump", journal.toString(), "--type", "EngineStopped").out())
          .contains("reason=DISK_SPACE");
    } finally {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  private void killRepeatedly(int kills) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path journal = temp.resolve("journal");
    long seen = 0;
    for (int i = 0; i < kills; i++) {
      try (EngineProcess engine = EngineProcess.start(journal, PLAY_ON)) {
        seen = engine.awaitSequence(seen + random.nextInt(1, 1500));
        engine.kill();
      }
      String[] lines = verify(journal).split("\n", -1);
      long verified = Long.parseLong(lines[0].replaceAll("verified: (\\d+) events.*", "$1"));
      assertThat(verified).as("seed " + seed).isGreaterThanOrEqualTo(seen);
      seen = verified;
    }
    try (EngineProcess engine = EngineProcess.start(journal, "--speed", "max")) {
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.err()).contains("continuing", "after sequence " + seen);
    }
    assertThat(verify(journal)).contains("tail: clean");
  }

  private static String verify(Path journal) {
    Cli.Result result = Cli.run("verify", journal.toString(), "--strict");
    assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(ExitCode.DONE);
    return result.out();
  }

  private static Path queueFile(Path segment) throws IOException {
    try (Stream<Path> files = Files.list(segment)) {
      return files.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  private static int middleOfUse(byte[] bytes) {
    int end = bytes.length - 1;
    while (bytes[end] == 0) {
      end--;
    }
    int at = end - 20_000;
    while (bytes[at] == 0) {
      at++;
    }
    return at;
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
