package ringside.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes rows as JSON: an array of objects, one a figure. */
final class ResultFile {
  private ResultFile() {}

  static void write(Path file, List<Row> rows) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Row row : rows) {
        json.writeStartObject();
        json.writeStringField("benchmark", row.suite().commandName());
        json.writeStringField("variant", row.variant());
        json.writeStringField("figure", row.figure().what());
        json.writeStringField("unit", row.figure().unit());
        json.writeNumberField("rounds", row.rounds());
        json.writeNumberField("ours", row.ours());
        if (!Double.isNaN(row.floor())) {
          json.writeNumberField("floor", row.floor());
          json.writeNumberField("ratio", row.ratio());
          json.writeNumberField("ratioLeast", row.ratioMin());
          json.writeNumberField("ratioLargest", row.ratioMax());
        }
        if (row.hasTarget()) {
          json.writeStringField("target", row.target());
          json.writeBooleanField("reached", row.reached());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
