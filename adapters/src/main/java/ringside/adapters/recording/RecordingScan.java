package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a recording holds, found in one pass over it.
 *
 * @param topics those of linear contracts that the feed knows, in order of first appearance
 * @param symbols of these topics, in the same order
 * @param rules by symbol; a symbol is missing when no book or trade showed a price and a quantity
 * @param firstTsMs the first message's venue time, {@link RecordedLine#NO_TS} without any
 * @param lastTsMs the latest venue time of any message, {@link RecordedLine#NO_TS} without any
 * @param lines messages of any kind, readable or not
 * @param bytes of their texts, without line ends
 * @param warning see {@link RecordedLines#warning()}
 */
public record RecordingScan(
    List<String> topics,
    List<String> symbols,
    Map<String, InferredRules> rules,
    long firstTsMs,
    long lastTsMs,
    long lines,
    long bytes,
    String warning) {

  /**
   * What the texts of an instrument's prices and quantities let one suppose of its rules. The true
   * ones may be coarser or finer: never to be used for real orders.
   *
   * @param tickE9 the finest decimal that any price showed, in units of 1e-9
   * @param lotE9 the finest decimal that any quantity showed, in units of 1e-9
   */
  public record InferredRules(long tickE9, long lotE9) {}

  /**
   * Reads all of it. Takes as long as that takes; any thread.
   *
   * @throws RecordingException when it cannot be read, or holds not one line
   */
  public static RecordingScan of(RecordingSource source) {
    try (RecordedLines lines = source.open()) {
      Pass pass = new Pass();
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        pass.take(line);
      }
      if (pass.lines == 0) {
        throw new RecordingException(
            source.name()
                + ": holds not a single line; expected venue messages, one JSON object a line"
                + (lines.warning() == null ? "" : " (" + lines.warning() + ")"));
      }
      return pass.result(lines.warning());
    }
  }

  private static final class Pass {
    private final Map<String, RecordedTopic> topics = new LinkedHashMap<>();
    private final Map<String, int[]> decimals = new LinkedHashMap<>();
    private long firstTsMs = RecordedLine.NO_TS;
    private long lastTsMs = RecordedLine.NO_TS;
    private long lines;
    private long bytes;

    void take(RecordedLine line) {
      lines++;
      bytes += line.text().length;
      RecordedTopic topic = line.topic() == null ? null : topics.get(line.topic());
      if (topic == null && line.topic() != null) {
        topic = RecordedTopic.parse(line.topic());
        if (topic != null) {
          topics.put(topic.name(), topic);
        }
      }
      if (topic == null) {
        return;
      }
      if (firstTsMs == RecordedLine.NO_TS) {
        firstTsMs = line.tsMs();
      }
      lastTsMs = Math.max(lastTsMs, line.tsMs());
      if (topic.kind() == RecordedTopic.Kind.ORDERBOOK) {
        takeBook(topic.symbol(), line.text());
      } else if (topic.kind() == RecordedTopic.Kind.PUBLIC_TRADE) {
        takeTrades(topic.symbol(), line.text());
      }
    }

    /** The only texts in arrays of a book message are the levels: price, quantity. */
    private void takeBook(String symbol, byte[] text) {
      try (JsonParser parser = LineHeaderDecoder.JSON.createParser(text)) {
        int which = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.START_ARRAY) {
            which = 0;
          } else if (token == JsonToken.VALUE_STRING && parser.getParsingContext().inArray()) {
            if (which < 2) {
              show(symbol, which, parser);
            }
            which++;
          }
        }
      } catch (IOException e) {
        // What a broken message showed before it broke is as good as any.
      }
    }

    private void takeTrades(String symbol, byte[] text) {
      try (JsonParser parser = LineHeaderDecoder.JSON.createParser(text)) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String field = parser.currentName();
            if ("p".equals(field)) {
              show(symbol, 0, parser);
            } else if ("v".equals(field)) {
              show(symbol, 1, parser);
            }
          }
        }
      } catch (IOException e) {
        // What a broken message showed before it broke is as good as any.
      }
    }

    private void show(String symbol, int which, JsonParser parser) throws IOException {
      int shown =
          PlainDecimal.significantDecimals(
              parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      if (shown >= 0) {
        int[] finest = decimals.computeIfAbsent(symbol, absent -> new int[] {-1, -1});
        finest[which] = Math.max(finest[which], shown);
      }
    }

    RecordingScan result(String warning) {
      Set<String> symbols = new LinkedHashSet<>();
      topics.values().forEach(topic -> symbols.add(topic.symbol()));
      Map<String, InferredRules> rules = new LinkedHashMap<>();
      for (Map.Entry<String, int[]> symbol : decimals.entrySet()) {
        int[] finest = symbol.getValue();
        if (finest[0] >= 0 && finest[1] >= 0) {
          rules.put(
              symbol.getKey(),
              new InferredRules(PlainDecimal.unitE9(finest[0]), PlainDecimal.unitE9(finest[1])));
        }
      }
      return new RecordingScan(
          List.copyOf(topics.keySet()),
          List.copyOf(symbols),
          Collections.unmodifiableMap(rules),
          firstTsMs,
          lastTsMs,
          lines,
          bytes,
          warning);
    }
  }
}
