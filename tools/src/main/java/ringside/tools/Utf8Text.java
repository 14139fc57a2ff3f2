package ringside.tools;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes characters of a message's bytes, in an array that is used again. One thread. */
final class Utf8Text {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private CharBuffer characters = CharBuffer.allocate(1 << 14);

  void decode(byte[] bytes) {
    if (characters.capacity() < bytes.length) {
      characters = CharBuffer.allocate(Math.max(bytes.length, 2 * characters.capacity()));
    }
    characters.clear();
    decoder.reset();
    decoder.decode(ByteBuffer.wrap(bytes), characters, true);
    decoder.flush(characters);
  }

  char[] characters() {
    return characters.array();
  }

  int length() {
    return characters.position();
  }
}
