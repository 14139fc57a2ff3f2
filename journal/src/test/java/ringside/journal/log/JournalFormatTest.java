package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.SegmentOpenedDecoder;
import ringside.journal.codec.SegmentOpenedEncoder;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;

/** Journals of other versions: their checksums are right, and their content is not for us. */
@Timeout(120)
class JournalFormatTest {
  private static final int FORMAT_VERSION_OFFSET = 24;

  @TempDir Path journal;

  @BeforeEach
  void write() {
    try (JournalFixture run = JournalFixture.open(journal, JournalFixture.settings())) {
      run.append(3, 3);
    }
  }

  @Test
  void aJournalOfANewerSchemaIsRefusedWithBothVersions() throws IOException {
    int newer = SchemaModel.current().version() + 1;
    rewriteHead(
        head ->
            head.putShort(
                BatchFrame.HEADER_LENGTH
                    + RecordLayout.BLOCK_OFFSET
                    + SegmentOpenedDecoder.schemaVersionEncodingOffset(),
                (short) newer));
    assertRefused("schema version " + newer, "up to " + SchemaModel.current().version());
  }

  @Test
  void aJournalOfANewerFormatIsRefusedWithBothVersions() throws IOException {
    rewriteHead(head -> head.putShort(FORMAT_VERSION_OFFSET, (short) 9));
    assertRefused("format version 9", "up to " + BatchFrame.FORMAT_VERSION);
  }

  @Test
  void aHeadThatClaimsAnotherPlaceIsDamage() throws IOException {
    rewriteHead(
        head ->
            head.putLong(
                BatchFrame.HEADER_LENGTH
                    + RecordLayout.BLOCK_OFFSET
                    + SegmentOpenedEncoder.segmentEncodingOffset(),
                2));
    assertThatThrownBy(() -> JournalFixture.readToEnd(journal))
        .isInstanceOf(JournalDamagedException.class)
        .hasMessageContaining("segment 2");
  }

  private void assertRefused(String... fragments) {
    assertThatThrownBy(() -> JournalFixture.readToEnd(journal))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContainingAll(fragments);
    Path target = journal.resolve("repaired");
    assertThatThrownBy(() -> JournalRepair.copyValidPrefix(journal, target))
        .isInstanceOf(JournalRefusedException.class);
    assertThat(target).doesNotExist();
  }

  /** Changes the head's document, and its checksum and hash with it. */
  private void rewriteHead(Consumer<ByteBuffer> change) throws IOException {
    Path file = JournalFixture.queueFile(journal, 1);
    long position;
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(file);
      assertThat(cursor.advance()).isEqualTo(SegmentCursor.Step.FRAME);
      position = cursor.framePosition() + SegmentCursor.WIRE_HEADER_LENGTH;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(BatchFrame.MAX_LENGTH).order(LITTLE_ENDIAN);
      TailScan.read(channel, bytes, position);
      BatchFrame frame = new BatchFrame(bytes).at(0);
      change.accept(bytes);
      frame.rehash();
      bytes.position(0).limit(frame.length());
      channel.write(bytes, position);
    }
  }
}
