package ringside.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/CONFIG.md ends with the tables that the settings themselves give. */
class ConfigTableTest {
  private static final String MARK = "do not edit below -->\n";

  @Test
  void theTablesOfTheDocsAreThoseOfTheSettings() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "CONFIG.md"));
    int start = page.indexOf(MARK);
    assertThat(start).as("the mark").isPositive();
    Path made = Path.of("target", "settings.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, "\n" + ConfigTable.markdown());
    assertThat(page.substring(start + MARK.length()))
        .as("what stands below the mark; as it should be it is in engine/" + made)
        .isEqualTo("\n" + ConfigTable.markdown());
  }
}
