package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Severity;

class AlertConsoleTest {
  @Test
  void anAlertIsALineThatSaysWhomItIsAboutAndHowOften() {
    assertThat(told(true, 3))
        .isEqualTo(
            "ringside: WARNING FOREIGN_POSITION first BTCUSDT: left alone (3 times)"
                + System.lineSeparator());
  }

  @Test
  void oneThatIsOverSaysSo() {
    assertThat(told(false, 1)).endsWith("left alone (over)" + System.lineSeparator());
  }

  private static String told(boolean active, long count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new AlertConsole(out)
        .tell(
            new Alert(
                0,
                Severity.WARNING,
                "FOREIGN_POSITION",
                "first",
                "BTCUSDT",
                "",
                active,
                "left alone",
                count));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
