package ringside.journal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In some locales the digits are others; in a journal they are not. */
@Timeout(120)
class JournalLocaleTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path temp;

  @AfterEach
  void backToTheLocaleBefore() {
    Locale.setDefault(before);
  }

  @Test
  void aJournalIsTheSameInEveryLocale() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(String.format(Locale.getDefault(), "%d", 1)).isNotEqualTo("1");
    try (JournalFixture journal = JournalFixture.open(temp, JournalFixture.settings())) {
      journal.append(3, 5);
    }
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    assertThat(temp.resolve("000001")).isDirectory();
    try (JournalReader reader = JournalReader.openFully(temp)) {
      while (reader.next()) {
        assertThat(reader.sequence()).isPositive();
      }
      assertThat(reader.end().sequence()).isEqualTo(15);
      assertThat(reader.end().status()).isEqualTo(TailStatus.CLEAN);
    }
  }
}
