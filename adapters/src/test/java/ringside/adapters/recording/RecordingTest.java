package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.recording.RecordedLine.Kind;

class RecordingTest {
  @TempDir Path directory;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] noise(int lines) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("{\"n\":").append(random.nextLong()).append("}\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesComeAsTheyStandWithoutEmptyOnesAndLineEnds() throws IOException {
    Path file = file("a.jsonl", "\n{\"a\":1}\r\n\n  \n{\"b\": 2} \n{\"c\":3}");

    try (RecordedLines lines = Recording.of(file).open()) {
      assertThat(new String(lines.next().text(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
      RecordedLine second = lines.next();
      assertThat(new String(second.text(), StandardCharsets.UTF_8)).isEqualTo("{\"b\": 2}");
      assertThat(second.number()).isEqualTo(5);
      assertThat(lines.next().number()).isEqualTo(6);
      assertThat(lines.next()).isNull();
      assertThat(lines.next()).isNull();
      assertThat(lines.warning()).isNull();
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstMessage() throws IOException {
    assertThat(TextSource.textsOf(Recording.of(file("a.jsonl", "\ufeff{\"a\":1}\n{\"b\":1}"))))
        .containsExactly("{\"a\":1}", "{\"b\":1}");
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() throws IOException {
    byte[] bytes = {'"', (byte) 0xc3, '"', '\n', '"', (byte) 0xc3, (byte) 0xa4, '"'};

    assertThat(TextSource.textsOf(Recording.of(file("a.jsonl", bytes))))
        .containsExactly("\"\ufffd\"", "\"\u00e4\"");
  }

  @Test
  void linesLongerThanAChunkAreWhole() throws IOException {
    String large = "\"" + "x".repeat(300_000) + "\"";

    assertThat(TextSource.textsOf(Recording.of(file("a.jsonl", "1\n" + large + "\n2\n" + large))))
        .containsExactly("1", large, "2", large);
  }

  @Test
  void aLineBeyondTheLimitIsPassedOverAndCounted() throws IOException {
    String longest = "x".repeat(Recording.MAX_LINE_BYTES);
    Path file = file("a.jsonl", longest + "\n" + longest + "y\n" + longest + longest + "\nend");

    try (RecordedLines lines = Recording.of(file).open()) {
      assertThat(lines.next().text()).hasSize(Recording.MAX_LINE_BYTES);
      assertThat(new String(lines.next().text(), StandardCharsets.UTF_8)).isEqualTo("end");
      assertThat(lines.next()).isNull();
      assertThat(lines.warning())
          .contains("2 lines over 4 MiB were left out")
          .contains("the first is line 2");
    }
  }

  @Test
  void gzipIsToldByTheContentAndNotByTheName() throws IOException {
    byte[] text = "{\"a\":1}\n{\"b\":1}\n".getBytes(StandardCharsets.UTF_8);

    assertThat(TextSource.textsOf(Recording.of(file("a.jsonl", gzipped(text))))).hasSize(2);
    assertThat(TextSource.textsOf(Recording.of(file("a.jsonl.gz", text)))).hasSize(2);
  }

  @Test
  void gzipFilesThatWereJoinedAreReadToTheEnd() throws IOException {
    byte[] one = gzipped("1\n".getBytes(StandardCharsets.UTF_8));
    byte[] two = gzipped("2\n".getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);

    assertThat(TextSource.textsOf(Recording.of(file("a.gz", both)))).containsExactly("1", "2");
  }

  @Test
  void whatATruncatedGzipStillHoldsIsUsedAndTheCutIsAWarning() throws IOException {
    byte[] text = noise(20_000);
    byte[] whole = gzipped(text);
    Path file = file("a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));

    long count = 0;
    try (RecordedLines lines = Recording.of(file).open()) {
      while (lines.next() != null) {
        count++;
      }
      assertThat(lines.warning()).contains("a.jsonl.gz").contains("cut short after line");
    }
    assertThat(count).isBetween(8_000L, 12_000L);
  }

  @Test
  void aDamagedGzipStopsWithFileAndLine() throws IOException {
    byte[] whole = gzipped(noise(20_000));
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 2000, (byte) 0xff);
    Recording recording = Recording.of(file("a.jsonl.gz", whole));

    assertThatThrownBy(() -> TextSource.textsOf(recording))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("a.jsonl.gz: line ")
        .hasMessageContaining("damaged");
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedWithItsNameAndWhatIsAllowed() throws IOException {
    Path empty = file("empty.jsonl", "");
    Path missing = directory.resolve("missing.jsonl");
    Path cut = file("cut.gz", Arrays.copyOf(gzipped(noise(10)), 5));

    assertThatThrownBy(() -> Recording.of(empty))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("empty.jsonl: is empty; a recording is a file of venue messages");
    assertThatThrownBy(() -> Recording.of(missing))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("missing.jsonl: no such file; ");
    assertThatThrownBy(() -> Recording.of(directory))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("is a directory; ");
    assertThatThrownBy(() -> Recording.of(cut).open())
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("cut.gz: is not whole enough");
  }

  @Test
  void theHeaderIsReadInWhateverOrderItsFieldsCome() {
    LineHeaderDecoder decoder = new LineHeaderDecoder();
    for (String text :
        List.of(
            "{\"topic\":\"t\",\"type\":\"delta\",\"ts\":12,\"data\":{\"ts\":1}}",
            "{\"data\":{\"topic\":\"no\",\"x\":[[1],{}]},\"ts\":\"12\",\"type\":\"delta\","
                + "\"topic\":\"t\"}")) {
      RecordedLine line = decoder.decode(1, text.getBytes(StandardCharsets.UTF_8));
      assertThat(line.topic()).isEqualTo("t");
      assertThat(line.kind()).isEqualTo(Kind.DELTA);
      assertThat(line.tsMs()).isEqualTo(12);
    }
  }

  @Test
  void aLineThatCannotBeReadIsStillDeliveredAndHasNoTopic() {
    LineHeaderDecoder decoder = new LineHeaderDecoder();
    for (String text :
        List.of(
            "{\"topic", "garbage", "[1,2]", "\u0000\u0000", "[".repeat(5000), "{\"topic\":7}")) {
      RecordedLine line = decoder.decode(1, text.getBytes(StandardCharsets.UTF_8));
      assertThat(line.topic()).isNull();
      assertThat(line.tsMs()).isEqualTo(RecordedLine.NO_TS);
      assertThat(line.kind()).isEqualTo(Kind.OTHER);
    }
  }

  @Test
  void anAnswerOfTheVenueIsKnownByItsOp() {
    byte[] pong =
        "{\"success\":true,\"ret_msg\":\"pong\",\"op\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(new LineHeaderDecoder().decode(1, pong).kind()).isEqualTo(Kind.REPLY);
  }
}
