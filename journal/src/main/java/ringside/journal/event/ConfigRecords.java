package ringside.journal.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.ConfigAppliedEncoder;
import ringside.journal.codec.ConfigAppliedEncoder.EntriesEncoder;

/**
 * The effective config as records: {@link #encode} writes as many ConfigApplied records as its
 * entries need, {@link #fold} puts them together again. Secrets are the caller's to leave out. One
 * thread.
 */
public final class ConfigRecords {
  /** Ends a path or value that was cut. */
  public static final String CUT_MARK = "\u2026";

  private static final int ENTRY_OVERHEAD =
      EntriesEncoder.pathHeaderLength() + EntriesEncoder.valueHeaderLength();
  private static final int ENTRIES_MAX =
      RecordLayout.MAX_RECORD_LENGTH
          - RecordLayout.BLOCK_OFFSET
          - ConfigAppliedEncoder.BLOCK_LENGTH
          - EntriesEncoder.HEADER_SIZE;
  private static final int PATH_MAX = 200;
  private static final int VALUE_MAX = ENTRIES_MAX - ENTRY_OVERHEAD - PATH_MAX;

  private final List<Entry> entries = new ArrayList<>();
  private int nextChunk;

  /** One setting. */
  public record Entry(String path, String value) {}

  /**
   * Writes the entries in their order, in one record at least.
   *
   * @param timeNs the records' time
   * @return the paths of entries that were too long for a record, and were cut: a path at 200
   *     bytes, a value at what is left of 1 KiB
   * @throws IllegalStateException when the buffer's limit is reached
   */
  public static List<String> encode(List<Entry> entries, long timeNs, RecordBuffer out) {
    List<String> cut = new ArrayList<>();
    List<byte[]> texts = new ArrayList<>(2 * entries.size());
    for (Entry entry : entries) {
      byte[] path = fitting(entry.path(), PATH_MAX);
      byte[] value = fitting(entry.value(), VALUE_MAX);
      if (!new Entry(new String(path, UTF_8), new String(value, UTF_8)).equals(entry)) {
        cut.add(entry.path());
      }
      texts.add(path);
      texts.add(value);
    }
    ConfigAppliedEncoder encoder = new ConfigAppliedEncoder();
    int chunk = 0;
    int from = 0;
    do {
      int to = chunkEnd(texts, from);
      encoder.wrap(out.buffer(), out.begin(ConfigAppliedEncoder.TEMPLATE_ID));
      encoder.header().timeNs(timeNs);
      encoder.chunk(chunk++).last((short) (to == texts.size() ? 1 : 0));
      EntriesEncoder group = encoder.entriesCount((to - from) / 2);
      for (int i = from; i < to; i += 2) {
        byte[] path = texts.get(i);
        byte[] value = texts.get(i + 1);
        group.next().putPath(path, 0, path.length).putValue(value, 0, value.length);
      }
      out.end(encoder.encodedLength());
      from = to;
    } while (from < texts.size());
    return cut;
  }

  /**
   * Takes one record in. A first chunk starts anew.
   *
   * @return whether the config is complete
   * @throws IllegalStateException when a chunk is missing before this one
   */
  public boolean fold(ConfigAppliedDecoder record) {
    if (record.chunk() == 0) {
      entries.clear();
      nextChunk = 0;
    }
    if (record.chunk() != nextChunk) {
      throw new IllegalStateException(
          "config: chunk " + record.chunk() + " where " + nextChunk + " is due");
    }
    for (ConfigAppliedDecoder.EntriesDecoder entry : record.entries()) {
      entries.add(new Entry(entry.path(), entry.value()));
    }
    nextChunk++;
    return record.last() != 0;
  }

  /** What was taken in; all of it once {@link #fold} has said so. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  private static int chunkEnd(List<byte[]> texts, int from) {
    int to = from;
    for (int room = ENTRIES_MAX; to < texts.size(); to += 2) {
      room -= ENTRY_OVERHEAD + texts.get(to).length + texts.get(to + 1).length;
      if (room < 0) {
        break;
      }
    }
    return to;
  }

  private static byte[] fitting(String text, int maxBytes) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= maxBytes) {
      return bytes;
    }
    int end = maxBytes - CUT_MARK.getBytes(UTF_8).length;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return (new String(bytes, 0, end, UTF_8) + CUT_MARK).getBytes(UTF_8);
  }
}
