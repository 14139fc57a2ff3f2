package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.MessageHeaderEncoder;

/**
 * The first bytes of a record of each type: the frame, still without a length, the SBE message
 * header, and the block with every optional field null and the rest zero. Groups and texts follow
 * and are the encoder's to write.
 */
final class NullImages {
  static final NullImages INSTANCE = new NullImages(SchemaModel.current());

  private final byte[][] byTemplate;

  private NullImages(SchemaModel schema) {
    int highest = 0;
    for (SchemaModel.Message message : schema.messages()) {
      highest = Math.max(highest, message.id());
    }
    byTemplate = new byte[highest + 1][];
    for (SchemaModel.Message message : schema.messages()) {
      byTemplate[message.id()] = image(schema, message);
    }
  }

  byte[] of(int templateId) {
    byte[] image =
        templateId >= 0 && templateId < byTemplate.length ? byTemplate[templateId] : null;
    if (image == null) {
      throw new IllegalArgumentException("template " + templateId + " is not in the schema");
    }
    return image;
  }

  private static byte[] image(SchemaModel schema, SchemaModel.Message message) {
    byte[] image = new byte[RecordLayout.BLOCK_OFFSET + message.blockLength()];
    UnsafeBuffer buffer = new UnsafeBuffer(image);
    new MessageHeaderEncoder()
        .wrap(buffer, RecordLayout.FRAME_LENGTH)
        .blockLength(message.blockLength())
        .templateId(message.id())
        .schemaId(schema.id())
        .version(schema.version());
    for (SchemaModel.Field field : message.fields()) {
      if (field.type().optional()) {
        int at = RecordLayout.BLOCK_OFFSET + field.offset();
        long nothing = field.type().nullValue();
        switch (field.type().size()) {
          case 1 -> buffer.putByte(at, (byte) nothing);
          case 2 -> buffer.putShort(at, (short) nothing, LITTLE_ENDIAN);
          case 4 -> buffer.putInt(at, (int) nothing, LITTLE_ENDIAN);
          default -> buffer.putLong(at, nothing, LITTLE_ENDIAN);
        }
      }
    }
    return image;
  }
}
