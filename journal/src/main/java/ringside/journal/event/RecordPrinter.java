package ringside.journal.event;

import org.agrona.DirectBuffer;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.RecordHeaderDecoder;

/**
 * Prints framed records of any type, a line each, for humans and for other programs. It reads the
 * schema at run time, so a new type prints by itself.
 *
 * <p>Everywhere: fixed-point numbers are exact decimals and lose their suffix ({@code priceE9} is
 * printed as {@code price}), so do times, which are {@link IsoTime}; hashes are 16 hexadecimal
 * digits; enums are their names; what is null, and what the record's schema version did not have
 * yet, is left out, and so are empty texts outside of groups. A catalog turns indices into names;
 * of an instrument, into its symbol.
 *
 * <p>One thread; a printer is reused. It appends to a caller's StringBuilder, without a line end.
 */
public final class RecordPrinter {
  private static final String CSV_HEADING =
      "sequence,ordinal,type,time,venueTime,source,account,instrument,strategy,detail";

  private final Format format;
  private final Catalog catalog;
  private final FieldPrinter fields;
  private final RecordHeaderDecoder header = new RecordHeaderDecoder();
  private final StringBuilder detail = new StringBuilder();

  /** What a line looks like. */
  public enum Format {
    /** {@code 1042.1 <time> PlaceOrder account=main price=64150.1 ...}; an event has no ordinal. */
    TEXT,
    /**
     * An object with {@code sequence}, {@code type}, {@code ordinal}, {@code time}, then what is
     * stated of {@code venueTime}, {@code source}, {@code account}, {@code instrument}, {@code
     * strategy}, {@code shadow}, {@code generation}, then the fields. Decimals are strings, book
     * levels are {@code ["price","quantity"]}.
     */
    JSON,
    /** RFC 4180 with the columns of {@link #heading}; the last one has the fields as text. */
    CSV
  }

  /**
   * @param catalog to name indices by, as it is when a record is printed; null to leave them
   *     numbers
   */
  public RecordPrinter(Format format, Catalog catalog) {
    this.format = format;
    this.catalog = catalog;
    this.fields = new FieldPrinter(format == Format.JSON);
  }

  /** The line that goes before all others, or null where the format has none. */
  public String heading() {
    return format == Format.CSV ? CSV_HEADING : null;
  }

  /**
   * Appends one record.
   *
   * @param recordOffset of the record's frame
   * @throws UnknownRecordException when the type is not in the schema or the record is of a newer
   *     one; nothing was appended
   * @throws IllegalStateException when the record's groups and texts are longer than itself
   */
  public void print(DirectBuffer buffer, int recordOffset, StringBuilder out) {
    SchemaModel schema = SchemaModel.current();
    SchemaModel.Message message = schema.message(RecordLayout.templateId(buffer, recordOffset));
    if (message == null || RecordLayout.version(buffer, recordOffset) > schema.version()) {
      throw UnknownRecordException.of(buffer, recordOffset, schema.version());
    }
    header.wrap(buffer, recordOffset + RecordLayout.BLOCK_OFFSET);
    switch (format) {
      case TEXT -> {
        out.append(header.sequence());
        if (header.ordinal() != 0) {
          out.append('.').append(header.ordinal());
        }
        IsoTime.append(out.append(' '), header.timeNs());
        out.append(' ').append(message.name());
        headerPairs(out);
        fields.print(message, buffer, recordOffset, out);
      }
      case JSON -> {
        out.append("{\"sequence\":").append(header.sequence());
        out.append(",\"type\":\"").append(message.name());
        out.append("\",\"ordinal\":").append(header.ordinal());
        IsoTime.append(out.append(",\"time\":\""), header.timeNs()).append('"');
        headerPairs(out);
        fields.print(message, buffer, recordOffset, out);
        out.append('}');
      }
      case CSV -> csv(message, buffer, recordOffset, out);
    }
  }

  private void headerPairs(StringBuilder out) {
    if (header.venueTimeNs() != RecordHeaderDecoder.venueTimeNsNullValue()) {
      fields.time("venueTime", header.venueTimeNs(), out);
    }
    index("source", CatalogKind.SOURCE, header.source(), out);
    index("account", CatalogKind.ACCOUNT, header.account(), out);
    index("instrument", CatalogKind.INSTRUMENT, header.instrument(), out);
    index("strategy", CatalogKind.STRATEGY, header.strategy(), out);
    shadowAndGeneration(out);
  }

  private void shadowAndGeneration(StringBuilder out) {
    if (header.shadow() != 0) {
      fields.name("shadow", out).append(true);
    }
    if (header.generation() != 0) {
      fields.name("generation", out).append(header.generation());
    }
  }

  private void index(String key, CatalogKind kind, int index, StringBuilder out) {
    if (index != Catalog.NONE) {
      fields.name(key, out);
      String name = catalog == null ? null : catalog.name(kind, index);
      if (name == null) {
        out.append(index);
      } else {
        fields.text(name, out);
      }
    }
  }

  private void csv(
      SchemaModel.Message message, DirectBuffer buffer, int recordOffset, StringBuilder out) {
    out.append(header.sequence()).append(',').append(header.ordinal());
    out.append(',').append(message.name()).append(',');
    IsoTime.append(out, header.timeNs()).append(',');
    if (header.venueTimeNs() != RecordHeaderDecoder.venueTimeNsNullValue()) {
      IsoTime.append(out, header.venueTimeNs());
    }
    column(CatalogKind.SOURCE, header.source(), out);
    column(CatalogKind.ACCOUNT, header.account(), out);
    column(CatalogKind.INSTRUMENT, header.instrument(), out);
    column(CatalogKind.STRATEGY, header.strategy(), out);
    detail.setLength(0);
    shadowAndGeneration(detail);
    fields.print(message, buffer, recordOffset, detail);
    PrintedText.appendCsv(out.append(','), detail);
  }

  private void column(CatalogKind kind, int index, StringBuilder out) {
    out.append(',');
    if (index != Catalog.NONE) {
      String name = catalog == null ? null : catalog.name(kind, index);
      if (name == null) {
        out.append(index);
      } else {
        PrintedText.appendCsv(out, name);
      }
    }
  }
}
