package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class GoldenJournalTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  @TempDir Path directory;

  @Test
  @EnabledIfSystemProperty(named = "ringside.golden", matches = "write")
  void theCurrentSchemasJournalIsKeptWhenAskedFor() throws IOException {
    GoldenJournal.write(RESOURCES, directory);
  }

  @Test
  void whatIsKeptIsNeverOverwritten() throws IOException {
    Path resources = directory.resolve("resources");
    GoldenJournal.write(resources, directory.resolve("one"));
    List<Path> kept;
    try (java.util.stream.Stream<Path> files = Files.walk(resources)) {
      kept = files.filter(Files::isRegularFile).toList();
    }
    assertThat(kept).hasSize(2);
    for (Path file : kept) {
      assertThat(Files.size(file)).isLessThan(64 << 10);
    }
    assertThatThrownBy(() -> GoldenJournal.write(resources, directory.resolve("two")))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.delete(kept.get(0));
    assertThatThrownBy(() -> GoldenJournal.write(resources, directory.resolve("three")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
