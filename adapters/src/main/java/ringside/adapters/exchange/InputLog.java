package ringside.adapters.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import ringside.adapters.sim.VenueRequest;

/**
 * The log of a venue's inputs, and the file that says how far its time has come. What was given to
 * the operating system survives the process; nothing here survives a loss of power for certain.
 *
 * <p>{@code inputs.log}: a magic number, the format's version, then frames of length, CRC32C and
 * payload. The first payload is a text: what requests look like, the code of the venue that began
 * it, the config. The others are a venue time and a request; or, where a life ended, the time it
 * came to alone; or, now and then, how the venue stood and by which code. An incomplete or damaged
 * frame at the end is the tail that a death tore, and is cut off; damage with valid frames behind
 * it is refused.
 *
 * <p>{@code clock}: two slots written in turn, each a time and its CRC32C.
 *
 * <p>One thread.
 */
final class InputLog implements VenueInputs {
  static final String LOG_FILE = "inputs.log";
  static final String CLOCK_FILE = "clock";

  private static final long MAGIC = 0x5253_5645_4e55_4531L;
  private static final int VERSION = 2;
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
  private static final int FRAME_HEADER_BYTES = 2 * Integer.BYTES;
  private static final int MAX_FRAME_BYTES = 1 << 16;
  private static final short DIGEST = -1;
  private static final long DIGEST_EVERY_NS = 10_000_000_000L;
  private static final int SLOT_BYTES = 2 * Long.BYTES;

  /** Hears what a log holds. */
  interface Reader {
    void request(long timeNs, VenueRequest request);

    /** The venue came so far before what follows. */
    void reached(long timeNs);

    /** How the venue stood, and the code of the venue that says so. */
    void digest(long timeNs, long digest, long code) throws IOException;
  }

  private final RequestCodec codec = new RequestCodec();
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer frame = ByteBuffer.allocateDirect(MAX_FRAME_BYTES);
  private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
  private final long code;
  private final Path file;
  private final FileChannel log;
  private final FileChannel clock;

  /** The slot that is written next, by its lowest bit: never the one that stands for now. */
  private long turn;

  private long digestNs = Long.MIN_VALUE;

  private InputLog(long code, Path file, FileChannel log, FileChannel clock) {
    this.code = code;
    this.file = file;
    this.log = log;
    this.clock = clock;
  }

  /** Opens the log in this directory, which exists; an empty one when there is none yet. */
  static InputLog open(Path directory) throws IOException {
    return open(directory, VenueCode.current());
  }

  static InputLog open(Path directory, long code) throws IOException {
    Path file = directory.resolve(LOG_FILE);
    FileChannel log = openFile(file);
    try {
      InputLog opened = new InputLog(code, file, log, openFile(directory.resolve(CLOCK_FILE)));
      opened.lastTimeNs();
      return opened;
    } catch (IOException e) {
      log.close();
      throw e;
    }
  }

  private static FileChannel openFile(Path path) throws IOException {
    return FileChannel.open(
        OwnerOnly.file(path), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Whether it holds no config yet: one that a death cut off in its first write.
   *
   * @throws ExchangeRefusedException when it is something else, or its beginning is damaged: to
   *     begin anew would throw away what stands behind
   */
  boolean isEmpty() throws IOException {
    if (log.size() < HEADER_BYTES) {
      return true;
    }
    requireOurs();
    if (readFrame(HEADER_BYTES) >= 0) {
      return false;
    }
    long left = log.size() - HEADER_BYTES - FRAME_HEADER_BYTES;
    if (left >= 0) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
      readFully(log, length, HEADER_BYTES);
      int stated = length.getInt(0);
      if (stated <= left || stated > MAX_FRAME_BYTES) {
        throw new ExchangeRefusedException(file + ": damaged at byte " + HEADER_BYTES);
      }
      refuseHole(HEADER_BYTES);
    }
    return true;
  }

  /** Begins an empty log. */
  void begin(String config) throws IOException {
    log.truncate(0);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(VERSION).flip();
    writeFully(log, header, 0);
    log.position(HEADER_BYTES);
    frame.clear().position(FRAME_HEADER_BYTES);
    frame.put(
        (codec.shape() + '\n' + Long.toHexString(code) + '\n' + config)
            .getBytes(StandardCharsets.UTF_8));
    append();
  }

  /**
   * The config that the log began with.
   *
   * @throws ExchangeRefusedException when it is none of ours, or of another version
   */
  String config() throws IOException {
    requireOurs();
    int length = readFrame(HEADER_BYTES);
    byte[] bytes = new byte[length];
    frame.get(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    if (!text.substring(0, end).equals(codec.shape())) {
      throw new ExchangeRefusedException(
          file + ": written by a version of Ringside with other requests; use a new directory");
    }
    return text.substring(text.indexOf('\n', end + 1) + 1);
  }

  private void requireOurs() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    readFully(log, header, 0);
    header.flip();
    if (header.getLong() != MAGIC) {
      throw new ExchangeRefusedException(file + ": not the log of an exchange");
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw new ExchangeRefusedException(
          file
              + ": format "
              + version
              + " is of another version of Ringside, which has "
              + VERSION);
    }
  }

  /**
   * Reads all requests in their order, cuts a torn tail off, and stands at the end to go on.
   *
   * @return bytes cut off
   * @throws ExchangeRefusedException when something valid stands behind what is damaged
   */
  long replay(Reader reader) throws IOException {
    long position = HEADER_BYTES;
    position += FRAME_HEADER_BYTES + readFrame(position);
    for (int length = readFrame(position); length >= 0; length = readFrame(position)) {
      long timeNs = frame.getLong();
      if (!frame.hasRemaining()) {
        reader.reached(timeNs);
      } else if (frame.getShort(frame.position()) == DIGEST) {
        frame.getShort();
        digestNs = timeNs;
        reader.digest(timeNs, frame.getLong(), frame.getLong());
      } else {
        reader.request(timeNs, codec.decode(frame));
      }
      position += FRAME_HEADER_BYTES + length;
    }
    long torn = log.size() - position;
    refuseHole(position);
    log.truncate(position);
    log.position(position);
    return torn;
  }

  /** Length of the frame here, whose payload then stands in {@link #frame}; -1 for none. */
  private int readFrame(long position) throws IOException {
    if (log.size() - position < FRAME_HEADER_BYTES) {
      return -1;
    }
    frame.clear().limit(FRAME_HEADER_BYTES);
    readFully(log, frame, position);
    frame.flip();
    int length = frame.getInt();
    int sum = frame.getInt();
    long left = log.size() - position - FRAME_HEADER_BYTES;
    if (length <= 0 || length > MAX_FRAME_BYTES - FRAME_HEADER_BYTES || length > left) {
      return -1;
    }
    frame.clear().limit(length);
    readFully(log, frame, position + FRAME_HEADER_BYTES);
    frame.flip();
    return checksum(frame.duplicate()) == sum ? length : -1;
  }

  /** A write that a death cut short has nothing behind it. */
  private void refuseHole(long end) throws IOException {
    for (long at = end + 1; at < log.size() && at < end + MAX_FRAME_BYTES; at++) {
      if (readFrame(at) > 0) {
        throw new ExchangeRefusedException(
            file + ": damaged at byte " + end + ", with valid records behind it");
      }
    }
  }

  /** How far the venue's time had come; {@link Long#MIN_VALUE} when that is not known. */
  long lastTimeNs() throws IOException {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 2; i++) {
      if (clock.size() >= (i + 1L) * SLOT_BYTES) {
        slot.clear();
        readFully(clock, slot, (long) i * SLOT_BYTES);
        slot.flip();
        long timeNs = slot.getLong(0);
        if (slot.getLong(Long.BYTES) == checksum(slot.duplicate().limit(Long.BYTES))) {
          if (timeNs > last) {
            last = timeNs;
            turn = i + 1L;
          }
        }
      }
    }
    return last;
  }

  @Override
  public void request(long timeNs, VenueRequest request) {
    frame.clear().position(FRAME_HEADER_BYTES);
    frame.putLong(timeNs);
    codec.encode(request, frame);
    try {
      append();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  @Override
  public boolean wantsDigest(long timeNs) {
    return timeNs >= digestNs + DIGEST_EVERY_NS;
  }

  @Override
  public void digest(long timeNs, long digest) {
    digestNs = timeNs;
    frame.clear().position(FRAME_HEADER_BYTES);
    frame.putLong(timeNs).putShort(DIGEST).putLong(digest).putLong(code);
    try {
      append();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /** The code of the venue that goes on with it. */
  long code() {
    return code;
  }

  /** The venue came so far in the life that ended: what was told until then stays true. */
  void reached(long timeNs) throws IOException {
    frame.clear().position(FRAME_HEADER_BYTES);
    frame.putLong(timeNs);
    append();
  }

  /** One write, so that a death leaves a beginning of the frame at worst. */
  private void append() throws IOException {
    frame.flip();
    ByteBuffer payload = frame.duplicate().position(FRAME_HEADER_BYTES);
    frame.putInt(0, payload.remaining());
    frame.putInt(Integer.BYTES, checksum(payload));
    while (frame.hasRemaining()) {
      log.write(frame);
    }
  }

  @Override
  public void time(long timeNs) {
    slot.clear();
    slot.putLong(timeNs).flip();
    long sum = checksum(slot.duplicate());
    slot.clear();
    slot.putLong(timeNs).putLong(sum).flip();
    try {
      writeFully(clock, slot, (turn++ & 1) * SLOT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  private int checksum(ByteBuffer bytes) {
    crc.reset();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        throw new IOException("the file ends at " + at);
      }
      at += read;
    }
  }

  @Override
  public void close() {
    if (!log.isOpen()) {
      return;
    }
    try (log;
        clock) {
      clock.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be closed", e);
    }
  }
}
