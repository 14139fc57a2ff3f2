package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/FAULTS.md says where each fault is tried; a test that has moved away makes it a lie. */
class FaultsDocTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/FAULTS.md"));
    assertThat(missing(text)).isEmpty();
    assertThat(NAMED.matcher(text).results().count()).isGreaterThan(100);
  }

  @Test
  void everyRowNamesATestOrSaysWhyThereIsNone() throws IOException {
    List<String> without =
        Files.readAllLines(ROOT.resolve("docs/FAULTS.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
            .filter(line -> !line.startsWith("| session |"))
            .filter(line -> !NAMED.matcher(line).find() && !line.contains("*not tested*: "))
            .toList();
    assertThat(without).isEmpty();
  }

  @Test
  void aTestThatIsNotThereIsFound() throws IOException {
    assertThat(
            missing("`FaultsDocTest.aTestThatIsNotThereIsFound` `FaultsDocTest.gone` `NoTest.x`"))
        .containsExactly("FaultsDocTest.gone", "NoTest.x");
  }

  private static List<String> missing(String text) throws IOException {
    Map<String, Path> sources = sources();
    List<String> missing = new ArrayList<>();
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      Path source = sources.get(named.group(1));
      if (source == null || !isTest(Files.readString(source), named.group(2))) {
        missing.add(named.group(1) + "." + named.group(2));
      }
    }
    return missing;
  }

  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(Test|Property|ParameterizedTest|TestFactory)\\b[^;]*\\s" + method + "\\(")
        .matcher(source)
        .find();
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new HashMap<>();
    for (String module : List.of("journal", "adapters", "engine", "tools")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith("Test.java"))
            .forEach(file -> sources.put(name(file), file));
      }
    }
    return sources;
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }
}
