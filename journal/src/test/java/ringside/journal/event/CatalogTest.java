package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.journal.codec.CatalogEntryDecoder;
import ringside.journal.codec.CatalogEntryEncoder;
import ringside.journal.codec.CatalogKind;

class CatalogTest {
  private final Catalog catalog = new Catalog();

  @Test
  void aNameKeepsTheIndexItWasGivenFirst() {
    assertThat(catalog.instrument("bybit", "BTCUSDT")).isZero();
    assertThat(catalog.instrument("bybit", "ETHUSDT")).isEqualTo(1);
    assertThat(catalog.instrument("mexc", "BTCUSDT")).isEqualTo(2);
    assertThat(catalog.instrument("bybit", "BTCUSDT")).isZero();
    assertThat(catalog.account("main")).isZero();
    assertThat(catalog.account("second")).isEqualTo(1);
    assertThat(catalog.strategy("main")).isZero();
    assertThat(catalog.count(CatalogKind.INSTRUMENT)).isEqualTo(3);
    assertThat(catalog.name(CatalogKind.INSTRUMENT, 2)).isEqualTo("BTCUSDT");
    assertThat(catalog.venue(2)).isEqualTo("mexc");
    assertThat(catalog.name(CatalogKind.ACCOUNT, 1)).isEqualTo("second");
  }

  @Test
  void theFirstSourceIsTheEngine() {
    assertThat(catalog.name(CatalogKind.SOURCE, Catalog.ENGINE_SOURCE)).isEqualTo("engine");
    assertThat(catalog.source("engine")).isEqualTo(Catalog.ENGINE_SOURCE);
    assertThat(catalog.source("bybit-linear")).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    catalog.instrument("bybit", "BTCUSDT");
    assertThat(catalog.findInstrument("bybit", "BTCUSDT")).isZero();
    assertThat(catalog.findInstrument("mexc", "BTCUSDT")).isEqualTo(Catalog.NONE);
    assertThat(catalog.find(CatalogKind.ACCOUNT, "main")).isEqualTo(Catalog.NONE);
    assertThat(catalog.name(CatalogKind.INSTRUMENT, 1)).isNull();
    assertThat(catalog.name(CatalogKind.INSTRUMENT, Catalog.NONE)).isNull();
    assertThat(catalog.name(CatalogKind.INSTRUMENT, -1)).isNull();
    assertThat(catalog.venue(1)).isNull();
    assertThat(catalog.count(CatalogKind.INSTRUMENT)).isEqualTo(1);
  }

  @Test
  void whatWasEncodedFoldsIntoTheSameCatalogAnyNumberOfTimes() {
    fill(catalog);
    Catalog read = new Catalog();
    fold(read, encode(catalog));
    assertThat(entries(read)).isEqualTo(entries(catalog)).hasSize(11);
    fold(read, encode(catalog));
    assertThat(entries(read)).isEqualTo(entries(catalog));
    assertThat(read.account("new")).isEqualTo(catalog.account("new"));
  }

  @Test
  void entriesAreWrittenInOrderOfTheirIndex() {
    fill(catalog);
    RecordBuffer records = encode(catalog);
    List<String> written = new ArrayList<>();
    CatalogEntryDecoder entry = new CatalogEntryDecoder();
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      wrap(entry, records, at);
      written.add(entry.kind() + " " + entry.index() + " " + entry.venue() + " " + entry.name());
    }
    assertThat(written)
        .containsSubsequence("INSTRUMENT 0 bybit S0", "INSTRUMENT 1 bybit S1")
        .containsSubsequence("SOURCE 0  engine", "SOURCE 1  bybit-linear");
  }

  @Test
  void anIndexThatIsGivenTwiceWithAnotherNameIsRefused() {
    assertFoldRefused(
        CatalogKind.SOURCE, 0, "", "other", "SOURCE 0 is said to be other, but it is engine");
    catalog.instrument("bybit", "BTCUSDT");
    assertFoldRefused(
        CatalogKind.INSTRUMENT,
        0,
        "mexc",
        "BTCUSDT",
        "is said to be mexc:BTCUSDT, but it is bybit:");
  }

  @Test
  void aNameThatIsGivenTwiceIsRefused() {
    assertFoldRefused(CatalogKind.SOURCE, 1, "", "engine", "but that is 0");
  }

  @Test
  void anIndexThatSkipsOneIsRefused() {
    assertFoldRefused(CatalogKind.SOURCE, 2, "", "late", "but the next index is 1");
    assertFoldRefused(CatalogKind.ACCOUNT, Catalog.NONE, "", "none", "but the next index is 0");
  }

  @Test
  void whatNoCatalogWritesIsRefused() {
    assertFoldRefused(CatalogKind.NULL_VAL, 0, "", "x", "of no kind");
    assertFoldRefused(CatalogKind.ACCOUNT, 0, "bybit", "x", "a venue");
    assertFoldRefused(CatalogKind.INSTRUMENT, 0, "", "x", "an empty name");
    assertFoldRefused(CatalogKind.ACCOUNT, 0, "", "a\u0007b", "cannot be printed");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "a\nb", "a\u0000", "\u001b[2J", "a\u2028b", "x\u202ey", "\ud800"})
  void aNameThatCannotBePrintedIsRefused(String name) {
    assertThatThrownBy(() -> catalog.account(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> catalog.instrument(name, "BTCUSDT"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> catalog.instrument("bybit", name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catalog.count(CatalogKind.INSTRUMENT)).isZero();
  }

  @Test
  void aNameMayHave200BytesInUtf8() {
    assertThat(catalog.account("\u20ac".repeat(66) + "ab")).isZero();
    assertThatThrownBy(() -> catalog.account("\u20ac".repeat(66) + "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("catalog: ACCOUNT with a name of 201 bytes, allowed are 200");
    assertThat(catalog.instrument("\ud83d\udc02", "x".repeat(200))).isZero();
    Catalog read = new Catalog();
    fold(read, encode(catalog));
    assertThat(entries(read)).isEqualTo(entries(catalog));
  }

  @Test
  void aKindHas65534IndicesAndNoMore() {
    for (int i = 0; i < Catalog.MAX_ENTRIES; i++) {
      catalog.strategy("s" + i);
    }
    assertThat(catalog.strategy("s65533")).isEqualTo(65_533);
    assertThatThrownBy(() -> catalog.strategy("one more"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no index left for STRATEGY one more");
    assertFoldRefused(CatalogKind.STRATEGY, 65_534, "", "one more", "65534");
  }

  private void assertFoldRefused(
      CatalogKind kind, int index, String venue, String name, String message) {
    RecordBuffer records = new RecordBuffer(1024, 1024);
    CatalogEntryEncoder encoder = new CatalogEntryEncoder();
    encoder.wrap(records.buffer(), records.begin(CatalogEntryEncoder.TEMPLATE_ID));
    encoder.index(index).kind(kind).venue(venue).name(name);
    records.end(encoder.encodedLength());
    List<String> before = entries(catalog);
    assertThatThrownBy(() -> fold(catalog, records))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(message);
    assertThat(entries(catalog)).isEqualTo(before);
  }

  private static void fill(Catalog catalog) {
    for (int i = 0; i < 5; i++) {
      catalog.instrument("bybit", "S" + i);
    }
    catalog.account("main");
    catalog.account("zweites Konto \u00fc");
    catalog.source("bybit-linear");
    catalog.strategy("grid");
    catalog.strategy("average");
  }

  private static RecordBuffer encode(Catalog catalog) {
    RecordBuffer records = new RecordBuffer(1024, 1024 * 1024);
    catalog.encode(records);
    return records;
  }

  private static void fold(Catalog catalog, RecordBuffer records) {
    CatalogEntryDecoder entry = new CatalogEntryDecoder();
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      wrap(entry, records, at);
      catalog.fold(entry);
    }
  }

  private static void wrap(CatalogEntryDecoder entry, RecordBuffer records, int at) {
    entry.wrap(
        records.buffer(),
        at + RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(records.buffer(), at),
        RecordLayout.version(records.buffer(), at));
  }

  private static List<String> entries(Catalog catalog) {
    List<String> entries = new ArrayList<>();
    for (CatalogKind kind : CatalogKind.values()) {
      for (int i = 0; kind != CatalogKind.NULL_VAL && i < catalog.count(kind); i++) {
        String venue = kind == CatalogKind.INSTRUMENT ? catalog.venue(i) + ":" : "";
        entries.add(kind + " " + i + " " + venue + catalog.name(kind, i));
      }
    }
    return entries;
  }
}
