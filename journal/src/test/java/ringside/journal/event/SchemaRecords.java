package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Records of any type, made from the schema alone: for tests that go over all of them. */
final class SchemaRecords {
  private SchemaRecords() {}

  static List<SchemaModel.Message> eventsAndDecisions() {
    return SchemaModel.current().messages().stream().filter(m -> m.id() < 120).toList();
  }

  /**
   * A record as {@link RecordBuffer#begin} leaves it, with no group items and empty texts.
   *
   * @return the offset of its frame
   */
  static int addBlank(RecordBuffer records, SchemaModel.Message message) {
    int frame = records.length();
    int block = records.begin(message.id());
    MutableDirectBuffer buffer = records.buffer();
    int at = block + message.blockLength();
    for (SchemaModel.Group group : message.groups()) {
      buffer.putShort(at, (short) group.blockLength(), LITTLE_ENDIAN);
      buffer.putShort(at + 2, (short) 0, LITTLE_ENDIAN);
      at += 4;
    }
    for (int i = 0; i < message.data().size(); i++) {
      buffer.putShort(at, (short) 0, LITTLE_ENDIAN);
      at += 2;
    }
    records.end(at - block);
    return frame;
  }
}
