package ringside.adapters.recording;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A recording in memory that counts what was read of it. */
final class TextSource implements RecordingSource {
  private final List<String> lines;
  private final AtomicLong linesRead = new AtomicLong();

  TextSource(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  TextSource(String... lines) {
    this(List.of(lines));
  }

  static List<String> textsOf(RecordingSource source) {
    List<String> texts = new java.util.ArrayList<>();
    try (RecordedLines lines = source.open()) {
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        texts.add(new String(line.text(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  long linesRead() {
    return linesRead.get();
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public RecordedLines open() {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    LineReader reader = new LineReader(name(), new ByteArrayInputStream(bytes));
    return new RecordedLines() {
      @Override
      public RecordedLine next() {
        RecordedLine line = reader.next();
        if (line != null) {
          linesRead.incrementAndGet();
        }
        return line;
      }

      @Override
      public String warning() {
        return reader.warning();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
