package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedEncoder;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.CandleEncoder;
import ringside.journal.codec.ClockStepEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderEncoder;
import ringside.journal.codec.Severity;
import ringside.journal.codec.Side;
import ringside.journal.codec.StateDigestEncoder;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordPrinter.Format;

class RecordPrinterTest {
  /** 2026-03-01T12:00:00.000000001Z. */
  private static final long TIME_NS = 1_772_366_400_000_000_001L;

  private static final String TIME = "2026-03-01T12:00:00.000000001Z";
  private static final String CSV_HEADING =
      "sequence,ordinal,type,time,venueTime,source,account,instrument,strategy,detail";

  private final RecordBuffer records = new RecordBuffer(8 * 1024, 64 * 1024);
  private final Catalog catalog = new Catalog();

  static Stream<SchemaModel.Message> messages() {
    return SchemaModel.current().messages().stream();
  }

  @Test
  void aTradeInEveryFormat() {
    addTrade("t-1");
    assertThat(print(Format.TEXT))
        .isEqualTo(
            "1042 "
                + TIME
                + " Trade venueTime=2026-03-01T11:59:59.999000000Z source=bybit"
                + " instrument=BTCUSDT generation=3"
                + " price=64150.1 quantity=0.5 takerSide=SELL blockTrade=false tradeId=t-1");
    assertThat(print(Format.JSON))
        .isEqualTo(
            "{\"sequence\":1042,\"type\":\"Trade\",\"ordinal\":0,\"time\":\""
                + TIME
                + "\",\"venueTime\":\"2026-03-01T11:59:59.999000000Z\",\"source\":\"bybit\","
                + "\"instrument\":\"BTCUSDT\",\"generation\":3,\"price\":\"64150.1\","
                + "\"quantity\":\"0.5\",\"takerSide\":\"SELL\",\"blockTrade\":false,"
                + "\"tradeId\":\"t-1\"}");
    assertThat(print(Format.CSV))
        .isEqualTo(
            "1042,0,Trade,"
                + TIME
                + ",2026-03-01T11:59:59.999000000Z,bybit,,BTCUSDT,,"
                + "generation=3 price=64150.1 quantity=0.5 takerSide=SELL blockTrade=false"
                + " tradeId=t-1");
  }

  @Test
  void withoutACatalogIndicesStayNumbers() {
    addTrade("");
    RecordPrinter printer = new RecordPrinter(Format.JSON, null);
    StringBuilder out = new StringBuilder();
    printer.print(records.buffer(), 0, out);
    assertThat(out).contains("\"source\":1,\"instrument\":0,");
    assertThat(new RecordPrinter(Format.JSON, new Catalog()).heading()).isNull();
    assertThat(new RecordPrinter(Format.CSV, null).heading()).isEqualTo(CSV_HEADING);
  }

  @Test
  void aDecisionIsAddressedUnderItsCauseAndNamesItsStrategy() {
    catalog.account("main");
    catalog.strategy("grid");
    catalog.instrument("bybit", "BTCUSDT");
    PlaceOrderEncoder order = new PlaceOrderEncoder();
    order.wrap(records.buffer(), records.begin(PlaceOrderEncoder.TEMPLATE_ID));
    order.header().sequence(1042).timeNs(TIME_NS).ordinal(2).account(0).instrument(0).strategy(0);
    order.header().shadow(1);
    order.quantityE9(1).side(Side.BUY).leg(Leg.LONG).orderType(OrderType.MARKET);
    order.timeInForce(TimeInForce.IOC).reduceOnly((short) 1).clientOrderId("R-1042-2");
    records.end(order.encodedLength());
    assertThat(print(Format.TEXT))
        .isEqualTo(
            "1042.2 "
                + TIME
                + " PlaceOrder source=engine account=main instrument=BTCUSDT strategy=grid"
                + " shadow=true quantity=0.000000001 side=BUY leg=LONG orderType=MARKET"
                + " timeInForce=IOC reduceOnly=true closeOnTrigger=false clientOrderId=R-1042-2");
    assertThat(print(Format.CSV))
        .startsWith("1042,2,PlaceOrder," + TIME + ",,engine,main,BTCUSDT,grid,");
    assertThat(json())
        .containsEntry("ordinal", 2L)
        .containsEntry("strategy", "grid")
        .containsEntry("shadow", true)
        .doesNotContainKeys("price", "triggerBy", "generation", "venueTime");
  }

  @Test
  void bookLevelsAreCompact() {
    BookDeltaEncoder delta = new BookDeltaEncoder();
    delta.wrap(records.buffer(), records.begin(BookDeltaEncoder.TEMPLATE_ID));
    delta.updateId(7).depth(50).last((short) 1);
    delta
        .bidsCount(2)
        .next()
        .priceE9(64_150_100_000_000L)
        .quantityE9(0)
        .next()
        .priceE9(64_150_000_000_000L)
        .quantityE9(1_200_000_000L);
    delta.asksCount(0);
    records.end(delta.encodedLength());
    assertThat(print(Format.JSON))
        .endsWith(
            "\"updateId\":7,\"depth\":50,\"chunk\":0,\"last\":true,"
                + "\"bids\":[[\"64150.1\",\"0\"],[\"64150\",\"1.2\"]],\"asks\":[]}");
    assertThat(print(Format.TEXT)).endsWith("last=true bids=[0@64150.1 1.2@64150] asks=[]");
  }

  @Test
  void otherGroupsAreObjects() {
    ConfigRecords.encode(
        List.of(
            new ConfigRecords.Entry("journal.durability", "disk"),
            new ConfigRecords.Entry("note", "two words"),
            new ConfigRecords.Entry("empty", "")),
        TIME_NS,
        records);
    assertThat(print(Format.TEXT))
        .endsWith(
            "entries=[{path=journal.durability value=disk} {path=note value=\"two words\"}"
                + " {path=empty value=\"\"}]");
    assertThat(json().get("entries"))
        .isEqualTo(
            List.of(
                Map.of("path", "journal.durability", "value", "disk"),
                Map.of("path", "note", "value", "two words"),
                Map.of("path", "empty", "value", "")));
  }

  @Test
  void timesDurationsAggregatesAndHashesAreShownAsWhatTheyAre() {
    CandleEncoder candle = new CandleEncoder();
    candle.wrap(records.buffer(), records.begin(CandleEncoder.TEMPLATE_ID));
    candle.startNs(0).endNs(TIME_NS).openE9(-500_000_000L).volumeE4(12_345).intervalMinutes(60);
    records.end(candle.encodedLength());
    assertThat(json())
        .containsEntry("start", "1970-01-01T00:00:00.000000000Z")
        .containsEntry("end", TIME)
        .containsEntry("open", "-0.5")
        .containsEntry("volume", "1.2345")
        .containsEntry("intervalMinutes", 60L)
        .doesNotContainKeys("turnover", "startNs");

    records.clear();
    ClockStepEncoder step = new ClockStepEncoder();
    step.wrap(records.buffer(), records.begin(ClockStepEncoder.TEMPLATE_ID)).stepNs(-1_500);
    records.end(step.encodedLength());
    assertThat(json()).containsEntry("stepNs", -1_500L);

    records.clear();
    StateDigestEncoder digest = new StateDigestEncoder();
    digest.wrap(records.buffer(), records.begin(StateDigestEncoder.TEMPLATE_ID));
    digest.digest(-1).stateVersion(0xABCL);
    records.end(digest.encodedLength());
    assertThat(json())
        .containsEntry("digest", "ffffffffffffffff")
        .containsEntry("stateVersion", "0000000000000abc");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aBlankRecordOfEveryTypePrintsWithoutWhatIsNull(SchemaModel.Message message) {
    SchemaRecords.addBlank(records, message);
    Map<String, Object> json = json();
    assertThat(json.keySet()).startsWith("sequence", "type", "ordinal", "time", "source");
    assertThat(json).containsEntry("type", message.name()).doesNotContainValue(null);
    for (SchemaModel.Field field : message.fields()) {
      if (field.type().optional()) {
        assertThat(json).doesNotContainKey(printedName(field));
      }
    }
    assertThat(print(Format.TEXT)).contains(" " + message.name() + " ");
    assertThat(csv(print(Format.CSV))).hasSize(10).contains(message.name());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFullRecordOfEveryTypePrintsEveryField(SchemaModel.Message message) {
    Map<String, Long> values = new LinkedHashMap<>();
    addFull(message, values);
    Map<String, Object> json = json();
    for (SchemaModel.Field field : message.fields()) {
      long value = values.get(field.name());
      Object expected =
          switch (field.type().semantic()) {
            case E9 -> Decimals.toStringE9(value);
            case E4 -> Decimals.toStringE4(value);
            case TIME -> IsoTime.toString(value);
            case HEX -> String.format(Locale.ROOT, "%016x", value);
            case BOOLEAN -> value == 1;
            case NONE -> field.type().names().isEmpty() ? value : field.type().names().get(value);
          };
      if (field.name().equals("timeNs") || field.name().equals("venueTimeNs")) {
        expected = IsoTime.toString(value);
      } else if (field.name().equals("shadow")) {
        expected = true;
      }
      assertThat(json).as(field.name()).containsEntry(printedName(field), expected);
    }
    message.data().forEach(data -> assertThat(json).containsEntry(data.name(), data.name() + "!"));
    message.groups().forEach(group -> assertThat((List<?>) json.get(group.name())).hasSize(1));
    String text = print(Format.TEXT);
    message.data().forEach(data -> assertThat(text).contains(data.name() + "=" + data.name()));
  }

  @Test
  void whatTheRecordsOwnBlockDoesNotHaveIsLeftOut() {
    addTrade("kept");
    MutableDirectBuffer buffer = records.buffer();
    int cut = TradeEncoder.blockTradeEncodingLength() + TradeEncoder.tickDirectionEncodingLength();
    int shorter = TradeEncoder.BLOCK_LENGTH - cut;
    int block = RecordLayout.BLOCK_OFFSET;
    byte[] rest = new byte[6];
    buffer.getBytes(block + TradeEncoder.BLOCK_LENGTH, rest);
    buffer.putBytes(block + shorter, rest);
    buffer.putShort(8, (short) shorter, LITTLE_ENDIAN);
    buffer.putInt(0, RecordLayout.length(buffer, 0) - cut, LITTLE_ENDIAN);
    assertThat(json())
        .containsEntry("takerSide", "SELL")
        .containsEntry("tradeId", "kept")
        .doesNotContainKeys("tickDirection", "blockTrade");
  }

  @Test
  void anUnknownTypeOrANewerSchemaIsRefusedAndNothingIsPrinted() {
    addTrade("");
    StringBuilder out = new StringBuilder();
    RecordPrinter printer = new RecordPrinter(Format.JSON, null);
    records.buffer().putShort(14, (short) 999, LITTLE_ENDIAN);
    assertThatThrownBy(() -> printer.print(records.buffer(), 0, out))
        .isInstanceOf(UnknownRecordException.class);
    records.clear();
    addTrade("");
    records.buffer().putShort(10, (short) 99, LITTLE_ENDIAN);
    assertThatThrownBy(() -> printer.print(records.buffer(), 0, out))
        .isInstanceOf(UnknownRecordException.class);
    assertThat(out).isEmpty();
  }

  @Test
  void aRecordThatOverrunsItsLengthIsRefused() {
    addTrade("t-1");
    records.buffer().putInt(0, RecordLayout.length(records.buffer(), 0) - 1, LITTLE_ENDIAN);
    assertThatThrownBy(() -> print(Format.JSON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a record says it has 1 bytes more than its length");
  }

  @Test
  void whatAnEnumOrAFlagCannotSayIsShownAsItsNumber() {
    addTrade("");
    records.buffer().putByte(blockAt(TradeEncoder.takerSideEncodingOffset()), (byte) 9);
    records.buffer().putByte(blockAt(TradeEncoder.blockTradeEncodingOffset()), (byte) 7);
    assertThat(json()).containsEntry("takerSide", 9L).containsEntry("blockTrade", 7L);
  }

  @Test
  void textFromOutsideIsShownAndNotObeyed() {
    addAlert(
        "a \"quote\", \\ back\nline\u001b[2J \u202e \ud83d\udc02 \u00fc\u2028".getBytes(UTF_8));
    assertThat(print(Format.JSON))
        .endsWith(
            "\"detail\":\"a \\\"quote\\\", \\\\ back\\nline\\u001b[2J \\u202e \ud83d\udc02 \u00fc"
                + "\\u2028\"}");
    assertThat(csv(print(Format.CSV)).get(9))
        .endsWith(
            "detail=\"a \\\"quote\\\", \\\\ back\\nline\\u001b[2J \\u202e \ud83d\udc02 \u00fc"
                + "\\u2028\"");
  }

  @Test
  void bytesThatAreNoUtf8AreReplaced() {
    addAlert(new byte[] {'a', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 'z'});
    assertThat(json()).containsEntry("detail", "a\ufffd(\ufffdz");
  }

  @Property
  void anyTextReadsBackFromJsonAndFromCsv(@ForAll @Size(max = 200) List<Character> characters) {
    StringBuilder text = new StringBuilder("x");
    characters.forEach(text::append);
    byte[] bytes = text.toString().getBytes(UTF_8);
    records.clear();
    addAlert(bytes);
    String shown = new String(bytes, UTF_8);
    assertThat(json()).containsEntry("detail", shown);
    List<String> columns = csv(print(Format.CSV));
    assertThat(columns).hasSize(10);
    String detail = columns.get(9).substring(columns.get(9).indexOf("detail=") + 7);
    assertThat(detail.startsWith("\"") ? Json.parse(detail) : detail).isEqualTo(shown);
  }

  private void addTrade(String tradeId) {
    catalog.instrument("bybit", "BTCUSDT");
    catalog.source("bybit");
    TradeEncoder trade = new TradeEncoder();
    trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID));
    trade.header().sequence(1042).timeNs(TIME_NS).venueTimeNs(TIME_NS - 1_000_001);
    trade.header().source(1).instrument(0).generation(3);
    trade.priceE9(64_150_100_000_000L).quantityE9(500_000_000L).takerSide(Side.SELL);
    trade.blockTrade((short) 0).tradeId(tradeId);
    records.end(trade.encodedLength());
  }

  private void addAlert(byte[] detail) {
    AlertRaisedEncoder alert = new AlertRaisedEncoder();
    alert.wrap(records.buffer(), records.begin(AlertRaisedEncoder.TEMPLATE_ID));
    alert.severity(Severity.WARNING).code(AlertCode.OTHER).putDetail(detail, 0, detail.length);
    records.end(alert.encodedLength());
  }

  /** Every field set to a value of its own, one item in every group, every text its own name. */
  private void addFull(SchemaModel.Message message, Map<String, Long> values) {
    int block = records.begin(message.id());
    MutableDirectBuffer buffer = records.buffer();
    long next = 1_000_000_007L;
    for (SchemaModel.Field field : message.fields()) {
      long value =
          switch (field.type().semantic()) {
            case BOOLEAN -> 1;
            case NONE ->
                field.type().names().isEmpty()
                    ? 100 + values.size()
                    : field.type().names().keySet().iterator().next();
            default -> next += 1_000_000_007L;
          };
      put(buffer, block + field.offset(), field.type().size(), value);
      values.put(field.name(), value);
    }
    int at = block + message.blockLength();
    for (SchemaModel.Group group : message.groups()) {
      buffer.putShort(at, (short) group.blockLength(), LITTLE_ENDIAN);
      buffer.putShort(at + 2, (short) 1, LITTLE_ENDIAN);
      buffer.setMemory(at + 4, group.blockLength(), (byte) 1);
      at = putTexts(buffer, at + 4 + group.blockLength(), group.data());
    }
    at = putTexts(buffer, at, message.data());
    records.end(at - block);
  }

  private static void put(MutableDirectBuffer buffer, int at, int size, long value) {
    switch (size) {
      case 1 -> buffer.putByte(at, (byte) value);
      case 2 -> buffer.putShort(at, (short) value, LITTLE_ENDIAN);
      case 4 -> buffer.putInt(at, (int) value, LITTLE_ENDIAN);
      default -> buffer.putLong(at, value, LITTLE_ENDIAN);
    }
  }

  private static int putTexts(MutableDirectBuffer buffer, int from, List<SchemaModel.Data> data) {
    int at = from;
    for (SchemaModel.Data item : data) {
      byte[] text = (item.name() + "!").getBytes(UTF_8);
      buffer.putShort(at, (short) text.length, LITTLE_ENDIAN);
      buffer.putBytes(at + 2, text);
      at += 2 + text.length;
    }
    return at;
  }

  private String print(Format format) {
    StringBuilder out = new StringBuilder();
    new RecordPrinter(format, catalog).print(records.buffer(), 0, out);
    return out.toString();
  }

  /** What is printed of the first record, without names: a full record's indices have none. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> json() {
    return (Map<String, Object>) Json.parse(print(Format.JSON));
  }

  private static int blockAt(int fieldOffset) {
    return RecordLayout.BLOCK_OFFSET + fieldOffset;
  }

  private static String printedName(SchemaModel.Field field) {
    boolean unit =
        switch (field.type().semantic()) {
          case E9, E4, TIME -> true;
          default -> field.name().equals("timeNs") || field.name().equals("venueTimeNs");
        };
    return field.name().substring(0, field.name().length() - (unit ? 2 : 0));
  }

  private static List<String> csv(String line) {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        column.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        columns.add(column.toString());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString());
    return columns;
  }
}
