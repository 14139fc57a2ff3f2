package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {
  @TempDir Path folder;
  Path journal;

  @BeforeEach
  void makeJournal() {
    journal = folder.resolve("journal");
    // The forgery cuts batches of 16 KiB, so that there are several.
    Path whole = folder.resolve("whole");
    Fixtures.importInto(whole, Fixtures.recording(folder.resolve("a.jsonl"), 1, 3));
    Forgery.forge(whole, journal, List::of);
  }

  @Test
  void theValidPrefixIsCopiedAndTheRestIsTold() throws IOException {
    List<String> records = Fixtures.records(journal);
    Path file = Fixtures.queueFile(journal, 1);
    flip(file, 40_000);
    Map<String, String> before = contents(journal);
    Path copy = folder.resolve("copy");
    Cli.Result result = Cli.run("repair", journal, "--to", copy);

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> copied = Fixtures.records(copy);
    long last = Fixtures.lastSequence(copy);
    assertThat(copied).isNotEmpty().isEqualTo(records.subList(0, copied.size()));
    assertThat(copied.size()).isLessThan(records.size());
    assertThat(result.lines().get(0)).isEqualTo("copied: events 1 to " + last + ", to " + copy);
    assertThat(result.out())
        .contains("left behind: ")
        .contains("whole batches with events ")
        .contains(file.toString());
    assertThat(contents(journal)).as("the damaged journal is not touched").isEqualTo(before);
    assertThat(Cli.run("verify", copy).exitCode()).isZero();
  }

  @Test
  void theReportIsThereAsJson() throws IOException {
    flip(Fixtures.queueFile(journal, 1), 40_000);
    Map<String, Object> report =
        Cli.run("repair", journal, "--to", folder.resolve("copy"), "--json").json();

    assertThat((long) report.get("lastSequence")).isPositive();
    assertThat((long) report.get("leftBatches")).isPositive();
    assertThat((long) report.get("leftFirstSequence"))
        .isGreaterThan((long) report.get("lastSequence"));
    assertThat((String) report.get("damage")).contains("good up to sequence");
  }

  @Test
  void aSoundJournalIsCopiedWhole() {
    Path copy = folder.resolve("copy");
    Cli.Result result = Cli.run("repair", journal, "--to", copy);

    assertThat(result.exitCode()).isZero();
    assertThat(result.last()).isEqualTo("left behind: nothing");
    assertThat(Fixtures.records(copy)).isEqualTo(Fixtures.records(journal));
  }

  @Test
  void aPlaceThatIsTakenIsRefused() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("note"), "mine");
    Cli.Result result = Cli.run("repair", journal, "--to", taken);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is not empty");
    assertThat(Cli.run("repair", journal).exitCode()).isEqualTo(2);
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 0x10);
    }
  }

  /** Every file with a hash of what is in it. */
  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        contents.put(
            file.toString(),
            Files.getLastModifiedTime(file)
                + " "
                + java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
