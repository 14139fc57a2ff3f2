package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name files; a file that has moved away is a lie in a document. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyLinkOfTheDocumentsLeadsToAFile() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
    }
    int links = 0;
    for (Path document : documents) {
      List<String> targets = links(Files.readString(document));
      links += targets.size();
      assertThat(missing(document, targets)).as(document.toString()).isEmpty();
    }
    assertThat(links).as("links found in " + documents).isGreaterThan(20);
  }

  @Test
  void aLinkToNothingIsFound() {
    Path readme = ROOT.resolve("README.md");
    List<String> targets = links("see [the tour](docs/TOUR.md) and [gone](docs/GONE.md#here)");
    assertThat(missing(readme, targets)).containsExactly("docs/GONE.md");
  }

  private static List<String> links(String text) {
    List<String> targets = new ArrayList<>();
    Matcher matcher = LINK.matcher(text);
    while (matcher.find()) {
      targets.add(matcher.group(1));
    }
    return targets;
  }

  private static List<String> missing(Path document, List<String> targets) {
    return targets.stream()
        .filter(target -> !Files.exists(document.resolveSibling(target)))
        .toList();
  }
}
