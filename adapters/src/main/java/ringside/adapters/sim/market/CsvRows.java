package ringside.adapters.sim.market;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One pass over a CSV file, plain or gzipped (told by its content), separated by comma, semicolon
 * or tab. Blank lines and lines that begin with # are passed over. One thread.
 */
final class CsvRows implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path file;
  private final BufferedReader in;
  private CsvColumns columns;
  private long line;
  private char separator;
  private List<String> held;
  private CsvRow before;

  private CsvRows(Path file, BufferedReader in) {
    this.file = file;
    this.in = in;
  }

  /**
   * @throws MarketException when the file cannot be read or has no columns of use
   */
  static CsvRows open(Path file, CsvColumns given) {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      bytes.mark(2);
      boolean gzipped = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
      bytes.reset();
      InputStream text = gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      CsvRows rows =
          new CsvRows(
              file, new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)));
      rows.readHead(given);
      return rows;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MarketException unreadable(Path file, IOException e) {
    String why = "cannot be read: " + e.getMessage();
    if (e instanceof NoSuchFileException) {
      why = "is not there";
    } else if (e instanceof AccessDeniedException) {
      why = "may not be read";
    }
    return new MarketException(file + ": " + why + "; wanted is a CSV file, optionally gzipped", e);
  }

  private void readHead(CsvColumns given) throws IOException {
    String first = nextLine();
    if (first == null) {
      throw new MarketException(file + ": is empty; wanted are lines of candles or trades");
    }
    separator = separatorOf(first);
    List<String> values = split(first);
    boolean isHeader =
        values.stream().noneMatch(each -> CsvColumns.areNumbers(List.of(each)))
            && values.stream().anyMatch(each -> each.matches("\\s*[A-Za-z_\"].*"))
            && !looksLikeData(values);
    columns = given.of(where(), values, isHeader);
    if (!isHeader) {
      held = values;
    }
  }

  /** A first line of dates and words without a single plain number is still no header. */
  private static boolean looksLikeData(List<String> values) {
    return values.stream().anyMatch(each -> each.trim().matches("\\d{4}-\\d\\d-\\d\\d.*"));
  }

  private static char separatorOf(String text) {
    for (char each : new char[] {',', ';', '\t'}) {
      if (text.indexOf(each) >= 0) {
        return each;
      }
    }
    return ',';
  }

  private String nextLine() throws IOException {
    String text;
    do {
      text = in.readLine();
      line++;
      if (line == 1 && text != null && text.startsWith("\ufeff")) {
        text = text.substring(1);
      }
    } while (text != null && (text.isBlank() || text.startsWith("#")));
    return text;
  }

  private List<String> split(String text) {
    List<String> values = new ArrayList<>();
    int from = 0;
    while (true) {
      int to = text.indexOf(separator, from);
      String value = text.substring(from, to < 0 ? text.length() : to).trim();
      boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
      values.add(quoted ? value.substring(1, value.length() - 1) : value);
      if (to < 0) {
        return values;
      }
      from = to + 1;
    }
  }

  CsvColumns columns() {
    return columns;
  }

  String where() {
    return file + ": line " + line;
  }

  /**
   * The next row, or null at the end.
   *
   * @throws MarketException when a row is wrong, or its time is before the last one's
   */
  CsvRow next() {
    try {
      List<String> values = held;
      held = null;
      if (values == null) {
        String text = nextLine();
        if (text == null) {
          return null;
        }
        values = split(text);
      }
      CsvRow row = CsvRow.read(where(), columns, values);
      if (before != null && isBefore(row)) {
        throw new MarketException(
            where()
                + ": column "
                + (columns.place(CsvColumns.Field.TIME) + 1)
                + " (time): is not after the line before; times rise");
      }
      before = row;
      return row;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private boolean isBefore(CsvRow row) {
    return columns.areCandles() ? row.timeNs() <= before.timeNs() : row.timeNs() < before.timeNs();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
