package ringside.journal.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.codec.CatalogEntryDecoder;
import ringside.journal.codec.CatalogEntryEncoder;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.RecordHeaderDecoder;

/**
 * What the indices in records stand for: instruments (venue and symbol), accounts (alias), sources
 * and strategies (name). Each kind counts from 0 in the order the names were first asked for; an
 * index is never given twice. It belongs to a journal, which restates it at every segment's start.
 *
 * <p>Not thread-safe: one thread fills it, before adapters connect; from then on nothing may be
 * added, and any thread to which it was handed safely may look things up.
 */
public final class Catalog {
  /** No index: "not stated" in a record, "not found" from a look-up. */
  public static final int NONE = RecordHeaderDecoder.instrumentNullValue();

  /** The source that is the engine itself; every catalog has it. */
  public static final int ENGINE_SOURCE = 0;

  /** Entries that one kind may have. */
  public static final int MAX_ENTRIES = 65_534;

  /** The longest name, symbol or venue in UTF-8 bytes. */
  public static final int MAX_NAME_BYTES = 200;

  private static final String NO_VENUE = "";

  private final Map<CatalogKind, Entries> kinds = new EnumMap<>(CatalogKind.class);

  private record Entry(String venue, String name) {
    @Override
    public String toString() {
      return venue.isEmpty() ? name : venue + ":" + name;
    }
  }

  private static final class Entries {
    final List<Entry> byIndex = new ArrayList<>();
    final Map<Entry, Integer> indices = new HashMap<>();

    void add(Entry entry) {
      indices.put(entry, byIndex.size());
      byIndex.add(entry);
    }
  }

  /** A catalog with nothing but the engine's source. */
  public Catalog() {
    for (CatalogKind kind : CatalogKind.values()) {
      if (kind != CatalogKind.NULL_VAL) {
        kinds.put(kind, new Entries());
      }
    }
    source("engine");
  }

  /**
   * The instrument's index: the one it has, or else the next.
   *
   * @throws IllegalArgumentException when a name is empty, too long or not printable, or every
   *     index is taken
   */
  public int instrument(String venue, String symbol) {
    return index(CatalogKind.INSTRUMENT, venue, symbol);
  }

  /** The account's index, as {@link #instrument} gives one. */
  public int account(String alias) {
    return index(CatalogKind.ACCOUNT, NO_VENUE, alias);
  }

  /** The source's index, as {@link #instrument} gives one. */
  public int source(String name) {
    return index(CatalogKind.SOURCE, NO_VENUE, name);
  }

  /** The strategy's index, as {@link #instrument} gives one. */
  public int strategy(String name) {
    return index(CatalogKind.STRATEGY, NO_VENUE, name);
  }

  /** How many indices of a kind are given; they are 0 to this, exclusive. */
  public int count(CatalogKind kind) {
    return entries(kind).byIndex.size();
  }

  /** The index of an instrument, or {@link #NONE}. */
  public int findInstrument(String venue, String symbol) {
    return entries(CatalogKind.INSTRUMENT).indices.getOrDefault(new Entry(venue, symbol), NONE);
  }

  /** The index of an account, source or strategy, or {@link #NONE}. */
  public int find(CatalogKind kind, String name) {
    return entries(kind).indices.getOrDefault(new Entry(NO_VENUE, name), NONE);
  }

  /** An instrument's venue, or null for an index that was not given. */
  public String venue(int instrument) {
    Entry entry = entry(CatalogKind.INSTRUMENT, instrument);
    return entry == null ? null : entry.venue();
  }

  /**
   * The name that belongs to an index, or null for one that was not given. Of an instrument: its
   * symbol.
   */
  public String name(CatalogKind kind, int index) {
    Entry entry = entry(kind, index);
    return entry == null ? null : entry.name();
  }

  /**
   * Writes a CatalogEntry record for every index, kind by kind, in order. Records of a segment's
   * frame: sequence and time are left 0.
   */
  public void encode(RecordBuffer out) {
    CatalogEntryEncoder encoder = new CatalogEntryEncoder();
    kinds.forEach(
        (kind, entries) -> {
          for (int i = 0; i < entries.byIndex.size(); i++) {
            Entry entry = entries.byIndex.get(i);
            int block = out.begin(CatalogEntryEncoder.TEMPLATE_ID);
            encoder.wrap(out.buffer(), block).index(i).kind(kind);
            encoder.venue(entry.venue()).name(entry.name());
            out.end(encoder.encodedLength());
          }
        });
  }

  /**
   * Takes one CatalogEntry record in. What the catalog says already may be said again.
   *
   * @throws CatalogException when the record gives an index another name, a name another index, or
   *     an index before the one in front of it; the catalog is as it was
   */
  public void fold(CatalogEntryDecoder record) {
    int index = record.index();
    CatalogKind kind = record.kind();
    Entry entry = new Entry(record.venue(), record.name());
    Entries entries = kinds.get(kind);
    if (entries == null) {
      throw new CatalogException("catalog: " + entry + " is of no kind");
    }
    Entry known = entry(kind, index);
    if (entry.equals(known)) {
      return;
    }
    String what = "catalog: " + kind + " " + index + " is said to be " + entry;
    if (known != null) {
      throw new CatalogException(what + ", but it is " + known);
    }
    Integer given = entries.indices.get(entry);
    if (given != null) {
      throw new CatalogException(what + ", but that is " + given);
    }
    if (index != entries.byIndex.size() || index >= MAX_ENTRIES) {
      throw new CatalogException(what + ", but the next index is " + entries.byIndex.size());
    }
    String complaint = complaint(kind, entry);
    if (complaint != null) {
      throw new CatalogException(what + ", which no catalog writes: " + complaint);
    }
    entries.add(entry);
  }

  private int index(CatalogKind kind, String venue, String name) {
    Entries entries = entries(kind);
    Entry entry = new Entry(venue, name);
    Integer given = entries.indices.get(entry);
    if (given != null) {
      return given;
    }
    String complaint = complaint(kind, entry);
    if (complaint != null) {
      throw new IllegalArgumentException("catalog: " + kind + " with " + complaint);
    }
    int next = entries.byIndex.size();
    if (next >= MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "catalog: no index left for " + kind + " " + entry + "; " + MAX_ENTRIES + " are given");
    }
    entries.add(entry);
    return next;
  }

  private Entries entries(CatalogKind kind) {
    Entries entries = kinds.get(kind);
    if (entries == null) {
      throw new IllegalArgumentException("catalog: " + kind + " is no kind");
    }
    return entries;
  }

  private Entry entry(CatalogKind kind, int index) {
    List<Entry> entries = entries(kind).byIndex;
    return index >= 0 && index < entries.size() ? entries.get(index) : null;
  }

  /** What is wrong with an entry, or null. */
  private static String complaint(CatalogKind kind, Entry entry) {
    if (kind != CatalogKind.INSTRUMENT) {
      return entry.venue().isEmpty() ? complaint(entry.name()) : "a venue";
    }
    String complaint = complaint(entry.venue());
    return complaint != null ? complaint : complaint(entry.name());
  }

  private static String complaint(String name) {
    if (name == null || name.isBlank()) {
      return "an empty name";
    }
    if (!name.codePoints().allMatch(Catalog::isPrintable)) {
      return "characters in its name that cannot be printed";
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    return bytes > MAX_NAME_BYTES
        ? "a name of " + bytes + " bytes, allowed are " + MAX_NAME_BYTES
        : null;
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
