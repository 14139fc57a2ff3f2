package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalLockTest {
  @TempDir Path temp;

  @Test
  void theSameProcessCannotHoldAJournalTwice() {
    try (JournalLock lock = JournalLock.acquire(temp)) {
      assertThatThrownBy(() -> JournalLock.acquire(temp.resolve("..").resolve(temp.getFileName())))
          .isInstanceOf(JournalHeldException.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
      assertThat(lock.directory()).isDirectory();
    }
    JournalLock.acquire(temp).close();
  }

  @Test
  void aLockGivenBackLeavesNothingOfItsHolder() throws IOException {
    JournalLock.acquire(temp).close();
    assertThat(temp.resolve(JournalFiles.LOCK)).isEmptyFile();
    assertThat(temp.resolve(JournalFiles.HOLDER)).doesNotExist();
  }

  @Test
  void anotherProcessIsNamedAndItsDeathFreesTheJournal() throws Exception {
    Path journal = temp.resolve("journal");
    try (WritingProcess other = WritingProcess.start(journal, 3)) {
      other.awaitAcknowledged(1);
      assertThatThrownBy(() -> JournalLock.acquire(journal))
          .isInstanceOf(JournalHeldException.class)
          .hasMessageContaining("pid " + other.pid());
      other.kill();
    }
    assertThat(Files.exists(journal.resolve(JournalFiles.HOLDER))).isTrue();
    JournalLock.acquire(journal).close();
  }
}
